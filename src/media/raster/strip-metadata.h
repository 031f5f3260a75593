/* SPDX-License-Identifier: MIT */
/* Takes out of a picture's file what tells about its maker, without touching the picture.
 * Used by the conversion of pictures. */
#ifndef MEDIA_RASTER_STRIP_METADATA_H
#define MEDIA_RASTER_STRIP_METADATA_H

#include <glib.h>

/* Appends to OUT (NULL: only counts) what of BYTES shows the picture: no Exif, XMP, IPTC,
 * comments, text, times, thumbnails, animation, unknown parts, nor anything behind the end.
 * Color profiles and the density stay. Returns the number of bytes that stay; 0 when the file
 * cannot be followed. */
gsize strip_jpeg(const guint8 *bytes, gsize length, GByteArray *out);
gsize strip_png(const guint8 *bytes, gsize length, GByteArray *out);
gsize strip_gif(const guint8 *bytes, gsize length, GByteArray *out);

/* Whether a JPEG that strip_jpeg() follows is one that every reader decodes: baseline or
 * progressive by Huffman codes. */
gboolean strip_jpeg_is_common(const guint8 *bytes, gsize length);

#endif
