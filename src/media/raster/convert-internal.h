/* SPDX-License-Identifier: MIT */
/* Decodes pictures of all formats that are converted. Used by the drawing of covers. */
#ifndef MEDIA_RASTER_CONVERT_INTERNAL_H
#define MEDIA_RASTER_CONVERT_INTERNAL_H

#include "media/raster/raster.h"

/* Decodes the first picture of the bytes, its longest side at most MAX_PIXELS (0: any), in sRGB
 * or gray on white; sets its orientation without applying it. Returns FALSE when it is broken
 * or not a picture. */
gboolean convert_to_raster(const guint8 *bytes, gsize length, guint max_pixels, Raster *raster);

#endif
