/* SPDX-License-Identifier: MIT */
/* The two subjects of `mkepub info`: a book or a shelf, for people or as JSON. Used by the
 * verb. */
#ifndef CLI_INFO_H
#define CLI_INFO_H

#include "cli/json.h"

/* Prints a book, without its table of contents when QUIET; or, when JSON is not NULL, adds an
 * object to the list *JSON as json_add() does. Fails with INPUT. */
gboolean info_book(const char *path, gboolean quiet, json_t **json, GError **error);
/* Prints a shelf; or, when JSON is not NULL, adds an object to the list *JSON as json_add()
 * does. Fails with INPUT. */
gboolean info_shelf(const char *path, json_t **json, GError **error);

#endif
