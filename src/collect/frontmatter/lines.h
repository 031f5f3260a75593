/* SPDX-License-Identifier: MIT */
/* Text line by line, without copies.
 * Used by the readers of metadata. */
#ifndef COLLECT_FRONTMATTER_LINES_H
#define COLLECT_FRONTMATTER_LINES_H

#include <glib.h>

/* One line; start it as {.next = text, .end = text + length, .number = line of text - 1}. */
typedef struct {
  const char *text; /* first byte of the line */
  gsize length;     /* without the line end */
  const char *next; /* first byte of the next line */
  const char *end;  /* of all lines */
  guint number;     /* of this line */
} Line;

/* Goes to the next line; FALSE when there is none. */
gboolean line_next(Line *line);

/* Bytes of white space in front; the line's length when it is blank. */
gsize line_indent(const Line *line);
gboolean line_is_blank(const Line *line);

/* TRUE when the line is TEXT, white space at its end ignored. */
gboolean line_is(const Line *line, const char *text);

#endif
