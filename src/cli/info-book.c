/* SPDX-License-Identifier: MIT */
#include <string.h>
#include <sys/stat.h>

#include "cli/info.h"
#include "cli/print.h"
#include "mkepub/reader.h"
#include "mkepub/xml.h"

/* A book as it is shown. */
typedef struct {
  const char *path;
  char *shown;
  guint64 bytes, unpacked; /* of the file; of all that is in it */
  MkepubReader *reader;
  MkepubPackage *package;
  GPtrArray *contents; /* of MkepubReaderLine *; NULL: cannot be read */
  GPtrArray *sources;  /* of MkepubReaderSource *; NULL: cannot be read */
  guint articles, pictures;
  guint64 picture_bytes;
} Book;

static void book_clear(Book *book)
{
  g_free(book->shown);
  g_clear_pointer(&book->contents, g_ptr_array_unref);
  g_clear_pointer(&book->sources, g_ptr_array_unref);
  mkepub_reader_package_free(book->package);
  mkepub_reader_free(book->reader);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Book, book_clear)

/* 0 for what the container does not have. */
static guint64 entry_size(const Book *book, const char *name)
{
  const GArray *entries = mkepub_reader_entries(book->reader);
  for (guint i = 0; name && i < entries->len; i++)
    if (strcmp(g_array_index(entries, MkepubReaderEntry, i).name, name) == 0)
      return g_array_index(entries, MkepubReaderEntry, i).size;
  return 0;
}

/* Sizes of the entries by name, so that a long table of contents is looked up in one go. */
static GHashTable *entry_sizes(const Book *book)
{
  GHashTable *sizes = g_hash_table_new(g_str_hash, g_str_equal);
  const GArray *entries = mkepub_reader_entries(book->reader);
  for (guint i = entries->len; i > 0; i--) {
    MkepubReaderEntry *entry = &g_array_index(entries, MkepubReaderEntry, i - 1);
    g_hash_table_insert(sizes, entry->name, &entry->size);
  }
  return sizes;
}

static void count_contents(Book *book)
{
  const GArray *entries = mkepub_reader_entries(book->reader);
  g_autoptr(GHashTable) sizes = entry_sizes(book);
  for (guint i = 0; i < entries->len; i++)
    book->unpacked += g_array_index(entries, MkepubReaderEntry, i).size;
  for (guint i = 0; i < book->package->items->len; i++) {
    const MkepubReaderItem *item = g_ptr_array_index(book->package->items, i);
    if (!item->href || !item->media_type || !g_str_has_prefix(item->media_type, "image/") ||
        g_strcmp0(item->href, book->package->cover) == 0)
      continue;
    const guint64 *size = g_hash_table_lookup(sizes, item->href);
    book->pictures++;
    book->picture_bytes += size ? *size : 0;
  }
  for (guint i = 0; book->contents && i < book->contents->len; i++) {
    const MkepubReaderLine *line = g_ptr_array_index(book->contents, i);
    book->articles += !line->heading;
  }
}

static gboolean open_book(Book *book, GError **error)
{
  struct stat info;
  mkepub_xml_init();
  book->shown = print_legible(book->path);
  book->reader = mkepub_reader_open(book->path, error);
  book->package = book->reader ? mkepub_reader_package(book->reader, error) : NULL;
  if (!book->package) {
    if (book->reader)
      g_prefix_error(error, "cannot read '%s': ", book->shown);
    return FALSE;
  }
  book->bytes = stat(book->path, &info) == 0 ? (guint64)info.st_size : 0;
  book->contents = mkepub_reader_contents(book->reader, book->package, NULL);
  book->sources = mkepub_reader_sources(book->reader, NULL);
  count_contents(book);
  return TRUE;
}

static void print_counts(const Book *book)
{
  g_autofree char *pictures = g_format_size(book->picture_bytes);
  g_autofree char *cover = g_format_size(entry_size(book, book->package->cover));
  print_line("  %-12s %u", "articles", book->articles);
  if (book->pictures > 0)
    print_line("  %-12s %u, %s", "pictures", book->pictures, pictures);
  if (book->package->cover)
    print_line("  %-12s %s, %s", "cover", book->package->cover, cover);
  if (book->sources && book->sources->len > 0)
    print_line("  %-12s %u kept", "sources", book->sources->len);
}

static void print_contents(const Book *book)
{
  g_autoptr(GHashTable) sizes = entry_sizes(book);
  for (guint i = 0; book->contents && i < book->contents->len; i++) {
    const MkepubReaderLine *line = g_ptr_array_index(book->contents, i);
    const guint64 *size = line->href ? g_hash_table_lookup(sizes, line->href) : NULL;
    g_autofree char *bytes = g_format_size(size ? *size : 0);
    print_line("    %*s%s%s%s%s", (int)MIN(line->level - 1, 10) * 2, "", line->title,
               line->heading ? "" : "  (", line->heading ? "" : bytes,
               line->heading ? "" : ")");
  }
}

static void print_book(const Book *book, gboolean quiet)
{
  const MkepubPackage *package = book->package;
  g_autofree char *size = g_format_size(book->bytes);
  g_autofree char *unpacked = g_format_size(book->unpacked);
  g_autofree char *series =
      package->position ? g_strdup_printf("%s, number %s", package->series, package->position)
                        : g_strdup(package->series);
  print_line("%s: EPUB %s, %s, %s unpacked", book->shown,
             package->version ? package->version : "?", size, unpacked);
  print_value("title", package->title);
  print_value("series", package->series ? series : NULL);
  print_list("creators", package->creators);
  print_value("publisher", package->publisher);
  print_value("date", package->date);
  print_value("modified", package->modified);
  print_list("languages", package->languages);
  print_value("identifier", package->identifier);
  print_value("description", package->description);
  print_counts(book);
  if (!quiet)
    print_contents(book);
}

static json_t *contents_of(const Book *book)
{
  json_t *list = json_array();
  g_autoptr(GHashTable) sizes = entry_sizes(book);
  for (guint i = 0; book->contents && i < book->contents->len; i++) {
    const MkepubReaderLine *line = g_ptr_array_index(book->contents, i);
    const guint64 *size = line->href ? g_hash_table_lookup(sizes, line->href) : NULL;
    list = json_add(list, json_pack("{s:o, s:o, s:i, s:b, s:I}", "title",
                                    json_text(line->title), "href", json_text(line->href),
                                    "level", (int)line->level, "heading", line->heading,
                                    "bytes", (json_int_t)(size ? *size : 0)));
  }
  return list;
}

static json_t *json_book(const Book *book)
{
  const MkepubPackage *p = book->package;
  json_t *object = json_pack(
      "{s:o, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "path",
      json_text(book->path), "kind", "book", "version", json_text(p->version), "title",
      json_text(p->title), "series", json_text(p->series), "position", json_text(p->position),
      "creators", json_texts(p->creators), "publisher", json_text(p->publisher), "date",
      json_text(p->date), "modified", json_text(p->modified), "languages",
      json_texts(p->languages), "identifier", json_text(p->identifier), "description",
      json_text(p->description), "cover", json_text(p->cover));
  return json_merge(object,
                    json_pack("{s:I, s:I, s:i, s:i, s:I, s:i, s:o}", "bytes",
                              (json_int_t)book->bytes, "unpacked", (json_int_t)book->unpacked,
                              "articles", (int)book->articles, "pictures", (int)book->pictures,
                              "picture_bytes", (json_int_t)book->picture_bytes, "sources",
                              (int)(book->sources ? book->sources->len : 0), "contents",
                              contents_of(book)));
}

gboolean info_book(const char *path, gboolean quiet, json_t **json, GError **error)
{
  g_auto(Book) book = {.path = path};
  if (!open_book(&book, error))
    return FALSE;
  if (json)
    *json = json_add(*json, json_book(&book));
  else
    print_book(&book, quiet);
  return TRUE;
}
