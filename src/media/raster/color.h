/* SPDX-License-Identifier: MIT */
/* Brings the colors of a picture to sRGB, which is what readers without color management show.
 * Used by the decoders of pictures. */
#ifndef MEDIA_RASTER_COLOR_H
#define MEDIA_RASTER_COLOR_H

#include "media/raster/raster.h"

typedef struct Color Color;

/* By the ICC profile of a picture of CHANNELS samples. NULL when nothing is to be done: it is
 * sRGB (no color moves by more than a shade), is broken, or is one of other channels. */
Color *color_new(const guint8 *profile, gsize length, guint channels);

/* By what stands for a profile: x and y of white, red, green and blue (CIE 1931; NULL: those of
 * sRGB), and the exponent by which samples become light (0: the curve of sRGB). NULL as above.
 */
Color *color_new_primaries(const double *chromaticities, double gamma, guint channels);
void color_free(Color *color);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Color, color_free)

/* RASTER, of the channels that COLOR is for, becomes sRGB: RGB or, from gray, gray. */
void color_apply(const Color *color, Raster *raster);

#endif
