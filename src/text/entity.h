/* SPDX-License-Identifier: MIT */
/* Character references of HTML (13.2.5.72 to 13.2.5.80).
 * Used by the tokeniser. */
#ifndef TEXT_ENTITY_H
#define TEXT_ENTITY_H

#include <glib.h>

enum entity_place { ENTITY_IN_TEXT, ENTITY_IN_ATTRIBUTE };

/* Appends LENGTH bytes of TEXT to OUT, the references in it resolved. */
void entity_append_decoded(GString *out, const char *text, gsize length,
                           enum entity_place place);

/* The character that C, from U+0080 to U+009F, was meant to be: what Windows-1252 has there; C
 * itself for all others. */
gunichar entity_meant(gunichar c);

#endif
