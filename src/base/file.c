/* SPDX-License-Identifier: MIT */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "mkepub/error.h"

int file_open(int folder, const char *name, int flags, struct stat *info, int *trouble)
{
  int fd = openat(folder, name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | flags);
  if (fd >= 0 && fstat(fd, info) == 0 && S_ISREG(info->st_mode))
    return fd;
  if (fd < 0)
    *trouble = errno == ENXIO ? FILE_NOT_REGULAR : errno; /* ENXIO: a socket */
  else
    *trouble = FILE_NOT_REGULAR;
  if (fd >= 0)
    close(fd);
  return -1;
}

char *file_read_fd(int fd, gsize expected, gsize limit, gsize *length, int *trouble)
{
  gsize size = MIN(expected, limit) + 2, used = 0; /* a byte to see the end with, and the NUL */
  char *bytes = g_malloc(size);
  while (used <= limit) {
    if (used + 1 >= size) {
      size *= 2;
      bytes = g_realloc(bytes, size);
    }
    gssize n = read(fd, bytes + used, size - 1 - used);
    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0) {
      *trouble = errno;
      g_free(bytes);
      return NULL;
    }
    if (n == 0)
      break;
    used += (gsize)n;
  }
  if (used > limit) {
    *trouble = FILE_TOO_LARGE;
    g_free(bytes);
    return NULL;
  }
  bytes[used] = '\0';
  *length = used;
  return bytes;
}

char *file_trouble_text(int trouble, gsize limit)
{
  if (trouble == FILE_NOT_REGULAR)
    return g_strdup("not a regular file");
  if (trouble == FILE_TOO_LARGE)
    return limit % (1 << 20) == 0
               ? g_strdup_printf("larger than %" G_GSIZE_FORMAT " MiB", limit >> 20)
           : limit % (1 << 10) == 0
               ? g_strdup_printf("larger than %" G_GSIZE_FORMAT " KiB", limit >> 10)
               : g_strdup_printf("larger than %" G_GSIZE_FORMAT " bytes", limit);
  char buffer[256]; /* strerror_r of the GNU library: for what it does not know */
  char *reason = g_strdup(strerror_r(trouble, buffer, sizeof(buffer)));
  reason[0] = g_ascii_tolower(reason[0]);
  return reason;
}

char *file_load(const char *path, gsize limit, gsize *length, int *trouble)
{
  struct stat info;
  char *bytes = NULL;
  int fd = file_open(AT_FDCWD, path, 0, &info, trouble);
  if (fd < 0)
    return NULL;
  if (info.st_size > (off_t)limit)
    *trouble = FILE_TOO_LARGE;
  else
    bytes = file_read_fd(fd, (gsize)info.st_size, limit, length, trouble);
  close(fd);
  return bytes;
}

char *file_read(const char *path, gsize limit, gsize *length, GError **error)
{
  int trouble;
  char *bytes = file_load(path, limit, length, &trouble);
  if (!bytes && trouble > 0)
    mkepub_error_set_errno(error, MKEPUB_ERROR_INPUT, trouble, "cannot read", path);
  else if (!bytes) {
    g_autofree char *reason = file_trouble_text(trouble, limit);
    g_autofree char *shown = text_display_path(path);
    g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT, "cannot read '%s': %s", shown, reason);
  }
  return bytes;
}
