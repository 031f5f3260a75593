/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdio.h> /* needed by jpeglib.h */
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

#include <jerror.h> /* depends on macros of jpeglib.h */

#include "media/raster/decode.h"
#include "media/raster/exif.h"
#include "media/raster/strip-metadata.h"

/* Each scan of a progressive JPEG costs a pass over the whole picture, though it may be stored
 * in a few bytes; real files have about ten. */
#define SCAN_LIMIT 100

/* The state that must survive a longjmp: none of it is in local variables. */
typedef struct {
  struct jpeg_decompress_struct info;
  struct jpeg_error_mgr errors;
  struct jpeg_progress_mgr progress;
  jmp_buf jump;
  Decoding *decoding;
  JOCTET *profile; /* of malloc() */
  unsigned profile_length;
  guint8 *row;
  gboolean inverted; /* ink is stored as its distance from white */
} Jpeg;

static void on_error(j_common_ptr info)
{
  Jpeg *jpeg = info->client_data;
  longjmp(jpeg->jump, 1);
}

/* Fails on warnings about missing pixels; others have no visible effect. */
static void on_message(j_common_ptr info, int level)
{
  Jpeg *jpeg = info->client_data;
  int code = info->err->msg_code;
  if (level >= 0)
    return;
  if (code == JWRN_JPEG_EOF)
    decode_fail(jpeg->decoding, "truncated");
  if (code == JWRN_JPEG_EOF || code == JWRN_HIT_MARKER || code == JWRN_HUFF_BAD_CODE ||
      code == JWRN_ARITH_BAD_CODE || code == JWRN_MUST_RESYNC)
    on_error(info);
}

static void ignore_message(j_common_ptr info)
{
  (void)info;
}

static void on_progress(j_common_ptr info)
{
  Jpeg *jpeg = info->client_data;
  if (jpeg->info.input_scan_number > SCAN_LIMIT)
    on_error(info);
}

static void open_jpeg(Jpeg *jpeg)
{
  jpeg->info.err = jpeg_std_error(&jpeg->errors);
  jpeg->errors.error_exit = on_error;
  jpeg->errors.emit_message = on_message;
  jpeg->errors.output_message = ignore_message;
  jpeg->info.client_data = jpeg;
  jpeg_create_decompress(&jpeg->info);
  jpeg->progress.progress_monitor = on_progress;
  jpeg->info.progress = &jpeg->progress;
  jpeg_mem_src(&jpeg->info, jpeg->decoding->bytes, jpeg->decoding->length);
  jpeg_save_markers(&jpeg->info, JPEG_APP0 + 1, 0xffff);
  jpeg_save_markers(&jpeg->info, JPEG_APP0 + 2, 0xffff);
  jpeg_read_header(&jpeg->info, TRUE);
}

static guint find_orientation(const Jpeg *jpeg)
{
  for (jpeg_saved_marker_ptr at = jpeg->info.marker_list; at; at = at->next)
    if (at->marker == JPEG_APP0 + 1 && at->data_length > 6 && !memcmp(at->data, "Exif\0", 6))
      return exif_orientation(at->data, at->data_length);
  return 1;
}

/* Selects the channels to decode to: inks stay inks, and for gray alone colors are not
 * computed. */
static guint choose_channels(Jpeg *jpeg)
{
  struct jpeg_decompress_struct *info = &jpeg->info;
  const Decoding *decoding = jpeg->decoding;
  if (info->jpeg_color_space == JCS_CMYK || info->jpeg_color_space == JCS_YCCK) {
    info->out_color_space = JCS_CMYK;
    /* Photoshop's convention, followed by all writers of this marker */
    jpeg->inverted = info->saw_Adobe_marker;
    return 4;
  }
  gboolean drop =
      decoding->options->gray && !decoding->color && info->jpeg_color_space == JCS_YCbCr;
  gboolean gray = info->jpeg_color_space == JCS_GRAYSCALE;
  info->out_color_space = gray || drop ? JCS_GRAYSCALE : JCS_RGB;
  return gray || drop ? 1 : 3;
}

static void find_color(Jpeg *jpeg)
{
  guint channels = (guint)jpeg->info.num_components;
  if (jpeg_read_icc_profile(&jpeg->info, &jpeg->profile, &jpeg->profile_length))
    jpeg->decoding->color = color_new(jpeg->profile, jpeg->profile_length, channels);
}

/* Returns TRUE when every reader shows its colors and its coding. */
static gboolean is_fit(const Jpeg *jpeg)
{
  const Decoding *decoding = jpeg->decoding;
  J_COLOR_SPACE space = jpeg->info.jpeg_color_space;
  return !decoding->shown &&
         (space == JCS_GRAYSCALE || (space == JCS_YCbCr && !decoding->options->gray)) &&
         !decoding->color && decoding->orientation == 1 && decode_is_within(decoding) &&
         strip_jpeg_is_common(decoding->bytes, decoding->length) &&
         strip_jpeg(decoding->bytes, decoding->length, NULL) > 0;
}

/* Lets the inverse transform reduce the picture: by 2, 4 and 8, as only these are fast and
 * equal on every machine. */
static void choose_scale(Jpeg *jpeg)
{
  struct jpeg_decompress_struct *info = &jpeg->info;
  guint to_width = decode_to_width(jpeg->decoding);
  guint to_height = decode_to_height(jpeg->decoding);
  info->scale_denom = 8;
  for (info->scale_num = 1; info->scale_num < 8; info->scale_num *= 2) {
    jpeg_calc_output_dimensions(info);
    if (info->output_width >= to_width && info->output_height >= to_height)
      return;
  }
}

/* Decodes the smallest possible picture, only to check that the file is complete and valid. */
static void choose_check(Jpeg *jpeg)
{
  jpeg->decoding->checked = TRUE;
  jpeg->info.scale_num = 1;
  jpeg->info.scale_denom = 8;
  jpeg->info.out_color_space = JCS_GRAYSCALE;
}

static void read_row(Jpeg *jpeg)
{
  struct jpeg_decompress_struct *info = &jpeg->info;
  JSAMPROW rows[] = {jpeg->row};
  jpeg_read_scanlines(info, rows, 1);
  if (jpeg->decoding->checked)
    return;
  gsize samples = (gsize)info->output_width * (guint)info->output_components;
  for (gsize i = 0; jpeg->inverted && i < samples; i++)
    jpeg->row[i] = 255 - jpeg->row[i];
  decode_row(jpeg->decoding, jpeg->row);
}

static gboolean read_picture(Jpeg *jpeg)
{
  struct jpeg_decompress_struct *info = &jpeg->info;
  Decoding *decoding = jpeg->decoding;
  open_jpeg(jpeg);
  if (!decode_allows(decoding, info->image_width, info->image_height))
    return FALSE;
  decoding->orientation = find_orientation(jpeg);
  find_color(jpeg);
  guint channels = choose_channels(jpeg);
  if (is_fit(jpeg))
    choose_check(jpeg);
  else
    choose_scale(jpeg);
  jpeg_start_decompress(info);
  if (!decoding->checked)
    decode_begin(decoding, info->output_width, info->output_height, channels);
  jpeg->row = g_malloc((gsize)info->output_width * (guint)info->output_components);
  while (info->output_scanline < info->output_height)
    read_row(jpeg);
  return jpeg_finish_decompress(info);
}

gboolean decode_jpeg(Decoding *decoding)
{
  Jpeg *jpeg = g_new0(Jpeg, 1);
  jpeg->decoding = decoding;
  gboolean sound = setjmp(jpeg->jump) == 0 && read_picture(jpeg);
  jpeg_destroy_decompress(&jpeg->info);
  decoding->misfit = !decoding->checked;
  free(jpeg->profile);
  g_free(jpeg->row);
  g_free(jpeg);
  return sound;
}
