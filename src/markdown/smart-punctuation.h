/* SPDX-License-Identifier: MIT */
/* Restores punctuation as typed. cmark also curls the quotes and dashes of addresses and names.
 * Used by blocks.c, inline.c and render.c where they read text as an address, a name or a
 * label. */
#ifndef MARKDOWN_SMART_PUNCTUATION_H
#define MARKDOWN_SMART_PUNCTUATION_H

#include "markdown/text.h"

/* Returns LENGTH bytes of TEXT as they were typed, for the caller to free: with
 * MKEPUB_MARKDOWN_SMART in FLAGS, curly quotes, dashes and the ellipsis become ASCII again. */
char *smart_undo(MkepubMarkdownFlags flags, const char *text, gsize length);

#endif
