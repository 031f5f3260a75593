/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdio.h> /* needed by jpeglib.h */
#include <stdlib.h>

#include <jpeglib.h>

#include "media/raster/encode.h"

/* Optimized Huffman codes save about three percent, but keep all coefficients in memory until
 * the end. */
#define OPTIMIZE_LIMIT (4u * 1024 * 1024)

/* From this quality on, colors are not subsampled. */
#define FULL_COLOR_QUALITY 90

/* The state that must survive a longjmp: none of it is in local variables. */
typedef struct {
  struct jpeg_compress_struct info;
  struct jpeg_error_mgr errors;
  jmp_buf jump;
  const Raster *raster;
  guint quality;
  guint8 *room;
  unsigned char *bytes; /* of malloc() */
  unsigned long length;
} Jpeg;

static void on_error(j_common_ptr info)
{
  Jpeg *jpeg = info->client_data;
  longjmp(jpeg->jump, 1);
}

static void on_message(j_common_ptr info, int level)
{
  (void)info;
  (void)level;
}

static void ignore_message(j_common_ptr info)
{
  (void)info;
}

static void open_jpeg(Jpeg *jpeg)
{
  struct jpeg_compress_struct *info = &jpeg->info;
  info->err = jpeg_std_error(&jpeg->errors);
  jpeg->errors.error_exit = on_error;
  jpeg->errors.emit_message = on_message;
  jpeg->errors.output_message = ignore_message;
  info->client_data = jpeg;
  jpeg_create_compress(info);
  jpeg_mem_dest(info, &jpeg->bytes, &jpeg->length);
}

static void set_up(Jpeg *jpeg)
{
  struct jpeg_compress_struct *info = &jpeg->info;
  info->image_width = raster_upright_width(jpeg->raster);
  info->image_height = raster_upright_height(jpeg->raster);
  info->input_components = (int)jpeg->raster->channels;
  info->in_color_space = jpeg->raster->channels == 1 ? JCS_GRAYSCALE : JCS_RGB;
  jpeg_set_defaults(info);
  jpeg_set_quality(info, (int)CLAMP(jpeg->quality, 1, 100), TRUE);
  info->optimize_coding = (guint64)info->image_width * info->image_height <= OPTIMIZE_LIMIT;
  if (jpeg->quality >= FULL_COLOR_QUALITY)
    info->comp_info[0].h_samp_factor = info->comp_info[0].v_samp_factor = 1;
}

static void write_picture(Jpeg *jpeg)
{
  open_jpeg(jpeg);
  set_up(jpeg);
  jpeg->room = g_malloc((gsize)jpeg->info.image_width * jpeg->raster->channels);
  jpeg_start_compress(&jpeg->info, TRUE);
  while (jpeg->info.next_scanline < jpeg->info.image_height) {
    /* libjpeg only reads from it */
    JSAMPROW rows[] = {
        (JSAMPROW)raster_upright_row(jpeg->raster, jpeg->info.next_scanline, jpeg->room)};
    jpeg_write_scanlines(&jpeg->info, rows, 1);
  }
  jpeg_finish_compress(&jpeg->info);
}

GByteArray *encode_jpeg(const Raster *raster, guint quality)
{
  Jpeg *jpeg = g_new0(Jpeg, 1);
  GByteArray *out = NULL;
  jpeg->raster = raster;
  jpeg->quality = quality;
  if (setjmp(jpeg->jump) == 0) {
    write_picture(jpeg);
    out = g_byte_array_sized_new((guint)jpeg->length);
    g_byte_array_append(out, jpeg->bytes, (guint)jpeg->length);
  }
  jpeg_destroy_compress(&jpeg->info);
  free(jpeg->bytes);
  g_free(jpeg->room);
  g_free(jpeg);
  return out;
}
