/* SPDX-License-Identifier: MIT */
/* The places that an address names outright.
 * Used by picture-finder.c. */
#ifndef MEDIA_PICTURE_LOOKUP_H
#define MEDIA_PICTURE_LOOKUP_H

#include "media/picture-finder.h"
#include "media/picture-folders.h"

/* Where files are looked for. Nothing outside of ROOTS, canonical folders, is ever found. */
typedef struct {
  const GPtrArray *roots;
  const Roots *below; /* the same */
  Folders *folders;
} FindPlaces;

/* As mkepub_finder_find, without the search by name. */
MkepubFoundResult find_file(const char *address, const char *file, const FindPlaces *places,
                            char **found);

/* '/pic 1.png' for '../pic%201.png?w=3': what the end of a file's path is compared with, for
 * the caller to free; NULL when ADDRESS names no file. */
char *find_tail(const char *address);

#endif
