/* SPDX-License-Identifier: MIT */
/* Which arguments of a template tag a reader would see. Used by template-forms.c,
 * template-quote.c and template-blocks.c. */
#ifndef MARKDOWN_TEMPLATE_WORDS_H
#define MARKDOWN_TEMPLATE_WORDS_H

#include "markdown/template-tag.h"

/* Whether ARGUMENT of TAG is words: by its key, or because it reads like a sentence. */
gboolean template_is_words(const Tag *tag, const TagArgument *argument);

/* Whether VALUE is a whole address on the web. */
gboolean template_is_address(const char *value);

#endif
