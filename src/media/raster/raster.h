/* SPDX-License-Identifier: MIT */
/* A decoded picture in memory, 8 bits a sample.
 * Used by the parts of the conversion of pictures. */
#ifndef MEDIA_RASTER_RASTER_H
#define MEDIA_RASTER_RASTER_H

#include <glib.h>

typedef struct {
  guint width, height; /* as stored: before it is turned upright */
  guint channels;      /* 1: gray, 3: RGB, 4: CMYK, where 255 is full ink */
  guint orientation;   /* of Exif, 1 to 8: how to turn what is stored */
  guint8 *pixels;      /* width * height * channels, row by row */
} Raster;

void raster_clear(Raster *raster);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Raster, raster_clear)

/* The size when turned upright. */
guint raster_upright_width(const Raster *raster);
guint raster_upright_height(const Raster *raster);

/* Row Y of the upright picture: the stored one, or ROOM (of one upright row) filled. */
const guint8 *raster_upright_row(const Raster *raster, guint y, guint8 *room);

/* Whether an RGB picture has no color, or there is but one channel. */
gboolean raster_is_gray(const Raster *raster);

/* Makes one channel of three by the weights of ITU-R BT.601, as JPEG has them; of one, nothing.
 */
void raster_make_gray(Raster *raster);

/* Makes RGB of inks, for want of a profile: what each ink leaves of white. */
void raster_mix_inks(Raster *raster);

#endif
