/* SPDX-License-Identifier: MIT */
/* From the text of an article to cmark's tree, with its tables and footnotes taken out. Used by
 * markdown.c and plain-text.c, which read the tree. */
#ifndef MARKDOWN_DOCUMENT_H
#define MARKDOWN_DOCUMENT_H

#include "markdown/render.h"

/* Does all steps on SOURCE that come before notes and tables, as its options ask. */
void document_prepare(MarkdownText *source);

/* Finds notes and tables in SOURCE, parses it, and takes the footnotes and the cells of tables
 * out of the tree. Fills in what RENDER holds of them; RENDER borrows SOURCE. Returns the tree,
 * which the caller ends with arena_release; an empty document if the budget is spent. */
cmark_node *document_parse(MarkdownText *source, Render *render);

/* Frees what document_parse and the walk over the tree put into RENDER. Does not touch the
 * tree. */
void document_clear(Render *render);

#endif
