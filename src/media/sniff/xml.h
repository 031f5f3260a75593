/* SPDX-License-Identifier: MIT */
/* Whether bytes of XML are a drawing.
 * Used by sniff.c and by the files that clean SVG. */
#ifndef MEDIA_SNIFF_XML_H
#define MEDIA_SNIFF_XML_H

#include "media/sniff/sniff.h"

#define SVG_NAMESPACE "http://www.w3.org/2000/svg"

/* For bytes whose first visible character is '<', for UTF-16 and for gzip. A drawing has the
 * root 'svg', in its namespace or in none; the rest is not checked. Fills INFO; media_type is
 * NULL, and kind says why, when a reader could not show it. */
void sniff_xml(const guint8 *bytes, gsize length, MkepubMediaInfo *info);

#endif
