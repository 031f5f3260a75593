/* SPDX-License-Identifier: MIT */
/* Decides which arguments of a template tag a reader would see. Used by forms.c, quote.c and
 * blocks.c. */
#ifndef MARKDOWN_TEMPLATES_WORDS_H
#define MARKDOWN_TEMPLATES_WORDS_H

#include "markdown/templates/tag.h"

/* Returns whether ARGUMENT of TAG is text for the reader, by its key or because it reads like a
 * sentence. */
gboolean template_is_words(const Tag *tag, const TagArgument *argument);

/* Returns whether VALUE is a whole web address. */
gboolean template_is_address(const char *value);

#endif
