/* SPDX-License-Identifier: MIT */
/* Removes the metadata from a picture's file without decoding the picture. Used by the
 * conversion of pictures. */
#ifndef MEDIA_RASTER_STRIP_METADATA_H
#define MEDIA_RASTER_STRIP_METADATA_H

#include <glib.h>

/* Each function appends to OUT (NULL: only counts) the parts of BYTES that show the picture,
 * without Exif, XMP, IPTC, comments, text, times, thumbnails, animation, unknown parts, or
 * bytes after the end. Color profiles and the density are kept. Returns the number of bytes
 * kept; 0 when the file cannot be parsed. */
gsize strip_jpeg(const guint8 *bytes, gsize length, GByteArray *out);
gsize strip_png(const guint8 *bytes, gsize length, GByteArray *out);
gsize strip_gif(const guint8 *bytes, gsize length, GByteArray *out);

/* Returns TRUE when every reader decodes the JPEG, which strip_jpeg() can parse: baseline or
 * progressive by Huffman codes. */
gboolean strip_jpeg_is_common(const guint8 *bytes, gsize length);

#endif
