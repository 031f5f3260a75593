/* SPDX-License-Identifier: MIT */
/* Finds tables without a parser: those that begin at column 0 after an empty line. Used by
 * tables.c to save the first of two parses. */
#ifndef MARKDOWN_TABLE_SCAN_H
#define MARKDOWN_TABLE_SCAN_H

#include "markdown/text.h"

/* Lines, from 0. */
typedef struct {
  guint first, last; /* the paragraph that holds the table; last is included */
} EdgeTable;

/* Returns the paragraphs of TEXT that hold tables, in order (of EdgeTable), for the caller to
 * unref. OFFSETS are those of markdown_text_offsets. Returns NULL if only a parser can find
 * them, as with a fence, a table in a list, or markup of several lines other than a comment.
 * The result is that of CommonMark 0.30: an empty line ends each paragraph and each HTML block
 * of kinds 6 and 7, and a following line at column 0 ends each container. */
GArray *edge_find_tables(const char *text, const GArray *offsets);

#endif
