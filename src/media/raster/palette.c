/* SPDX-License-Identifier: MIT */
#include "media/raster/palette.h"

#include <stdlib.h>

#define SLOTS 1024 /* a power of two, a multiple of the number of colors */
#define EMPTY G_MAXUINT32

struct Palette {
  guint channels, count;
  guint32 colors[PALETTE_SIZE];
  guint32 slots[SLOTS];  /* a color, or EMPTY */
  guint8 indices[SLOTS]; /* of the color in the slot */
};

static guint32 color_at(const Palette *palette, const guint8 *p)
{
  return palette->channels == 1 ? p[0] : (guint32)p[0] << 16 | (guint32)p[1] << 8 | p[2];
}

/* Returns the slot of COLOR, or the free slot for it. */
static guint find_slot(const Palette *palette, guint32 color)
{
  guint slot = color * 2654435761u >> 22;
  while (palette->slots[slot] != color && palette->slots[slot] != EMPTY)
    slot = (slot + 1) % SLOTS;
  return slot;
}

static int by_value(const void *a, const void *b)
{
  guint32 one = *(const guint32 *)a, other = *(const guint32 *)b;
  return (one > other) - (one < other);
}

static gboolean collect_colors(Palette *palette, const Raster *raster)
{
  gsize count = (gsize)raster->width * raster->height;
  const guint8 *p = raster->pixels;
  guint32 last = EMPTY;
  for (gsize i = 0; i < count; i++, p += palette->channels) {
    guint32 color = color_at(palette, p);
    if (color == last)
      continue;
    last = color;
    guint slot = find_slot(palette, color);
    if (palette->slots[slot] == color)
      continue;
    if (palette->count == PALETTE_SIZE)
      return FALSE;
    palette->slots[slot] = palette->colors[palette->count++] = color;
  }
  return TRUE;
}

Palette *palette_new(const Raster *raster)
{
  g_autoptr(Palette) palette = g_new0(Palette, 1);
  palette->channels = raster->channels;
  for (guint i = 0; i < SLOTS; i++)
    palette->slots[i] = EMPTY;
  if (!collect_colors(palette, raster))
    return NULL;
  qsort(palette->colors, palette->count, sizeof *palette->colors, by_value);
  for (guint i = 0; i < palette->count; i++)
    palette->indices[find_slot(palette, palette->colors[i])] = (guint8)i;
  return g_steal_pointer(&palette);
}

void palette_free(Palette *palette)
{
  g_free(palette);
}

guint palette_count(const Palette *palette)
{
  return palette->count;
}

guint32 palette_color(const Palette *palette, guint index)
{
  return palette->colors[index];
}

guint palette_index(const Palette *palette, const guint8 *pixel)
{
  return palette->indices[find_slot(palette, color_at(palette, pixel))];
}
