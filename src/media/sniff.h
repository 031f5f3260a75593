/* SPDX-License-Identifier: MIT */
/* The formats that need more than a look at their first bytes.
 * Used by sniff.c. */
#ifndef MEDIA_SNIFF_H
#define MEDIA_SNIFF_H

#include "mkepub/media.h"

/* Each is asked only for bytes that start with the format's signature, walks them once, fills
 * INFO, and leaves media_type NULL, with a kind that says why, when a reader could not show the
 * picture. */
void sniff_png(const guint8 *bytes, gsize length, MkepubMediaInfo *info);
void sniff_gif(const guint8 *bytes, gsize length, MkepubMediaInfo *info);
void sniff_jpeg(const guint8 *bytes, gsize length, MkepubMediaInfo *info);
void sniff_webp(const guint8 *bytes, gsize length, MkepubMediaInfo *info);

/* For bytes whose first visible character is '<'. A picture is well-formed, in UTF-8, has the
 * root 'svg' of its namespace, and neither scripts nor references but to itself and to embedded
 * pictures, and its document type has no declarations (SVG 1.1; EPUB 3.3 sections 3.6 and 6.2).
 */
void sniff_xml(const guint8 *bytes, gsize length, MkepubMediaInfo *info);

#endif
