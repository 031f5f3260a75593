/* SPDX-License-Identifier: MIT */
/* Preloaded by a test: a part of the program that was taken over and tries to leave. When the
 * file 'leave.md' is opened, and once more at the end, it tries in that thread to read
 * LEAVE_READ, to list its folder, to make LEAVE_MAKE, to remove LEAVE_REMOVE, to connect to
 * LEAVE_PORT of this machine, to start a program and to signal its parent, and writes into
 * LEAVE_LOG, which was opened at the start, what came of each. LEAVE_ABI makes the kernel one
 * of an older Landlock, which refuses what it does not know, or of none (0). */
#include <arpa/inet.h>
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static int out = -1;
static int (*real_open)(const char *, int, ...), (*real_openat)(int, const char *, int, ...);
static long (*real_syscall)(long, ...);

static const char *value(const char *name)
{
  const char *text = getenv(name);
  return text ? text : "/nonexistent";
}

__attribute__((constructor)) static void begin(void)
{
  *(void **)&real_open = dlsym(RTLD_NEXT, "open");
  *(void **)&real_openat = dlsym(RTLD_NEXT, "openat");
  *(void **)&real_syscall = dlsym(RTLD_NEXT, "syscall");
  out = real_open(value("LEAVE_LOG"), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
  unsetenv("LD_PRELOAD"); /* the program that is started is not one that leaves */
}

static void say(const char *when, const char *what, int failed)
{
  dprintf(out, "%s %s %s\n", when, what, failed ? "stopped" : "done");
}

static int try_folder(const char *file)
{
  char copy[PATH_MAX];
  snprintf(copy, sizeof copy, "%s", file);
  DIR *dir = opendir(dirname(copy));
  if (dir)
    closedir(dir);
  return dir ? 0 : -1;
}

static int try_program(void)
{
  int status = -1;
  pid_t child = fork();
  if (child == 0) {
    execl("/bin/true", "true", (char *)NULL);
    _exit(99);
  }
  waitpid(child, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? 0 : -1;
}

static int try_connection(int type)
{
  struct sockaddr_in address = {.sin_family = AF_INET,
                                .sin_port =
                                    htons((uint16_t)strtol(value("LEAVE_PORT"), NULL, 10)),
                                .sin_addr = {htonl(INADDR_LOOPBACK)}};
  int fd = socket(AF_INET, type | SOCK_CLOEXEC, 0);
  int status = connect(fd, (struct sockaddr *)&address, sizeof address);
  close(fd);
  return status;
}

static void leave(const char *when)
{
  int fd = real_open(value("LEAVE_READ"), O_RDONLY | O_CLOEXEC);
  say(when, "read", fd < 0);
  say(when, "list", try_folder(value("LEAVE_READ")) != 0);
  int made = real_open(value("LEAVE_MAKE"), O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
  say(when, "make", made < 0);
  say(when, "remove", unlink(value("LEAVE_REMOVE")) != 0);
  say(when, "connect", try_connection(SOCK_STREAM) != 0);
  say(when, "start", try_program() != 0);
  say(when, "signal", kill(getppid(), 0) != 0);
}

__attribute__((destructor)) static void end(void)
{
  leave("end");
  close(out);
}

static int is_sign(const char *path)
{
  size_t length = strlen(path);
  return length >= 8 && strcmp(path + length - 8, "leave.md") == 0;
}

#define MODE(flags)                                                                            \
  mode_t mode = 0;                                                                             \
  if (flags & (O_CREAT | O_TMPFILE)) {                                                         \
    va_list more;                                                                              \
    va_start(more, flags);                                                                     \
    mode = va_arg(more, mode_t);                                                               \
    va_end(more);                                                                              \
  }

int open(const char *path, int flags, ...)
{
  MODE(flags)
  if (out >= 0 && is_sign(path))
    leave("work");
  return real_open(path, flags, mode);
}

int openat(int folder, const char *path, int flags, ...)
{
  MODE(flags)
  if (out >= 0 && is_sign(path))
    leave("work");
  return real_openat(folder, path, flags, mode);
}

/* What the C library calls openat where it checks its arguments. */
int __openat_2(int folder, const char *path, int flags);
int __openat_2(int folder, const char *path, int flags)
{
  if (out >= 0 && is_sign(path))
    leave("work");
  return real_openat(folder, path, flags);
}

/* Landlock of version ABI, as linux/landlock.h of that time has it. */
static long create_ruleset(long abi, const uint64_t *rights, size_t size, unsigned flags)
{
  static const unsigned fs[] = {13, 14, 15, 15, 16, 16, 16};
  uint64_t known[3] = {(1ull << fs[abi - 1]) - 1, abi >= 4 ? 3 : 0, abi >= 6 ? 3 : 0};
  if (flags & 1)
    return abi;
  for (size_t i = 0; i < size / sizeof *rights; i++)
    if (rights[i] & ~(i < 3 ? known[i] : 0)) {
      errno = i == 0 ? EINVAL : E2BIG;
      return -1;
    }
  return real_syscall(444, rights, size, flags);
}

long syscall(long number, ...)
{
  long a[6];
  va_list list;
  va_start(list, number);
  for (int i = 0; i < 6; i++)
    a[i] = va_arg(list, long);
  va_end(list);
  const char *abi = getenv("LEAVE_ABI");
  if (number >= 444 && number <= 446 && abi && strtol(abi, NULL, 10) == 0) {
    errno = ENOSYS;
    return -1;
  }
  if (number == 444 && abi)
    return create_ruleset(strtol(abi, NULL, 10), (const uint64_t *)a[0], (size_t)a[1],
                          (unsigned)a[2]);
  return real_syscall(number, a[0], a[1], a[2], a[3], a[4], a[5]);
}
