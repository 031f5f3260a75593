/* SPDX-License-Identifier: MIT */
/* floor THREADS OUTPUT FOLDER: what a book costs at the least. Reads each .md file below
 * FOLDER, lets cmark make HTML of it, compresses it at level 6 and packs it; nothing else. What
 * comes out is no book: it is the time that the libraries take by themselves, for `make bench`
 * to compare with. */
#include <cmark.h>
#include <errno.h>
#include <glib.h>
#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

typedef struct {
  char *file;
  char *name;
  guint8 *packed;
  gsize packed_length, length;
  guint32 crc;
} Entry;

typedef struct {
  GPtrArray *entries; /* of Entry * */
  gint next;
} Work;

static void die(const char *what)
{
  g_printerr("floor: %s\n", what);
  exit(1);
}

static void collect(GPtrArray *entries, const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  if (!dir)
    die(folder);
  for (const char *name; (name = g_dir_read_name(dir));) {
    g_autofree char *path = g_build_filename(folder, name, NULL);
    if (g_file_test(path, G_FILE_TEST_IS_DIR)) {
      collect(entries, path);
    } else if (g_str_has_suffix(name, ".md")) {
      Entry *entry = g_new0(Entry, 1);
      entry->file = g_steal_pointer(&path);
      entry->name = g_strdup_printf("%05u.xhtml", entries->len);
      g_ptr_array_add(entries, entry);
    }
  }
}

static void pack(Entry *entry, struct libdeflate_compressor *compressor)
{
  g_autofree char *text = NULL;
  gsize length;
  if (!g_file_get_contents(entry->file, &text, &length, NULL))
    die(entry->file);
  cmark_node *document = cmark_parse_document(text, length, CMARK_OPT_UNSAFE);
  char *html = cmark_render_html(document, CMARK_OPT_UNSAFE);
  cmark_node_free(document);
  entry->length = strlen(html);
  entry->crc = libdeflate_crc32(0, html, entry->length);
  gsize bound = libdeflate_deflate_compress_bound(compressor, entry->length);
  entry->packed = g_malloc(bound);
  entry->packed_length =
      libdeflate_deflate_compress(compressor, html, entry->length, entry->packed, bound);
  entry->packed = g_realloc(entry->packed, entry->packed_length + 1);
  free(html);
}

static gpointer worker(gpointer data)
{
  Work *work = data;
  struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(6);
  for (guint i; (i = (guint)g_atomic_int_add(&work->next, 1)) < work->entries->len;)
    pack(g_ptr_array_index(work->entries, i), compressor);
  libdeflate_free_compressor(compressor);
  return NULL;
}

typedef struct {
  const Entry *entry;
  gsize offset;
} Reading;

/* A source that hands out bytes compressed already. */
static zip_int64_t give(void *state, void *data, zip_uint64_t length, zip_source_cmd_t command)
{
  Reading *reading = state;
  const Entry *entry = reading->entry;
  switch (command) {
  case ZIP_SOURCE_OPEN:
    reading->offset = 0;
    return 0;
  case ZIP_SOURCE_READ:
    length = MIN(length, entry->packed_length - reading->offset);
    memcpy(data, entry->packed + reading->offset, length);
    reading->offset += length;
    return (zip_int64_t)length;
  case ZIP_SOURCE_STAT: {
    zip_stat_t *stat = data;
    zip_stat_init(stat);
    stat->size = entry->length;
    stat->comp_size = entry->packed_length;
    stat->crc = entry->crc;
    stat->comp_method = ZIP_CM_DEFLATE;
    stat->encryption_method = ZIP_EM_NONE;
    stat->valid = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_CRC | ZIP_STAT_COMP_METHOD |
                  ZIP_STAT_ENCRYPTION_METHOD;
    return sizeof *stat;
  }
  case ZIP_SOURCE_SUPPORTS:
    return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE,
                                          ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE,
                                          -1);
  case ZIP_SOURCE_FREE:
    g_free(reading);
    return 0;
  case ZIP_SOURCE_CLOSE:
    return 0;
  default:
    return -1;
  }
}

int main(int argc, char **argv)
{
  if (argc != 4)
    die("usage: floor THREADS OUTPUT FOLDER");
  Work work = {.entries = g_ptr_array_new()};
  collect(work.entries, argv[3]);
  guint threads = (guint)g_ascii_strtoull(argv[1], NULL, 10);
  g_autofree GThread **running = g_new0(GThread *, threads);
  for (guint i = 0; i < threads; i++)
    running[i] = g_thread_new("worker", worker, &work);
  for (guint i = 0; i < threads; i++)
    g_thread_join(running[i]);

  zip_t *zip = zip_open(argv[2], ZIP_CREATE | ZIP_TRUNCATE, NULL);
  if (!zip)
    die(argv[2]);
  for (guint i = 0; i < work.entries->len; i++) {
    Reading *reading = g_new0(Reading, 1);
    reading->entry = g_ptr_array_index(work.entries, i);
    zip_source_t *source = zip_source_function(zip, give, reading);
    if (!source || zip_file_add(zip, reading->entry->name, source, ZIP_FL_ENC_UTF_8) < 0)
      die(zip_strerror(zip));
  }
  if (zip_close(zip) != 0)
    die(zip_strerror(zip));
  return 0;
}
