/* SPDX-License-Identifier: MIT */
/* Quotations of template tags and whom they credit. Used by forms.c and
 * blocks.c. */
#ifndef MARKDOWN_TEMPLATES_QUOTE_H
#define MARKDOWN_TEMPLATES_QUOTE_H

#include "markdown/templates/forms.h"

/* As template_form, for a tag that holds its text in an argument. FALSE when there is none. */
gboolean template_quote(GString *out, const Tag *tag, TagPlace place, const char *prefix);

/* Appends author, source and link of a quotation: the arguments of TAG that are words but not
 * TEXT (one of the values, or NULL), as one line that begins with a dash. Nothing when there
 * are none. */
void template_append_credit(GString *out, const Tag *tag, const char *text, TagPlace place);

#endif
