/* SPDX-License-Identifier: MIT */
/* From the text of an article to cmark's tree of it, with tables and footnotes beside.
 * Used by whatever is made of the tree: markdown.c, plain-text.c. */
#ifndef MARKDOWN_DOCUMENT_H
#define MARKDOWN_DOCUMENT_H

#include "markdown/render.h"

/* All steps before notes and tables that the options ask for. */
void document_prepare(Source *source);

/* Finds notes and tables in SOURCE, which becomes the source of RENDER, and parses it; takes
 * the cells of tables and the footnotes out of the tree, and fills in what RENDER holds of
 * them. The tree ends with arena_release. */
cmark_node *document_parse(Source *source, Render *render);

/* Frees what document_parse and the walk put into RENDER. */
void document_clear(Render *render);

#endif
