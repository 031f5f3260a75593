/* SPDX-License-Identifier: MIT */
/* Caches the content of the folders in which pictures are looked up. Each is listed once: a
 * folder is asked for every address that leads into it, and in a broken text most addresses
 * lead to no file. Used by picture-lookup.c. */
#ifndef MEDIA_PICTURE_FOLDERS_H
#define MEDIA_PICTURE_FOLDERS_H

#include "base/roots.h"

typedef struct Folders Folders;

/* Returns an empty cache, for the caller to free. ROOTS, borrowed: only in and below these
 * folders names are compared. */
Folders *folders_new(const Roots *roots);
void folders_free(Folders *folders);

/* Returns FALSE when there is certainly no file at PATH. Thread-safe. */
gboolean folders_may_hold(Folders *folders, const char *path);

/* Returns the path of the file whose name differs from that of PATH only in case or
 * normalization, the first in byte order, for the caller to free; NULL when no name matches,
 * when its folder is not below a root, or has more than 2,048 entries. Thread-safe. */
char *folders_other_spelling(Folders *folders, const char *path);

/* Returns NAME normalized and case folded, for comparison. For the caller to free. */
char *folders_fold(const char *name);

#endif
