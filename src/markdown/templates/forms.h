/* SPDX-License-Identifier: MIT */
/* Writes the tags of site generators in forms that a book can show: pictures, links, videos,
 * quotations, the text in arguments. Used by expand.c and, for the enumeration, by the other
 * files that write tags. */
#ifndef MARKDOWN_TEMPLATES_FORMS_H
#define MARKDOWN_TEMPLATES_FORMS_H

#include "markdown/templates/tag.h"

/* The surroundings of a tag. */
typedef enum {
  PLACE_BLOCK,  /* alone on its lines */
  PLACE_INLINE, /* in a paragraph */
  PLACE_HTML,   /* in a block of raw HTML, where Markdown has no meaning */
  PLACE_ADDRESS /* in the address of a link or picture */
} TagPlace;

/* Appends the content of TAG to OUT, by PLACE as Markdown, as HTML or as an address. PREFIX
 * goes in front of each new line and keeps it in the list or quote around the tag. Returns
 * FALSE if TAG has nothing for a reader. */
gboolean template_form(GString *out, const Tag *tag, TagPlace place, const char *prefix);

/* Returns whether TAG has the name of a quotation; its text may be between TAG and its
 * end tag. */
gboolean template_is_quote(const Tag *tag);

#endif
