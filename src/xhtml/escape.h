/* SPDX-License-Identifier: MIT */
/* Text into markup: escaped, and without what XML forbids.
 * Used by the writer. */
#ifndef XHTML_ESCAPE_H
#define XHTML_ESCAPE_H

#include <glib.h>

enum escape_place { ESCAPE_TEXT, ESCAPE_ATTRIBUTE };

/* Appends LENGTH bytes of TEXT with & < > (in an attribute also ") as entities; characters that
 * XML 1.0 forbids or discourages and bytes that are no UTF-8 are left out. */
void escape_append(GString *out, const char *text, gsize length, enum escape_place place);

/* The number of bytes of XML's white space that TEXT begins with. */
gsize escape_blank_prefix(const char *text, gsize length);

#endif
