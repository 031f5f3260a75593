/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/digest.h"
#include "mkepub/reader.h"
#include "text/href.h"
#include "xml/sax.h"

#define INDEX       "META-INF/mkepub/sources.xml" /* src/epub/kept-sources.h describes the format */
#define INDEX_LIMIT ((guint64)256 << 20)

typedef struct {
  GPtrArray *sources;
  GHashTable *paths, *entries; /* of char *, borrowed */
  char *reason;                /* the first thing that is wrong with the list */
} List;

static void source_free(gpointer data)
{
  MkepubReaderSource *source = data;
  g_free(source->path);
  g_free(source->entry);
  g_free(source->chapter);
  g_free(source);
}

/* A path that stays below any folder; file names need not be UTF-8. */
static gboolean stays_below(const char *path)
{
  if (!*path || *path == '/')
    return FALSE;
  g_auto(GStrv) parts = g_strsplit(path, "/", -1);
  for (char **part = parts; *part; part++)
    if (!**part || strcmp(*part, ".") == 0 || strcmp(*part, "..") == 0)
      return FALSE;
  return TRUE;
}

static void on_start(gpointer data, const char *name, const char *uri,
                     const SaxAttributes *attributes, SaxPlace at)
{
  List *list = data;
  gboolean lost = strcmp(name, "lost") == 0;
  if ((!lost && strcmp(name, "source") != 0) || *uri || list->reason)
    return;
  MkepubReaderSource *source = g_new0(MkepubReaderSource, 1);
  g_autofree char *path = sax_attribute(attributes, NULL, "path");
  g_autofree char *bytes = sax_attribute(attributes, NULL, "bytes");
  g_autofree char *sha256 = sax_attribute(attributes, NULL, "sha256");
  source->path = path ? g_uri_unescape_string(path, NULL) : NULL;
  source->entry = sax_attribute(attributes, NULL, "entry");
  source->chapter = sax_attribute(attributes, NULL, "chapter");
  g_ptr_array_add(list->sources, source);
  if (!source->path || !stays_below(source->path))
    list->reason = g_strdup_printf("line %u: the path leads out of its folder", at.line);
  else if (lost)
    source->lost = TRUE;
  else if (!source->entry || !source->chapter || !bytes || !sha256 ||
           !g_ascii_string_to_unsigned(bytes, 10, 0, G_MAXINT64, &source->bytes, NULL) ||
           !digest_parse(sha256, source->sha256, sizeof source->sha256))
    list->reason = g_strdup_printf("line %u: a field is missing", at.line);
  else if (!g_hash_table_add(list->paths, source->path) ||
           !g_hash_table_add(list->entries, source->entry))
    list->reason = g_strdup_printf("line %u: '%s' is listed twice", at.line, path);
}

static gboolean has_index(MkepubReader *reader)
{
  const GArray *entries = mkepub_reader_entries(reader);
  for (guint i = entries->len; i > 0; i--)
    if (strcmp(g_array_index(entries, MkepubReaderEntry, i - 1).name, INDEX) == 0)
      return TRUE;
  return FALSE;
}

GPtrArray *mkepub_reader_sources(MkepubReader *reader, GError **error)
{
  static const SaxCalls calls = {.start = on_start};
  g_autoptr(GPtrArray) sources = g_ptr_array_new_with_free_func(source_free);
  if (!has_index(reader))
    return g_steal_pointer(&sources);
  g_autoptr(GBytes) bytes = mkepub_reader_read(reader, INDEX, INDEX_LIMIT, error);
  if (!bytes)
    return NULL;
  g_autoptr(GHashTable) paths = g_hash_table_new(g_str_hash, g_str_equal);
  g_autoptr(GHashTable) entries = g_hash_table_new(g_str_hash, g_str_equal);
  List list = {.sources = sources, .paths = paths, .entries = entries};
  g_autoptr(GError) own = NULL;
  SaxPlace at;
  gsize length;
  const void *start = g_bytes_get_data(bytes, &length);
  if (sax_parse(start, length, &calls, &list, &at, &own) != SAX_GOOD && !list.reason)
    list.reason = g_strdup_printf("line %u: %s", at.line, own->message);
  if (!list.reason)
    return g_steal_pointer(&sources);
  g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT, "'" INDEX "' %s", list.reason);
  g_free(list.reason);
  return NULL;
}

GBytes *mkepub_reader_read_source(MkepubReader *reader, const MkepubReaderSource *source,
                                  GError **error)
{
  if (source->lost) {
    g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT,
                "the source of '%s' could not be read when the book was made", source->path);
    return NULL;
  }
  g_autoptr(GBytes) bytes = mkepub_reader_read(reader, source->entry, 0, error);
  if (!bytes)
    return NULL;
  gsize length;
  const void *start = g_bytes_get_data(bytes, &length);
  guint8 digest[DIGEST_SHA256];
  digest_sha256(start, length, digest);
  if (length == source->bytes && memcmp(digest, source->sha256, sizeof digest) == 0)
    return g_steal_pointer(&bytes);
  g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT,
              "'%s' in the book differs from the kept source", source->entry);
  return NULL;
}
