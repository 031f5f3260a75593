/* SPDX-License-Identifier: MIT */
/* The paths that a collection is made of, as the command line says them.
 * Used by collection.c. */
#ifndef COLLECT_INPUT_LIST_H
#define COLLECT_INPUT_LIST_H

#include <glib.h>

/* PATHS (NULL-ended) with the list on standard input, one a line, in the place of the first
 * "-"; there is but one standard input. Of char *, for the caller to unref; NULL with INPUT. */
GPtrArray *inputs_list(const char *const *paths, GError **error);

#endif
