/* SPDX-License-Identifier: MIT */
/* Arguments of template tags as Markdown or HTML. Used by forms.c, picture.c,
 * quote.c and blocks.c. */
#ifndef MARKDOWN_TEMPLATES_WRITE_H
#define MARKDOWN_TEMPLATES_WRITE_H

#include "markdown/templates/forms.h"

/* VALUE as an address in Markdown or an attribute: nothing in it ends either. */
void form_append_address(GString *out, const char *value);

/* Markdown between '[' and ']'. */
void form_append_label(GString *out, const char *text);

/* Markdown in which no byte of TEXT is markup, on one line. */
void form_append_literal(GString *out, const char *text);

/* Plain text in HTML. */
void form_append_escaped(GString *out, const char *text);

/* Markdown of an argument: its lines in the container of PREFIX, their own indentation off. */
void form_append_text(GString *out, const char *text, TagPlace place, const char *prefix);

/* The same as strong text, on one line. */
void form_append_strong(GString *out, const char *text, TagPlace place);

/* A new paragraph in a block, a blank elsewhere. */
void form_next_paragraph(GString *out, TagPlace place, const char *prefix);

void form_append_link(GString *out, const char *label, const char *address, TagPlace place);

#endif
