/* SPDX-License-Identifier: MIT */
/* The lines of a body that are code or unseen, whatever they look like: fenced code, code and
 * comments in HTML, code blocks and comments of site generators.
 * Used by heading.c. */
#ifndef COLLECT_FRONTMATTER_CODE_LINES_H
#define COLLECT_FRONTMATTER_CODE_LINES_H

#include "collect/frontmatter/lines.h"

enum { VERBATIM_DEPTH = 16 }; /* list items and quotes in each other that are told apart */

/* What is open behind a line; start it as {.depth = 0}. */
typedef struct {
  gsize containers[VERBATIM_DEPTH]; /* the column of an item's text; 0 for a quote */
  guint depth;
  enum { VERBATIM_NONE, VERBATIM_FENCE, VERBATIM_HTML, VERBATIM_COMMENT } block;
  char fence; /* '`' or '~' */
  gsize fence_length;
  guint endless; /* a bit for each template block that has no end behind here */
} Verbatim;

/* Goes over the next LINE, a blank one too. TRUE when it begins or ends such a block or stands
 * in one; LINE is the last line of a block of templates then. A block in an item or a quote
 * ends with that (CommonMark 4.5, 4.6, 5.1 and 5.2). */
gboolean verbatim_takes(Verbatim *v, Line *line);

#endif
