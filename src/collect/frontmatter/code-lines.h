/* SPDX-License-Identifier: MIT */
/* Finds the lines of a body that are code or invisible: fenced code, code and comments in HTML,
 * code blocks and comments of site generators. Used by heading.c. */
#ifndef COLLECT_FRONTMATTER_CODE_LINES_H
#define COLLECT_FRONTMATTER_CODE_LINES_H

#include "collect/frontmatter/lines.h"

enum { VERBATIM_DEPTH = 16 }; /* depth of nested list items and quotes that is followed */

/* The blocks that are open after a line; start it as {.depth = 0}. */
typedef struct {
  gsize containers[VERBATIM_DEPTH]; /* the column of an item's text; 0 for a quote */
  guint depth;
  enum { VERBATIM_NONE, VERBATIM_FENCE, VERBATIM_HTML, VERBATIM_COMMENT } block;
  char fence; /* '`' or '~' */
  gsize fence_length;
  guint endless; /* a bit for each kind of template block that has no end in the rest of the
                    text */
} Verbatim;

/* Processes the next LINE; call it for blank lines too. Returns TRUE when the line belongs to
 * such a block; after a block of templates LINE is the block's last line. A block in an item or
 * a quote ends with its container (CommonMark 4.5, 4.6, 5.1 and 5.2). */
gboolean verbatim_takes(Verbatim *v, Line *line);

#endif
