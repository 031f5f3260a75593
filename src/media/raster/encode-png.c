/* SPDX-License-Identifier: MIT */
#include <png.h>
#include <setjmp.h>
#include <string.h>

#include "media/raster/encode.h"
#include "media/raster/palette.h"

/* The state that must survive a longjmp: none of it is in local variables. */
typedef struct {
  const Raster *raster;
  const Palette *palette; /* NULL: too many colors */
  png_structp png;
  png_infop info;
  GByteArray *out;
  guint8 *room, *packed;
  gboolean indexed; /* otherwise gray or RGB */
  guint bits;
} Png;

static void on_error(png_structp png, png_const_charp message)
{
  (void)message;
  png_longjmp(png, 1);
}

static void ignore_message(png_structp png, png_const_charp message)
{
  (void)png;
  (void)message;
}

static void append_bytes(png_structp png, png_bytep bytes, size_t count)
{
  g_byte_array_append(png_get_io_ptr(png), bytes, (guint)count);
}

static void ignore_flush(png_structp png)
{
  (void)png;
}

static guint bits_for(guint count)
{
  return count <= 2 ? 1 : count <= 4 ? 2 : count <= 16 ? 4 : 8;
}

/* Returns the fewest bits whose evenly spaced shades include all those of the picture. */
static guint gray_bits(const Palette *palette)
{
  for (guint bits = 1; bits < 8; bits *= 2) {
    gboolean met = TRUE;
    guint step = 255 / ((1u << bits) - 1);
    for (guint i = 0; met && i < palette_count(palette); i++)
      met = palette_color(palette, i) % step == 0;
    if (met)
      return bits;
  }
  return 8;
}

static void choose_format(Png *self)
{
  gboolean gray = self->raster->channels == 1;
  self->bits = 8;
  if (gray && self->palette)
    self->bits = gray_bits(self->palette);
  if (self->palette && bits_for(palette_count(self->palette)) < (gray ? self->bits : 24)) {
    self->indexed = TRUE;
    self->bits = bits_for(palette_count(self->palette));
  }
}

static void write_header(Png *self)
{
  png_color colors[PALETTE_SIZE];
  gboolean gray = self->raster->channels == 1;
  int type = self->indexed ? PNG_COLOR_TYPE_PALETTE
             : gray        ? PNG_COLOR_TYPE_GRAY
                           : PNG_COLOR_TYPE_RGB;
  png_set_IHDR(self->png, self->info, raster_upright_width(self->raster),
               raster_upright_height(self->raster), (int)self->bits, type, PNG_INTERLACE_NONE,
               PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  guint count = self->indexed ? palette_count(self->palette) : 0;
  for (guint i = 0; i < count; i++) {
    guint32 color = palette_color(self->palette, i);
    guint shift = gray ? 0 : 8;
    colors[i] = (png_color){.red = (guint8)(color >> shift * 2),
                            .green = (guint8)(color >> shift),
                            .blue = (guint8)color};
  }
  if (self->indexed)
    png_set_PLTE(self->png, self->info, colors, (int)count);
  png_write_info(self->png, self->info);
}

/* Returns one row as PNG stores it; the row itself when that is the same. */
static const guint8 *pack_row(Png *self, const guint8 *row)
{
  guint width = raster_upright_width(self->raster), channels = self->raster->channels;
  if (!self->indexed && self->bits == 8)
    return row;
  memset(self->packed, 0, ((gsize)width * self->bits + 7) / 8);
  for (guint x = 0; x < width; x++, row += channels) {
    guint value =
        self->indexed ? palette_index(self->palette, row) : (guint)*row >> (8 - self->bits);
    gsize at = (gsize)x * self->bits;
    self->packed[at / 8] |= (guint8)(value << (8 - self->bits - at % 8));
  }
  return self->packed;
}

static gboolean write_picture(Png *self)
{
  if (setjmp(png_jmpbuf(self->png)))
    return FALSE;
  png_set_write_fn(self->png, self->out, append_bytes, ignore_flush);
  png_set_user_limits(self->png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
  png_set_compression_level(self->png, 9);
  write_header(self);
  for (guint y = 0; y < raster_upright_height(self->raster); y++)
    png_write_row(self->png, pack_row(self, raster_upright_row(self->raster, y, self->room)));
  png_write_end(self->png, NULL);
  return TRUE;
}

GByteArray *encode_png(const Raster *raster)
{
  g_autoptr(Palette) palette = palette_new(raster);
  g_autoptr(GByteArray) out = g_byte_array_new();
  gsize pitch = (gsize)raster_upright_width(raster) * raster->channels;
  Png self = {.raster = raster, .palette = palette, .out = out};
  self.room = g_malloc(pitch);
  self.packed = g_malloc(pitch);
  self.png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, on_error, ignore_message);
  self.info = self.png ? png_create_info_struct(self.png) : NULL;
  choose_format(&self);
  gboolean written = self.info && write_picture(&self);
  png_destroy_write_struct(&self.png, &self.info);
  g_free(self.room);
  g_free(self.packed);
  return written ? g_steal_pointer(&out) : NULL;
}
