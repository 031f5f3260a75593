/* SPDX-License-Identifier: MIT */
/* Finds the file for the address of a picture in an article. Used by the picture store of a
 * book. */
#ifndef MEDIA_PICTURE_FINDER_H
#define MEDIA_PICTURE_FINDER_H

#include <glib.h>

typedef enum {
  MKEPUB_FOUND,
  MKEPUB_FOUND_NOTHING,
  MKEPUB_FOUND_OUTSIDE /* the address leads out of the input folders: refused without accessing
                          the file */
} MkepubFoundResult;

/* The folders in which pictures are looked up. */
typedef struct MkepubFinder MkepubFinder;

/* Returns a finder, for the caller to free. ROOTS: canonical input folders. MORE (may be NULL):
 * further folders, in any spelling; paths that are not folders are ignored. Both are copied. */
MkepubFinder *mkepub_finder_new(const GPtrArray *roots, const GPtrArray *more);
void mkepub_finder_free(MkepubFinder *finder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MkepubFinder, mkepub_finder_free)

/* Finds the file for ADDRESS, as written in an article (relative path, root-relative path, with
 * %20, query or fragment). Looks beside the article FILE; below each folder, and below its
 * static/, assets/ and public/ for '/img/x.png' (of many folders the first 16, and the
 * article's own); last, as Obsidian does, for any picture below the folders whose path ends in
 * the address, of several the one nearest to the article. Case and Unicode normalization of
 * names may differ. The canonical path is below one of the folders, symbolic links resolved.
 * *found is for the caller to free, NULL unless MKEPUB_FOUND. The folders are listed once, at
 * the first address that is found nowhere else. Thread-safe. */
MkepubFoundResult mkepub_finder_find(MkepubFinder *finder, const char *address,
                                     const char *file, char **found);

#endif
