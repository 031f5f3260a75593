/* SPDX-License-Identifier: MIT */
/* The picture that a template tag stands for, with its caption. Used by forms.c. */
#ifndef MARKDOWN_TEMPLATES_PICTURE_H
#define MARKDOWN_TEMPLATES_PICTURE_H

#include "markdown/templates/forms.h"

/* For tag_argument: where the picture is. */
#define TEMPLATE_PICTURE_KEYS "src image url file path image_path -"

/* As template_form, in Hugo's way: the caption is the title, the caption and the credit, which
 * is a link when there is an address for it. FALSE when TAG names no picture. */
gboolean template_picture(GString *out, const Tag *tag, TagPlace place, const char *prefix);

#endif
