/* SPDX-License-Identifier: MIT */
/* Detects documents on which the parser would take too long, before it begins. Used by
 * sax.c. */
#ifndef XML_SAX_LIMIT_H
#define XML_SAX_LIMIT_H

#include <glib.h>

/* Largest number of attributes and namespaces of one element, and of namespaces bound at one
 * place: libxml2 compares each with all the others. */
#define SAX_ATTRIBUTES 4096
#define SAX_NAMESPACES 256

/* Returns TRUE when a start tag in the XML document BYTES, in UTF-8 or UTF-16, has more than
 * SAX_ATTRIBUTES attributes. */
gboolean sax_limit_passed(const char *bytes, gsize length);

#endif
