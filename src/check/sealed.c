/* SPDX-License-Identifier: MIT */
#include "check/sealed.h"

#include <string.h>

#include "text/href.h"
#include "xml/sax.h"

#define ENC_URI "http://www.w3.org/2001/04/xmlenc#"
#define LIMIT   ((guint64)4 << 20)

static void on_start(gpointer data, const char *name, const char *uri,
                     const SaxAttributes *attributes, SaxPlace at)
{
  GHashTable *names = data;
  (void)at;
  if (strcmp(name, "CipherReference") != 0 || strcmp(uri, ENC_URI) != 0)
    return;
  g_autofree char *reference = sax_attribute(attributes, NULL, "URI");
  g_autofree char *path = NULL, *fragment = NULL;
  if (reference && href_resolve("root", reference, &path, &fragment) == HREF_INSIDE)
    g_hash_table_add(names, g_steal_pointer(&path));
}

GHashTable *sealed_names(MkepubReader *reader)
{
  static const SaxCalls calls = {.start = on_start};
  GHashTable *names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GBytes) bytes = mkepub_reader_read(reader, "META-INF/encryption.xml", LIMIT, NULL);
  gsize length = 0;
  const void *start = bytes ? g_bytes_get_data(bytes, &length) : NULL;
  if (start)
    sax_parse(start, length, &calls, names, NULL, NULL);
  return names;
}
