/* SPDX-License-Identifier: MIT */
/* Block nodes: headings, lists, quotes and callouts, code, tables.
 * Used by render.c. */
#ifndef MARKDOWN_BLOCKS_H
#define MARKDOWN_BLOCKS_H

#include "markdown/render.h"

/* One event of a block node. */
void blocks_event(Render *render, cmark_iter *iter, cmark_node *node, gboolean enter);

/* A line's end inside the title of a callout ends the title: TRUE when that was so. */
gboolean blocks_end_callout_title(Render *render, cmark_node *line_break);

#endif
