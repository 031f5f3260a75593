/* SPDX-License-Identifier: MIT */
/* Front matter in YAML: strictly by libyaml, or line by line when that fails. Used by
 * frontmatter.c. */
#ifndef COLLECT_FRONTMATTER_YAML_H
#define COLLECT_FRONTMATTER_YAML_H

#include "collect/frontmatter/fields.h"

/* Largest front matter, in bytes, that libyaml reads, and its deepest nesting. */
enum { YAML_LIMIT = 64 * 1024, YAML_DEPTH = 32 };

/* Reads LENGTH bytes that begin in line LINE of the file, and returns their fields for the
 * caller to free. Returns NULL when they are not a mapping (or a list of mappings, of which the
 * first counts): for malformed YAML *problem becomes the reason, for the caller to free, and
 * *problem_line its line; for valid YAML that is not a mapping both are unchanged. */
Fields *yaml_read(const char *text, gsize length, guint line, char **problem,
                  guint *problem_line);

/* Reads 'key: value' lines, '- x' lists, '>' and '|' blocks and one level of indented keys, and
 * ignores all other lines; *odd becomes their number. Returns the fields, for the caller to
 * free; never NULL. */
Fields *yaml_read_lines(const char *text, gsize length, guint line, guint *odd);

#endif
