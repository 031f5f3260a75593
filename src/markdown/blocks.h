/* SPDX-License-Identifier: MIT */
/* Block nodes: headings, lists, quotes and callouts, code, tables.
 * Used by render.c; what it can tell of a node also by plain-text.c. */
#ifndef MARKDOWN_BLOCKS_H
#define MARKDOWN_BLOCKS_H

#include "markdown/render.h"
#include "markdown/tables.h"

/* One event of a block node. */
void blocks_event(Render *render, cmark_iter *iter, cmark_node *node, gboolean enter);

/* A line's end inside the title of a callout ends the title: TRUE when that was so. */
gboolean blocks_end_callout_title(Render *render, cmark_node *line_break);

/* kramdown's '{#id}' at the end of TEXT, which is all that a heading says, behind something;
 * NULL when there is none. */
const char *blocks_given_id(const char *text);

/* Whether the heading NODE, which reads TEXT, is the first and says what the title says. */
gboolean blocks_is_title(const Render *render, cmark_node *node, const char *text);

/* The table that a placeholder heading stands for, or NULL. */
const Table *blocks_table_of(const Render *render, cmark_node *heading);

/* '[ ] ' or '[x] ' at a list item's start: the box to show, or NULL. */
const char *blocks_task_box(const Render *render, cmark_node *item);

/* '[!note]+ Title' at a quote's start: the length of what stands before the title, or 0; *name
 * becomes the kind, for the caller to free. */
gsize blocks_callout_mark(const Render *render, cmark_node *quote, char **name);

#endif
