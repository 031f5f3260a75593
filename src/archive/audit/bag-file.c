/* SPDX-License-Identifier: MIT */
#include "archive/audit/bag-file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "archive/shelf/shelf-internal.h"
#include "base/file.h"

#define PIECE ((gsize)256 << 10)

static int copy_bytes(int from, int to)
{
  g_autofree char *piece = g_malloc(PIECE);
  for (;;) {
    gssize n = read(from, piece, PIECE);
    if (n == 0)
      return 0;
    if (n < 0 && errno == EINTR)
      continue;
    int errnum = n < 0 ? errno : file_write_all(to, piece, (gsize)n);
    if (errnum != 0)
      return errnum;
  }
}

static int copy_file(Beneath *from, const char *name, Beneath *to, const char *inside)
{
  struct stat info;
  int trouble, in = beneath_open_file(from, name, &info, &trouble);
  if (in < 0)
    return trouble;
  int out = beneath_create(to, inside);
  int errnum = out >= 0 ? copy_bytes(in, out) : errno;
  int closing = out >= 0 ? file_close_synced(out, NULL) : 0;
  close(in);
  return errnum != 0 ? errnum : closing;
}

/* Returns FALSE when the file system does not support links. The linked file is examined when
 * it is hashed. */
static gboolean link_file(Beneath *from, const char *name, Beneath *to, const char *inside)
{
  const char *last, *here;
  struct stat info;
  int source = beneath_parent(from, name, FALSE, &last);
  int target = beneath_parent(to, inside, TRUE, &here);
  gboolean done = source >= 0 && target >= 0 &&
                  fstatat(source, last, &info, AT_SYMLINK_NOFOLLOW) == 0 &&
                  S_ISREG(info.st_mode) && linkat(source, last, target, here, 0) == 0;
  if (source >= 0)
    close(source);
  if (target >= 0)
    close(target);
  return done;
}

int bag_file_put(Beneath *from, const char *name, Beneath *to, const char *inside,
                 BagFileWay way)
{
  if (way == BAG_FILE_LINK && link_file(from, name, to, inside))
    return 0;
  return copy_file(from, name, to, inside);
}

int bag_file_write(Beneath *folder, const char *name, const char *text)
{
  int fd = beneath_create(folder, name);
  if (fd < 0)
    return errno;
  int errnum = file_write_all(fd, text, strlen(text)), closing = file_close_synced(fd, NULL);
  return errnum != 0 ? errnum : closing;
}

gboolean bag_file_digest(Beneath *root, const char *name, guint8 *sha256, guint8 *sha512,
                         guint64 *size, GError **error)
{
  struct stat info;
  guint64 bytes;
  int errnum = 0, fd = beneath_open_file(root, name, &info, &errnum);
  if (fd >= 0) {
    errnum = digest_fd(fd, sha256, sha512, size ? size : &bytes);
    close(fd);
  }
  return errnum == 0 ||
         shelf_fail(root, MKEPUB_ERROR_INPUT, errnum, "cannot read", name, error);
}

/* Adds the names in FOLDER below ROOT to FILES and FOLDERS. */
static int list_folder(Beneath *root, const char *folder, GPtrArray *files, GPtrArray *folders)
{
  g_autoptr(GPtrArray) entries = beneath_list(root, folder);
  for (guint i = 0; entries && i < entries->len; i++) {
    struct stat info;
    char *name = *folder ? g_build_filename(folder, entries->pdata[i], NULL)
                         : g_strdup(entries->pdata[i]);
    gboolean inner = beneath_stat(root, name, &info) && S_ISDIR(info.st_mode);
    g_ptr_array_add(inner ? folders : files, name);
  }
  return entries ? 0 : errno;
}

int bag_file_walk(Beneath *folder, GPtrArray **files, GPtrArray **folders)
{
  *files = g_ptr_array_new_with_free_func(g_free);
  *folders = g_ptr_array_new_with_free_func(g_free);
  int errnum = list_folder(folder, "", *files, *folders);
  for (guint i = 0; errnum == 0 && i < (*folders)->len; i++)
    errnum = list_folder(folder, (*folders)->pdata[i], *files, *folders);
  return errnum;
}

void bag_file_remove(Beneath *folder, const GPtrArray *files, const GPtrArray *folders)
{
  for (guint i = 0; i < files->len; i++)
    beneath_remove(folder, files->pdata[i]);
  for (guint i = folders->len; i > 0; i--)
    beneath_remove_folder(folder, folders->pdata[i - 1]);
}
