/* SPDX-License-Identifier: MIT */
/* Writes the picture of a template tag with its caption. Used by forms.c. */
#ifndef MARKDOWN_TEMPLATES_PICTURE_H
#define MARKDOWN_TEMPLATES_PICTURE_H

#include "markdown/templates/forms.h"

/* Keys for tag_argument: the address of the picture. */
#define TEMPLATE_PICTURE_KEYS "src image url file path image_path -"

/* Appends the picture of TAG to OUT, by PLACE as Markdown or HTML, with PREFIX in front of each
 * new line. As in Hugo, its caption consists of title, caption and credit, and the credit is a
 * link if TAG has an address for it. Returns FALSE, with nothing written, if TAG names no
 * picture. */
gboolean template_picture(GString *out, const Tag *tag, TagPlace place, const char *prefix);

#endif
