/* SPDX-License-Identifier: MIT */
/* Front matter in YAML: strictly by libyaml, and line by line where that fails.
 * Used by frontmatter.c. */
#ifndef COLLECT_FRONTMATTER_YAML_H
#define COLLECT_FRONTMATTER_YAML_H

#include "collect/frontmatter/fields.h"

/* Largest front matter that is given to libyaml, and its deepest nesting. */
enum { YAML_LIMIT = 64 * 1024, YAML_DEPTH = 32 };

/* Reads LENGTH bytes whose first line is line LINE of the file. Returns NULL when this is no
 * mapping (or list of mappings, of which the first counts), *problem becomes what is wrong, for
 * the caller to free, and *problem_line its line; both untouched when the text is sound YAML
 * that just is no mapping. */
Fields *yaml_read(const char *text, gsize length, guint line, char **problem,
                  guint *problem_line);

/* Reads 'key: value' lines, '- x' lists, '>' and '|' blocks and one level of indented keys,
 * whatever else there is. *odd becomes the number of lines that it could not use. */
Fields *yaml_read_lines(const char *text, gsize length, guint line, guint *odd);

#endif
