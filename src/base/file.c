/* SPDX-License-Identifier: MIT */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "mkepub/error.h"

#define NAME_PART ((gsize)200) /* bytes of a name in the temporary one, far below NAME_MAX */
#define TRIES     100          /* random names, where files have them already */

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

gint64 file_mtime(const struct stat *info)
{
  return (gint64)info->st_mtim.tv_sec * 1000000000 + info->st_mtim.tv_nsec;
}

char *file_real_path(const char *path)
{
  return realpath(path, NULL); /* GLib allocates with malloc(3) too, since 2.46 */
}

char *file_future_path(const char *path)
{
  if (strlen(path) >= PATH_MAX)
    return NULL;
  g_autofree char *existing = g_strdup(path);
  g_autofree char *missing = NULL; /* the parts at the end that do not exist */
  for (;;) {
    g_autofree char *real = file_real_path(existing);
    if (real)
      return missing ? g_build_filename(real, missing, NULL) : g_steal_pointer(&real);
    g_autofree char *name = g_path_get_basename(existing);
    char *parent = g_path_get_dirname(existing);
    /* what is above a folder that does not exist is nowhere */
    gboolean stuck = !strcmp(parent, existing) || !strcmp(name, "..");
    g_free(existing);
    existing = parent;
    if (stuck)
      return NULL;
    char *longer = missing ? g_build_filename(name, missing, NULL) : g_strdup(name);
    g_free(missing);
    missing = longer;
  }
}

gboolean file_is_within(const char *path, const char *folder)
{
  gsize length = strlen(folder);
  while (length > 0 && folder[length - 1] == '/')
    length--;
  return !strncmp(path, folder, length) && (path[length] == '/' || path[length] == '\0');
}

int file_write_at(int fd, const void *bytes, gsize length, guint64 offset)
{
  for (const char *p = bytes; length > 0;) {
    gssize n = pwrite(fd, p, length, (off_t)offset);
    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0)
      return n < 0 ? errno : ENOSPC;
    p += n;
    length -= (gsize)n;
    offset += (guint64)n;
  }
  return 0;
}

int file_write_all(int fd, const void *bytes, gsize length)
{
  for (const char *p = bytes; length > 0;) {
    gssize n = write(fd, p, length);
    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0)
      return n < 0 ? errno : ENOSPC;
    p += n;
    length -= (gsize)n;
  }
  return 0;
}

int file_close_synced(int fd, struct stat *info)
{
  int errnum = fsync(fd) == 0 && (!info || fstat(fd, info) == 0) ? 0 : errno;
  return close(fd) != 0 && errnum == 0 ? errno : errnum;
}

int file_sync_folder(int folder)
{
  int readable = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (readable < 0)
    return errno == EACCES ? 0 : errno;
  int errnum = fsync(readable) == 0 || errno == EINVAL ? 0 : errno;
  close(readable);
  return errnum;
}

static int create(int folder, const char *name)
{
  return openat(folder, name, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
}

/* Takes all of it. FD is -1 with errno when there is no file. */
static FileTemp *temp_of(int folder, int fd, char *name)
{
  if (fd < 0) {
    int errnum = errno;
    if (folder >= 0)
      close(folder);
    g_free(name);
    errno = errnum;
    return NULL;
  }
  FileTemp *temp = g_new(FileTemp, 1);
  *temp = (FileTemp){.folder = folder, .fd = fd, .name = name};
  return temp;
}

FileTemp *file_temp_take(int folder, const char *hidden)
{
  return temp_of(folder, folder < 0 ? -1 : create(folder, hidden), g_strdup(hidden));
}

FileTemp *file_temp_take_beside(int folder, const char *name)
{
  gsize length = MIN(strlen(name), NAME_PART);
  while (length > 0 && ((guchar)name[length] & 0xc0) == 0x80)
    length--; /* not within a character */
  char *hidden = NULL;
  int fd = -1;
  for (guint i = 0; folder >= 0 && fd < 0 && (i == 0 || (errno == EEXIST && i < TRIES)); i++) {
    g_free(hidden);
    hidden = g_strdup_printf(".%.*s.%08x", (int)length, name, g_random_int());
    fd = create(folder, hidden);
  }
  return temp_of(folder, fd, hidden);
}

int file_temp_sync(FileTemp *temp, struct stat *info)
{
  int errnum = file_close_synced(temp->fd, info);
  temp->fd = -1;
  return errnum;
}

int file_temp_rename(FileTemp *temp, const char *name)
{
  if (renameat(temp->folder, temp->name, temp->folder, name) != 0)
    return errno;
  g_clear_pointer(&temp->name, g_free);
  return 0;
}

void file_temp_discard(FileTemp *temp)
{
  if (!temp)
    return;
  if (temp->name)
    unlinkat(temp->folder, temp->name, 0);
  if (temp->fd >= 0)
    close(temp->fd);
  close(temp->folder);
  g_free(temp->name);
  g_free(temp);
}
