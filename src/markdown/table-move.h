/* SPDX-License-Identifier: MIT */
/* Moves tables out of the text: a placeholder replaces each table, and its cells go in front of
 * the text. Used by tables.c, which finds the tables. */
#ifndef MARKDOWN_TABLE_MOVE_H
#define MARKDOWN_TABLE_MOVE_H

#include "markdown/paragraph.h"

typedef struct {
  MarkdownText *source;
  const GArray *offsets;           /* of markdown_text_offsets */
  GString *cells, *body;           /* the parts of the new text */
  GArray *cell_lines, *body_lines; /* of guint: their lines in the file */
  GArray *headers;                 /* of guint: for each table the line of its header, from 0 */
  guint n_cells;
  guint copied; /* lines of the text that are in body or belong to tables */
} TableMoves;

void table_moves_init(TableMoves *moves, MarkdownText *source, const GArray *offsets);
void table_moves_clear(TableMoves *moves);

/* Starts over: empties source->tables and forgets all moves. */
void table_moves_begin(TableMoves *moves);

/* Moves the table in BLOCK, which has COLUMNS columns, its rule in line RULE and the line NEXT
 * after it (lines count from 0). The caller adds tables in the order of the text. */
void table_moves_add(TableMoves *moves, const Paragraph *block, guint rule, guint next,
                     guint columns);

/* Appends the text after the last table to the body. */
void table_moves_finish(TableMoves *moves);

/* Replaces the text of the source by the cells and the body. Only table_moves_clear may
 * follow. */
void table_moves_take_over(TableMoves *moves);

#endif
