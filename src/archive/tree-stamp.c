/* SPDX-License-Identifier: MIT */
#include "archive/tree-stamp.h"

#include <dirent.h>
#include <string.h>
#include <sys/stat.h>

#define FOLDERS_LIMIT 10000

/* Folders that wait: a deep tree costs no stack. */
typedef struct {
  GChecksum *sum;
  GQueue waiting; /* of char *, owned */
  const char *skip;
} Walk;

static gboolean is_folder(const char *path, const struct dirent *entry)
{
  struct stat status;
  if (entry->d_type != DT_UNKNOWN)
    return entry->d_type == DT_DIR;
  return lstat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

/* The time of the last change also tells of modes, and nobody sets it back. */
static void add_time(Walk *walk, DIR *dir)
{
  struct stat status;
  if (fstat(dirfd(dir), &status) != 0)
    return;
  gint64 stamp[] = {(gint64)status.st_ino, status.st_ctim.tv_sec, status.st_ctim.tv_nsec};
  g_checksum_update(walk->sum, (const guchar *)stamp, sizeof stamp);
}

/* Takes PATH. */
static void enter(Walk *walk, char *path)
{
  g_autofree char *folder = path;
  if (g_strcmp0(folder, walk->skip) == 0)
    return;
  g_checksum_update(walk->sum, (const guchar *)folder, (gssize)strlen(folder) + 1);
  DIR *dir = opendir(folder);
  if (!dir)
    return;
  add_time(walk, dir);
  for (const struct dirent *entry; (entry = readdir(dir));) {
    if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
      continue;
    if (entry->d_type != DT_DIR && entry->d_type != DT_UNKNOWN)
      continue; /* most of what there is costs no more than this */
    g_autofree char *below = g_build_filename(folder, entry->d_name, NULL);
    if (is_folder(below, entry))
      g_queue_push_tail(&walk->waiting, g_steal_pointer(&below));
  }
  closedir(dir);
}

char *tree_stamp(const GPtrArray *folders, const GPtrArray *more, const char *skip)
{
  g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
  Walk walk = {.sum = sum, .waiting = G_QUEUE_INIT, .skip = skip};
  for (guint i = 0; folders && i < folders->len; i++)
    g_queue_push_tail(&walk.waiting, g_strdup(folders->pdata[i]));
  for (guint i = 0; more && i < more->len; i++)
    g_queue_push_tail(&walk.waiting, g_strdup(more->pdata[i]));
  for (guint i = 0; i < FOLDERS_LIMIT && !g_queue_is_empty(&walk.waiting); i++)
    enter(&walk, g_queue_pop_head(&walk.waiting));
  gboolean all = g_queue_is_empty(&walk.waiting);
  g_queue_clear_full(&walk.waiting, g_free);
  return all ? g_strdup(g_checksum_get_string(sum)) : NULL;
}
