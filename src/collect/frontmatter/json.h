/* SPDX-License-Identifier: MIT */
/* Front matter in JSON.
 * Used by frontmatter.c. */
#ifndef COLLECT_FRONTMATTER_JSON_H
#define COLLECT_FRONTMATTER_JSON_H

#include "collect/frontmatter/fields.h"

/* Reads the object at the start of TEXT, at most 64 KiB of it. *used becomes its bytes. For the
 * caller to free; NULL with *problem (for the caller to free) and *problem_line when it is
 * malformed. */
Fields *json_read(const char *text, gsize length, gsize *used, char **problem,
                  guint *problem_line);

#endif
