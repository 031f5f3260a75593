/* SPDX-License-Identifier: MIT */
/* Scales pictures down, row by row, while they are decoded. Used by the decoders of
 * pictures. */
#ifndef MEDIA_RASTER_SCALE_H
#define MEDIA_RASTER_SCALE_H

#include "media/raster/raster.h"

typedef struct Scale Scale;

/* Returns the new length of a side of SIDE pixels when the longest side of its picture,
 * LONGEST, is reduced to at most LIMIT (0: no limit). Rounded to the nearest, at least 1, never
 * more than SIDE. */
guint scale_side(guint side, guint longest, guint limit);

/* Begins to scale HEIGHT rows of WIDTH pixels of CHANNELS samples to a picture of TO_WIDTH by
 * TO_HEIGHT, neither larger. Each output pixel is the mean of the area that it covers,
 * including parts of pixels: in integers, so that every machine gives the same result. For the
 * caller to free. */
Scale *scale_new(guint width, guint height, guint channels, guint to_width, guint to_height);
void scale_free(Scale *scale);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Scale, scale_free)

/* Adds the next row; rows beyond the last are ignored. */
void scale_row(Scale *scale, const guint8 *row);

/* Moves the result to *raster, with orientation 1; returns FALSE while rows are missing. */
gboolean scale_finish(Scale *scale, Raster *raster);

#endif
