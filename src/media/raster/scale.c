/* SPDX-License-Identifier: MIT */
#include "media/raster/scale.h"

#include <string.h>

/* Integer arithmetic without loss: along each side, an input pixel is as many units long as the
 * output has pixels, and an output pixel as many as the input has. */

/* The input pixels that one output pixel covers: a part of a pixel, some whole ones, a part. */
typedef struct {
  guint start;
  guint whole;
  guint first, last; /* units */
} Span;

struct Scale {
  guint width, height;
  guint row;                         /* the next input row */
  guint out_row;                     /* the next output row */
  guint missing;                     /* units missing in the current output row */
  guint64 width_share, height_share; /* 2^48 divided by a side, to multiply instead of divide */
  Span *spans;
  guint16 *line; /* an input row, reduced to the output width, in 256ths */
  guint64 *sums; /* of lines times units */
  Raster raster;
};

guint scale_side(guint side, guint longest, guint limit)
{
  if (limit == 0 || longest <= limit)
    return side;
  guint64 scaled = ((guint64)side * limit * 2 + longest) / ((guint64)longest * 2);
  return (guint)MAX(scaled, 1);
}

static Span *list_spans(guint width, guint to_width)
{
  Span *spans = g_new(Span, to_width);
  guint at = 0, rest = to_width; /* the current input pixel, and its remaining units */
  for (guint i = 0; i < to_width; i++) {
    guint behind = width - rest;
    spans[i] = (Span){.start = at, .first = rest, .whole = behind / to_width};
    spans[i].last = behind % to_width;
    at += 1 + spans[i].whole;
    rest = to_width - spans[i].last;
  }
  return spans;
}

Scale *scale_new(guint width, guint height, guint channels, guint to_width, guint to_height)
{
  Scale *scale = g_new0(Scale, 1);
  gsize samples = (gsize)to_width * channels;
  scale->width = width;
  scale->height = height;
  scale->raster =
      (Raster){.width = to_width, .height = to_height, .channels = channels, .orientation = 1};
  scale->raster.pixels = g_malloc(samples * to_height);
  if (width == to_width && height == to_height)
    return scale;
  scale->missing = height;
  scale->width_share = (G_GUINT64_CONSTANT(1) << 48) / width;
  scale->height_share = (G_GUINT64_CONSTANT(1) << 48) / height;
  scale->spans = list_spans(width, to_width);
  scale->line = g_new(guint16, samples);
  scale->sums = g_new0(guint64, samples);
  return scale;
}

void scale_free(Scale *scale)
{
  if (!scale)
    return;
  raster_clear(&scale->raster);
  g_free(scale->spans);
  g_free(scale->line);
  g_free(scale->sums);
  g_free(scale);
}

/* Callers pass a constant number of channels, so that the loops unroll. */
static inline void narrow_row(const Scale *scale, const guint8 *row, const guint channels)
{
  const guint units = scale->raster.width;
  guint16 *to = scale->line;
  for (guint i = 0; i < units; i++) {
    const Span *span = &scale->spans[i];
    const guint8 *from = row + (gsize)span->start * channels;
    const guint8 *end = from + (gsize)(span->whole + 1) * channels;
    guint64 sums[4] = {0}, edges[4];
    for (guint c = 0; c < channels; c++)
      edges[c] = (guint64)from[c] * span->first;
    for (from += channels; from < end; from += channels)
      for (guint c = 0; c < channels; c++)
        sums[c] += from[c];
    for (guint c = 0; c < channels; c++) {
      guint64 sum = sums[c] * units + edges[c];
      if (span->last > 0) /* otherwise it may be beyond the row */
        sum += (guint64)end[c] * span->last;
      *to++ = (guint16)((sum * scale->width_share + (G_GUINT64_CONSTANT(1) << 39)) >> 40);
    }
  }
}

static void finish_row(Scale *scale)
{
  gsize samples = (gsize)scale->raster.width * scale->raster.channels;
  guint8 *to = scale->raster.pixels + samples * scale->out_row++;
  for (gsize i = 0; i < samples; i++) {
    to[i] =
        (guint8)((scale->sums[i] * scale->height_share + (G_GUINT64_CONSTANT(1) << 55)) >> 56);
    scale->sums[i] = 0;
  }
  scale->missing = scale->height;
}

static void add_line(Scale *scale)
{
  gsize samples = (gsize)scale->raster.width * scale->raster.channels;
  for (guint units = scale->raster.height; units > 0;) {
    guint part = MIN(units, scale->missing);
    for (gsize i = 0; i < samples; i++)
      scale->sums[i] += (guint64)scale->line[i] * part;
    units -= part;
    scale->missing -= part;
    if (scale->missing == 0)
      finish_row(scale);
  }
}

void scale_row(Scale *scale, const guint8 *row)
{
  guint channels = scale->raster.channels;
  if (scale->row >= scale->height)
    return;
  scale->row++;
  if (!scale->spans) {
    gsize pitch = (gsize)scale->width * channels;
    memcpy(scale->raster.pixels + pitch * (scale->row - 1), row, pitch);
    return;
  }
  if (channels == 1)
    narrow_row(scale, row, 1);
  else if (channels == 3)
    narrow_row(scale, row, 3);
  else
    narrow_row(scale, row, 4);
  add_line(scale);
}

gboolean scale_finish(Scale *scale, Raster *raster)
{
  if (scale->row < scale->height)
    return FALSE;
  *raster = scale->raster;
  scale->raster.pixels = NULL;
  return TRUE;
}
