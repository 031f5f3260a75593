/* SPDX-License-Identifier: MIT */
/* Lists a folder in an order that does not depend on the file system. Used by the walk of a
 * collection. */
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

/* Returns the kind of a file with the mode MODE of stat. */
FolderEntryKind folder_entry_kind(mode_t mode);

/* Returns TRUE for hidden names and for names that never belong to articles: '_drafts',
 * 'node_modules', '_index.md', 'book.yaml'. */
gboolean folder_skips(const char *name);

/* Returns the entries of the folder PATH without the skipped names, in byte order, as a
 * GPtrArray of FolderEntry * for the caller to unref. NULL with errno when it cannot be
 * read. */
GPtrArray *folder_list(const char *path);

#endif
