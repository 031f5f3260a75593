/* SPDX-License-Identifier: MIT */
/* Tables on their way out of the text: a mark where they stood, their cells before it all.
 * Used by tables.c, which finds them. */
#ifndef MARKDOWN_TABLE_MOVE_H
#define MARKDOWN_TABLE_MOVE_H

#include "markdown/paragraph.h"

typedef struct {
  Source *source;
  const GArray *offsets;           /* source_offsets */
  GString *cells, *body;           /* what becomes the text */
  GArray *cell_lines, *body_lines; /* of guint: their lines in the file */
  GArray *headers;                 /* of guint: for each table its header's line, from 0 */
  guint n_cells;
  guint copied; /* lines of the text that went to body or were taken by tables */
} TableMoves;

void table_moves_init(TableMoves *moves, Source *source, const GArray *offsets);
void table_moves_clear(TableMoves *moves);

/* Begins anew: source->tables is empty, and nothing is moved. */
void table_moves_begin(TableMoves *moves);

/* Moves the table of COLUMNS columns in BLOCK out: its rule is line RULE, NEXT the line behind
 * it. Tables come in order. */
void table_moves_add(TableMoves *moves, const Paragraph *block, guint rule, guint next,
                     guint columns);

/* Brings all that stands behind the last table into the body. */
void table_moves_finish(TableMoves *moves);

/* Puts what was made in place of the text; only table_moves_clear may follow. */
void table_moves_take_over(TableMoves *moves);

#endif
