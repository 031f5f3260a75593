/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "archive/shelf-state.h"

#define NAME_PART 200 /* bytes of the name kept in the temporary one, far below NAME_MAX */
#define RANDOM    6

int shelf_sync_folder(const char *folder)
{
  int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0)
    return errno == EACCES ? 0 : errno; /* a folder may be written but not read */
  int errnum = fsync(fd) == 0 || errno == EINVAL ? 0 : errno;
  close(fd);
  return errnum;
}

static int write_all(int fd, const char *bytes, gsize length)
{
  while (length > 0) {
    gssize n = write(fd, bytes, length);
    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0)
      return errno;
    bytes += n;
    length -= (gsize)n;
  }
  return 0;
}

int shelf_write_hidden(const char *path, const void *bytes, gsize length, char **hidden)
{
  g_autofree char *folder = g_path_get_dirname(path), *base = g_path_get_basename(path);
  g_autofree char *name = g_strdup_printf(".%.*s.XXXXXX", NAME_PART, base);
  *hidden = g_build_filename(folder, name, NULL);
  int fd = g_mkstemp_full(*hidden, O_WRONLY | O_CLOEXEC, 0666);
  int errnum = fd >= 0 ? write_all(fd, bytes, length) : errno;
  if (errnum == 0)
    return fd;
  if (fd >= 0) {
    close(fd);
    g_unlink(*hidden);
  }
  g_clear_pointer(hidden, g_free);
  errno = errnum;
  return -1;
}

int shelf_write_file(const char *path, const void *bytes, gsize length)
{
  g_autofree char *folder = g_path_get_dirname(path), *hidden = NULL;
  int fd = shelf_write_hidden(path, bytes, length, &hidden);
  if (fd < 0)
    return errno;
  int errnum = fsync(fd) == 0 ? 0 : errno;
  if (close(fd) != 0 && errnum == 0)
    errnum = errno;
  if (errnum == 0 && g_rename(hidden, path) != 0)
    errnum = errno;
  if (errnum != 0) {
    g_unlink(hidden);
    return errnum;
  }
  return shelf_sync_folder(folder);
}

gboolean shelf_is_temporary(const char *name)
{
  gsize length = strlen(name);
  if (name[0] != '.' || length < RANDOM + 3 || name[length - RANDOM - 1] != '.')
    return FALSE;
  for (const char *p = name + length - RANDOM; *p; p++)
    if (!g_ascii_isalnum(*p))
      return FALSE;
  return TRUE;
}
