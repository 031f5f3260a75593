/* SPDX-License-Identifier: MIT */
#include "base/beneath.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"

#define FOLDER (O_PATH | O_DIRECTORY | O_CLOEXEC)

Beneath *beneath_new(const char *folder)
{
  int fd = open(folder, FOLDER);
  if (fd < 0)
    return NULL;
  Beneath *root = g_new0(Beneath, 1);
  root->fd = fd;
  root->path = g_strdup(folder);
  return root;
}

Beneath *beneath_new_in(Beneath *root, const char *name)
{
  int fd = beneath_open(root, name, O_PATH | O_DIRECTORY);
  if (fd < 0)
    return NULL;
  Beneath *inner = g_new0(Beneath, 1);
  inner->fd = fd;
  inner->path = beneath_path(root, name);
  inner->walk = g_atomic_int_get(&root->walk);
  return inner;
}

void beneath_free(Beneath *root)
{
  if (!root)
    return;
  close(root->fd);
  g_free(root->path);
  g_free(root);
}

char *beneath_path(const Beneath *root, const char *name)
{
  return *name ? g_build_filename(root->path, name, NULL) : g_strdup(root->path);
}

static void close_quietly(int fd)
{
  int errnum = errno;
  close(fd);
  errno = errnum;
}

/* No empty part, no '.', no '..'. */
static gboolean is_plain(const char *name)
{
  for (;;) {
    gsize length = strcspn(name, "/");
    if (length == 0 || (name[0] == '.' && (length == 1 || (length == 2 && name[1] == '.'))))
      return FALSE;
    if (!name[length])
      return TRUE;
    name += length + 1;
  }
}

/* ELOOP in place of ENOTDIR for a link, as openat2 has it. Returns -1. */
static int fail_part(int folder, const char *part)
{
  struct stat info;
  int errnum = errno;
  if (errnum == ENOTDIR && fstatat(folder, part, &info, AT_SYMLINK_NOFOLLOW) == 0 &&
      S_ISLNK(info.st_mode))
    errnum = ELOOP;
  errno = errnum;
  return -1;
}

/* One step down: the folder PART of FOLDER. */
static int open_step(int folder, const char *part, gboolean make)
{
  if (make && mkdirat(folder, part, 0777) == 0) {
    int errnum = file_sync_folder(folder);
    if (errnum != 0) {
      errno = errnum;
      return -1;
    }
  } else if (make && errno != EEXIST) {
    return -1;
  }
  int fd = openat(folder, part, FOLDER | O_NOFOLLOW);
  return fd >= 0 ? fd : fail_part(folder, part);
}

static int walk_to_parent(const Beneath *root, const char *name, gboolean make)
{
  int fd = openat(root->fd, ".", FOLDER);
  for (const char *slash; fd >= 0 && (slash = strchr(name, '/')); name = slash + 1) {
    g_autofree char *part = g_strndup(name, (gsize)(slash - name));
    int next = open_step(fd, part, make);
    close_quietly(fd);
    fd = next;
  }
  return fd;
}

static const char *last_part(const char *name)
{
  const char *slash = strrchr(name, '/');
  return slash ? slash + 1 : name;
}

static int walk_to(const Beneath *root, const char *name, int flags)
{
  int parent = walk_to_parent(root, name, FALSE);
  if (parent < 0)
    return -1;
  const char *last = last_part(name);
  int fd = openat(parent, last, flags | O_NOFOLLOW | O_CLOEXEC);
  if (fd < 0)
    fail_part(parent, last);
  close_quietly(parent);
  return fd;
}

/* -1 with ENOSYS where the kernel has no openat2, or does not allow it. */
static int open_at_once(Beneath *root, const char *name, int flags)
{
  struct open_how how = {
      /* a folder is not opened as the link that it is: that says ELOOP */
      .flags = (guint)(flags | (flags & O_DIRECTORY ? 0 : O_NOFOLLOW) | O_CLOEXEC),
      .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS};
  if (g_atomic_int_get(&root->walk)) {
    errno = ENOSYS;
    return -1;
  }
  int fd = (int)syscall(SYS_openat2, root->fd, name, &how, sizeof how);
  if (fd < 0 && errno == ENOSYS)
    g_atomic_int_set(&root->walk, 1);
  /* a filter of system calls says EPERM; a file that says so says it again */
  if (fd < 0 && (errno == EPERM || errno == EAGAIN))
    errno = ENOSYS;
  return fd;
}

int beneath_open(Beneath *root, const char *name, int flags)
{
  if (*name == '\0')
    return openat(root->fd, ".", flags | O_CLOEXEC);
  if (!is_plain(name)) {
    errno = EXDEV;
    return -1;
  }
  int fd = open_at_once(root, name, flags);
  return fd < 0 && errno == ENOSYS ? walk_to(root, name, flags) : fd;
}

int beneath_parent(Beneath *root, const char *name, gboolean make, const char **last)
{
  if (!is_plain(name)) {
    errno = EXDEV;
    return -1;
  }
  *last = last_part(name);
  if (*last == name)
    return openat(root->fd, ".", FOLDER);
  g_autofree char *folder = g_strndup(name, (gsize)(*last - name - 1));
  int fd = beneath_open(root, folder, O_PATH | O_DIRECTORY);
  return fd < 0 && errno == ENOENT && make ? walk_to_parent(root, name, TRUE) : fd;
}

gboolean beneath_stat(Beneath *root, const char *name, struct stat *info)
{
  int fd = beneath_open(root, name, O_PATH);
  gboolean done = fd >= 0 && fstat(fd, info) == 0;
  if (fd >= 0)
    close_quietly(fd);
  return done;
}

int beneath_open_file(Beneath *root, const char *name, struct stat *info, int *trouble)
{
  int fd = beneath_open(root, name, O_RDONLY | O_NONBLOCK | O_NOCTTY);
  if (fd >= 0 && fstat(fd, info) == 0 && S_ISREG(info->st_mode))
    return fd;
  *trouble = fd >= 0 || errno == ENXIO ? FILE_NOT_REGULAR : errno; /* ENXIO: a socket */
  if (fd >= 0)
    close(fd);
  return -1;
}

char *beneath_read(Beneath *root, const char *name, gsize limit, gsize *length, int *trouble)
{
  struct stat info;
  int fd = beneath_open_file(root, name, &info, trouble);
  if (fd < 0)
    return NULL;
  char *bytes = file_read_fd(fd, (gsize)info.st_size, limit, length, trouble);
  close(fd);
  return bytes;
}

int beneath_create(Beneath *root, const char *name)
{
  const char *last;
  int parent = beneath_parent(root, name, TRUE, &last);
  if (parent < 0)
    return -1;
  int fd = openat(parent, last, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
  close_quietly(parent);
  return fd;
}

static int unlink_name(Beneath *root, const char *name, int flags)
{
  const char *last;
  int parent = beneath_parent(root, name, FALSE, &last);
  if (parent < 0)
    return errno;
  int errnum = unlinkat(parent, last, flags) == 0 ? 0 : errno;
  close(parent);
  return errnum;
}

int beneath_remove(Beneath *root, const char *name)
{
  return unlink_name(root, name, 0);
}

int beneath_remove_folder(Beneath *root, const char *name)
{
  return unlink_name(root, name, AT_REMOVEDIR);
}

GPtrArray *beneath_list(Beneath *root, const char *name)
{
  int fd = beneath_open(root, name, O_RDONLY | O_DIRECTORY | O_NONBLOCK);
  DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
  if (!dir) {
    if (fd >= 0)
      close_quietly(fd);
    return NULL;
  }
  GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
  for (const struct dirent *entry; (entry = readdir(dir));)
    if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
      g_ptr_array_add(names, g_strdup(entry->d_name));
  closedir(dir);
  g_ptr_array_sort(names, text_compare);
  return names;
}
