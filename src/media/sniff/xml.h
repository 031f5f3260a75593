/* SPDX-License-Identifier: MIT */
/* Recognizes drawings among XML files. Used by sniff.c and by the files that clean SVG. */
#ifndef MEDIA_SNIFF_XML_H
#define MEDIA_SNIFF_XML_H

#include "media/sniff/sniff.h"

#define SVG_NAMESPACE "http://www.w3.org/2000/svg"

/* Fills INFO for bytes whose first visible character is '<', for UTF-16 and for gzip. A drawing
 * has the root 'svg', in its namespace or in none; the rest is not checked. When a reader could
 * not show it, media_type is NULL and kind is the reason. */
void sniff_xml(const guint8 *bytes, gsize length, MkepubMediaInfo *info);

#endif
