/* SPDX-License-Identifier: MIT */
/* One row of a GFM table (section 4.10): its cells, and the delimiter row's alignments.
 * Used by tables.c. */
#ifndef MARKDOWN_TABLE_ROW_H
#define MARKDOWN_TABLE_ROW_H

#include "markdown/tables.h"

typedef struct {
  const char *next, *end; /* what is not read yet */
  const char *cell,
      *cell_end; /* the cell read last, outer white space off, pipes still escaped */
} Row;

/* Begins with the first cell of the line [START, END). */
void row_begin(Row *row, const char *start, const char *end);
/* Reads the next cell; FALSE when there is none. */
gboolean row_next(Row *row);
/* Appends the cell's text with '\|' made '|'. */
void row_append_cell(const Row *row, GString *out);
/* Number of cells in a line. */
guint row_count(const char *start, const char *end);
/* Number of columns when the line is a delimiter row, else 0. ALIGN (may be NULL) takes that
 * many. */
guint row_read_delimiter(const char *start, const char *end, Align *align);

#endif
