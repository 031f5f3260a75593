/* SPDX-License-Identifier: MIT */
/* What `mkepub info` shows: a book or a shelf, for people or as JSON.
 * Used by the verb. */
#ifndef CLI_INFO_H
#define CLI_INFO_H

#include "cli/json.h"

/* Each prints what PATH is, or with JSON (not NULL) appends an object to it. QUIET leaves the
 * table of contents out. Fails with INPUT. */
gboolean info_book(const char *path, gboolean quiet, json_t *json, GError **error);
gboolean info_shelf(const char *path, json_t *json, GError **error);

#endif
