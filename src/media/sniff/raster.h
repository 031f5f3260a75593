/* SPDX-License-Identifier: MIT */
/* Checks raster formats beyond their first bytes: completeness and size. Used by sniff.c and
 * raster/strip-metadata.c. */
#ifndef MEDIA_SNIFF_RASTER_H
#define MEDIA_SNIFF_RASTER_H

#include "media/sniff/sniff.h"

/* Each function is called only for bytes that start with the format's signature, walks them
 * once and fills INFO; it leaves media_type NULL, and sets kind to the reason, when a reader
 * could not show the picture. */
void sniff_png(const guint8 *bytes, gsize length, MkepubMediaInfo *info);
void sniff_gif(const guint8 *bytes, gsize length, MkepubMediaInfo *info);
void sniff_jpeg(const guint8 *bytes, gsize length, MkepubMediaInfo *info);
void sniff_webp(const guint8 *bytes, gsize length, MkepubMediaInfo *info);

/* Returns the first byte after the GIF sub-blocks at AT, or 0 when they do not end (GIF89a
 * section 15). */
gsize sniff_gif_blocks_end(const guint8 *bytes, gsize length, gsize at);
/* Returns the bytes of the GIF color table that FLAGS announce (GIF89a section 18). */
gsize sniff_gif_table_size(guint8 flags);

#endif
