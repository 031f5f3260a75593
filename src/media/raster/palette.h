/* SPDX-License-Identifier: MIT */
/* The colors of a picture that has few. Used by the encoders of pictures. */
#ifndef MEDIA_RASTER_PALETTE_H
#define MEDIA_RASTER_PALETTE_H

#include "media/raster/raster.h"

#define PALETTE_SIZE 256

typedef struct Palette Palette;

/* Returns the colors of a gray or RGB picture in the order of their values, for the caller to
 * free; NULL when there are more than PALETTE_SIZE. */
Palette *palette_new(const Raster *raster);
void palette_free(Palette *palette);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Palette, palette_free)

/* Returns the number of colors. */
guint palette_count(const Palette *palette);

/* Returns the color at INDEX: 0xRRGGBB, for a gray picture the shade. */
guint32 palette_color(const Palette *palette, guint index);

/* Returns the index of a color of the picture; PIXEL points to its samples. */
guint palette_index(const Palette *palette, const guint8 *pixel);

#endif
