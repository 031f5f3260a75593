/* SPDX-License-Identifier: MIT */
/* Front matter in TOML 1.0, as far as front matter goes.
 * Used by frontmatter.c. */
#ifndef COLLECT_FRONTMATTER_TOML_H
#define COLLECT_FRONTMATTER_TOML_H

#include "collect/frontmatter/fields.h"

/* Reads LENGTH bytes whose first line is line LINE of the file. A line that is no TOML is
 * skipped; *problem becomes the first trouble (static, NULL when all is well) and *problem_line
 * its line. */
Fields *toml_read(const char *text, gsize length, guint line, const char **problem,
                  guint *problem_line);

#endif
