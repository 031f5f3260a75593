/* SPDX-License-Identifier: MIT */
/* The pixels of a picture of any format that conversion takes.
 * Used by the drawing of covers. */
#ifndef MEDIA_RASTER_CONVERT_INTERNAL_H
#define MEDIA_RASTER_CONVERT_INTERNAL_H

#include "media/raster/raster.h"

/* Decodes the first picture of the bytes, its longest side at most MAX_PIXELS (0: any), in sRGB
 * or gray on white; its orientation is noted, not applied. FALSE when it is broken or none. */
gboolean convert_to_raster(const guint8 *bytes, gsize length, guint max_pixels, Raster *raster);

#endif
