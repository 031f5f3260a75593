/* SPDX-License-Identifier: MIT */
/* Writes pictures as JPEG and PNG, the same bytes for the same picture.
 * Used by the conversion of pictures. */
#ifndef MEDIA_RASTER_ENCODE_H
#define MEDIA_RASTER_ENCODE_H

#include "media/raster/raster.h"

/* Returns TRUE when a picture (gray or RGB) is better encoded as PNG: a drawing, a diagram, a
 * screenshot. */
gboolean encode_suits_png(const Raster *raster);

/* Return the bytes of a baseline JPEG, or of a PNG with the fewest bits that are lossless, both
 * turned upright and without metadata, for the caller to unref. NULL when the picture is too
 * large for the format. */
GByteArray *encode_jpeg(const Raster *raster, guint quality);
GByteArray *encode_png(const Raster *raster);

#endif
