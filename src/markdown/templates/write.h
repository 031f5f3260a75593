/* SPDX-License-Identifier: MIT */
/* Writes arguments of template tags as Markdown or HTML. Used by forms.c, picture.c, quote.c
 * and blocks.c. */
#ifndef MARKDOWN_TEMPLATES_WRITE_H
#define MARKDOWN_TEMPLATES_WRITE_H

#include "markdown/templates/forms.h"

/* Appends VALUE as an address for Markdown or for an attribute; escapes what would end
 * either. */
void form_append_address(GString *out, const char *value);

/* Appends the Markdown TEXT as the label of a link or picture, between '[' and ']', on one
 * line. */
void form_append_label(GString *out, const char *text);

/* Appends TEXT as Markdown in which none of its bytes is markup, on one line. */
void form_append_literal(GString *out, const char *text);

/* Appends the plain TEXT as HTML. */
void form_append_escaped(GString *out, const char *text);

/* Appends TEXT, the Markdown of an argument, without the indentation of its lines: by PLACE as
 * HTML, as lines that begin with PREFIX after the first, or on one line. */
void form_append_text(GString *out, const char *text, TagPlace place, const char *prefix);

/* Appends TEXT, the Markdown of an argument, as strong text on one line. */
void form_append_strong(GString *out, const char *text, TagPlace place);

/* Begins a new paragraph with PREFIX if PLACE is PLACE_BLOCK; appends a space elsewhere. */
void form_next_paragraph(GString *out, TagPlace place, const char *prefix);

void form_append_link(GString *out, const char *label, const char *address, TagPlace place);

#endif
