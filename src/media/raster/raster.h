/* SPDX-License-Identifier: MIT */
/* A decoded picture in memory, 8 bits a sample.
 * Used by the parts of the conversion of pictures. */
#ifndef MEDIA_RASTER_RASTER_H
#define MEDIA_RASTER_RASTER_H

#include <glib.h>

typedef struct {
  guint width, height; /* as stored: before it is turned upright */
  guint channels;      /* 1: gray, 3: RGB, 4: CMYK, where 255 is full ink */
  guint orientation;   /* of Exif, 1 to 8: how to turn the stored picture */
  guint8 *pixels;      /* width * height * channels, row by row */
} Raster;

void raster_clear(Raster *raster);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Raster, raster_clear)

/* Return the size of the upright picture. */
guint raster_upright_width(const Raster *raster);
guint raster_upright_height(const Raster *raster);

/* Returns row Y of the upright picture: the stored row, or ROOM (space for one upright row)
 * filled. */
const guint8 *raster_upright_row(const Raster *raster, guint y, guint8 *room);

/* Returns TRUE when all pixels of an RGB picture are gray, or there is only one channel. */
gboolean raster_is_gray(const Raster *raster);

/* Reduces three channels to one by the weights of ITU-R BT.601, as in JPEG; does nothing for
 * one channel. */
void raster_make_gray(Raster *raster);

/* Converts inks to RGB without a profile: the white that each ink leaves. */
void raster_mix_inks(Raster *raster);

#endif
