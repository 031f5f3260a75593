/* SPDX-License-Identifier: MIT */
/* A library to preload: lets the n-th call of a kind fail, or kills the program there.
 * Used by tests/inject/: FAULT="fsync:2:ENOSPC", FAULT="rename:1:KILL".
 * The kind 'any' is each call that changes a file or a folder: KILL ends the program before the
 * call, TEAR in the middle of it (half of the bytes are written), FULL lets that call and all
 * later ones that need room fail for the lack of it, STOP waits for SIGCONT, TERM sends SIGTERM
 * and goes on, TWICE sends it once more. FAULT_TRACE names a file that gets a line for each
 * such call.
 * The kind 'open' is each opening for reading of a file whose path ends in FAULT_NAME; CHANGE
 * lets it go on after it has put a line at the end of that file. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static atomic_int calls;

static int trace = -1, met = -1;

static int open_log(const char *variable)
{
  const char *path = getenv(variable);
  return path ? (int)syscall(SYS_openat, AT_FDCWD, path,
                             O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666)
              : -1;
}

/* At once: later the sandbox of the program lets nothing be opened outside of its folders. */
__attribute__((constructor)) static void open_logs(void)
{
  trace = open_log("FAULT_TRACE");
  met = open_log("FAULT_LOG");
}

/* By a call that is not counted. */
static void say(int log, const char *text)
{
  if (log >= 0)
    syscall(SYS_write, log, text, strlen(text));
}

/* Whether calls of KIND are counted for the fault. */
static int is_meant(const char *fault, const char *kind)
{
  size_t length = strcspn(fault, ":");
  if (length == 3 && strncmp(fault, "any", 3) == 0)
    return strcmp(kind, "read") != 0 && strcmp(kind, "open") != 0;
  return strlen(kind) == length && strncmp(fault, kind, length) == 0;
}

/* Another program writes to the file at PATH. */
static int changes(const char *mode, const char *path)
{
  static const char line[] = "\nAnother line.\n";
  if (strcmp(mode, ":CHANGE") != 0)
    return 0;
  long fd = syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_APPEND | O_CLOEXEC);
  if (fd >= 0) {
    syscall(SYS_write, fd, line, sizeof line - 1);
    syscall(SYS_close, fd);
  }
  return 1;
}

/* Whether the opening of PATH by FLAGS is one that FAULT_NAME means. */
static int is_reading(const char *path, int flags)
{
  const char *name = getenv("FAULT_NAME");
  size_t length = strlen(path), end = name ? strlen(name) : 0;
  return name && (flags & O_ACCMODE) == O_RDONLY && length >= end &&
         strcmp(path + length - end, name) == 0;
}

static int needs_room(const char *kind)
{
  return strcmp(kind, "write") == 0 || strcmp(kind, "create") == 0 ||
         strcmp(kind, "mkdir") == 0 || strcmp(kind, "allocate") == 0;
}

enum outcome { GOES_ON, FAILS, TEARS };

static enum outcome die(void)
{
  raise(SIGKILL);
  return FAILS;
}

/* Sends the signal of MODE, if it is a mode that sends one and lets the call go on. */
static int raises(const char *mode)
{
  int stops = strcmp(mode, ":STOP") == 0, twice = strcmp(mode, ":TWICE") == 0;
  if (!stops && !twice && strcmp(mode, ":TERM") != 0)
    return 0;
  raise(stops ? SIGSTOP : SIGTERM);
  if (twice)
    raise(SIGTERM);
  return 1;
}

/* What becomes of this call of KIND; errno is set when it fails. */
static enum outcome outcome_of(const char *kind, const char *name)
{
  char line[64];
  const char *fault = getenv("FAULT");
  if (strcmp(kind, "read") != 0 && strcmp(kind, "open") != 0 && trace >= 0) {
    snprintf(line, sizeof line, "%s %s\n", kind, name);
    say(trace, line);
  }
  if (!fault || !is_meant(fault, kind))
    return GOES_ON;
  char *mode;
  long wanted = strtol(strchr(fault, ':') + 1, &mode, 10);
  long now = atomic_fetch_add(&calls, 1) + 1;
  int full = strcmp(mode, ":FULL") == 0;
  if (full ? now < wanted : now != wanted)
    return GOES_ON;
  /* said at once, so that the test knows the fault was met */
  say(met, "fault met\n");
  if (strcmp(mode, ":KILL") == 0)
    return die();
  if (strcmp(mode, ":TEAR") == 0)
    return strcmp(kind, "write") == 0 ? TEARS : die();
  if (raises(mode) || changes(mode, name) || (full && !needs_room(kind)))
    return GOES_ON;
  errno = full || strcmp(mode, ":ENOSPC") == 0 ? ENOSPC : EIO;
  return FAILS;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define WRAP(kind, type, failure, name, parameters, arguments)                                 \
  type name parameters;                                                                        \
  type name parameters                                                                         \
  {                                                                                            \
    return outcome_of(kind, #name) != GOES_ON ? (failure) : REAL(name) arguments;              \
  }

ssize_t write(int fd, const void *bytes, size_t n)
{
  enum outcome outcome = outcome_of("write", "write");
  if (outcome == TEARS) {
    REAL(write)(fd, bytes, n / 2);
    die();
  }
  return outcome == FAILS ? -1 : REAL(write)(fd, bytes, n);
}

static ssize_t write_at(const char *name, int fd, const void *bytes, size_t n, off64_t at)
{
  enum outcome outcome = outcome_of("write", name);
  if (outcome == TEARS) {
    REAL(pwrite64)(fd, bytes, n / 2, at);
    die();
  }
  return outcome == FAILS ? -1 : REAL(pwrite64)(fd, bytes, n, at);
}

ssize_t pwrite(int fd, const void *bytes, size_t n, off_t at)
{
  return write_at("pwrite", fd, bytes, n, at);
}

ssize_t pwrite64(int fd, const void *bytes, size_t n, off64_t at)
{
  return write_at("pwrite64", fd, bytes, n, at);
}

/* Only opening that makes or empties a file. */
#define WRAP_OPEN(name, parameters, arguments)                                                 \
  int name parameters;                                                                         \
  int name parameters                                                                          \
  {                                                                                            \
    va_list more;                                                                              \
    va_start(more, flags);                                                                     \
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0;                    \
    va_end(more);                                                                              \
    (void)mode;                                                                                \
    int makes = flags & (O_CREAT | O_TRUNC) || (flags & O_TMPFILE) == O_TMPFILE;               \
    if (makes && outcome_of("create", #name) != GOES_ON)                                       \
      return -1;                                                                               \
    if (is_reading(path, flags) && outcome_of("open", path) != GOES_ON)                        \
      return -1;                                                                               \
    return REAL(name) arguments;                                                               \
  }

WRAP_OPEN(open, (const char *path, int flags, ...), (path, flags, mode))
WRAP_OPEN(open64, (const char *path, int flags, ...), (path, flags, mode))
WRAP_OPEN(openat, (int d, const char *path, int flags, ...), (d, path, flags, mode))
WRAP_OPEN(openat64, (int d, const char *path, int flags, ...), (d, path, flags, mode))

/* What the C library calls these where it checks their arguments. */
WRAP_OPEN(__open_2, (const char *path, int flags, ...), (path, flags))
WRAP_OPEN(__open64_2, (const char *path, int flags, ...), (path, flags))
WRAP_OPEN(__openat_2, (int d, const char *path, int flags, ...), (d, path, flags))
WRAP_OPEN(__openat64_2, (int d, const char *path, int flags, ...), (d, path, flags))

WRAP("write", ssize_t, -1, writev, (int fd, const struct iovec *parts, int n), (fd, parts, n))
WRAP("write", ssize_t, -1, copy_file_range,
     (int from, off64_t *from_at, int to, off64_t *to_at, size_t n, unsigned flags),
     (from, from_at, to, to_at, n, flags))
WRAP("read", ssize_t, -1, pread, (int fd, void *bytes, size_t n, off_t at), (fd, bytes, n, at))
WRAP("read", ssize_t, -1, pread64, (int fd, void *bytes, size_t n, off64_t at),
     (fd, bytes, n, at))
WRAP("fsync", int, -1, fsync, (int fd), (fd))
WRAP("fsync", int, -1, fdatasync, (int fd), (fd))
WRAP("rename", int, -1, rename, (const char *from, const char *to), (from, to))
WRAP("rename", int, -1, renameat, (int d, const char *from, int e, const char *to),
     (d, from, e, to))
WRAP("rename", int, -1, renameat2,
     (int d, const char *from, int e, const char *to, unsigned flags), (d, from, e, to, flags))
WRAP("chmod", int, -1, fchmod, (int fd, mode_t mode), (fd, mode))
WRAP("chmod", int, -1, chmod, (const char *path, mode_t mode), (path, mode))
WRAP("utime", int, -1, futimens, (int fd, const struct timespec times[2]), (fd, times))
WRAP("utime", int, -1, utimensat,
     (int d, const char *path, const struct timespec times[2], int flags),
     (d, path, times, flags))
WRAP("unlink", int, -1, unlink, (const char *path), (path))
WRAP("unlink", int, -1, unlinkat, (int d, const char *path, int flags), (d, path, flags))
WRAP("unlink", int, -1, rmdir, (const char *path), (path))
WRAP("mkdir", int, -1, mkdir, (const char *path, mode_t mode), (path, mode))
WRAP("mkdir", int, -1, mkdirat, (int d, const char *path, mode_t mode), (d, path, mode))
WRAP("link", int, -1, link, (const char *from, const char *to), (from, to))
WRAP("link", int, -1, linkat, (int d, const char *from, int e, const char *to, int flags),
     (d, from, e, to, flags))
WRAP("link", int, -1, symlink, (const char *to, const char *path), (to, path))
WRAP("truncate", int, -1, ftruncate, (int fd, off_t length), (fd, length))
WRAP("truncate", int, -1, ftruncate64, (int fd, off64_t length), (fd, length))
WRAP("truncate", int, -1, truncate, (const char *path, off_t length), (path, length))
WRAP("allocate", int, -1, fallocate, (int fd, int mode, off_t at, off_t n), (fd, mode, at, n))
WRAP("allocate", int, -1, fallocate64, (int fd, int mode, off64_t at, off64_t n),
     (fd, mode, at, n))
WRAP("allocate", int, ENOSPC, posix_fallocate, (int fd, off_t at, off_t n), (fd, at, n))
WRAP("allocate", int, ENOSPC, posix_fallocate64, (int fd, off64_t at, off64_t n), (fd, at, n))
