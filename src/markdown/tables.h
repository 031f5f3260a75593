/* SPDX-License-Identifier: MIT */
/* Passes GFM tables through cmark: finds them in the lines of its paragraphs and has it parse
 * their cells as headings. Used by document.c before the parse; document.c and blocks.c turn
 * them back. */
#ifndef MARKDOWN_TABLES_H
#define MARKDOWN_TABLES_H

#include "markdown/text.h"

typedef enum { ALIGN_NONE, ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT } Align;

typedef struct {
  guint columns;
  Align *align;      /* one for each column */
  GArray *row_cells; /* of guint: number of cells that each row has in the text, header first;
                        at most columns */
  guint first_cell;  /* index of the header's first cell among all cells of the text */
} Table;

/* Replaces the lines of each table (GFM 4.10) by a heading of level 6 whose text is NONCE 't' N
 * (the placeholder). Each cell becomes a heading of level 1 in front of the text, in order, so
 * that no open fence swallows it and its references resolve. Cells beyond the header's columns
 * are joined to the last one; under MKEPUB_MARKDOWN_GFM they are left out, as GFM requires.
 * Sets tables of SOURCE. With source->careful, tables whose removal would change the text
 * around them remain text. */
void tables_rewrite(MarkdownText *source);

/* Returns the number of cells in all tables: that many headings begin the document. */
guint tables_cell_count(const MarkdownText *source);

#endif
