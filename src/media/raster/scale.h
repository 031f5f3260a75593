/* SPDX-License-Identifier: MIT */
/* Makes pictures smaller, row by row, while they are decoded.
 * Used by the decoders of pictures. */
#ifndef MEDIA_RASTER_SCALE_H
#define MEDIA_RASTER_SCALE_H

#include "media/raster/raster.h"

typedef struct Scale Scale;

/* The length of a side of SIDE pixels when the longest of its picture, LONGEST, becomes at most
 * LIMIT (0: no limit). Rounded to the nearest, at least 1, never more than SIDE. */
guint scale_side(guint side, guint longest, guint limit);

/* For rows of WIDTH pixels and CHANNELS samples each, HEIGHT of them, to become a picture of
 * TO_WIDTH by TO_HEIGHT, neither larger. Each pixel becomes the mean of the area that it
 * covers, parts of pixels included: in integers, so that every machine agrees. */
Scale *scale_new(guint width, guint height, guint channels, guint to_width, guint to_height);
void scale_free(Scale *scale);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Scale, scale_free)

/* Takes the next row; those behind the last are passed over. */
void scale_row(Scale *scale, const guint8 *row);

/* Hands the picture over, its orientation 1; FALSE while rows are missing. */
gboolean scale_finish(Scale *scale, Raster *raster);

#endif
