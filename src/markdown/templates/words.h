/* SPDX-License-Identifier: MIT */
/* Which arguments of a template tag a reader would see. Used by forms.c,
 * quote.c and blocks.c. */
#ifndef MARKDOWN_TEMPLATES_WORDS_H
#define MARKDOWN_TEMPLATES_WORDS_H

#include "markdown/templates/tag.h"

/* Whether ARGUMENT of TAG is words: by its key, or because it reads like a sentence. */
gboolean template_is_words(const Tag *tag, const TagArgument *argument);

/* Whether VALUE is a whole address on the web. */
gboolean template_is_address(const char *value);

#endif
