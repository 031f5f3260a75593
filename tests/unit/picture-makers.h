/* SPDX-License-Identifier: MIT */
/* Small pictures in every format, written by the formats' own libraries or by hand, and read
 * back. Used by the tests of the conversion of pictures. */
#ifndef TESTS_UNIT_PICTURE_MAKERS_H
#define TESTS_UNIT_PICTURE_MAKERS_H

#include <glib.h>
#include <libdeflate.h>
#include <png.h>
#include <stdio.h> /* which jpeglib.h wants first */
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

typedef struct {
  guint width, height, channels;
  guint8 *pixels;
} Image;

static inline void image_clear(Image *image)
{
  g_clear_pointer(&image->pixels, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Image, image_clear)

static inline Image image_new(guint width, guint height, guint channels)
{
  return (Image){width, height, channels, g_malloc0((gsize)width * height * channels)};
}

static inline guint8 *image_at(const Image *image, guint x, guint y)
{
  return image->pixels + ((gsize)y * image->width + x) * image->channels;
}

/* Red, green, blue and white quarters; with a fourth channel, opaque. */
static inline Image image_quarters(guint width, guint height, guint channels)
{
  static const guint8 colors[2][2][4] = {{{255, 0, 0, 255}, {0, 255, 0, 255}},
                                         {{0, 0, 255, 255}, {255, 255, 255, 255}}};
  Image image = image_new(width, height, channels);
  for (guint y = 0; y < height; y++)
    for (guint x = 0; x < width; x++)
      memcpy(image_at(&image, x, y), colors[y * 2 / height][x * 2 / width], channels);
  return image;
}

/* What no drawing is: a value of its own for every sample, by a small generator. */
static inline Image image_noise(guint width, guint height, guint channels)
{
  Image image = image_new(width, height, channels);
  guint32 state = 1;
  for (gsize i = 0; i < (gsize)width * height * channels; i++) {
    state = state * 1664525u + 1013904223u;
    image.pixels[i] = (guint8)(64 + (state >> 25));
  }
  return image;
}

static inline void put_big(GByteArray *out, guint32 value)
{
  const guint8 bytes[] = {(guint8)(value >> 24), (guint8)(value >> 16), (guint8)(value >> 8),
                          (guint8)value};
  g_byte_array_append(out, bytes, 4);
}

static inline void put_little(GByteArray *out, guint32 value, guint size)
{
  const guint8 bytes[] = {(guint8)value, (guint8)(value >> 8), (guint8)(value >> 16),
                          (guint8)(value >> 24)};
  g_byte_array_append(out, bytes, size);
}

static inline void insert(GByteArray *into, gsize at, const void *bytes, gsize length)
{
  gsize tail = into->len - at;
  g_byte_array_set_size(into, (guint)(into->len + length));
  memmove(into->data + at + length, into->data + at, tail);
  memcpy(into->data + at, bytes, length);
}

/* Exif data that says nothing but ORIENTATION, and a name for those who look for it. */
static inline GByteArray *make_exif(guint orientation)
{
  static const guint8 head[] = {'I', 'I', '*', 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0};
  GByteArray *exif = g_byte_array_new();
  g_byte_array_append(exif, head, sizeof head);
  put_little(exif, orientation, 4);
  put_little(exif, 0, 4);
  return g_byte_array_append(exif, (const guint8 *)"SECRET", 6);
}

typedef struct {
  J_COLOR_SPACE in, out;
  gboolean progressive, adobe, sharp;
} JpegWay;

/* WAY may be NULL: baseline, gray or YCbCr. */
static inline GByteArray *make_jpeg(const Image *image, const JpegWay *way)
{
  struct jpeg_compress_struct info;
  struct jpeg_error_mgr errors;
  unsigned char *bytes = NULL;
  unsigned long length = 0;
  info.err = jpeg_std_error(&errors);
  jpeg_create_compress(&info);
  jpeg_mem_dest(&info, &bytes, &length);
  info.image_width = image->width;
  info.image_height = image->height;
  info.input_components = (int)image->channels;
  info.in_color_space = way && way->in         ? way->in
                        : image->channels == 1 ? JCS_GRAYSCALE
                                               : JCS_RGB;
  jpeg_set_defaults(&info);
  if (way && way->out)
    jpeg_set_colorspace(&info, way->out);
  jpeg_set_quality(&info, 95, TRUE);
  if (way && way->progressive)
    jpeg_simple_progression(&info);
  if (way && way->in == JCS_CMYK)
    info.write_Adobe_marker = way->adobe;
  if (way && way->sharp)
    info.comp_info[0].h_samp_factor = info.comp_info[0].v_samp_factor = 1;
  jpeg_start_compress(&info, TRUE);
  while (info.next_scanline < info.image_height) {
    JSAMPROW row = image_at(image, 0, info.next_scanline);
    jpeg_write_scanlines(&info, &row, 1);
  }
  jpeg_finish_compress(&info);
  jpeg_destroy_compress(&info);
  GByteArray *out = g_byte_array_new();
  g_byte_array_append(out, bytes, (guint)length);
  free(bytes);
  return out;
}

/* A segment of MARKER behind the first marker of JPEG: PREFIX (its zero included) and DATA. */
static inline void add_segment(GByteArray *jpeg, guint8 marker, const char *prefix,
                               const void *data, gsize length)
{
  g_autoptr(GByteArray) segment = g_byte_array_new();
  gsize size = 2 + strlen(prefix) + 1 + length;
  const guint8 head[] = {0xff, marker, (guint8)(size >> 8), (guint8)size};
  g_byte_array_append(segment, head, 4);
  g_byte_array_append(segment, (const guint8 *)prefix, (guint)strlen(prefix) + 1);
  g_byte_array_append(segment, data, (guint)length);
  insert(jpeg, 2, segment->data, segment->len);
}

static inline void add_jpeg_exif(GByteArray *jpeg, guint orientation)
{
  g_autoptr(GByteArray) exif = make_exif(orientation);
  g_byte_array_prepend(exif, (const guint8 *)"", 1); /* the prefix ends in two zeros */
  add_segment(jpeg, 0xe1, "Exif", exif->data, exif->len);
}

static inline void take_png(png_structp png, png_bytep bytes, size_t count)
{
  g_byte_array_append(png_get_io_ptr(png), bytes, (guint)count);
}

/* DEPTH 8, or 16 with each sample twice. */
static inline GByteArray *make_png(const Image *image, guint depth, gboolean interlaced)
{
  static const int types[] = {0, PNG_COLOR_TYPE_GRAY, PNG_COLOR_TYPE_GRAY_ALPHA,
                              PNG_COLOR_TYPE_RGB, PNG_COLOR_TYPE_RGB_ALPHA};
  GByteArray *out = g_byte_array_new();
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
  png_infop info = png_create_info_struct(png);
  gsize pitch = (gsize)image->width * image->channels * (depth / 8);
  g_autofree guint8 *pixels = g_malloc(pitch * image->height);
  g_autofree guint8 **rows = g_new(guint8 *, image->height);
  for (gsize i = 0; i < pitch * image->height; i++)
    pixels[i] = image->pixels[i / (depth / 8)];
  for (guint y = 0; y < image->height; y++)
    rows[y] = pixels + y * pitch;
  png_set_write_fn(png, out, take_png, NULL);
  png_set_IHDR(png, info, image->width, image->height, (int)depth, types[image->channels],
               interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE, 0, 0);
  png_write_info(png, info);
  png_write_image(png, rows);
  png_write_end(png, NULL);
  png_destroy_write_struct(&png, &info);
  return out;
}

/* A chunk behind the header. */
static inline void add_chunk(GByteArray *png, const char *type, const void *data, gsize length)
{
  g_autoptr(GByteArray) chunk = g_byte_array_new();
  put_big(chunk, (guint32)length);
  g_byte_array_append(chunk, (const guint8 *)type, 4);
  g_byte_array_append(chunk, data, (guint)length);
  put_big(chunk, libdeflate_crc32(0, chunk->data + 4, length + 4));
  insert(png, 33, chunk->data, chunk->len);
}

/* What a PNG shows: RGB, or RGB and opacity, read by libpng's simple interface. */
static inline Image read_png(const guint8 *bytes, gsize length, guint channels)
{
  png_image png = {.version = PNG_IMAGE_VERSION};
  g_assert_true(png_image_begin_read_from_memory(&png, bytes, length));
  png.format = channels == 4 ? PNG_FORMAT_RGBA : PNG_FORMAT_RGB;
  Image image = image_new(png.width, png.height, channels);
  g_assert_true(png_image_finish_read(&png, NULL, image.pixels, 0, NULL));
  return image;
}

/* What a JPEG shows; CHANNELS 0: as many as it has. */
static inline Image read_jpeg(const guint8 *bytes, gsize length, guint channels)
{
  struct jpeg_decompress_struct info;
  struct jpeg_error_mgr errors;
  info.err = jpeg_std_error(&errors);
  jpeg_create_decompress(&info);
  jpeg_mem_src(&info, bytes, length);
  jpeg_read_header(&info, TRUE);
  if (channels == 3)
    info.out_color_space = JCS_RGB;
  jpeg_start_decompress(&info);
  Image image = image_new(info.output_width, info.output_height, (guint)info.output_components);
  while (info.output_scanline < info.output_height) {
    JSAMPROW row = image_at(&image, 0, info.output_scanline);
    jpeg_read_scanlines(&info, &row, 1);
  }
  g_assert_cmpint(errors.num_warnings, ==, 0);
  jpeg_finish_decompress(&info);
  jpeg_destroy_decompress(&info);
  return image;
}

static inline gboolean holds(const guint8 *bytes, gsize length, const char *text)
{
  return memmem(bytes, length, text, strlen(text)) != NULL;
}

#endif
