/* SPDX-License-Identifier: MIT */
/* A set of folders, asked whether a path is below one of them. The time of an answer grows with
 * the length of the path, not with the number of folders.
 * Used by the walk of a collection and by the search for pictures. */
#ifndef BASE_ROOTS_H
#define BASE_ROOTS_H

#include <glib.h>

typedef struct Roots Roots;

/* FOLDERS (of char *): canonical paths; copied. */
Roots *roots_new(const GPtrArray *folders);
void roots_free(Roots *roots);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Roots, roots_free)

/* TRUE when PATH, which has no '.', '..' or empty parts, is below one of the folders. */
gboolean roots_hold(const Roots *roots, const char *path);

/* TRUE when PATH is one of the folders, or below one. */
gboolean roots_reach(const Roots *roots, const char *path);

/* Returns the deepest of the folders that is PATH or above it, borrowed; or NULL. */
const char *roots_nearest(const Roots *roots, const char *path);

#endif
