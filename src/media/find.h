/* SPDX-License-Identifier: MIT */
/* The places that an address names outright.
 * Used by finder.c. */
#ifndef MEDIA_FIND_H
#define MEDIA_FIND_H

#include "mkepub/media.h"

/* As mkepub_finder_find, without the search by name. ROOTS are canonical folders. */
MkepubFoundResult find_file(const char *address, const char *file, const GPtrArray *roots,
                            char **found);

/* Whether PATH, which is canonical, lies below one of ROOTS. */
gboolean find_is_below(const GPtrArray *roots, const char *path);

/* '/pic 1.png' for '../pic%201.png?w=3': what the end of a file's path is compared with, for
 * the caller to free; NULL when ADDRESS names no file. */
char *find_tail(const char *address);

/* NAME as it is compared: normalized, case folded. For the caller to free. */
char *find_fold(const char *name);

#endif
