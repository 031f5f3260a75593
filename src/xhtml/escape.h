/* SPDX-License-Identifier: MIT */
/* Writes text as markup: escapes it and removes characters that XML forbids. Used by the
 * writer. */
#ifndef XHTML_ESCAPE_H
#define XHTML_ESCAPE_H

#include <glib.h>

enum escape_place { ESCAPE_TEXT, ESCAPE_ATTRIBUTE };

/* Appends LENGTH bytes of TEXT to OUT. Writes & < > (in an attribute also ") as entities.
 * Leaves out bytes that are not valid UTF-8 and characters that XML 1.0 forbids or discourages;
 * writes C1 controls that Windows-1252 defines as the characters meant. */
void escape_append(GString *out, const char *text, gsize length, enum escape_place place);

/* Returns the number of bytes of XML white space at the beginning of TEXT. */
gsize escape_blank_prefix(const char *text, gsize length);

#endif
