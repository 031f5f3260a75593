/* SPDX-License-Identifier: MIT */
/* Front matter in TOML 1.0, in the subset that front matter uses. Used by frontmatter.c. */
#ifndef COLLECT_FRONTMATTER_TOML_H
#define COLLECT_FRONTMATTER_TOML_H

#include "collect/frontmatter/fields.h"

/* Reads LENGTH bytes that begin in line LINE of the file, and returns their fields for the
 * caller to free. An invalid line is skipped; *problem becomes the first error (static; NULL
 * without one) and *problem_line its line. */
Fields *toml_read(const char *text, gsize length, guint line, const char **problem,
                  guint *problem_line);

#endif
