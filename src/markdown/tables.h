/* SPDX-License-Identifier: MIT */
/* GFM tables around cmark: found in the lines of its paragraphs, their cells parsed by it as
 * headings. Used by markdown.c before the parser; render.c turns them back. */
#ifndef MARKDOWN_TABLES_H
#define MARKDOWN_TABLES_H

#include "markdown/text.h"

typedef enum { ALIGN_NONE, ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT } Align;

typedef struct {
  guint columns;
  Align *align; /* of columns */
  GArray
      *row_cells; /* of guint: cells that each row really has, header first; at most columns */
  guint first_cell; /* index of the header's first cell among all cells of the text */
} Table;

/* GFM 4.10. A table's lines become one heading of level 6 that reads NONCE 't' N; each of its
 * cells becomes a heading of level 1 before the text, in order, so that an open fence cannot
 * swallow it and references resolve. Cells beyond the header's columns are joined to the last
 * one (left out under MKEPUB_MARKDOWN_GFM, as GFM says). Sets tables. */
void tables_rewrite(Source *source);

/* Cells of all tables: that many headings stand at the start of the document. */
guint tables_cell_count(const Source *source);

#endif
