/* SPDX-License-Identifier: MIT */
/* A library to preload: lets the n-th call of a kind fail, or kills the program there.
 * Used by tests/inject/faults.t: FAULT="fsync:2:ENOSPC" or FAULT="rename:1:KILL". */
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static atomic_int calls;

/* TRUE when this call of KIND is the one: errno is set then. */
static int fails(const char *kind)
{
  const char *fault = getenv("FAULT");
  size_t length = strlen(kind);
  if (!fault || strncmp(fault, kind, length) != 0 || fault[length] != ':')
    return 0;
  char *end;
  long wanted = strtol(fault + length + 1, &end, 10);
  if (atomic_fetch_add(&calls, 1) + 1 != wanted)
    return 0;
  /* Said at once, and by a call that is not counted, so that the test knows the fault was met.
   */
  static const char met[] = "fault met\n";
  const char *log = getenv("FAULT_LOG");
  FILE *file = log ? fopen(log, "we") : NULL;
  if (file) {
    fputs(met, file);
    fclose(file);
  }
  if (strcmp(end, ":KILL") == 0)
    raise(SIGKILL);
  errno = strcmp(end, ":ENOSPC") == 0 ? ENOSPC : EIO;
  return 1;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define WRAP(kind, type, failure, name, parameters, arguments)                                 \
  type name parameters;                                                                        \
  type name parameters                                                                         \
  {                                                                                            \
    return fails(kind) ? (failure) : REAL(name) arguments;                                     \
  }

WRAP("write", ssize_t, -1, write, (int fd, const void *bytes, size_t n), (fd, bytes, n))
WRAP("write", ssize_t, -1, pwrite, (int fd, const void *bytes, size_t n, off_t at),
     (fd, bytes, n, at))
WRAP("write", ssize_t, -1, pwrite64, (int fd, const void *bytes, size_t n, off64_t at),
     (fd, bytes, n, at))
WRAP("read", ssize_t, -1, pread, (int fd, void *bytes, size_t n, off_t at), (fd, bytes, n, at))
WRAP("read", ssize_t, -1, pread64, (int fd, void *bytes, size_t n, off64_t at),
     (fd, bytes, n, at))
WRAP("fsync", int, -1, fsync, (int fd), (fd))
WRAP("fsync", int, -1, fdatasync, (int fd), (fd))
WRAP("rename", int, -1, rename, (const char *from, const char *to), (from, to))
WRAP("rename", int, -1, renameat, (int d, const char *from, int e, const char *to),
     (d, from, e, to))
WRAP("chmod", int, -1, fchmod, (int fd, mode_t mode), (fd, mode))
