/* SPDX-License-Identifier: MIT */
#include "epub/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <unistd.h>

#include "base/file.h"

struct Spool {
  int fd;
  _Atomic guint64 end;
};

/* For file systems that know no unnamed files. */
static int open_unlinked(int folder, const char *hidden)
{
  int own = openat(folder, ".", O_PATH | O_DIRECTORY | O_CLOEXEC);
  g_autoptr(FileTemp) temp =
      hidden ? file_temp_take(own, hidden) : file_temp_take_beside(own, "mkepub");
  int fd = temp ? temp->fd : -1;
  if (temp)
    temp->fd = -1;
  return fd;
}

Spool *spool_open(int folder, const char *hidden)
{
  int fd = openat(folder, ".", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0 && (errno == EOPNOTSUPP || errno == EISDIR || errno == EINVAL))
    fd = open_unlinked(folder, hidden);
  if (fd < 0)
    return NULL;
  Spool *spool = g_new0(Spool, 1);
  spool->fd = fd;
  return spool;
}

Spool *spool_new(void)
{
  Spool *spool = g_new0(Spool, 1);
  spool->fd = -1;
  return spool;
}

gboolean spool_keeps(const Spool *spool)
{
  return spool->fd >= 0;
}

void spool_free(Spool *spool)
{
  if (!spool)
    return;
  if (spool->fd >= 0)
    close(spool->fd); /* unnamed: nothing that a failing close could lose */
  g_free(spool);
}

int spool_append(Spool *spool, const void *bytes, gsize length, guint64 *offset)
{
  *offset = atomic_fetch_add(&spool->end, length);
  return spool->fd < 0 ? 0 : file_write_at(spool->fd, bytes, length, *offset);
}

gssize spool_read(const Spool *spool, guint64 offset, void *bytes, gsize length)
{
  for (;;) {
    ssize_t n = pread(spool->fd, bytes, length, (off_t)offset);
    if (n < 0 && errno == EINTR)
      continue;
    if (n == 0 && length > 0) {
      errno = EIO;
      return -1;
    }
    return n;
  }
}
