/* SPDX-License-Identifier: MIT */
/* Raster formats that need more than a look at their first bytes: whether all of the picture is
 * there, its size. Used by sniff.c and raster/strip-metadata.c. */
#ifndef MEDIA_SNIFF_RASTER_H
#define MEDIA_SNIFF_RASTER_H

#include "media/sniff/sniff.h"

/* Each is called only for bytes that start with the format's signature, walks them once and
 * fills INFO; it leaves media_type NULL, with a kind that says why, when a reader could not
 * show the picture. */
void sniff_png(const guint8 *bytes, gsize length, MkepubMediaInfo *info);
void sniff_gif(const guint8 *bytes, gsize length, MkepubMediaInfo *info);
void sniff_jpeg(const guint8 *bytes, gsize length, MkepubMediaInfo *info);
void sniff_webp(const guint8 *bytes, gsize length, MkepubMediaInfo *info);

/* The first byte after the GIF sub-blocks at AT, or 0 when they never end (GIF89a section 15).
 */
gsize sniff_gif_blocks_end(const guint8 *bytes, gsize length, gsize at);
/* The bytes of the GIF color table that FLAGS announce (GIF89a section 18). */
gsize sniff_gif_table_size(guint8 flags);

#endif
