/* SPDX-License-Identifier: MIT */
/* Iterates over the lines of a text, without copies. Used by the readers of metadata. */
#ifndef COLLECT_FRONTMATTER_LINES_H
#define COLLECT_FRONTMATTER_LINES_H

#include <glib.h>

/* One line; start it as {.next = text, .end = text + length, .number = line of text - 1}. */
typedef struct {
  const char *text; /* first byte of the line */
  gsize length;     /* without the line end */
  const char *next; /* first byte of the next line */
  const char *end;  /* end of the text */
  guint number;     /* of this line, counted from that of the start */
} Line;

/* Goes to the next line; returns FALSE after the last. */
gboolean line_next(Line *line);

/* Returns the bytes of white space at the start; the line's length when it is blank. */
gsize line_indent(const Line *line);
gboolean line_is_blank(const Line *line);

/* Returns TRUE when the line is TEXT, ignoring white space at its end. */
gboolean line_is(const Line *line, const char *text);

#endif
