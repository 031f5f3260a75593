/* SPDX-License-Identifier: MIT */
/* Reads one row of a GFM table (section 4.10): its cells, or the alignments of a delimiter row.
 * Used by tables.c, table-move.c and table-scan.c. */
#ifndef MARKDOWN_TABLE_ROW_H
#define MARKDOWN_TABLE_ROW_H

#include "markdown/tables.h"

typedef struct {
  const char *next, *end;      /* not yet read */
  const char *cell, *cell_end; /* the last cell that was read, without outer white space, its
                                  pipes still escaped */
} Row;

/* Begins to read the line [START, END), which ROW borrows. */
void row_begin(Row *row, const char *start, const char *end);
/* Reads the next cell. Returns FALSE after the last one. */
gboolean row_next(Row *row);
/* Appends the text of the cell that was read last to OUT, with '\|' turned into '|'. */
void row_append_cell(const Row *row, GString *out);
/* Returns the number of cells in the line [START, END). */
guint row_count(const char *start, const char *end);
/* Returns the number of columns if the line [START, END) is a delimiter row, otherwise 0. ALIGN
 * (may be NULL) has room for as many alignments as the line has cells and receives them. */
guint row_read_delimiter(const char *start, const char *end, Align *align);

#endif
