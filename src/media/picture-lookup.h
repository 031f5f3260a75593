/* SPDX-License-Identifier: MIT */
/* Looks up the paths that an address names directly. Used by picture-finder.c. */
#ifndef MEDIA_PICTURE_LOOKUP_H
#define MEDIA_PICTURE_LOOKUP_H

#include "media/picture-finder.h"
#include "media/picture-folders.h"

/* The folders of a lookup. Files outside of ROOTS, canonical folders, are never found. */
typedef struct {
  const GPtrArray *roots;
  const Roots *below; /* ROOTS for lookup by path */
  Folders *folders;
} FindPlaces;

/* Finds a file as mkepub_finder_find does, but without the search by name. */
MkepubFoundResult find_file(const char *address, const char *file, const FindPlaces *places,
                            char **found);

/* Returns '/pic 1.png' for '../pic%201.png?w=3', for comparison with the end of a file's path;
 * for the caller to free. NULL when ADDRESS is not the name of a file. */
char *find_tail(const char *address);

#endif
