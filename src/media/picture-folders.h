/* SPDX-License-Identifier: MIT */
/* What the folders hold in which pictures are looked for. Each is listed once: a folder is
 * asked for every address that leads into it, and most addresses of a bad text lead to nothing.
 * Used by picture-lookup.c. */
#ifndef MEDIA_PICTURE_FOLDERS_H
#define MEDIA_PICTURE_FOLDERS_H

#include "base/roots.h"

typedef struct Folders Folders;

/* ROOTS: names are compared in these folders and below alone; borrowed. */
Folders *folders_new(const Roots *roots);
void folders_free(Folders *folders);

/* FALSE when there is certainly nothing at PATH. Thread-safe. */
gboolean folders_may_hold(Folders *folders, const char *path);

/* The path of the file whose name differs from that of PATH in case or composition only, the
 * first in byte order, for the caller to free; NULL when there is none, when its folder is not
 * below a root, or has more than 2,048 entries. Thread-safe. */
char *folders_other_spelling(Folders *folders, const char *path);

/* NAME as names are compared: normalized, case folded. For the caller to free. */
char *folders_fold(const char *name);

#endif
