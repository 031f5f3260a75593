/* SPDX-License-Identifier: MIT */
#include "mkepub/extract.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/beneath.h"
#include "base/file.h"
#include "base/text.h"
#include "mkepub/reader.h"
#include "mkepub/xml.h"

/* Makes PATH the old file or the whole new one. Returns 0 or an errno. */
static int write_file(Beneath *root, const char *path, const void *bytes, gsize length)
{
  const char *last;
  int folder = beneath_parent(root, path, TRUE, &last);
  g_autoptr(FileTemp) temp = file_temp_take_beside(folder, folder < 0 ? "" : last);
  if (!temp)
    return errno;
  int errnum = file_write_all(temp->fd, bytes, length);
  if (errnum == 0)
    errnum = file_temp_sync(temp, NULL);
  return errnum == 0 ? file_temp_rename(temp, last) : errnum;
}

/* Whether PATH is a plain file with just these bytes. */
static gboolean file_has_bytes(Beneath *root, const char *path, const void *bytes, gsize length)
{
  gsize size;
  int trouble;
  g_autofree char *found = beneath_read(root, path, length, &size, &trouble);
  return found && size == length && memcmp(found, bytes, length) == 0;
}

/* Writes BYTES as FOLDER/PATH. A file that holds just these bytes is left as it is. */
static gboolean put_file(const char *folder, const char *path, const void *bytes, gsize length,
                         MkepubExtractMode mode, GError **error)
{
  struct stat info;
  g_autoptr(Beneath) root =
      g_mkdir_with_parents(folder, 0777) == 0 ? beneath_new(folder) : NULL;
  int errnum = root ? 0 : errno;
  gboolean there = root && beneath_stat(root, path, &info);
  gboolean done = there && file_has_bytes(root, path, bytes, length);
  gboolean refused = there && !done && mode == MKEPUB_EXTRACT_KEEP;
  if (root && !done && !refused)
    errnum = write_file(root, path, bytes, length);
  if (errnum == 0 && !refused)
    return TRUE;
  g_autofree char *full = g_build_filename(folder, path, NULL);
  g_autofree char *shown = text_display_path(full);
  if (refused)
    g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_OUTPUT,
                "'%s' exists and differs; use --force to replace it", shown);
  else
    mkepub_error_set_errno(error, MKEPUB_ERROR_OUTPUT, errnum, "cannot write", full);
  return FALSE;
}

gboolean mkepub_extract_sync(const char *folder, GError **error)
{
  int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0)
    return TRUE; /* nothing was written, or it cannot be read: the files are there all the same
                  */
  int errnum = syncfs(fd) == 0 ? 0 : errno;
  close(fd);
  if (errnum != 0)
    mkepub_error_set_errno(error, MKEPUB_ERROR_OUTPUT, errnum, "cannot write", folder);
  return errnum == 0;
}

gboolean mkepub_extract_book(const char *file, const char *shown, const MkepubExtractPlan *plan,
                             guint *count, GError **error)
{
  mkepub_xml_init();
  g_autoptr(MkepubReader) reader = mkepub_reader_open_as(file, shown, error);
  g_autoptr(GPtrArray) sources = reader ? mkepub_reader_sources(reader, error) : NULL;
  if (!sources)
    return FALSE;
  if (sources->len == 0) {
    g_autofree char *name = text_display_path(shown);
    g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT,
                "'%s' has no kept sources: it was made without --keep-sources", name);
    return FALSE;
  }
  gboolean whole = TRUE;
  for (guint i = 0; i < sources->len; i++) {
    const MkepubReaderSource *source = g_ptr_array_index(sources, i);
    if (plan->chapters && !g_hash_table_contains(plan->chapters, source->chapter))
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
    if (!bytes || !put_file(plan->folder, source->path, start, length, plan->mode, error))
      return FALSE;
    ++*count;
  }
  return whole;
}
