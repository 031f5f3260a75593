/* SPDX-License-Identifier: MIT */
/* Finds ~~strike~~ and ==highlight== across the text nodes of one parent. Used by inline.c and
 * plain-text.c. */
#ifndef MARKDOWN_HIGHLIGHT_SPANS_H
#define MARKDOWN_HIGHLIGHT_SPANS_H

#include "markdown/render.h"

typedef struct {
  gsize offset; /* in the node's literal; the delimiter is two bytes long */
  MkepubElement element;
  gboolean opens;
} Span;

/* Returns the spans (of Span) that begin or end in the text node NODE, by offset; NULL without
 * any. RENDER owns them. */
const GArray *spans_of(Render *render, cmark_node *node);

#endif
