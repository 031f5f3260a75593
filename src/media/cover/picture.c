/* SPDX-License-Identifier: MIT */
#include "media/cover/picture.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

#include "media/raster/convert.h"
#include "media/sniff/sniff.h"

#define PIXEL_LIMIT (16u * 1000 * 1000)
#define BAND        400 /* rows painted at a time: the whole page would need 15 MB */

#if G_BYTE_ORDER == G_LITTLE_ENDIAN
#define CAIRO_PIXELS JCS_EXT_BGRX
#else
#define CAIRO_PIXELS JCS_EXT_XRGB
#endif

/* Error handler: libjpeg's own prints and exits. */
typedef struct {
  struct jpeg_error_mgr manager; /* must be first: libjpeg only knows this member */
  jmp_buf stop;
} Trouble;

static void on_error(j_common_ptr info)
{
  longjmp(((Trouble *)info->err)->stop, 1);
}

static void stay_silent(j_common_ptr info G_GNUC_UNUSED, int level G_GNUC_UNUSED)
{
}

static struct jpeg_error_mgr *set_up(Trouble *trouble)
{
  struct jpeg_error_mgr *manager = jpeg_std_error(&trouble->manager);
  manager->error_exit = on_error;
  manager->emit_message = stay_silent;
  return manager;
}

/* Converts one upright row, gray or RGB, to the format of cairo. */
static void fill_row(const guint8 *from, guint channels, guint width, guint32 *to)
{
  for (guint x = 0; x < width; x++, from += channels)
    to[x] = channels == 1 ? from[0] * 0x010101u
                          : (guint32)from[0] << 16 | (guint32)from[1] << 8 | from[2];
}

static cairo_surface_t *to_surface(const Raster *raster)
{
  guint width = raster_upright_width(raster), height = raster_upright_height(raster);
  cairo_surface_t *surface =
      cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)width, (int)height);
  guint8 *pixels = cairo_image_surface_get_data(surface);
  gsize stride = (gsize)cairo_image_surface_get_stride(surface);
  g_autofree guint8 *room = g_malloc((gsize)width * raster->channels);
  for (guint y = 0; pixels && y < height; y++)
    fill_row(raster_upright_row(raster, y, room), raster->channels, width,
             (guint32 *)(gpointer)(pixels + stride * y));
  cairo_surface_mark_dirty(surface);
  if (cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS)
    return surface;
  cairo_surface_destroy(surface);
  return NULL;
}

cairo_surface_t *cover_picture_read(const guint8 *bytes, gsize length, int width, int height)
{
  g_auto(Raster) raster = {0};
  MkepubMediaInfo info;
  if (!bytes)
    return NULL;
  mkepub_media_sniff(bytes, length, &info);
  guint64 longest = MAX(info.width, info.height), least = MIN(info.width, info.height);
  if (least == 0 || longest * least > PIXEL_LIMIT)
    return NULL;
  /* the shorter side, in either orientation, is at least as long as the longer one wanted */
  guint64 limit = longest * (guint)MAX(width, height) / least + 1;
  return convert_to_raster(bytes, length, (guint)MIN(limit, longest), &raster)
             ? to_surface(&raster)
             : NULL;
}

/* Paints the part of PAGE that begins at row TOP. */
static void fill_band(cairo_surface_t *band, cairo_surface_t *page, int top)
{
  cairo_t *cr = cairo_create(band);
  cairo_set_operator(cr, CAIRO_OPERATOR_SOURCE);
  cairo_set_source_surface(cr, page, 0, -top);
  cairo_paint(cr);
  cairo_destroy(cr);
  cairo_surface_flush(band);
}

/* No subsampling of colors: the edges of colored letters stay sharp. */
static void write_rows(struct jpeg_compress_struct *info, const CoverPage *page,
                       cairo_surface_t *band, int quality)
{
  info->image_width = (JDIMENSION)page->width;
  info->image_height = (JDIMENSION)page->height;
  info->input_components = 4;
  info->in_color_space = CAIRO_PIXELS;
  jpeg_set_defaults(info);
  jpeg_set_quality(info, quality, TRUE);
  info->dct_method = JDCT_ISLOW;
  info->comp_info[0].h_samp_factor = info->comp_info[0].v_samp_factor = 1;
  jpeg_start_compress(info, TRUE);
  while (info->next_scanline < info->image_height) {
    if (info->next_scanline % BAND == 0)
      fill_band(band, page->surface, (int)info->next_scanline);
    JSAMPROW row = cairo_image_surface_get_data(band) +
                   (gsize)cairo_image_surface_get_stride(band) * (info->next_scanline % BAND);
    jpeg_write_scanlines(info, &row, 1);
  }
  jpeg_finish_compress(info);
}

static GByteArray *encode_page(const CoverPage *page, cairo_surface_t *band, int quality)
{
  struct jpeg_compress_struct info;
  Trouble trouble;
  unsigned char *volatile bytes = NULL; /* volatile: still valid after the longjmp */
  volatile unsigned long length = 0;
  GByteArray *volatile result = NULL;
  info.err = set_up(&trouble);
  jpeg_create_compress(&info);
  if (!setjmp(trouble.stop)) {
    jpeg_mem_dest(&info, (unsigned char **)&bytes, (unsigned long *)&length);
    write_rows(&info, page, band, quality);
    result = g_byte_array_sized_new((guint)length);
    g_byte_array_append(result, bytes, (guint)length);
  }
  jpeg_destroy_compress(&info);
  free(bytes);
  return result;
}

GByteArray *cover_picture_write(const CoverPage *page, gsize limit)
{
  static const int qualities[] = {88, 80, 70, 55, 40, 20};
  cairo_surface_t *band = cairo_image_surface_create(CAIRO_FORMAT_RGB24, page->width, BAND);
  gboolean sound = cairo_surface_status(band) == CAIRO_STATUS_SUCCESS;
  GByteArray *jpeg = NULL;
  for (guint i = 0; sound && i < G_N_ELEMENTS(qualities); i++) {
    g_clear_pointer(&jpeg, g_byte_array_unref);
    jpeg = encode_page(page, band, qualities[i]);
    if (!jpeg || jpeg->len < limit)
      break;
  }
  cairo_surface_destroy(band);
  return jpeg;
}
