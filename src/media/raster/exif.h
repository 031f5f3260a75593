/* SPDX-License-Identifier: MIT */
/* What matters of a camera's notes: which side is up.
 * Used by the decoders of pictures. */
#ifndef MEDIA_RASTER_EXIF_H
#define MEDIA_RASTER_EXIF_H

#include <glib.h>

/* The orientation, 1 to 8, that Exif data says (a TIFF header and its directories, with or
 * without the "Exif\0\0" of a JPEG segment before it); 1 when it says none, or nonsense. */
guint exif_orientation(const guint8 *bytes, gsize length);

#endif
