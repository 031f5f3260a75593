/* SPDX-License-Identifier: MIT */
#include "media/raster/encode.h"

#include <string.h>

#include "media/raster/palette.h"

/* A pixel is busy when neither its left nor its upper neighbor predicts it. PNG needs about
 * three bytes for each busy pixel, and next to nothing for others; JPEG needs a quarter of a
 * byte for each pixel, and blurs the sharp edges of drawings. So a picture of which at most a
 * quarter is busy is treated as a drawing; that includes a photograph on a large plain ground,
 * which then becomes larger than as JPEG, but not by much. */
#define BUSY_SHARE 4

static gsize count_busy(const Raster *raster)
{
  gsize channels = raster->channels, pitch = raster->width * channels, busy = 0;
  for (guint y = 0; y < raster->height; y++) {
    const guint8 *p = raster->pixels + y * pitch;
    for (guint x = 0; x < raster->width; x++, p += channels) {
      gboolean like_left = x > 0 && !memcmp(p, p - channels, channels);
      gboolean like_upper = y > 0 && !memcmp(p, p - pitch, channels);
      busy += !like_left && !like_upper;
    }
  }
  return busy;
}

gboolean encode_suits_png(const Raster *raster)
{
  g_autoptr(Palette) palette = palette_new(raster);
  guint few = raster->channels == 1 ? 16 : PALETTE_SIZE; /* gray photographs have 256 shades */
  if (palette && palette_count(palette) <= few)
    return TRUE;
  return count_busy(raster) <= (gsize)raster->width * raster->height / BUSY_SHARE;
}
