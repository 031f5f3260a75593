/* SPDX-License-Identifier: MIT */
#include <png.h>
#include <setjmp.h>
#include <string.h>

#include "media/raster/decode.h"
#include "media/raster/exif.h"

/* The state that must survive a longjmp: none of it is in local variables. */
typedef struct {
  png_structp png;
  png_infop info;
  Decoding *decoding;
  gsize at;
  guint8 *pixels; /* one row or, interlaced, all of them */
  guint8 **rows;
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

static void supply_bytes(png_structp png, png_bytep to, size_t count)
{
  Png *self = png_get_io_ptr(png);
  Decoding *decoding = self->decoding;
  if (count > decoding->length - self->at) {
    decode_fail(decoding, "truncated");
    png_longjmp(png, 1);
  }
  memcpy(to, decoding->bytes + self->at, count);
  self->at += count;
}

/* Ignores text chunks, which may expand to any size. */
static void pass_over(png_structp png)
{
  static const guint8 names[] = "tEXt\0zTXt\0iTXt\0tIME\0sPLT\0hIST\0pCAL\0sCAL";
  png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, names, (sizeof names) / 5);
}

/* Determines the color space of the samples: PNG third edition section 4.3; a profile has
 * priority. */
static void find_color(Png *self, guint channels)
{
  png_charp name;
  png_bytep profile;
  int method;
  png_uint_32 length;
  double gamma, xy[8];
  if (png_get_iCCP(self->png, self->info, &name, &method, &profile, &length)) {
    self->decoding->color = color_new(profile, length, channels);
  } else if (!png_get_valid(self->png, self->info, PNG_INFO_sRGB) &&
             png_get_gAMA(self->png, self->info, &gamma) && gamma > 0.1 && gamma < 10) {
    gboolean known = png_get_cHRM(self->png, self->info, xy, xy + 1, xy + 2, xy + 3, xy + 4,
                                  xy + 5, xy + 6, xy + 7) != 0;
    /* 1/2.2 is the usual way to write sRGB */
    gboolean srgb = gamma > 0.45 && gamma < 0.46;
    self->decoding->color =
        color_new_primaries(known ? xy : NULL, srgb ? 0 : 1 / gamma, channels);
  }
}

/* Converts any samples to gray or RGB, with opacity or without, of 8 bits. */
static guint choose_samples(Png *self)
{
  png_set_expand(self->png);
  if (png_get_bit_depth(self->png, self->info) == 16) {
    png_set_scale_16(self->png);
    self->decoding->misfit = TRUE;
  }
  png_set_interlace_handling(self->png);
  png_read_update_info(self->png, self->info);
  return png_get_channels(self->png, self->info);
}

static void hand_on(Png *self, const guint8 *row, gboolean alpha)
{
  if (alpha)
    decode_row_alpha(self->decoding, row);
  else
    decode_row(self->decoding, row);
}

static void read_rows(Png *self, gsize pitch, gboolean alpha)
{
  guint height = self->decoding->height;
  gboolean interlaced = png_get_interlace_type(self->png, self->info) != PNG_INTERLACE_NONE;
  self->pixels = g_malloc(pitch * (interlaced ? height : 1));
  if (!interlaced) {
    for (guint y = 0; y < height; y++) {
      png_read_row(self->png, self->pixels, NULL);
      hand_on(self, self->pixels, alpha);
    }
    return;
  }
  self->rows = g_new(guint8 *, height);
  for (guint y = 0; y < height; y++)
    self->rows[y] = self->pixels + pitch * y;
  png_read_image(self->png, self->rows);
  for (guint y = 0; y < height; y++)
    hand_on(self, self->rows[y], alpha);
}

static gboolean read_picture(Png *self)
{
  Decoding *decoding = self->decoding;
  png_bytep exif;
  png_uint_32 exif_length;
  if (setjmp(png_jmpbuf(self->png)))
    return FALSE;
  png_set_read_fn(self->png, self, supply_bytes);
  png_set_user_limits(self->png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
  pass_over(self->png);
  png_read_info(self->png, self->info);
  if (!decode_allows(decoding, png_get_image_width(self->png, self->info),
                     png_get_image_height(self->png, self->info)))
    return FALSE;
  guint samples = choose_samples(self);
  gboolean alpha = samples % 2 == 0;
  find_color(self, samples - (alpha ? 1 : 0));
  decode_begin(decoding, decoding->width, decoding->height, samples - (alpha ? 1 : 0));
  read_rows(self, png_get_rowbytes(self->png, self->info), alpha);
  png_read_end(self->png, self->info);
  if (png_get_eXIf_1(self->png, self->info, &exif_length, &exif))
    decoding->orientation = exif_orientation(exif, exif_length);
  return TRUE;
}

gboolean decode_png(Decoding *decoding)
{
  Png self = {.decoding = decoding};
  gboolean sound = FALSE;
  self.png = png_create_read_struct(PNG_LIBPNG_VER_STRING, NULL, on_error, ignore_message);
  self.info = self.png ? png_create_info_struct(self.png) : NULL;
  if (self.info)
    sound = read_picture(&self);
  png_destroy_read_struct(&self.png, &self.info, NULL);
  g_free(self.pixels);
  g_free(self.rows);
  return sound;
}
