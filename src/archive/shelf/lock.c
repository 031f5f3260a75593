/* SPDX-License-Identifier: MIT */
#include "archive/shelf/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "archive/shelf/name.h"
#include "archive/shelf/shelf-internal.h"
#include "base/file.h"
#include "base/text.h"
#include "mkepub/error.h"

static gboolean check_written(const Lock *lock, int errnum, GError **error)
{
  return errnum == 0 || shelf_fail(lock->shelf, MKEPUB_ERROR_OUTPUT, errnum, "cannot write",
                                   SHELF_LOCK, error);
}

/* Opens the file, as MODE says; -1 with errno. */
static int open_lock(Beneath *shelf, LockMode mode)
{
  int flags = (mode == LOCK_LOOK ? O_RDONLY : O_RDWR) | O_NONBLOCK;
  if (mode != LOCK_MAKE)
    return beneath_open(shelf, SHELF_LOCK, flags);
  return openat(shelf->fd, SHELF_LOCK, flags | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
}

static gboolean is_regular(int fd)
{
  struct stat info;
  return fstat(fd, &info) == 0 && S_ISREG(info.st_mode);
}

/* It is written in place, and would change there too. */
static gboolean has_other_name(int fd)
{
  struct stat info;
  return fstat(fd, &info) != 0 || info.st_nlink > 1;
}

static gboolean read_journal(Lock *lock, GError **error)
{
  lock->journal = journal_read(lock->fd);
  if (lock->journal) {
    lock->unfinished = journal_is_unfinished(lock->journal);
    return TRUE;
  }
  g_autofree char *path = beneath_path(lock->shelf, SHELF_LOCK);
  g_autofree char *shown = text_display_path(path);
  g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_OUTPUT,
              "'%s' is not mkepub's, and the archive needs this name; move it away", shown);
  return FALSE;
}

gboolean lock_take(Lock *lock, Beneath *shelf, LockMode mode, GError **error)
{
  if (lock->held)
    return TRUE;
  lock->shelf = shelf;
  lock->fd = open_lock(shelf, mode);
  if (lock->fd < 0)
    return (errno == ENOENT && mode != LOCK_MAKE) || check_written(lock, errno, error);
  lock->held = TRUE;
  if (!is_regular(lock->fd))
    return check_written(lock, FILE_NOT_REGULAR, error);
  if (mode != LOCK_LOOK && has_other_name(lock->fd))
    return check_written(lock, EMLINK, error);
  int errnum = mode == LOCK_LOOK || flock(lock->fd, LOCK_EX | LOCK_NB) == 0 ? 0 : errno;
  if (errnum == EWOULDBLOCK) {
    g_autofree char *shown = text_display_path(shelf->path);
    g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_OUTPUT,
                "another run is writing this shelf: '%s'", shown);
    return FALSE;
  }
  return check_written(lock, errnum, error) && read_journal(lock, error);
}

int lock_share(const char *shelf, GError **error)
{
  g_autoptr(Beneath) root = beneath_new(shelf);
  int fd = root ? beneath_open(root, SHELF_LOCK, O_RDONLY | O_NONBLOCK) : -1;
  gboolean regular = fd >= 0 && is_regular(fd);
  if (fd < 0 && (!root || (errno != ELOOP && errno != ENXIO)))
    return -1;
  if (regular && (flock(fd, LOCK_SH | LOCK_NB) == 0 || errno != EWOULDBLOCK))
    return fd;
  if (fd >= 0)
    close(fd);
  if (!regular) {
    shelf_fail(root, MKEPUB_ERROR_INPUT, FILE_NOT_REGULAR, "cannot read", SHELF_LOCK, error);
    return LOCK_REFUSED;
  }
  g_autofree char *shown = text_display_path(shelf);
  g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT,
              "cannot read '%s': the archive is being updated", shown);
  return LOCK_REFUSED;
}

gboolean lock_begin(Lock *lock, GError **error)
{
  return check_written(lock, journal_begin(lock->journal), error);
}

gboolean lock_finish(Lock *lock, GError **error)
{
  return check_written(lock, journal_finish(lock->journal), error);
}

void lock_clear(Lock *lock)
{
  g_clear_pointer(&lock->journal, journal_free);
  if (lock->held && lock->fd >= 0)
    close(lock->fd);
  lock->held = FALSE;
}
