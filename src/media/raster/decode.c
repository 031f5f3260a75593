/* SPDX-License-Identifier: MIT */
#include "media/raster/decode.h"

static void count_pixels(Decoding *decoding, gsize pixels)
{
  MkepubFlight *flight = decoding->options->flight;
  if (flight && decoding->flying > 0)
    mkepub_flight_leave_picture(flight, decoding->flying);
  if (flight && pixels > 0)
    mkepub_flight_enter_picture(flight, pixels);
  decoding->flying = pixels;
}

void decode_clear(Decoding *decoding)
{
  count_pixels(decoding, 0);
  g_clear_pointer(&decoding->color, color_free);
  g_clear_pointer(&decoding->scale, scale_free);
  g_clear_pointer(&decoding->room, g_free);
  g_clear_pointer(&decoding->reason, g_free);
}

gboolean decode_fail(Decoding *decoding, const char *word)
{
  if (!decoding->reason)
    decoding->reason = g_strdup_printf("%s %s", word, decoding->kind);
  return FALSE;
}

gboolean decode_allows(Decoding *decoding, guint64 width, guint64 height)
{
  if (width == 0 || height == 0)
    return decode_fail(decoding, "broken");
  if (width > MKEPUB_CONVERT_PIXEL_LIMIT || height > MKEPUB_CONVERT_PIXEL_LIMIT / width) {
    g_free(decoding->reason);
    decoding->reason =
        g_strdup_printf("%s of %" G_GUINT64_FORMAT " x %" G_GUINT64_FORMAT " pixels",
                        decoding->kind, width, height);
    return FALSE;
  }
  count_pixels(decoding, (gsize)(width * height));
  decoding->width = (guint)width;
  decoding->height = (guint)height;
  return TRUE;
}

gboolean decode_is_within(const Decoding *decoding)
{
  return decode_to_width(decoding) == decoding->width &&
         decode_to_height(decoding) == decoding->height;
}

guint decode_to_width(const Decoding *decoding)
{
  return scale_side(decoding->width, MAX(decoding->width, decoding->height),
                    decoding->options->max_pixels);
}

guint decode_to_height(const Decoding *decoding)
{
  return scale_side(decoding->height, MAX(decoding->width, decoding->height),
                    decoding->options->max_pixels);
}

void decode_begin(Decoding *decoding, guint width, guint height, guint channels)
{
  g_assert(!decoding->scale);
  decoding->scale =
      scale_new(width, height, channels, decode_to_width(decoding), decode_to_height(decoding));
  decoding->in_width = width;
  decoding->channels = channels;
  decoding->room = g_malloc((gsize)width * channels);
}

void decode_row(Decoding *decoding, const guint8 *row)
{
  scale_row(decoding->scale, row);
}

static inline guint8 on_white(guint sample, guint opacity)
{
  guint sum = sample * opacity + 255 * (255 - opacity) + 128;
  return (guint8)((sum + (sum >> 8)) >> 8);
}

static inline gboolean flatten_row(const guint8 *from, guint8 *to, guint width,
                                   const guint channels)
{
  guint8 opaque = 255;
  for (guint x = 0; x < width; x++, from += channels + 1) {
    opaque &= from[channels];
    for (guint c = 0; c < channels; c++)
      *to++ = on_white(from[c], from[channels]);
  }
  return opaque == 255;
}

void decode_row_alpha(Decoding *decoding, const guint8 *row)
{
  guint width = decoding->in_width;
  gboolean opaque = decoding->channels == 1 ? flatten_row(row, decoding->room, width, 1)
                                            : flatten_row(row, decoding->room, width, 3);
  decoding->transparent = decoding->transparent || !opaque;
  scale_row(decoding->scale, decoding->room);
}
