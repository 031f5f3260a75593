/* SPDX-License-Identifier: MIT */
#include "collect/directory.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>

gboolean folder_skips(const char *name)
{
  static const char *const names[] = {"_drafts",   "node_modules", "_index.md",
                                      "book.yaml", "book.yml",     NULL};
  return *name == '.' || g_strv_contains(names, name);
}

FolderEntryKind folder_entry_kind(mode_t mode)
{
  return S_ISREG(mode)   ? FOLDER_ENTRY_FILE
         : S_ISDIR(mode) ? FOLDER_ENTRY_FOLDER
         : S_ISLNK(mode) ? FOLDER_ENTRY_LINK
                         : FOLDER_ENTRY_OTHER;
}

/* readdir reports the type of an entry, but some file systems leave it unknown. */
static FolderEntryKind kind_of_entry(int fd, const struct dirent *entry)
{
  struct stat status;
  switch (entry->d_type) {
  case DT_REG:
    return FOLDER_ENTRY_FILE;
  case DT_DIR:
    return FOLDER_ENTRY_FOLDER;
  case DT_LNK:
    return FOLDER_ENTRY_LINK;
  case DT_UNKNOWN:
    if (fstatat(fd, entry->d_name, &status, AT_SYMLINK_NOFOLLOW) < 0)
      return FOLDER_ENTRY_NONE;
    return folder_entry_kind(status.st_mode);
  default:
    return FOLDER_ENTRY_OTHER;
  }
}

static int compare_entries(gconstpointer a, gconstpointer b)
{
  const FolderEntry *x = *(const FolderEntry *const *)a, *y = *(const FolderEntry *const *)b;
  return strcmp(x->name, y->name);
}

GPtrArray *folder_list(const char *path)
{
  DIR *dir = opendir(path);
  if (!dir)
    return NULL;
  g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func(g_free);
  const struct dirent *next;
  while (errno = 0, (next = readdir(dir))) {
    if (folder_skips(next->d_name))
      continue;
    FolderEntryKind kind = kind_of_entry(dirfd(dir), next);
    if (kind == FOLDER_ENTRY_NONE)
      continue;
    gsize size = strlen(next->d_name) + 1;
    FolderEntry *entry = g_malloc(sizeof *entry + size);
    entry->kind = kind;
    memcpy(entry->name, next->d_name, size);
    g_ptr_array_add(entries, entry);
  }
  int errnum = errno;
  closedir(dir);
  errno = errnum;
  g_ptr_array_sort(entries, compare_entries);
  return errnum == 0 ? g_steal_pointer(&entries) : NULL;
}
