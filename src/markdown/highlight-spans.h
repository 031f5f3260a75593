/* SPDX-License-Identifier: MIT */
/* ~~strike~~ and ==highlight== across the text nodes of one parent.
 * Used by inline.c. */
#ifndef MARKDOWN_HIGHLIGHT_SPANS_H
#define MARKDOWN_HIGHLIGHT_SPANS_H

#include "markdown/render.h"

typedef struct {
  gsize offset; /* in the node's literal; the mark is two bytes long */
  MkepubElement element;
  gboolean opens;
} Span;

/* Spans that begin or end in NODE, by offset; NULL when none do. Owned by RENDER. */
const GArray *spans_of(Render *render, cmark_node *node);

#endif
