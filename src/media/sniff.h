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

#define SVG_NAMESPACE "http://www.w3.org/2000/svg"

/* For bytes whose first visible character is '<', for UTF-16 and for gzip. A drawing has the
 * root 'svg', in its namespace or in none; whether the rest is sound is not looked at. */
void sniff_xml(const guint8 *bytes, gsize length, MkepubMediaInfo *info);

/* The way through a GIF, for raster/strip-metadata.c too: the first byte behind the sub-blocks at AT, or 0 when
 * they never end (GIF89a section 15); the bytes of the color table that FLAGS announce. */
gsize sniff_gif_blocks_end(const guint8 *bytes, gsize length, gsize at);
gsize sniff_gif_table_size(guint8 flags);

#endif
