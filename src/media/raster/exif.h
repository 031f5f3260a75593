/* SPDX-License-Identifier: MIT */
/* Reads the orientation from Exif data. Used by the decoders of pictures. */
#ifndef MEDIA_RASTER_EXIF_H
#define MEDIA_RASTER_EXIF_H

#include <glib.h>

/* Returns the orientation, 1 to 8, in Exif data (a TIFF header and its directories, with or
 * without the "Exif\0\0" of a JPEG segment before it); 1 when it is missing or invalid. */
guint exif_orientation(const guint8 *bytes, gsize length);

#endif
