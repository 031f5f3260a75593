/* SPDX-License-Identifier: MIT */
#include "archive/bag-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "archive/shelf-state.h"

#define PIECE ((gsize)256 << 10)

static gboolean write_all(int fd, const char *bytes, gsize length)
{
  for (gsize done = 0; done < length;) {
    gssize n = write(fd, bytes + done, length - done);
    if (n < 0 && errno != EINTR)
      return FALSE;
    done += n > 0 ? (gsize)n : 0;
  }
  return TRUE;
}

static gboolean copy_bytes(int from, int to)
{
  g_autofree char *piece = g_malloc(PIECE);
  for (;;) {
    gssize n = read(from, piece, PIECE);
    if (n == 0)
      return TRUE;
    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0 || !write_all(to, piece, (gsize)n))
      return FALSE;
  }
}

static int create(const char *path)
{
  return open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
}

/* Closes FD, keeping the errno of what failed before. */
static gboolean end_file(int fd, gboolean good)
{
  int errnum = errno;
  good = good && fsync(fd) == 0;
  if (!good && errnum == 0)
    errnum = errno;
  if (close(fd) == 0 && good)
    return TRUE;
  errno = good ? errno : errnum;
  return FALSE;
}

static gboolean copy(const char *from, const char *to)
{
  struct stat info;
  int in = open(from, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (in < 0)
    return FALSE;
  int out = fstat(in, &info) == 0 && S_ISREG(info.st_mode) ? create(to) : -1;
  errno = out < 0 && !S_ISREG(info.st_mode) ? EINVAL : errno;
  gboolean good = out >= 0 && end_file(out, copy_bytes(in, out));
  int errnum = errno;
  close(in);
  errno = errnum;
  return good;
}

gboolean bag_file_put(const char *from, const char *to, BagFileWay way)
{
  struct stat info;
  g_autofree char *folder = g_path_get_dirname(to);
  if (g_lstat(from, &info) != 0 || g_mkdir_with_parents(folder, 0777) != 0)
    return FALSE;
  if (way == BAG_FILE_LINK && S_ISREG(info.st_mode) && link(from, to) == 0)
    return TRUE;
  return copy(from, to);
}

gboolean bag_file_write(const char *path, const char *text)
{
  int fd = create(path);
  return fd >= 0 && end_file(fd, write_all(fd, text, strlen(text)));
}

gboolean bag_file_sync(const char *path)
{
  g_autofree char *folder = g_path_get_dirname(path);
  int errnum = shelf_sync_folder(folder);
  errno = errnum;
  return errnum == 0;
}

/* A folder comes twice: to be listed, and when all in it is gone, to be removed. */
static void enter(GPtrArray *waiting, const char *path)
{
  g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
  for (const char *name; dir && (name = g_dir_read_name(dir));) {
    struct stat info;
    g_autofree char *inner = g_build_filename(path, name, NULL);
    if (g_lstat(inner, &info) == 0 && S_ISDIR(info.st_mode))
      g_ptr_array_add(waiting, g_steal_pointer(&inner));
    else
      g_unlink(inner);
  }
}

void bag_file_remove(const char *path)
{
  g_autoptr(GPtrArray) waiting = g_ptr_array_new_with_free_func(g_free);
  g_ptr_array_add(waiting, g_strdup(path));
  for (guint listed = 0; listed < waiting->len; listed++)
    enter(waiting, waiting->pdata[listed]);
  for (guint i = waiting->len; i > 0; i--)
    g_rmdir(waiting->pdata[i - 1]);
}

char *bag_file_canonical(const char *path)
{
  g_autofree char *absolute = g_canonicalize_filename(path, NULL);
  g_autofree char *rest = g_strdup("");
  for (g_autofree char *known = g_strdup(absolute);;) {
    char *real = realpath(known, NULL);
    if (real) {
      char *whole = g_build_filename(real, *rest ? rest : NULL, NULL);
      free(real);
      return whole;
    }
    char *base = g_path_get_basename(known), *parent = g_path_get_dirname(known);
    char *longer = *rest ? g_build_filename(base, rest, NULL) : g_strdup(base);
    g_free(base);
    g_free(rest);
    g_free(known);
    rest = longer;
    known = parent;
    if (strcmp(known, "/") == 0 || strcmp(known, ".") == 0)
      return g_build_filename(known, rest, NULL);
  }
}
