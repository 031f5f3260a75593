/* SPDX-License-Identifier: MIT */
#include "archive/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "mkepub/error.h"

static gboolean fail(const Lock *lock, GError **error)
{
  mkepub_error_set_errno(error, MKEPUB_ERROR_OUTPUT, errno, "cannot write", lock->path);
  return FALSE;
}

gboolean lock_take(Lock *lock, const char *shelf, GError **error)
{
  struct stat status;
  lock->path = g_build_filename(shelf, ".lock", NULL);
  lock->fd = open(lock->path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
  if (lock->fd < 0)
    return fail(lock, error);
  int errnum = flock(lock->fd, LOCK_EX | LOCK_NB) == 0 ? 0 : errno;
  if (errnum == EWOULDBLOCK) {
    g_autofree char *shown = text_display_path(shelf);
    g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_OUTPUT,
                "another run is writing this shelf: '%s'", shown);
    return FALSE;
  }
  if (errnum != 0)
    return fail(lock, error);
  lock->unfinished = fstat(lock->fd, &status) == 0 && status.st_size > 0;
  return TRUE;
}

int lock_share(const char *shelf, GError **error)
{
  g_autofree char *path = g_build_filename(shelf, ".lock", NULL);
  int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (fd < 0)
    return -1;
  if (flock(fd, LOCK_SH | LOCK_NB) == 0 || errno != EWOULDBLOCK)
    return fd;
  close(fd);
  g_autofree char *shown = text_display_path(shelf);
  g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT,
              "cannot read '%s': the archive is being updated", shown);
  return LOCK_REFUSED;
}

gboolean lock_begin(Lock *lock, GError **error)
{
  static const char mark[] = "unfinished\n";
  if (pwrite(lock->fd, mark, sizeof mark - 1, 0) != (ssize_t)sizeof mark - 1 ||
      fsync(lock->fd) != 0)
    return fail(lock, error);
  return TRUE;
}

gboolean lock_finish(Lock *lock, GError **error)
{
  return (ftruncate(lock->fd, 0) == 0 && fsync(lock->fd) == 0) || fail(lock, error);
}

void lock_clear(Lock *lock)
{
  if (lock->path && lock->fd >= 0)
    close(lock->fd);
  g_clear_pointer(&lock->path, g_free);
}
