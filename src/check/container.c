/* SPDX-License-Identifier: MIT */
#include "check/container.h"

#include <string.h>

#include "text/href.h"
#include "xml/sax.h"

#define ENC_URI   "http://www.w3.org/2001/04/xmlenc#"
#define ENC_LIMIT ((guint64)4 << 20)

#define TELL(id, ...)                                                                          \
  mkepub_findings_add(findings, MKEPUB_FINDING_##id, shown, 0, 0, __VA_ARGS__)

static guint read_little_endian(const guint8 *bytes)
{
  return bytes[0] | (guint)bytes[1] << 8;
}

/* The first 58 bytes are known (OCF section 4.2.1): a local header (APPNOTE 4.3.7) of 30, the
 * name and the bytes of 'mimetype', stored. */
static const char *mimetype_trouble(const MkepubReader *reader)
{
  static const char type[] = "application/epub+zip";
  gsize length, name = strlen("mimetype"), size = sizeof type - 1;
  const guint8 *head = mkepub_reader_head(reader, &length);
  if (length < 30 + name || memcmp(head, "PK\003\004", 4) != 0 ||
      read_little_endian(head + 26) != name || memcmp(head + 30, "mimetype", name) != 0)
    return "'mimetype' is not its first entry";
  if (read_little_endian(head + 28) != 0)
    return "'mimetype' has an extra field";
  if (read_little_endian(head + 8) != 0)
    return "'mimetype' is compressed";
  const GArray *entries = mkepub_reader_entries(reader);
  const MkepubReaderEntry *first =
      entries->len > 0 ? &g_array_index(entries, MkepubReaderEntry, 0) : NULL;
  if (length < 30 + name + size || memcmp(head + 30 + name, type, size) != 0 || !first ||
      (strcmp(first->name, "mimetype") == 0 && first->size != size))
    return "'mimetype' does not say 'application/epub+zip'";
  return NULL;
}

/* Characters that OCF section 4.2.2 forbids in names. */
static gboolean is_legal(const char *name)
{
  gsize length = strlen(name);
  return href_is_safe(name) && !strpbrk(name, "\"*:<>?|\x7f") && name[length - 1] != '.';
}

/* Names must differ for file systems that know neither case nor composition. */
static char *fold_name(const char *name)
{
  g_autofree char *folded = g_utf8_casefold(name, -1);
  return g_utf8_normalize(folded, -1, G_NORMALIZE_NFC);
}

static void check_entry(const MkepubReaderEntry *entry, const char *shown,
                        MkepubFindings *findings)
{
  if (!entry->utf8 || !is_legal(entry->name))
    TELL(BOOK_CONTAINER, "an entry has a forbidden name: '%s'", entry->name);
  if (entry->encrypted)
    TELL(BOOK_CONTAINER, "'%s' is encrypted", entry->name);
  else if (entry->method != 0 && entry->method != 8)
    TELL(BOOK_CONTAINER, "'%s' is compressed in a way that e-readers do not support",
         entry->name);
}

void container_check(const MkepubReader *reader, const char *shown, MkepubFindings *findings)
{
  const GArray *entries = mkepub_reader_entries(reader);
  const char *mimetype = mimetype_trouble(reader), *trouble = mkepub_reader_trouble(reader);
  g_autoptr(GHashTable) names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  if (mimetype)
    TELL(BOOK_CONTAINER, "%s", mimetype);
  if (trouble)
    TELL(BOOK_CONTAINER, "the container contradicts itself: %s", trouble);
  for (guint i = 0; i < entries->len; i++) {
    const MkepubReaderEntry *entry = &g_array_index(entries, MkepubReaderEntry, i);
    check_entry(entry, shown, findings);
    if (!g_hash_table_add(names, fold_name(entry->name)))
      TELL(BOOK_CONTAINER, "two entries have the name '%s', or names that differ only in case",
           entry->name);
  }
}

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

GHashTable *container_sealed_names(MkepubReader *reader)
{
  static const SaxCalls calls = {.start = on_start};
  GHashTable *names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GBytes) bytes =
      mkepub_reader_read(reader, "META-INF/encryption.xml", ENC_LIMIT, NULL);
  gsize length = 0;
  const void *start = bytes ? g_bytes_get_data(bytes, &length) : NULL;
  if (start)
    sax_parse(start, length, &calls, names, NULL, NULL);
  return names;
}
