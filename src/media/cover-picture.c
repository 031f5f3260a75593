/* SPDX-License-Identifier: MIT */
#include "media/cover-picture.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

#define PIXEL_LIMIT (16u * 1000 * 1000)
#define BAND        400 /* rows painted at a time: the whole page would be 15 MB */

#if G_BYTE_ORDER == G_LITTLE_ENDIAN
#define CAIRO_PIXELS JCS_EXT_BGRX
#else
#define CAIRO_PIXELS JCS_EXT_XRGB
#endif

/* libjpeg would print and exit. */
typedef struct {
  struct jpeg_error_mgr manager; /* first: libjpeg knows this part only */
  jmp_buf stop;
} Trouble;

static void stop(j_common_ptr info)
{
  longjmp(((Trouble *)info->err)->stop, 1);
}

static void stay_silent(j_common_ptr info G_GNUC_UNUSED, int level G_GNUC_UNUSED)
{
}

static struct jpeg_error_mgr *set_up(Trouble *trouble)
{
  struct jpeg_error_mgr *manager = jpeg_std_error(&trouble->manager);
  manager->error_exit = stop;
  manager->emit_message = stay_silent;
  return manager;
}

/* The smallest of libjpeg's own scales that is large enough, and shows the sides as they are.
 */
static void choose_scale(struct jpeg_decompress_struct *info, int width, int height)
{
  info->scale_denom = 8;
  for (info->scale_num = 1; info->scale_num < 8; info->scale_num++)
    if (info->image_width * info->scale_num / 8 >= (guint)width &&
        info->image_height * info->scale_num / 8 >= (guint)height)
      break;
}

/* Reads on from the header; *surface is set before anything can fail. */
static void read_rows(struct jpeg_decompress_struct *info, cairo_surface_t *volatile *surface)
{
  info->out_color_space = CAIRO_PIXELS;
  info->dct_method = JDCT_ISLOW;
  jpeg_start_decompress(info);
  *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)info->output_width,
                                        (int)info->output_height);
  guint8 *pixels = cairo_image_surface_get_data(*surface);
  int stride = cairo_image_surface_get_stride(*surface);
  while (pixels && info->output_scanline < info->output_height) {
    JSAMPROW row = pixels + (gsize)stride * info->output_scanline;
    jpeg_read_scanlines(info, &row, 1);
  }
  cairo_surface_mark_dirty(*surface);
}

static cairo_surface_t *read_jpeg(const guint8 *bytes, gsize length, int width, int height)
{
  struct jpeg_decompress_struct info;
  Trouble trouble;
  cairo_surface_t *volatile surface = NULL;
  volatile gboolean done = FALSE;
  info.err = set_up(&trouble);
  jpeg_create_decompress(&info);
  if (!setjmp(trouble.stop)) {
    jpeg_mem_src(&info, bytes, length);
    jpeg_read_header(&info, TRUE);
    if ((guint64)info.image_width * info.image_height <= PIXEL_LIMIT) {
      choose_scale(&info, width, height);
      read_rows(&info, &surface);
      done = cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS;
    }
  }
  jpeg_destroy_decompress(&info);
  if (done || !surface)
    return surface;
  cairo_surface_destroy(surface);
  return NULL;
}

typedef struct {
  const guint8 *bytes;
  gsize left;
} Stream;

static cairo_status_t read_stream(void *closure, unsigned char *into, unsigned int length)
{
  Stream *stream = closure;
  if (length > stream->left)
    return CAIRO_STATUS_READ_ERROR;
  memcpy(into, stream->bytes, length);
  stream->bytes += length;
  stream->left -= length;
  return CAIRO_STATUS_SUCCESS;
}

static guint32 big_endian(const guint8 *bytes)
{
  return (guint32)bytes[0] << 24 | (guint32)bytes[1] << 16 | (guint32)bytes[2] << 8 | bytes[3];
}

/* The size stands in the first chunk (PNG 3rd edition, section 11.2.1). */
static cairo_surface_t *read_png(const guint8 *bytes, gsize length)
{
  Stream stream = {bytes, length};
  if (length < 24 || (guint64)big_endian(bytes + 16) * big_endian(bytes + 20) > PIXEL_LIMIT)
    return NULL;
  cairo_surface_t *surface = cairo_image_surface_create_from_png_stream(read_stream, &stream);
  if (cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS)
    return surface;
  cairo_surface_destroy(surface);
  return NULL;
}

cairo_surface_t *cover_picture_read(const guint8 *bytes, gsize length, int width, int height)
{
  static const guint8 png[] = {0x89, 'P', 'N', 'G', 13, 10, 26, 10};
  if (!bytes)
    return NULL;
  if (length > sizeof png && !memcmp(bytes, png, sizeof png))
    return read_png(bytes, length);
  if (length > 3 && bytes[0] == 0xff && bytes[1] == 0xd8)
    return read_jpeg(bytes, length, width, height);
  return NULL;
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

/* Full resolution of color: the edges of colored letters stay sharp. */
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

static GByteArray *encode(const CoverPage *page, cairo_surface_t *band, int quality)
{
  struct jpeg_compress_struct info;
  Trouble trouble;
  unsigned char *volatile bytes = NULL; /* still right behind the jump */
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
    jpeg = encode(page, band, qualities[i]);
    if (!jpeg || jpeg->len < limit)
      break;
  }
  cairo_surface_destroy(band);
  return jpeg;
}
