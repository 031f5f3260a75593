/* SPDX-License-Identifier: MIT */
/* Converts the colors of a picture to sRGB, which readers without color management assume. Used
 * by the decoders of pictures. */
#ifndef MEDIA_RASTER_COLOR_H
#define MEDIA_RASTER_COLOR_H

#include "media/raster/raster.h"

typedef struct Color Color;

/* Returns the conversion by the ICC profile of a picture of CHANNELS samples, for the caller to
 * free. NULL when the picture needs none: the profile is sRGB (no color changes by more than a
 * shade), is broken, or is for other channels. */
Color *color_new(const guint8 *profile, gsize length, guint channels);

/* Returns the conversion for a picture without a profile, from the x and y of white, red, green
 * and blue (CIE 1931; NULL: those of sRGB) and the exponent by which samples become light (0:
 * the curve of sRGB). For the caller to free; NULL as for color_new. */
Color *color_new_primaries(const double *chromaticities, double gamma, guint channels);
void color_free(Color *color);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Color, color_free)

/* Converts RASTER, which has the channels that COLOR is for, to sRGB: RGB or, from gray,
 * gray. */
void color_apply(const Color *color, Raster *raster);

#endif
