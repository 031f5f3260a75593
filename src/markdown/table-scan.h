/* SPDX-License-Identifier: MIT */
/* Tables that need no parser to be found: they begin at the edge of the text, behind an empty
 * line. Used by tables.c to save the first of two parses. */
#ifndef MARKDOWN_TABLE_SCAN_H
#define MARKDOWN_TABLE_SCAN_H

#include "markdown/text.h"

/* Lines, from 0. */
typedef struct {
  guint first, last; /* the paragraph that holds the table; last is included */
} EdgeTable;

/* The paragraphs of TEXT that hold tables, in order, of EdgeTable, for the caller to unref;
 * NULL when only a parser can tell, as with a fence, a table in a list, or markup of more than
 * one line other than a comment. What is returned is what CommonMark 0.30 would find: an empty
 * line ends each paragraph and HTML block of the kinds 6 and 7, and a line at column 0 behind
 * it each container. */
GArray *edge_find_tables(const char *text, const GArray *offsets);

#endif
