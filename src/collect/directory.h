/* SPDX-License-Identifier: MIT */
/* What one folder holds, in an order that no file system has a say in.
 * Used by the walk of a collection. */
#ifndef COLLECT_DIRECTORY_H
#define COLLECT_DIRECTORY_H

#include <glib.h>
#include <sys/stat.h>

typedef enum {
  FOLDER_ENTRY_NONE,
  FOLDER_ENTRY_FILE,
  FOLDER_ENTRY_FOLDER,
  FOLDER_ENTRY_LINK,
  FOLDER_ENTRY_OTHER
} FolderEntryKind;

typedef struct {
  FolderEntryKind kind;
  char name[]; /* with its NUL */
} FolderEntry;

FolderEntryKind folder_entry_kind(mode_t mode);

/* TRUE for hidden names and those that no collection means as articles: '_drafts',
 * 'node_modules', '_index.md', 'book.yaml'. */
gboolean folder_skips(const char *name);

/* The entries of the folder PATH in byte order of their names, as a GPtrArray of FolderEntry *
 * for the caller to unref, without those that are skipped. NULL with errno when it cannot be
 * read. */
GPtrArray *folder_list(const char *path);

#endif
