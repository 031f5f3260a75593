/* SPDX-License-Identifier: MIT */
/* Renders block nodes: headings, lists, quotes and callouts, code, tables. Used by render.c;
 * the functions that only read a node are also used by plain-text.c. */
#ifndef MARKDOWN_BLOCKS_H
#define MARKDOWN_BLOCKS_H

#include "markdown/render.h"
#include "markdown/tables.h"

/* Renders one event of the block NODE: ENTER is whether the walk enters or leaves it. Moves
 * ITER past children that were rendered or left out here. */
void blocks_event(Render *render, cmark_iter *iter, cmark_node *node, gboolean enter);

/* Ends the title of a callout if LINE_BREAK is inside one, and opens the paragraph of its text.
 * Returns whether it did. */
gboolean blocks_end_callout_title(Render *render, cmark_node *line_break);

/* Returns where kramdown's '{#id}' begins at the end of TEXT, the whole text of a heading.
 * Returns NULL if TEXT has none or nothing in front of it. */
const char *blocks_given_id(const char *text);

/* Returns whether the heading NODE, whose text is TEXT, is the first heading, is of level 1 and
 * repeats the title in the options. */
gboolean blocks_is_title(const Render *render, cmark_node *node, const char *text);

/* Returns the table whose placeholder is HEADING, or NULL. RENDER owns it. */
const Table *blocks_table_of(const Render *render, cmark_node *heading);

/* Returns the box to show for a list item that begins with '[ ] ' or '[x] ', or NULL. The
 * string is constant. */
const char *blocks_task_box(const Render *render, cmark_node *item);

/* Returns the length in bytes of the '[!note]+ ' that a quote begins with, up to its title, and
 * sets *NAME to the kind in lower case, for the caller to free. Returns 0, without setting
 * *NAME, for other quotes. */
gsize blocks_callout_mark(const Render *render, cmark_node *quote, char **name);

#endif
