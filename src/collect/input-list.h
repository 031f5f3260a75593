/* SPDX-License-Identifier: MIT */
/* Expands the paths of the command line. Used by collection.c. */
#ifndef COLLECT_INPUT_LIST_H
#define COLLECT_INPUT_LIST_H

#include <glib.h>

/* Returns PATHS (NULL-ended) with the first "-" replaced by the list on standard input, one
 * path a line; further "-" are dropped. Of char *, for the caller to unref; NULL with INPUT. */
GPtrArray *inputs_list(const char *const *paths, GError **error);

#endif
