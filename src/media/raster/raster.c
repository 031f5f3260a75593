/* SPDX-License-Identifier: MIT */
#include "media/raster/raster.h"

#include <string.h>

void raster_clear(Raster *raster)
{
  g_clear_pointer(&raster->pixels, g_free);
}

static gboolean lies_on_its_side(const Raster *raster)
{
  return raster->orientation >= 5;
}

guint raster_upright_width(const Raster *raster)
{
  return lies_on_its_side(raster) ? raster->height : raster->width;
}

guint raster_upright_height(const Raster *raster)
{
  return lies_on_its_side(raster) ? raster->width : raster->height;
}

/* Copies every STEP-th sample from FROM on to a row of COUNT pixels. */
static void gather_row(const guint8 *from, gssize step, guint channels, guint count, guint8 *to)
{
  if (channels == 1) {
    for (guint i = 0; i < count; i++, from += step)
      *to++ = *from;
    return;
  }
  for (guint i = 0; i < count; i++, from += step)
    for (guint c = 0; c < channels; c++)
      *to++ = from[c];
}

/* Exif 2.32 section 4.6.4, tag Orientation: the sides of the scene that the first stored row
 * and the first stored column show. */
const guint8 *raster_upright_row(const Raster *raster, guint y, guint8 *room)
{
  guint orientation = raster->orientation, channels = raster->channels;
  gsize pitch = (gsize)raster->width * channels;
  gboolean from_right = orientation == 2 || orientation == 3;
  gboolean last_row_first = orientation == 3 || orientation == 4;
  if (lies_on_its_side(raster)) {
    gboolean last_column_first = orientation == 7 || orientation == 8;
    gboolean from_below = orientation == 6 || orientation == 7;
    guint column = last_column_first ? raster->width - 1 - y : y;
    const guint8 *top = raster->pixels + (gsize)column * channels;
    const guint8 *start = from_below ? top + (raster->height - 1) * pitch : top;
    gather_row(start, from_below ? -(gssize)pitch : (gssize)pitch, channels, raster->height,
               room);
    return room;
  }
  const guint8 *row = raster->pixels + (last_row_first ? raster->height - 1 - y : y) * pitch;
  if (!from_right)
    return row;
  gather_row(row + pitch - channels, -(gssize)channels, channels, raster->width, room);
  return room;
}

gboolean raster_is_gray(const Raster *raster)
{
  const guint8 *p = raster->pixels;
  gsize count = (gsize)raster->width * raster->height;
  if (raster->channels != 3)
    return raster->channels == 1;
  for (gsize i = 0; i < count; i++, p += 3)
    if (p[0] != p[1] || p[1] != p[2])
      return FALSE;
  return TRUE;
}

void raster_make_gray(Raster *raster)
{
  const guint8 *from = raster->pixels;
  gsize count = (gsize)raster->width * raster->height;
  if (raster->channels != 3)
    return;
  for (gsize i = 0; i < count; i++, from += 3)
    raster->pixels[i] =
        (guint8)((19595u * from[0] + 38470u * from[1] + 7471u * from[2] + 32768u) >> 16);
  raster->channels = 1;
}

void raster_mix_inks(Raster *raster)
{
  const guint8 *from = raster->pixels;
  guint8 *to = raster->pixels;
  gsize count = (gsize)raster->width * raster->height;
  for (gsize i = 0; i < count; i++, from += 4) {
    guint white = 255u - from[3];
    for (guint c = 0; c < 3; c++)
      *to++ = (guint8)(((255u - from[c]) * white + 127) / 255);
  }
  raster->channels = 3;
}
