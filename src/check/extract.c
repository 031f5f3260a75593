/* SPDX-License-Identifier: MIT */
#include "mkepub/extract.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "mkepub/reader.h"
#include "mkepub/xml.h"

/* Opens the folder NAME in PARENT, made when it is not there; no link stands for it. Closes
 * PARENT. Returns -1 with errno. */
static int enter_folder(int parent, const char *name)
{
  int fd = -1;
  if (mkdirat(parent, name, 0777) == 0 || errno == EEXIST)
    fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  int errnum = errno;
  close(parent);
  errno = errnum;
  return fd;
}

/* The folder that PATH stands in, opened; *name (borrowed) becomes its last part. -1 with
 * errno. */
static int open_parent(const char *folder, const char *path, const char **name)
{
  if (g_mkdir_with_parents(folder, 0777) != 0)
    return -1;
  int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  for (const char *slash; fd >= 0 && (slash = strchr(path, '/')); path = slash + 1) {
    g_autofree char *part = g_strndup(path, (gsize)(slash - path));
    fd = enter_folder(fd, part);
  }
  *name = path;
  return fd;
}

static int write_all(int fd, const char *bytes, gsize length)
{
  for (gsize done = 0; done < length;) {
    gssize n = write(fd, bytes + done, length - done);
    if (n < 0 && errno != EINTR)
      return errno;
    done += n > 0 ? (gsize)n : 0;
  }
  return 0;
}

/* Writes under another name first, so that NAME is the old file or the whole new one. Returns 0
 * or an errno. */
static int write_file(int parent, const char *name, const void *bytes, gsize length)
{
  g_autofree char *hidden = g_strdup_printf(".mkepub-%08x", g_random_int());
  int fd = openat(parent, hidden, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
  if (fd < 0)
    return errno;
  int errnum = write_all(fd, bytes, length);
  if (close(fd) != 0 && errnum == 0)
    errnum = errno;
  if (errnum == 0 && renameat(parent, hidden, parent, name) != 0)
    errnum = errno;
  if (errnum != 0)
    unlinkat(parent, hidden, 0);
  return errnum;
}

/* Whether NAME is a plain file with just these bytes. */
static gboolean holds(int parent, const char *name, const void *bytes, gsize length)
{
  struct stat info;
  int fd = openat(parent, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  gboolean same = fd >= 0 && fstat(fd, &info) == 0 && S_ISREG(info.st_mode) &&
                  (guint64)info.st_size == length;
  g_autofree char *found = same ? g_malloc(length + 1) : NULL;
  for (gsize done = 0; same && done < length;) {
    gssize n = read(fd, found + done, length - done);
    same = n > 0;
    done += same ? (gsize)n : 0;
  }
  if (fd >= 0)
    close(fd);
  return same && memcmp(found, bytes, length) == 0;
}

gboolean mkepub_extract_put(const char *folder, const char *path, const void *bytes,
                            gsize length, MkepubExtractMode mode, GError **error)
{
  const char *name = NULL;
  int parent = open_parent(folder, path, &name);
  int errnum = parent < 0 ? errno : 0;
  struct stat info;
  gboolean there = parent >= 0 && fstatat(parent, name, &info, AT_SYMLINK_NOFOLLOW) == 0;
  gboolean done = there && holds(parent, name, bytes, length);
  gboolean refused = there && !done && mode == MKEPUB_EXTRACT_KEEP;
  if (parent >= 0 && !done && !refused)
    errnum = write_file(parent, name, bytes, length);
  if (parent >= 0)
    close(parent);
  if (errnum == 0 && !refused)
    return TRUE;
  g_autofree char *full = g_build_filename(folder, path, NULL);
  g_autofree char *shown = text_display_path(full);
  if (refused)
    g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_OUTPUT,
                "'%s' exists and differs: use --force to overwrite it", shown);
  else
    mkepub_error_set_errno(error, MKEPUB_ERROR_OUTPUT, errnum, "cannot write", full);
  return FALSE;
}

gboolean mkepub_extract_book(const char *file, const char *folder, MkepubExtractMode mode,
                             GHashTable *chapters, guint *count, GError **error)
{
  mkepub_xml_init();
  g_autoptr(MkepubReader) reader = mkepub_reader_open(file, error);
  g_autoptr(GPtrArray) sources = reader ? mkepub_reader_sources(reader, error) : NULL;
  if (!sources)
    return FALSE;
  if (sources->len == 0) {
    g_autofree char *shown = text_display_path(file);
    g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT,
                "'%s' keeps no sources: it was made without --keep-sources", shown);
    return FALSE;
  }
  gboolean whole = TRUE;
  for (guint i = 0; i < sources->len; i++) {
    const MkepubReaderSource *source = g_ptr_array_index(sources, i);
    if (chapters && !g_hash_table_contains(chapters, source->chapter))
      continue;
    /* the first one that is lost is reported when all others are safe */
    g_autoptr(GBytes) bytes =
        mkepub_reader_read_source(reader, source, source->lost && !whole ? NULL : error);
    gsize length;
    if (source->lost) {
      whole = FALSE;
      continue;
    }
    const void *start = bytes ? g_bytes_get_data(bytes, &length) : NULL;
    if (!bytes || !mkepub_extract_put(folder, source->path, start, length, mode, error))
      return FALSE;
    ++*count;
  }
  return whole;
}
