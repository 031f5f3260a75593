/* SPDX-License-Identifier: MIT */
/* The lines of a paragraph in the text: what cmark tells of a node, and the containers' marks
 * before each line, which it does not tell. Used by the search for tables. */
#ifndef MARKDOWN_PARAGRAPH_H
#define MARKDOWN_PARAGRAPH_H

#include "markdown/text.h"

typedef struct {
  const Source *source;
  const GArray *offsets; /* source_offsets */
  guint first, last;     /* lines, from 0; last is included */
  guint column;          /* bytes before the paragraph on its first line */
  guint width;           /* columns of these, behind the last '>' */
  guint quotes;          /* block quotes around it */
  gboolean in_item;      /* in a list's item, and that not around a quote */
  gboolean in_list;      /* in any item */
} Paragraph;

/* That of NODE, a paragraph or heading; the underline of a heading is left out. */
Paragraph paragraph_of(const Source *source, const GArray *offsets, cmark_node *node);

/* Content of line LINE; FALSE when the line only continues the paragraph lazily. *indent:
 * columns of white space before it, behind the last '>'. */
gboolean paragraph_line(const Paragraph *paragraph, guint line, const char **start,
                        const char **end, guint *indent);

/* Where the quotes around it end on LINE: behind the last '>'. */
const char *paragraph_behind_quotes(const Paragraph *paragraph, guint line);

/* Columns of white space from which on a line could not begin a block. */
guint paragraph_too_deep(const Paragraph *paragraph);

#endif
