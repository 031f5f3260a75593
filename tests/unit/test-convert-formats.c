/* SPDX-License-Identifier: MIT */
/* Pictures that no book takes as they are, and GIF: each format shows what it shows elsewhere,
 * a truncated one nothing, and no decoder says a word. */
#include <gif_lib.h>
#include <libheif/heif.h>
#include <tiffio.h>
#include <unistd.h>
#include <webp/encode.h>

#include "media/raster/convert.h"
#include "picture-makers.h"

static const MkepubConvertOptions plain = {.max_pixels = 1600, .quality = 95};

static MkepubConvertResult convert(const GByteArray *in, MkepubConverted *out)
{
  g_autofree guint8 *copy = g_memdup2(in->data, in->len);
  return mkepub_convert(copy, in->len, &plain, out);
}

static Image made(const GByteArray *in)
{
  g_auto(MkepubConverted) out;
  MkepubConvertResult result = convert(in, &out);
  if (result != MKEPUB_CONVERT_MADE)
    g_error("not made: %s", out.reason ? out.reason : "kept");
  return strcmp(out.info.media_type, "image/png") ? read_jpeg(out.bytes, out.length, 3)
                                                  : read_png(out.bytes, out.length, 3);
}

static void assert_near(const guint8 *pixel, guint red, guint green, guint blue, int slack)
{
  if (ABS((int)pixel[0] - (int)red) > slack || ABS((int)pixel[1] - (int)green) > slack ||
      ABS((int)pixel[2] - (int)blue) > slack)
    g_error("%u %u %u instead of %u %u %u", pixel[0], pixel[1], pixel[2], red, green, blue);
}

/* The middles of the quarters of a picture that image_quarters() made. */
static void assert_quarters(const Image *image, int slack)
{
  guint w = image->width, h = image->height;
  assert_near(image_at(image, w / 4, h / 4), 255, 0, 0, slack);
  assert_near(image_at(image, w * 3 / 4, h / 4), 0, 255, 0, slack);
  assert_near(image_at(image, w / 4, h * 3 / 4), 0, 0, 255, slack);
  assert_near(image_at(image, w * 3 / 4, h * 3 / 4), 255, 255, 255, slack);
}

static GByteArray *make_webp(const Image *image, gboolean lossless)
{
  guint8 *bytes = NULL;
  int width = (int)image->width, height = (int)image->height;
  int stride = width * (int)image->channels;
  gboolean alpha = image->channels == 4;
  size_t length = lossless ? (alpha ? WebPEncodeLosslessRGBA : WebPEncodeLosslessRGB)(
                                 image->pixels, width, height, stride, &bytes)
                           : WebPEncodeRGB(image->pixels, width, height, stride, 95, &bytes);
  GByteArray *out = g_byte_array_new();
  g_byte_array_append(out, bytes, (guint)length);
  WebPFree(bytes);
  return out;
}

/* The file with CHUNK behind the picture, in the extended form (RFC 9649 section 2.7). */
static void extend_webp(GByteArray *webp, const Image *image, guint8 flag, const char *name,
                        const GByteArray *chunk)
{
  g_autoptr(GByteArray) head = g_byte_array_new();
  const guint8 flags[] = {flag, 0, 0, 0};
  g_byte_array_append(head, (const guint8 *)"VP8X\x0a\0\0\0", 8);
  g_byte_array_append(head, flags, 4);
  put_little(head, image->width - 1, 3);
  put_little(head, image->height - 1, 3);
  insert(webp, 12, head->data, head->len);
  g_byte_array_append(webp, (const guint8 *)name, 4);
  put_little(webp, chunk->len, 4);
  g_byte_array_append(webp, chunk->data, chunk->len);
  if (chunk->len % 2)
    g_byte_array_append(webp, (const guint8 *)"", 1);
  guint32 size = GUINT32_TO_LE(webp->len - 8);
  memcpy(webp->data + 4, &size, 4);
}

static void test_webp(void)
{
  g_auto(Image) image = image_quarters(64, 48, 3);
  g_autoptr(GByteArray) exact = make_webp(&image, TRUE);
  g_autoptr(GByteArray) lossy = make_webp(&image, FALSE);
  g_autoptr(GByteArray) turned = make_webp(&image, TRUE);
  g_autoptr(GByteArray) exif = make_exif(3);
  extend_webp(turned, &image, 8, "EXIF", exif);
  g_auto(Image) one = made(exact);
  g_auto(Image) two = made(lossy);
  g_auto(Image) three = made(turned);
  assert_quarters(&one, 0);
  assert_quarters(&two, 8);
  assert_near(image_at(&three, 9, 9), 255, 255, 255, 0);
  assert_near(image_at(&three, 50, 40), 255, 0, 0, 0);
}

static void test_webp_on_white(void)
{
  g_auto(Image) image = image_quarters(64, 48, 4);
  image.pixels[3] = 0;
  g_autoptr(GByteArray) webp = make_webp(&image, TRUE);
  g_auto(Image) out = made(webp);
  assert_quarters(&out, 0);
  assert_near(image_at(&out, 0, 0), 255, 255, 255, 0);
}

/* A frame of the animation: RFC 9649 section 2.7.1.2. */
static void add_frame(GByteArray *body, const GByteArray *webp, const Image *image)
{
  guint size = webp->len - 12;
  g_byte_array_append(body, (const guint8 *)"ANMF", 4);
  put_little(body, 16 + size, 4);
  put_little(body, 0, 3);
  put_little(body, 0, 3);
  put_little(body, image->width - 1, 3);
  put_little(body, image->height - 1, 3);
  put_little(body, 100, 3);
  put_little(body, 0, 1);
  g_byte_array_append(body, webp->data + 12, size);
}

static void test_webp_animation(void)
{
  g_auto(Image) image = image_quarters(64, 48, 3);
  g_auto(Image) black = image_new(64, 48, 3);
  g_autoptr(GByteArray) first = make_webp(&image, TRUE);
  g_autoptr(GByteArray) second = make_webp(&black, TRUE);
  g_autoptr(GByteArray) webp = g_byte_array_new();
  g_autoptr(GByteArray) loop = g_byte_array_new();
  put_little(loop, 0xffffffff, 4);
  put_little(loop, 0, 2);
  g_byte_array_append(webp, (const guint8 *)"RIFF\0\0\0\0WEBP", 12);
  extend_webp(webp, &image, 2, "ANIM", loop);
  add_frame(webp, first, &image);
  add_frame(webp, second, &black);
  guint32 size = GUINT32_TO_LE(webp->len - 8);
  memcpy(webp->data + 4, &size, 4);
  g_auto(MkepubConverted) out;
  g_assert_cmpint(convert(webp, &out), ==, MKEPUB_CONVERT_MADE);
  g_assert_cmpstr(out.reason, ==, "animation");
  g_auto(Image) shown = read_png(out.bytes, out.length, 3);
  assert_quarters(&shown, 0);
}

static struct heif_error take_heif(struct heif_context *context, const void *bytes,
                                   size_t length, void *out)
{
  (void)context;
  g_byte_array_append(out, bytes, (guint)length);
  return (struct heif_error){heif_error_Ok, heif_suberror_Unspecified, "fine"};
}

static GByteArray *make_heif(const Image *image, enum heif_compression_format format)
{
  struct heif_context *context = heif_context_alloc();
  struct heif_encoder *encoder;
  struct heif_image *picture;
  struct heif_writer writer = {.writer_api_version = 1, .write = take_heif};
  int stride, width = (int)image->width, height = (int)image->height;
  GByteArray *out = g_byte_array_new();
  g_assert_cmpint(heif_context_get_encoder_for_format(context, format, &encoder).code, ==, 0);
  heif_encoder_set_lossy_quality(encoder, 95);
  heif_image_create(width, height, heif_colorspace_RGB, heif_chroma_interleaved_RGB, &picture);
  heif_image_add_plane(picture, heif_channel_interleaved, width, height, 8);
  guint8 *plane = heif_image_get_plane(picture, heif_channel_interleaved, &stride);
  for (int y = 0; y < height; y++)
    memcpy(plane + y * stride, image_at(image, 0, (guint)y), image->width * 3);
  g_assert_cmpint(heif_context_encode_image(context, picture, encoder, NULL, NULL).code, ==, 0);
  g_assert_cmpint(heif_context_write(context, &writer, out).code, ==, 0);
  heif_image_release(picture);
  heif_encoder_release(encoder);
  heif_context_free(context);
  return out;
}

static void test_heif(void)
{
  g_auto(Image) image = image_quarters(64, 64, 3);
  g_autoptr(GByteArray) avif = make_heif(&image, heif_compression_AV1);
  g_autoptr(GByteArray) heic = make_heif(&image, heif_compression_HEVC);
  g_auto(Image) from_avif = made(avif);
  g_auto(Image) from_heic = made(heic);
  assert_quarters(&from_avif, 10);
  assert_quarters(&from_heic, 10);
}

/* Where libtiff writes to. */
typedef struct {
  GByteArray *bytes;
  guint64 at;
} Target;

static tmsize_t read_target(thandle_t handle, void *to, tmsize_t count)
{
  Target *target = handle;
  gsize left = target->at < target->bytes->len ? target->bytes->len - target->at : 0;
  gsize n = MIN((gsize)count, left);
  memcpy(to, target->bytes->data + target->at, n);
  target->at += n;
  return (tmsize_t)n;
}

static tmsize_t write_target(thandle_t handle, void *from, tmsize_t count)
{
  Target *target = handle;
  guint64 end = target->at + (guint64)count;
  if (end > target->bytes->len)
    g_byte_array_set_size(target->bytes, (guint)end);
  memcpy(target->bytes->data + target->at, from, (gsize)count);
  target->at = end;
  return count;
}

static toff_t seek_target(thandle_t handle, toff_t offset, int whence)
{
  Target *target = handle;
  target->at = offset + (whence == SEEK_CUR   ? target->at
                         : whence == SEEK_END ? target->bytes->len
                                              : 0);
  return target->at;
}

static int close_target(thandle_t handle)
{
  (void)handle;
  return 0;
}

static toff_t target_size(thandle_t handle)
{
  return ((Target *)handle)->bytes->len;
}

static void write_page(TIFF *tiff, const Image *image, guint compression, guint orientation,
                       guint tile)
{
  TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, image->width);
  TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, image->height);
  TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, 8);
  TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, image->channels);
  TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC,
               image->channels == 1 ? PHOTOMETRIC_MINISBLACK : PHOTOMETRIC_RGB);
  TIFFSetField(tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
  TIFFSetField(tiff, TIFFTAG_COMPRESSION, compression);
  TIFFSetField(tiff, TIFFTAG_ORIENTATION, orientation);
  if (tile > 0) {
    TIFFSetField(tiff, TIFFTAG_TILEWIDTH, tile);
    TIFFSetField(tiff, TIFFTAG_TILELENGTH, tile);
    g_autofree guint8 *pixels = g_malloc((gsize)tile * tile * image->channels);
    for (guint y = 0; y < image->height; y += tile)
      for (guint x = 0; x < image->width; x += tile) {
        for (guint i = 0; i < tile; i++)
          memcpy(pixels + (gsize)i * tile * image->channels, image_at(image, x, y + i),
                 (gsize)tile * image->channels);
        TIFFWriteTile(tiff, pixels, x, y, 0, 0);
      }
  } else {
    TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, 10);
    for (guint y = 0; y < image->height; y++)
      TIFFWriteScanline(tiff, image_at(image, 0, y), y, 0);
  }
  TIFFWriteDirectory(tiff);
}

static GByteArray *make_tiff(const Image *image, guint compression, guint orientation,
                             guint tile, guint pages)
{
  Target target = {.bytes = g_byte_array_new()};
  TIFF *tiff = TIFFClientOpen("", "w", &target, read_target, write_target, seek_target,
                              close_target, target_size, NULL, NULL);
  for (guint i = 0; i < pages; i++)
    write_page(tiff, image, compression, orientation, tile);
  TIFFClose(tiff);
  return target.bytes;
}

static void test_tiff(void)
{
  static const guint compressions[] = {COMPRESSION_NONE, COMPRESSION_LZW, COMPRESSION_PACKBITS,
                                       COMPRESSION_ADOBE_DEFLATE};
  g_auto(Image) image = image_quarters(64, 64, 3);
  for (guint i = 0; i < G_N_ELEMENTS(compressions); i++) {
    g_autoptr(GByteArray) strips = make_tiff(&image, compressions[i], 1, 0, 1);
    g_autoptr(GByteArray) tiles = make_tiff(&image, compressions[i], 1, 32, 1);
    g_auto(Image) one = made(strips);
    g_auto(Image) two = made(tiles);
    assert_quarters(&one, 0);
    assert_quarters(&two, 0);
  }
}

/* TIFF 6.0, tag Orientation, means what Exif's means. */
static void test_tiff_turned(void)
{
  g_auto(Image) image = image_quarters(64, 48, 3);
  for (guint tile = 0; tile <= 16; tile += 16)
    for (guint i = 4; i <= 8; i += 4) {
      g_autoptr(GByteArray) tiff = make_tiff(&image, COMPRESSION_LZW, i, tile, 1);
      g_auto(Image) out = made(tiff);
      /* 4: upside down in the mirror; 8: the first row is on the left, from below */
      assert_near(image_at(&out, 3, 3), 0, i == 4 ? 0 : 255, i == 4 ? 255 : 0, 0);
      g_assert_cmpuint(out.width, ==, i == 4 ? 64 : 48);
    }
}

static void test_tiff_pages(void)
{
  g_auto(Image) image = image_quarters(64, 48, 3);
  g_autoptr(GByteArray) tiff = make_tiff(&image, COMPRESSION_LZW, 1, 0, 3);
  g_auto(MkepubConverted) out;
  g_assert_cmpint(convert(tiff, &out), ==, MKEPUB_CONVERT_MADE);
  g_assert_cmpstr(out.reason, ==, "further pages");
}

static int take_gif(GifFileType *gif, const GifByteType *bytes, int count)
{
  g_byte_array_append(gif->UserData, bytes, (guint)count);
  return count;
}

typedef struct {
  gboolean interlaced, transparent, comment;
  guint frames, margin; /* of the first frame from the left and the top */
} GifWay;

/* Index 0 is red, 1 green, 2 blue, 3 white: the quarters. */
static void put_frame(GifFileType *gif, const Image *image, const GifWay *way, guint margin)
{
  static const guint first[] = {0, 4, 2, 1}, step[] = {8, 8, 4, 2};
  const GraphicsControlBlock control = {.TransparentColor = way->transparent ? 0 : -1};
  GifByteType extension[4];
  guint w = image->width - margin, h = image->height - margin;
  g_autofree guint8 *line = g_malloc(w);
  EGifGCBToExtension(&control, extension);
  EGifPutExtension(gif, GRAPHICS_EXT_FUNC_CODE, 4, extension);
  EGifPutImageDesc(gif, (int)margin, (int)margin, (int)w, (int)h, way->interlaced, NULL);
  for (guint pass = 0; pass < (way->interlaced ? 4 : 1); pass++)
    for (guint y = first[pass]; y < h; y += way->interlaced ? step[pass] : 1) {
      for (guint x = 0; x < w; x++)
        line[x] =
            (guint8)((y + margin) * 2 / image->height * 2 + (x + margin) * 2 / image->width);
      EGifPutLine(gif, line, (int)w);
    }
}

static GByteArray *make_gif(const Image *image, const GifWay *way)
{
  static const GifColorType colors[] = {{255, 0, 0}, {0, 255, 0}, {0, 0, 255}, {255, 255, 255}};
  int error;
  GByteArray *out = g_byte_array_new();
  GifFileType *gif = EGifOpen(out, take_gif, &error);
  ColorMapObject *map = GifMakeMapObject(4, colors);
  EGifSetGifVersion(gif, TRUE);
  EGifPutScreenDesc(gif, (int)image->width, (int)image->height, 2, 0, map);
  if (way->comment)
    EGifPutComment(gif, "SECRET");
  put_frame(gif, image, way, way->margin);
  for (guint i = 1; i < way->frames; i++)
    put_frame(gif, image, way, way->margin);
  EGifCloseFile(gif, &error);
  GifFreeMapObject(map);
  return out;
}

static void test_gif(void)
{
  const GifWay still = {.frames = 1}, woven = {.interlaced = TRUE, .frames = 1},
               moving = {.interlaced = TRUE, .frames = 2}, holes = {.transparent = TRUE},
               small = {.margin = 10};
  g_auto(Image) image = image_quarters(64, 48, 3);
  GByteArray *kept[] = {make_gif(&image, &still), make_gif(&image, &woven)};
  g_autoptr(GByteArray) two = make_gif(&image, &moving);
  g_autoptr(GByteArray) open = make_gif(&image, &holes);
  g_autoptr(GByteArray) inner = make_gif(&image, &small);
  for (guint i = 0; i < G_N_ELEMENTS(kept); i++) {
    g_auto(MkepubConverted) out;
    g_assert_cmpint(convert(kept[i], &out), ==, MKEPUB_CONVERT_KEPT);
    g_assert_cmpstr(out.info.media_type, ==, "image/gif");
    g_byte_array_unref(kept[i]);
  }
  g_auto(MkepubConverted) first;
  g_assert_cmpint(convert(two, &first), ==, MKEPUB_CONVERT_MADE);
  g_assert_cmpstr(first.reason, ==, "animation");
  g_auto(Image) shown = read_png(first.bytes, first.length, 3);
  assert_quarters(&shown, 0);
  g_auto(Image) flat = made(open);
  assert_near(image_at(&flat, 3, 3), 255, 255, 255, 0);
  assert_near(image_at(&flat, 60, 3), 0, 255, 0, 0);
  g_auto(Image) edge = made(inner);
  assert_near(image_at(&edge, 3, 3), 255, 255, 255, 0);
  assert_quarters(&edge, 0);
}

static void test_gif_silenced(void)
{
  const GifWay still = {.frames = 1}, noted = {.frames = 1, .comment = TRUE};
  g_auto(Image) image = image_quarters(64, 48, 3);
  g_autoptr(GByteArray) clean = make_gif(&image, &still);
  g_autoptr(GByteArray) gif = make_gif(&image, &noted);
  g_auto(MkepubConverted) out;
  g_assert_cmpint(convert(gif, &out), ==, MKEPUB_CONVERT_MADE);
  g_assert_cmpmem(out.bytes, out.length, clean->data, clean->len);
}

/* A BMP of the long header; EXTRA stands between it and DATA: masks and colors. */
static GByteArray *make_bmp(guint width, gint height, guint bits, guint compression,
                            const void *extra, guint extra_length, const void *data,
                            guint length)
{
  GByteArray *bmp = g_byte_array_new();
  guint offset = 54 + extra_length;
  const guint32 words[] = {
      40, width, (guint32)height, 1 | bits << 16, compression, length, 0, 0, 0, 0};
  g_byte_array_append(bmp, (const guint8 *)"BM", 2);
  put_little(bmp, offset + length, 4);
  put_little(bmp, 0, 4);
  put_little(bmp, offset, 4);
  for (guint i = 0; i < G_N_ELEMENTS(words); i++)
    put_little(bmp, words[i], 4);
  if (extra_length > 0)
    g_byte_array_append(bmp, extra, extra_length);
  return g_byte_array_append(bmp, data, length);
}

/* Two by two pixels: red, green, and below blue, white. The rows come from below, padded. */
static const guint8 palette[] = {0, 0, 255, 0, 0, 255, 0, 0, 255, 0, 0, 0, 255, 255, 255, 0};
static const guint8 rgb24[] = {255, 0, 0, 255, 255, 255, 0, 0, 0, 0, 255, 0, 255, 0, 0, 0};
static const guint8 rgb32[] = {0, 0, 255, 0, 0, 255, 0, 0, 255, 0, 0, 0, 255, 255, 255, 0};
static const guint8 indices8[] = {2, 3, 0, 0, 0, 1, 0, 0}, indices4[] = {0x23, 0, 0, 0, 1};
static const guint8 fields565[] = {0x1f, 0, 0xff, 0xff, 0, 0xf8, 0xe0, 7};
static const guint8 masks565[] = {0, 0xf8, 0, 0, 0xe0, 7, 0, 0, 0x1f, 0, 0, 0};
static const guint8 runs8[] = {1, 2, 1, 3, 0, 0, 1, 0, 1, 1, 0, 1};
static const guint8 runs4[] = {2, 0x23, 0, 0, 2, 0x01, 0, 1};
static const guint8 plain555[] = {0x1f, 0, 0xff, 0x7f, 0, 0x7c, 0xe0, 3};

static void test_bmp(void)
{
  guint8 four[8] = {0};
  memcpy(four, indices4, sizeof indices4);
  GByteArray *files[] = {
      make_bmp(2, 2, 24, 0, NULL, 0, rgb24, sizeof rgb24),
      make_bmp(2, -2, 32, 0, NULL, 0, rgb32, sizeof rgb32),
      make_bmp(2, 2, 8, 0, palette, sizeof palette, indices8, sizeof indices8),
      make_bmp(2, 2, 4, 0, palette, sizeof palette, four, sizeof four),
      make_bmp(2, 2, 16, 0, NULL, 0, plain555, sizeof plain555),
      make_bmp(2, 2, 16, 3, masks565, sizeof masks565, fields565, sizeof fields565),
      make_bmp(2, 2, 8, 1, palette, sizeof palette, runs8, sizeof runs8),
      make_bmp(2, 2, 4, 2, palette, sizeof palette, runs4, sizeof runs4),
  };
  for (guint i = 0; i < G_N_ELEMENTS(files); i++) {
    g_auto(Image) out = made(files[i]);
    g_assert_cmpuint(out.width, ==, 2);
    assert_near(image_at(&out, 0, 0), 255, 0, 0, 0);
    assert_near(image_at(&out, 1, 0), 0, 255, 0, 0);
    assert_near(image_at(&out, 0, 1), 0, 0, 255, 0);
    assert_near(image_at(&out, 1, 1), 255, 255, 255, 0);
    g_byte_array_unref(files[i]);
  }
}

static void test_too_large(void)
{
  const GifWay still = {.frames = 1};
  g_auto(Image) image = image_quarters(64, 48, 3);
  g_autoptr(GByteArray) bmp = make_bmp(60000, 60000, 24, 0, NULL, 0, rgb24, sizeof rgb24);
  g_autoptr(GByteArray) gif = make_gif(&image, &still);
  memcpy(gif->data + 6, "\x60\xea\x60\xea", 4);
  g_auto(MkepubConverted) one;
  g_auto(MkepubConverted) two;
  g_assert_cmpint(convert(bmp, &one), ==, MKEPUB_CONVERT_BROKEN);
  g_assert_cmpstr(one.reason, ==, "BMP of 60000 x 60000 pixels");
  g_assert_cmpint(convert(gif, &two), ==, MKEPUB_CONVERT_BROKEN);
  g_assert_cmpstr(two.reason, ==, "GIF of 60000 x 60000 pixels");
}

static GPtrArray *make_all(void)
{
  const GifWay still = {.frames = 1};
  g_auto(Image) noise = image_noise(64, 64, 3);
  g_auto(Image) drawing = image_quarters(64, 64, 3);
  GPtrArray *files = g_ptr_array_new_with_free_func((GDestroyNotify)g_byte_array_unref);
  g_ptr_array_add(files, make_webp(&noise, TRUE));
  g_ptr_array_add(files, make_webp(&noise, FALSE));
  g_ptr_array_add(files, make_heif(&noise, heif_compression_AV1));
  g_ptr_array_add(files, make_heif(&noise, heif_compression_HEVC));
  g_ptr_array_add(files, make_tiff(&noise, COMPRESSION_NONE, 1, 0, 1));
  g_ptr_array_add(files, make_tiff(&noise, COMPRESSION_LZW, 1, 16, 1));
  g_ptr_array_add(files, make_gif(&drawing, &still));
  g_ptr_array_add(files, make_bmp(64, 64, 24, 0, NULL, 0, noise.pixels, 64 * 64 * 3));
  return files;
}

static void test_truncated(void)
{
  g_autoptr(GPtrArray) files = make_all();
  for (guint i = 0; i < files->len; i++) {
    const GByteArray *file = files->pdata[i];
    for (guint j = 1; j < 20; j++) {
      g_auto(MkepubConverted) out;
      g_autofree guint8 *part = g_memdup2(file->data, file->len * j / 20);
      MkepubConvertResult result = mkepub_convert(part, file->len * j / 20, &plain, &out);
      if (result != MKEPUB_CONVERT_BROKEN || !out.reason)
        g_error("file %u: %u twentieths of it are a %s", i, j, out.info.kind);
    }
  }
}

typedef struct {
  const GByteArray *file;
  MkepubFlight *flight;
  gint done; /* atomic */
} Flying;

static gpointer convert_flying(gpointer data)
{
  Flying *flying = data;
  MkepubConvertOptions options = {.max_pixels = 32, .quality = 90, .flight = flying->flight};
  g_auto(MkepubConverted) out, half;
  mkepub_convert(flying->file->data, flying->file->len / 2, &options, &half);
  mkepub_convert(flying->file->data, flying->file->len, &options, &out);
  g_atomic_int_set(&flying->done, 1);
  return NULL;
}

/* A picture of any format waits while others hold all pixels, and gives its own back. */
static void test_flight(void)
{
  g_autoptr(GPtrArray) files = make_all();
  g_autoptr(MkepubFlight) flight = mkepub_flight_new();
  for (guint i = 0; i < files->len; i++) {
    Flying flying = {files->pdata[i], flight, 0};
    mkepub_flight_enter_picture(flight, MKEPUB_FLIGHT_PIXELS);
    GThread *thread = g_thread_new("convert", convert_flying, &flying);
    g_usleep(50000);
    g_assert_cmpint(g_atomic_int_get(&flying.done), ==, 0);
    mkepub_flight_leave_picture(flight, MKEPUB_FLIGHT_PIXELS);
    g_thread_join(thread);
  }
}

/* Each byte of each file wrong once: whatever comes of it, nobody says a word. */
static void test_silence(void)
{
  if (!g_test_subprocess()) {
    g_test_trap_subprocess(NULL, 0, 0);
    g_test_trap_assert_passed();
    g_test_trap_assert_stderr("");
    return;
  }
  g_autoptr(GPtrArray) files = make_all();
  for (guint i = 0; i < files->len; i++) {
    const GByteArray *file = files->pdata[i];
    g_autofree guint8 *copy = g_memdup2(file->data, file->len);
    for (guint j = 0; j < file->len; j += 1 + file->len / 400) {
      g_auto(MkepubConverted) out;
      copy[j] ^= 0x55;
      mkepub_convert(copy, file->len, &plain, &out);
      copy[j] ^= 0x55;
    }
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/convert/webp", test_webp);
  g_test_add_func("/convert/webp-on-white", test_webp_on_white);
  g_test_add_func("/convert/webp-animation", test_webp_animation);
  g_test_add_func("/convert/heif", test_heif);
  g_test_add_func("/convert/tiff", test_tiff);
  g_test_add_func("/convert/tiff-turned", test_tiff_turned);
  g_test_add_func("/convert/tiff-pages", test_tiff_pages);
  g_test_add_func("/convert/gif", test_gif);
  g_test_add_func("/convert/gif-silenced", test_gif_silenced);
  g_test_add_func("/convert/bmp", test_bmp);
  g_test_add_func("/convert/too-large", test_too_large);
  g_test_add_func("/convert/truncated", test_truncated);
  g_test_add_func("/convert/flight", test_flight);
  g_test_add_func("/convert/silence", test_silence);
  return g_test_run();
}
