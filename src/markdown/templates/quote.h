/* SPDX-License-Identifier: MIT */
/* Writes the quotations of template tags and their credits. Used by forms.c and blocks.c. */
#ifndef MARKDOWN_TEMPLATES_QUOTE_H
#define MARKDOWN_TEMPLATES_QUOTE_H

#include "markdown/templates/forms.h"

/* Appends a quotation whose text is an argument of TAG, with its credit, to OUT: by PLACE as
 * Markdown or HTML, with PREFIX in front of each new line. Returns FALSE, with nothing written,
 * if TAG has no such argument. */
gboolean template_quote(GString *out, const Tag *tag, TagPlace place, const char *prefix);

/* Appends author, source and link of a quotation to OUT, as one line that begins with a dash:
 * the arguments of TAG that are words, except TEXT (the value of one of them, or NULL). Appends
 * nothing without such arguments. */
void template_append_credit(GString *out, const Tag *tag, const char *text, TagPlace place);

#endif
