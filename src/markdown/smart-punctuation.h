/* SPDX-License-Identifier: MIT */
/* Smart punctuation where it must not be: cmark curls the quotes and dashes of an address or a
 * name like those of any text. Used where the text is taken for one. */
#ifndef MARKDOWN_SMART_PUNCTUATION_H
#define MARKDOWN_SMART_PUNCTUATION_H

#include "markdown/text.h"

/* LENGTH bytes of TEXT as they were typed: with MKEPUB_MARKDOWN_SMART in FLAGS, curly quotes,
 * dashes and the ellipsis are ASCII again. For the caller to free. */
char *smart_undo(MkepubMarkdownFlags flags, const char *text, gsize length);

#endif
