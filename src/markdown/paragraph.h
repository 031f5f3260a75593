/* SPDX-License-Identifier: MIT */
/* The lines of a paragraph in the text: the position that cmark reports for a node, and the
 * container markers in front of each line, which it does not report. Used by tables.c and
 * table-move.c. */
#ifndef MARKDOWN_PARAGRAPH_H
#define MARKDOWN_PARAGRAPH_H

#include "markdown/text.h"

typedef struct {
  const MarkdownText *source;
  const GArray *offsets; /* of markdown_text_offsets */
  guint first, last;     /* lines, from 0; last is included */
  guint column;          /* bytes in front of the paragraph on its first line */
  guint width;           /* columns of these after the last '>' */
  guint quotes;          /* block quotes around it */
  gboolean in_item;      /* in a list item that is not around a quote */
  gboolean in_list;      /* in any list item */
} Paragraph;

/* Returns the paragraph of NODE, a paragraph or heading, without the underline of a heading. It
 * borrows SOURCE and OFFSETS. */
Paragraph paragraph_of(const MarkdownText *source, const GArray *offsets, cmark_node *node);

/* Sets [*START, *END) to the content of line LINE (from 0) and *INDENT to the columns of white
 * space in front of it, after the last '>'. Returns FALSE if the line continues the paragraph
 * from outside its containers (CommonMark 5.1, laziness). */
gboolean paragraph_line(const Paragraph *paragraph, guint line, const char **start,
                        const char **end, guint *indent);

/* Returns where the quotes around the paragraph end on LINE: after the last '>'. */
const char *paragraph_behind_quotes(const Paragraph *paragraph, guint line);

/* Returns the columns of white space with which a line is too deep to begin a block. */
guint paragraph_too_deep(const Paragraph *paragraph);

#endif
