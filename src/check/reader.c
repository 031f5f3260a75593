/* SPDX-License-Identifier: MIT */
#include "mkepub/reader.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zip.h>

#include "base/text.h"

#define HEAD  64
#define PIECE ((gsize)64 << 10)
#define LIMIT ((guint64)1 << 30)
/* Room that is made at once for an entry on the word of the directory. */
#define BELIEVED ((guint64)64 << 20)

struct MkepubReader {
  char *path, *shown;
  zip_t *zip;
  guint8 head[HEAD];
  gsize head_length;
  char *trouble;
  GArray *entries;   /* of MkepubReaderEntry */
  GHashTable *index; /* name (borrowed) to its first entry, from 1 */
};

static void entry_clear(gpointer data)
{
  g_free(((MkepubReaderEntry *)data)->name);
}

void mkepub_reader_free(MkepubReader *reader)
{
  if (!reader)
    return;
  if (reader->zip)
    zip_discard(reader->zip);
  g_hash_table_unref(reader->index);
  g_array_unref(reader->entries);
  g_free(reader->trouble);
  g_free(reader->path);
  g_free(reader->shown);
  g_free(reader);
}

static gboolean fail_to_read(const MkepubReader *reader, const char *reason, GError **error)
{
  g_autofree char *shown = text_display_path(reader->shown);
  g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT, "cannot read '%s': %s", shown, reason);
  return FALSE;
}

/* The book as a stream of its own, which no pipe can stall; NULL with an error. */
static FILE *open_file(MkepubReader *reader, GError **error)
{
  struct stat info;
  int fd = open(reader->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  gssize n = fd >= 0 ? pread(fd, reader->head, HEAD, 0) : -1;
  int errnum = n >= 0 ? 0 : errno;
  gboolean plain = fd >= 0 && fstat(fd, &info) == 0 && S_ISREG(info.st_mode);
  FILE *file = plain && errnum == 0 ? fdopen(fd, "rb") : NULL;
  if (file) {
    reader->head_length = (gsize)n;
    return file;
  }
  if (fd >= 0)
    close(fd);
  if (fd >= 0 && !plain)
    fail_to_read(reader, "not a regular file", error);
  else
    mkepub_error_set_errno(error, MKEPUB_ERROR_INPUT, errnum,
                           fd >= 0 ? "cannot read" : "cannot open", reader->shown);
  return NULL;
}

/* Opens the container in the first LENGTH bytes of FILE (-1: all) by libzip's FLAGS; NULL with
 * an error in PROBLEM. Takes FILE. */
static zip_t *open_zip(FILE *file, zip_int64_t length, int flags, zip_error_t *problem)
{
  zip_source_t *source = zip_source_filep_create(file, 0, length, problem);
  if (!source) {
    fclose(file);
    return NULL;
  }
  zip_t *zip = zip_open_from_source(source, ZIP_RDONLY | flags, problem);
  if (!zip)
    zip_source_free(source);
  return zip;
}

/* Bytes of FILE up to the end of the last end record (APPNOTE 4.3.16) and its comment, when
 * others follow, which readers pass over; -1 when none do. */
static zip_int64_t find_end(FILE *file)
{
  enum { RECORD = 22, COMMENT = 65535 };
  off_t size = fseeko(file, 0, SEEK_END) == 0 ? ftello(file) : -1;
  gsize length = (gsize)CLAMP(size, 0, RECORD + COMMENT);
  g_autofree guint8 *tail = g_malloc(length + 1);
  if (fseeko(file, size - (off_t)length, SEEK_SET) != 0 ||
      fread(tail, 1, length, file) != length)
    return -1;
  for (gsize at = length; at >= RECORD; at--) {
    const guint8 *record = tail + at - RECORD;
    gsize past = at + record[20] + ((gsize)record[21] << 8);
    if (memcmp(record, "PK\005\006", 4) == 0)
      return past < length ? (zip_int64_t)size - (zip_int64_t)(length - past) : -1;
  }
  return -1;
}

/* As open_zip, whole and consistent, whatever follows its end. */
static zip_t *open_consistent(MkepubReader *reader, zip_error_t *problem, GError **error)
{
  FILE *file = open_file(reader, error);
  zip_int64_t end = file ? find_end(file) : -1;
  if (!file)
    return NULL;
  rewind(file);
  return open_zip(file, end, ZIP_CHECKCONS, problem);
}

/* A container that contradicts itself is opened all the same: more can be said of it then. */
static gboolean open_container(MkepubReader *reader, GError **error)
{
  g_autoptr(GError) own = NULL;
  zip_error_t problem;
  zip_error_init(&problem);
  reader->zip = open_consistent(reader, &problem, &own);
  if (own) {
    g_propagate_error(error, g_steal_pointer(&own));
    return FALSE;
  }
  if (!reader->zip && zip_error_code_zip(&problem) != ZIP_ER_NOZIP) {
    /* names that repeat are seen in the list of entries too */
    if (zip_error_code_zip(&problem) != ZIP_ER_EXISTS)
      reader->trouble = g_utf8_make_valid(zip_error_strerror(&problem), -1);
    zip_error_fini(&problem);
    zip_error_init(&problem);
    FILE *file = open_file(reader, error);
    if (!file)
      return FALSE;
    reader->zip = open_zip(file, -1, 0, &problem);
  }
  if (!reader->zip) {
    g_autofree char *reason = g_utf8_make_valid(zip_error_strerror(&problem), -1);
    reason[0] = g_ascii_tolower(reason[0]);
    fail_to_read(reader,
                 zip_error_code_zip(&problem) == ZIP_ER_NOZIP ? "not a ZIP file, or cut short"
                                                              : reason,
                 error);
  }
  zip_error_fini(&problem);
  return reader->zip != NULL;
}

static void list_entries(MkepubReader *reader)
{
  zip_int64_t count = zip_get_num_entries(reader->zip, 0);
  for (zip_int64_t i = 0; i < count; i++) {
    zip_stat_t stat;
    MkepubReaderEntry entry = {0};
    const char *name = zip_get_name(reader->zip, (zip_uint64_t)i, ZIP_FL_ENC_RAW);
    entry.utf8 = name && g_utf8_validate(name, -1, NULL);
    entry.name = g_utf8_make_valid(name ? name : "", -1);
    if (zip_stat_index(reader->zip, (zip_uint64_t)i, 0, &stat) == 0) {
      entry.size = stat.valid & ZIP_STAT_SIZE ? stat.size : 0;
      entry.stored = stat.valid & ZIP_STAT_COMP_SIZE ? stat.comp_size : 0;
      entry.crc = stat.valid & ZIP_STAT_CRC ? stat.crc : 0;
      entry.method = stat.valid & ZIP_STAT_COMP_METHOD ? stat.comp_method : 0;
      entry.encrypted =
          stat.valid & ZIP_STAT_ENCRYPTION_METHOD && stat.encryption_method != ZIP_EM_NONE;
    }
    g_array_append_val(reader->entries, entry);
  }
  for (guint i = reader->entries->len; i > 0; i--)
    g_hash_table_replace(reader->index,
                         g_array_index(reader->entries, MkepubReaderEntry, i - 1).name,
                         GUINT_TO_POINTER(i));
}

MkepubReader *mkepub_reader_open(const char *path, GError **error)
{
  return mkepub_reader_open_as(path, path, error);
}

MkepubReader *mkepub_reader_open_as(const char *path, const char *shown, GError **error)
{
  g_autoptr(MkepubReader) reader = g_new0(MkepubReader, 1);
  reader->path = g_strdup(path);
  reader->shown = g_strdup(shown);
  reader->entries = g_array_new(FALSE, TRUE, sizeof(MkepubReaderEntry));
  g_array_set_clear_func(reader->entries, entry_clear);
  reader->index = g_hash_table_new(g_str_hash, g_str_equal);
  if (!open_container(reader, error))
    return NULL;
  list_entries(reader);
  return g_steal_pointer(&reader);
}

const GArray *mkepub_reader_entries(const MkepubReader *reader)
{
  return reader->entries;
}

const guint8 *mkepub_reader_head(const MkepubReader *reader, gsize *length)
{
  *length = reader->head_length;
  return reader->head;
}

const char *mkepub_reader_trouble(const MkepubReader *reader)
{
  return reader->trouble;
}

/* Reads the open entry FILE to its end, into BYTES when it is not NULL, and no further than
 * LIMIT: what the directory says of its size may be a lie. */
static gboolean read_to_end(zip_file_t *file, guint64 limit, GByteArray *bytes,
                            const char **reason)
{
  g_autofree guint8 *piece = g_malloc(PIECE);
  for (guint64 got = 0;;) {
    zip_int64_t n = zip_fread(file, piece, PIECE);
    if (n < 0)
      *reason = zip_error_strerror(zip_file_get_error(file));
    if (n <= 0)
      return n == 0;
    got += (guint64)n;
    if (got > limit) {
      *reason = "it is larger than the directory declares";
      return FALSE;
    }
    if (bytes)
      g_byte_array_append(bytes, piece, (guint)n);
  }
}

static gboolean read_entry(MkepubReader *reader, guint index, guint64 limit, GByteArray *bytes,
                           GError **error)
{
  const MkepubReaderEntry *entry = &g_array_index(reader->entries, MkepubReaderEntry, index);
  const char *reason = NULL;
  zip_file_t *file = NULL;
  limit = limit > 0 ? MIN(limit, LIMIT) : LIMIT;
  if (entry->size > limit)
    reason = "it is too large";
  else if (entry->encrypted)
    reason = "it is encrypted";
  else if (!(file = zip_fopen_index(reader->zip, index, 0)))
    reason = zip_strerror(reader->zip);
  g_autofree char *said = NULL;
  if (file) {
    gboolean whole = read_to_end(file, entry->size, bytes, &reason);
    said = whole ? NULL : g_utf8_make_valid(reason ? reason : "unknown", -1);
    zip_fclose(file); /* what it says ends here */
    if (whole)
      return TRUE;
  }
  g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT, "cannot read '%s' in the book: %s",
              entry->name, said ? said : reason);
  return FALSE;
}

GBytes *mkepub_reader_read_at(MkepubReader *reader, guint index, guint64 limit, GError **error)
{
  const MkepubReaderEntry *entry = &g_array_index(reader->entries, MkepubReaderEntry, index);
  GByteArray *bytes = g_byte_array_sized_new((guint)MIN(entry->size, BELIEVED));
  if (read_entry(reader, index, limit, bytes, error))
    return g_byte_array_free_to_bytes(bytes);
  g_byte_array_unref(bytes);
  return NULL;
}

gboolean mkepub_reader_verify_at(MkepubReader *reader, guint index, guint64 limit,
                                 GError **error)
{
  return read_entry(reader, index, limit, NULL, error);
}

GBytes *mkepub_reader_read(MkepubReader *reader, const char *name, guint64 limit,
                           GError **error)
{
  guint index = GPOINTER_TO_UINT(g_hash_table_lookup(reader->index, name));
  if (index > 0)
    return mkepub_reader_read_at(reader, index - 1, limit, error);
  g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT, "the book has no '%s'", name);
  return NULL;
}
