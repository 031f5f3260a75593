/* SPDX-License-Identifier: MIT */
/* Character references of HTML (13.2.5.72 to 13.2.5.80). Used by the tokenizer of raw HTML. */
#ifndef TEXT_ENTITY_H
#define TEXT_ENTITY_H

#include <glib.h>

enum entity_place { ENTITY_IN_TEXT, ENTITY_IN_ATTRIBUTE };

/* Appends LENGTH bytes of TEXT to OUT with the references in it resolved. */
void entity_append_decoded(GString *out, const char *text, gsize length,
                           enum entity_place place);

/* Returns the character of Windows-1252 that C, from U+0080 to U+009F, was meant to be; C
 * itself for all others. */
gunichar entity_meant(gunichar c);

#endif
