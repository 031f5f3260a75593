/* SPDX-License-Identifier: MIT */
#include "epub/zipfile.h"

#include <errno.h>
#include <string.h>
#include <zip.h>

#include "base/file.h"
#include "base/text.h"
#include "mkepub/error.h"

/* 1980-01-01 00:00 in MS-DOS form, the first moment that a ZIP file knows. */
#define DOS_TIME  0
#define DOS_DATE  ((0 << 9) | (1 << 5) | 1)
#define UNIX_FILE (0100644u << 16)
#define WINDOW    ((gsize)256 << 10)

/* The file that grows. libzip writes a header, the data, and goes back for the header: a window
 * of bytes in memory makes most of these steps free of system calls. */
typedef struct {
  int fd;
  guint8 *window;
  guint64 base; /* place of the window in the file */
  gsize filled;
  guint64 at, end;
  int errnum; /* the first failure, which is reported to the user */
  zip_error_t error;
} Sink;

/* One spooled entry on its way into the file. */
typedef struct {
  const Spool *spool;
  const MkepubOcfBlob *blob;
  guint64 at;
  int *errnum; /* the sink's */
  zip_error_t error;
} Feed;

static gint64 sink_fail(Sink *sink, int code, int errnum)
{
  if (!sink->errnum)
    sink->errnum = errnum;
  zip_error_set(&sink->error, code, errnum);
  return -1;
}

static gboolean sink_flush(Sink *sink)
{
  int errnum = file_write_at(sink->fd, sink->window, sink->filled, sink->base);
  sink->base += sink->filled;
  sink->filled = 0;
  return errnum == 0 || sink_fail(sink, ZIP_ER_WRITE, errnum) == 0;
}

static gint64 sink_write(Sink *sink, const guint8 *bytes, guint64 length)
{
  for (guint64 done = 0; done < length;) {
    gboolean inside = sink->at >= sink->base && sink->at <= sink->base + sink->filled &&
                      sink->at < sink->base + WINDOW;
    if (!inside) {
      if (!sink_flush(sink))
        return -1;
      sink->base = sink->at;
    }
    gsize place = (gsize)(sink->at - sink->base);
    gsize part = (gsize)MIN(length - done, WINDOW - place);
    memcpy(sink->window + place, bytes + done, part);
    sink->filled = MAX(sink->filled, place + part);
    sink->at += part;
    done += part;
  }
  sink->end = MAX(sink->end, sink->at);
  return (gint64)length;
}

static gint64 sink_seek(Sink *sink, void *data, guint64 length)
{
  gint64 to = zip_source_seek_compute_offset(sink->at, sink->end, data, length, &sink->error);
  if (to < 0)
    return -1;
  sink->at = (guint64)to;
  return 0;
}

static gint64 sink_stat(void *data)
{
  zip_stat_t *stat = data;
  zip_stat_init(stat);
  stat->size = 0; /* an empty archive to write */
  stat->valid = ZIP_STAT_SIZE;
  return (gint64)sizeof *stat;
}

static zip_int64_t sink_command(void *user, void *data, zip_uint64_t length,
                                zip_source_cmd_t command)
{
  Sink *sink = user;
  switch (command) {
  case ZIP_SOURCE_SUPPORTS:
    return zip_source_make_command_bitmap(
        ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR,
        ZIP_SOURCE_FREE, ZIP_SOURCE_SEEK, ZIP_SOURCE_TELL, ZIP_SOURCE_BEGIN_WRITE,
        ZIP_SOURCE_COMMIT_WRITE, ZIP_SOURCE_ROLLBACK_WRITE, ZIP_SOURCE_WRITE,
        ZIP_SOURCE_SEEK_WRITE, ZIP_SOURCE_TELL_WRITE, ZIP_SOURCE_REMOVE, -1);
  case ZIP_SOURCE_WRITE:
    return sink_write(sink, data, length);
  case ZIP_SOURCE_SEEK_WRITE:
    return sink_seek(sink, data, length);
  case ZIP_SOURCE_TELL_WRITE:
    return (zip_int64_t)sink->at;
  case ZIP_SOURCE_COMMIT_WRITE:
    return sink_flush(sink) ? 0 : -1;
  case ZIP_SOURCE_STAT:
    return sink_stat(data);
  case ZIP_SOURCE_ERROR:
    return zip_error_to_data(&sink->error, data, length);
  default: /* an empty file that the caller owns: nothing to open, read, close, remove or free
            */
    return 0;
  }
}

static gint64 feed_stat(const Feed *feed, void *data)
{
  zip_stat_t *stat = data;
  zip_stat_init(stat);
  stat->size = feed->blob->size;
  stat->comp_size = feed->blob->stored;
  stat->crc = feed->blob->crc;
  stat->comp_method = feed->blob->deflated ? ZIP_CM_DEFLATE : ZIP_CM_STORE;
  stat->encryption_method = ZIP_EM_NONE;
  stat->valid = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_CRC | ZIP_STAT_COMP_METHOD |
                ZIP_STAT_ENCRYPTION_METHOD;
  return (gint64)sizeof *stat;
}

static gint64 feed_read(Feed *feed, void *data, guint64 length)
{
  gsize part = (gsize)MIN(length, feed->blob->stored - feed->at);
  if (part == 0)
    return 0;
  gssize n = spool_read(feed->spool, feed->blob->offset + feed->at, data, part);
  if (n < 0) {
    *feed->errnum = errno;
    zip_error_set(&feed->error, ZIP_ER_READ, errno);
    return -1;
  }
  feed->at += (guint64)n;
  return n;
}

static zip_int64_t feed_command(void *user, void *data, zip_uint64_t length,
                                zip_source_cmd_t command)
{
  Feed *feed = user;
  switch (command) {
  case ZIP_SOURCE_SUPPORTS:
    return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE,
                                          ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE,
                                          -1);
  case ZIP_SOURCE_OPEN:
    feed->at = 0;
    return 0;
  case ZIP_SOURCE_READ:
    return feed_read(feed, data, length);
  case ZIP_SOURCE_STAT:
    return feed_stat(feed, data);
  case ZIP_SOURCE_ERROR:
    return zip_error_to_data(&feed->error, data, length);
  case ZIP_SOURCE_FREE:
    zip_error_fini(&feed->error);
    g_free(feed);
    return 0;
  default:
    return 0;
  }
}

static gboolean add_entry(zip_t *zip, const ZipfileEntry *entry, const Spool *spool, Sink *sink)
{
  Feed *feed = g_new0(Feed, 1);
  feed->spool = spool;
  feed->blob = &entry->blob;
  feed->errnum = &sink->errnum;
  zip_error_init(&feed->error);
  zip_source_t *source = zip_source_function(zip, feed_command, feed);
  if (!source) {
    g_free(feed);
    return FALSE;
  }
  zip_int64_t index = zip_file_add(zip, entry->name, source, 0);
  if (index < 0) {
    zip_source_free(source);
    return FALSE;
  }
  zip_uint64_t i = (zip_uint64_t)index;
  /* a deflated entry keeps the default method: any other would make libzip compress it again */
  return (entry->blob.deflated || zip_set_file_compression(zip, i, ZIP_CM_STORE, 0) == 0) &&
         zip_file_set_dostime(zip, i, DOS_TIME, DOS_DATE, 0) == 0 &&
         zip_file_set_external_attributes(zip, i, 0, ZIP_OPSYS_UNIX, UNIX_FILE) == 0;
}

static void set_zip_error(const Sink *sink, zip_error_t *problem, const char *path,
                          GError **error)
{
  if (sink->errnum) {
    mkepub_error_set_errno(error, MKEPUB_ERROR_OUTPUT, sink->errnum, "cannot write", path);
    return;
  }
  g_autofree char *shown = text_display_path(path);
  g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INTERNAL, "cannot write '%s': %s", shown,
              zip_error_strerror(problem));
}

static gboolean write_all(zip_source_t *target, Sink *sink, const char *path,
                          const Spool *spool, GArray *entries, GError **error)
{
  zip_error_t problem;
  zip_error_init(&problem);
  zip_t *zip = zip_open_from_source(target, ZIP_CREATE | ZIP_TRUNCATE, &problem);
  if (!zip) {
    zip_source_free(target);
    set_zip_error(sink, &problem, path, error);
    zip_error_fini(&problem);
    return FALSE;
  }
  gboolean ok = TRUE;
  for (guint i = 0; ok && i < entries->len; i++)
    ok = add_entry(zip, &g_array_index(entries, ZipfileEntry, i), spool, sink);
  if (ok && zip_close(zip) == 0)
    return TRUE;
  set_zip_error(sink, zip_get_error(zip), path, error);
  zip_discard(zip);
  return FALSE;
}

gboolean zipfile_write(int fd, const char *path, const Spool *spool, GArray *entries,
                       guint64 *size, GError **error)
{
  g_autofree guint8 *window = g_malloc(WINDOW);
  Sink sink = {.fd = fd, .window = window};
  zip_error_init(&sink.error);
  zip_source_t *target = zip_source_function_create(sink_command, &sink, NULL);
  gboolean ok = target && write_all(target, &sink, path, spool, entries, error);
  if (!target)
    g_set_error_literal(error, MKEPUB_ERROR, MKEPUB_ERROR_INTERNAL, "no memory for libzip");
  zip_error_fini(&sink.error);
  *size = sink.end;
  return ok;
}
