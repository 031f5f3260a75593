/* SPDX-License-Identifier: MIT */
/* Preloaded by a test: another program, which saves in place, cuts the files in the folder
 * CUT_FOLDER to 100 bytes each once the program has mapped one of them or read some of it. */
#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILES 64

static struct {
  int fd;
  dev_t device;
  ino_t inode;
} files[FILES];
static unsigned count;

/* Before the program can be confined. */
__attribute__((constructor)) static void begin(void)
{
  const char *folder = getenv("CUT_FOLDER");
  DIR *dir = folder ? opendir(folder) : NULL;
  for (const struct dirent *entry; dir && count < FILES && (entry = readdir(dir));) {
    char path[PATH_MAX];
    struct stat status;
    snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    if (fd >= 0 && fstat(fd, &status) == 0) {
      files[count].fd = fd;
      files[count].device = status.st_dev;
      files[count++].inode = status.st_ino;
    }
  }
  if (dir)
    closedir(dir);
}

static int is_one(int fd)
{
  struct stat status;
  if (fd < 0 || fstat(fd, &status) != 0)
    return 0;
  for (unsigned i = 0; i < count; i++)
    if (files[i].device == status.st_dev && files[i].inode == status.st_ino)
      return 1;
  return 0;
}

static void cut(void)
{
  for (unsigned i = 0; i < count; i++)
    if (ftruncate(files[i].fd, 100) != 0)
      abort();
}

void *mmap(void *address, size_t length, int protection, int flags, int fd, off_t offset)
{
  void *(*real)(void *, size_t, int, int, int, off_t);
  *(void **)&real = dlsym(RTLD_NEXT, "mmap");
  void *map = real(address, length, protection, flags, fd, offset);
  if (is_one(fd))
    cut();
  return map;
}

void *mmap64(void *address, size_t length, int protection, int flags, int fd, off_t offset)
{
  return mmap(address, length, protection, flags, fd, offset);
}

ssize_t read(int fd, void *bytes, size_t length)
{
  ssize_t (*real)(int, void *, size_t);
  *(void **)&real = dlsym(RTLD_NEXT, "read");
  if (!is_one(fd))
    return real(fd, bytes, length);
  ssize_t n = real(fd, bytes, length > 4096 ? 4096 : length);
  cut();
  return n;
}
