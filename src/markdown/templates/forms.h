/* SPDX-License-Identifier: MIT */
/* What the tags of site generators stand for: pictures, links, videos, quotes, text in
 * arguments. Used by expand.c. */
#ifndef MARKDOWN_TEMPLATES_FORMS_H
#define MARKDOWN_TEMPLATES_FORMS_H

#include "markdown/templates/tag.h"

/* What surrounds a tag. */
typedef enum {
  PLACE_BLOCK,  /* alone on its lines */
  PLACE_INLINE, /* in a paragraph */
  PLACE_HTML,   /* in a block of raw HTML, where Markdown means nothing */
  PLACE_ADDRESS /* in the address of a link or picture */
} TagPlace;

/* Appends what TAG means, as Markdown or, by PLACE, as HTML or an address. PREFIX stands before
 * each new line: what keeps it in the list or quote that the tag stands in. FALSE when it
 * carries nothing for a reader. */
gboolean template_form(GString *out, const Tag *tag, TagPlace place, const char *prefix);

/* Whether TAG is a quotation by its name, whose text may stand between it and its end. */
gboolean template_is_quote(const Tag *tag);

#endif
