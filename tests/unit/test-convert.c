/* SPDX-License-Identifier: MIT */
/* What a book takes of pictures: upright, within its size, in sRGB, on white, and silent about
 * who made them. Other formats than JPEG and PNG are in test-convert-formats.c. */
#include <lcms2.h>
#include <sys/resource.h>

#include "media/raster/convert.h"
#include "picture-makers.h"

static const MkepubConvertOptions plain = {.max_pixels = 1600, .quality = 90};

static MkepubConvertResult convert(const GByteArray *in, const MkepubConvertOptions *options,
                                   MkepubConverted *out)
{
  g_autofree guint8 *copy = g_memdup2(in->data, in->len);
  MkepubConvertResult result = mkepub_convert(copy, in->len, options, out);
  g_assert_cmpint(result == MKEPUB_CONVERT_MADE, ==, out->bytes != NULL);
  if (result == MKEPUB_CONVERT_BROKEN)
    g_assert_nonnull(out->reason);
  return result;
}

static void assert_kept(const GByteArray *in, const MkepubConvertOptions *options)
{
  g_auto(MkepubConverted) out;
  g_assert_cmpint(convert(in, options, &out), ==, MKEPUB_CONVERT_KEPT);
  g_assert_nonnull(out.info.media_type);
}

static void assert_broken(const GByteArray *in, const char *reason)
{
  g_auto(MkepubConverted) out;
  g_assert_cmpint(convert(in, &plain, &out), ==, MKEPUB_CONVERT_BROKEN);
  g_assert_cmpstr(out.reason, ==, reason);
}

/* What becomes of IN, as RGB; it must be made anew. */
static Image made(const GByteArray *in, const MkepubConvertOptions *options)
{
  g_auto(MkepubConverted) out;
  MkepubConvertResult result = convert(in, options, &out);
  if (result != MKEPUB_CONVERT_MADE)
    g_error("not made: %s", out.reason ? out.reason : "kept");
  g_assert_false(holds(out.bytes, out.length, "SECRET"));
  return strcmp(out.info.media_type, "image/png") ? read_jpeg(out.bytes, out.length, 3)
                                                  : read_png(out.bytes, out.length, 3);
}

static void assert_near(const guint8 *pixel, guint red, guint green, guint blue, int slack)
{
  if (ABS((int)pixel[0] - (int)red) > slack || ABS((int)pixel[1] - (int)green) > slack ||
      ABS((int)pixel[2] - (int)blue) > slack)
    g_error("%u %u %u instead of %u %u %u", pixel[0], pixel[1], pixel[2], red, green, blue);
}

static char letter_at(const Image *image, guint x, guint y)
{
  const guint8 *p = image_at(image, x, y);
  gboolean r = p[0] > 128, g = p[1] > 128, b = p[2] > 128;
  return r && g && b ? 'W' : r ? 'R' : g ? 'G' : b ? 'B' : '?';
}

/* The corners in the order of reading. */
static void assert_corners(const Image *image, const char *letters)
{
  guint x = image->width - 3, y = image->height - 3;
  const char found[] = {letter_at(image, 2, 2), letter_at(image, x, 2), letter_at(image, 2, y),
                        letter_at(image, x, y), 0};
  g_assert_cmpstr(found, ==, letters);
}

/* Exif 2.32, tag Orientation: where the stored corners R, G, B and W come to stand. */
static const char *const corners[] = {"",     "RGBW", "GRWB", "WBGR", "BWRG",
                                      "RBGW", "BRWG", "WGBR", "GWRB"};

static void test_orientation(void)
{
  g_auto(Image) image = image_quarters(64, 48, 3);
  for (guint i = 1; i <= 8; i++) {
    g_autoptr(GByteArray) jpeg = make_jpeg(&image, NULL);
    g_autoptr(GByteArray) png = make_png(&image, 8, FALSE);
    g_autoptr(GByteArray) exif = make_exif(i);
    add_jpeg_exif(jpeg, i);
    add_chunk(png, "eXIf", exif->data, exif->len);
    g_auto(Image) from_jpeg = made(jpeg, &plain);
    g_auto(Image) from_png = made(png, &plain);
    assert_corners(&from_jpeg, corners[i]);
    assert_corners(&from_png, corners[i]);
    g_assert_cmpuint(from_jpeg.width, ==, i < 5 ? 64 : 48);
    g_assert_cmpuint(from_png.height, ==, i < 5 ? 48 : 64);
  }
}

static void test_orientation_and_size(void)
{
  const MkepubConvertOptions small = {.max_pixels = 32, .quality = 90};
  g_auto(Image) image = image_quarters(128, 64, 3);
  g_autoptr(GByteArray) jpeg = make_jpeg(&image, NULL);
  add_jpeg_exif(jpeg, 6);
  g_auto(Image) out = made(jpeg, &small);
  g_assert_cmpuint(out.width, ==, 16);
  g_assert_cmpuint(out.height, ==, 32);
  assert_corners(&out, "BRWG");
}

static void test_nonsense_orientation(void)
{
  g_auto(Image) image = image_quarters(64, 48, 3);
  for (guint i = 0; i <= 9; i += 9) {
    g_autoptr(GByteArray) jpeg = make_jpeg(&image, NULL);
    add_jpeg_exif(jpeg, i);
    g_auto(Image) out = made(jpeg, &plain);
    assert_corners(&out, "RGBW");
  }
}

static void test_kept(void)
{
  const JpegWay progressive = {.progressive = TRUE};
  g_auto(Image) color = image_noise(60, 40, 3);
  g_auto(Image) gray = image_noise(60, 40, 1);
  g_auto(Image) opaque = image_quarters(60, 40, 4);
  const MkepubConvertOptions no_limit = {.max_pixels = 0, .quality = 50};
  const MkepubConvertOptions just = {.max_pixels = 60, .quality = 50};
  const MkepubConvertOptions shades = {.max_pixels = 60, .quality = 50, .gray = TRUE};
  const MkepubConvertOptions cover = {.max_pixels = 60, .quality = 50, .jpeg = TRUE};
  GByteArray *files[] = {make_jpeg(&color, NULL),    make_jpeg(&color, &progressive),
                         make_jpeg(&gray, NULL),     make_png(&color, 8, FALSE),
                         make_png(&color, 8, TRUE),  make_png(&gray, 8, FALSE),
                         make_png(&opaque, 8, FALSE)};
  for (guint i = 0; i < G_N_ELEMENTS(files); i++) {
    assert_kept(files[i], &plain);
    assert_kept(files[i], &no_limit);
    assert_kept(files[i], &just);
  }
  assert_kept(files[2], &shades);
  assert_kept(files[5], &shades);
  assert_kept(files[0], &cover);
  assert_kept(files[2], &cover);
  for (guint i = 0; i < G_N_ELEMENTS(files); i++)
    g_byte_array_unref(files[i]);
}

/* Without a generation of loss: the picture is the same to the last bit. */
static void test_jpeg_silenced(void)
{
  g_auto(Image) image = image_noise(60, 40, 3);
  g_autoptr(GByteArray) clean = make_jpeg(&image, NULL);
  g_autoptr(GByteArray) jpeg = make_jpeg(&image, NULL);
  add_segment(jpeg, 0xe1, "http://ns.adobe.com/xap/1.0/", "SECRET", 6);
  add_segment(jpeg, 0xed, "Photoshop 3.0", "SECRET", 6);
  add_segment(jpeg, 0xfe, "SECRET", "", 0);
  add_segment(jpeg, 0xe0, "JFXX", "SECRET", 6);
  add_segment(jpeg, 0xe2, "MPF", "SECRET", 6);
  add_jpeg_exif(jpeg, 1);
  g_byte_array_append(jpeg, (const guint8 *)"SECRET", 6); /* a second picture, or a film */
  g_auto(MkepubConverted) out;
  g_assert_cmpint(convert(jpeg, &plain, &out), ==, MKEPUB_CONVERT_MADE);
  g_assert_null(out.reason);
  g_assert_cmpmem(out.bytes, out.length, clean->data, clean->len);
}

static void test_png_silenced(void)
{
  g_auto(Image) image = image_noise(60, 40, 3);
  g_autoptr(GByteArray) clean = make_png(&image, 8, FALSE);
  g_autoptr(GByteArray) png = make_png(&image, 8, FALSE);
  g_autoptr(GByteArray) exif = make_exif(1);
  static const guint8 density[] = {0, 0, 11, 19, 0, 0, 11, 19, 1};
  add_chunk(png, "pHYs", density, sizeof density);
  add_chunk(clean, "pHYs", density, sizeof density);
  add_chunk(png, "tEXt", "Author\0SECRET", 13);
  add_chunk(png, "iTXt", "XML:com.adobe.xmp\0\0\0\0\0SECRET", 28);
  add_chunk(png, "tIME", "\7\350\1\1\0\0\0", 7);
  add_chunk(png, "eXIf", exif->data, exif->len);
  add_chunk(png, "prVt", "SECRET", 6);
  g_byte_array_append(png, (const guint8 *)"SECRET", 6);
  g_auto(MkepubConverted) out;
  g_assert_cmpint(convert(png, &plain, &out), ==, MKEPUB_CONVERT_MADE);
  g_assert_cmpmem(out.bytes, out.length, clean->data, clean->len);
}

/* By hand: means of the pixels covered, a third of one counting a third. */
static void test_means(void)
{
  static const guint8 samples[] = {10, 20, 30, 40, 50, 60};
  const MkepubConvertOptions two = {.max_pixels = 2, .quality = 90};
  const MkepubConvertOptions one = {.max_pixels = 1, .quality = 90};
  g_auto(Image) image = image_new(3, 2, 1);
  memcpy(image.pixels, samples, sizeof samples);
  g_autoptr(GByteArray) png = make_png(&image, 8, FALSE);
  g_auto(Image) narrow = made(png, &two); /* 3 x 2 to 2 x 1 */
  g_auto(Image) least = made(png, &one);
  g_assert_cmpuint(narrow.width, ==, 2);
  g_assert_cmpuint(narrow.height, ==, 1);
  /* (10 + 20 / 2 + 40 + 50 / 2) / 3 = 28.3, (20 / 2 + 30 + 50 / 2 + 60) / 3 = 41.7 */
  assert_near(image_at(&narrow, 0, 0), 28, 28, 28, 0);
  assert_near(image_at(&narrow, 1, 0), 42, 42, 42, 0);
  assert_near(image_at(&least, 0, 0), 35, 35, 35, 0);
}

/* White stays white and black black, at whatever ratio. */
static void test_extremes(void)
{
  for (guint width = 900; width < 1000; width += 7) {
    g_auto(Image) image = image_new(width, 40, 1);
    memset(image.pixels, 255, (gsize)width * 20);
    g_autoptr(GByteArray) png = make_png(&image, 8, FALSE);
    const MkepubConvertOptions options = {.max_pixels = width - 450, .quality = 90};
    g_auto(Image) out = made(png, &options);
    assert_near(image_at(&out, out.width - 1, 0), 255, 255, 255, 0);
    assert_near(image_at(&out, 0, out.height - 1), 0, 0, 0, 0);
  }
}

static void test_sizes(void)
{
  static const guint sizes[][5] = {{400, 300, 160, 160, 120}, {300, 400, 160, 120, 160},
                                   {1000, 1, 100, 100, 1},    {999, 500, 100, 100, 50},
                                   {161, 160, 160, 160, 159}, {160, 160, 159, 159, 159}};
  for (guint i = 0; i < G_N_ELEMENTS(sizes); i++) {
    const guint *size = sizes[i];
    const MkepubConvertOptions options = {.max_pixels = size[2], .quality = 80};
    g_auto(Image) image = image_noise(size[0], size[1], 3);
    g_autoptr(GByteArray) jpeg = make_jpeg(&image, NULL);
    g_auto(MkepubConverted) out;
    g_assert_cmpint(convert(jpeg, &options, &out), ==, MKEPUB_CONVERT_MADE);
    g_assert_cmpuint(out.info.width, ==, size[3]);
    g_assert_cmpuint(out.info.height, ==, size[4]);
  }
}

static void test_on_white(void)
{
  g_auto(Image) image = image_quarters(32, 32, 4);
  image_at(&image, 0, 0)[3] = 0;
  image_at(&image, 1, 0)[3] = 51; /* a fifth */
  g_autoptr(GByteArray) png = make_png(&image, 8, FALSE);
  g_auto(Image) out = made(png, &plain);
  assert_near(image_at(&out, 0, 0), 255, 255, 255, 0);
  assert_near(image_at(&out, 1, 0), 255, 204, 204, 0);
  assert_near(image_at(&out, 2, 0), 255, 0, 0, 0);
}

static void test_gray(void)
{
  const MkepubConvertOptions shades = {.max_pixels = 1600, .quality = 95, .gray = TRUE};
  const JpegWay sharp = {.sharp = TRUE};
  g_auto(Image) image = image_quarters(64, 48, 3);
  g_autoptr(GByteArray) jpeg = make_jpeg(&image, &sharp);
  g_autoptr(GByteArray) png = make_png(&image, 8, FALSE);
  g_auto(MkepubConverted) out;
  g_assert_cmpint(convert(jpeg, &shades, &out), ==, MKEPUB_CONVERT_MADE);
  g_auto(Image) one = read_jpeg(out.bytes, out.length, 0);
  g_assert_cmpuint(one.channels, ==, 1);
  /* ITU-R BT.601: 0.299, 0.587 and 0.114 of 255 */
  g_assert_cmpint(ABS(image_at(&one, 2, 2)[0] - 76), <=, 2);
  g_assert_cmpint(ABS(image_at(&one, 60, 2)[0] - 150), <=, 2);
  g_auto(Image) from_png = made(png, &shades);
  assert_near(image_at(&from_png, 2, 2), 76, 76, 76, 0);
  assert_near(image_at(&from_png, 60, 2), 150, 150, 150, 0);
  assert_near(image_at(&from_png, 2, 40), 29, 29, 29, 0);
}

static gsize made_size(const GByteArray *in, guint quality)
{
  const MkepubConvertOptions options = {.max_pixels = 100, .quality = quality};
  g_auto(MkepubConverted) out;
  g_assert_cmpint(convert(in, &options, &out), ==, MKEPUB_CONVERT_MADE);
  return out.length;
}

static void test_quality(void)
{
  g_auto(Image) image = image_noise(200, 200, 3);
  g_autoptr(GByteArray) jpeg = make_jpeg(&image, NULL);
  g_assert_cmpuint(made_size(jpeg, 30), <, made_size(jpeg, 70));
  g_assert_cmpuint(made_size(jpeg, 70), <, made_size(jpeg, 95));
}

/* Inks as they are, as Photoshop stores them, and as Photoshop stores them most often. */
static void test_cmyk(void)
{
  static const JpegWay ways[] = {{.in = JCS_CMYK, .out = JCS_CMYK},
                                 {.in = JCS_CMYK, .out = JCS_CMYK, .adobe = TRUE},
                                 {.in = JCS_CMYK, .out = JCS_YCCK, .adobe = TRUE}};
  for (guint i = 0; i < G_N_ELEMENTS(ways); i++) {
    g_auto(Image) image = image_new(32, 32, 4);
    for (guint j = 0; j < 32 * 32; j++) /* all of cyan, a fifth of yellow, a fifth of black */
      memcpy(image.pixels + j * 4, "\xff\0\x33\x33", 4);
    for (guint j = 0; ways[i].adobe && j < 32 * 32 * 4; j++)
      image.pixels[j] = 255 - image.pixels[j];
    g_autoptr(GByteArray) jpeg = make_jpeg(&image, &ways[i]);
    g_auto(Image) out = made(jpeg, &plain);
    assert_near(image_at(&out, 9, 9), 0, 204, 163, 4);
  }
}

/* An RGB profile in memory. */
static GByteArray *make_profile(const double *xy, double gamma)
{
  static const double curve[] = {2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045};
  const cmsCIExyY white = {0.3127, 0.329, 1};
  const cmsCIExyYTRIPLE primaries = {{xy[0], xy[1], 1}, {xy[2], xy[3], 1}, {xy[4], xy[5], 1}};
  cmsToneCurve *tone =
      gamma > 0 ? cmsBuildGamma(NULL, gamma) : cmsBuildParametricToneCurve(NULL, 4, curve);
  cmsToneCurve *tones[] = {tone, tone, tone};
  cmsHPROFILE profile = cmsCreateRGBProfile(&white, &primaries, tones);
  cmsUInt32Number length = 0;
  g_assert_true(cmsSaveProfileToMem(profile, NULL, &length));
  GByteArray *bytes = g_byte_array_new();
  g_byte_array_set_size(bytes, length);
  g_assert_true(cmsSaveProfileToMem(profile, bytes->data, &length));
  cmsCloseProfile(profile);
  cmsFreeToneCurve(tone);
  return bytes;
}

static const double srgb[] = {0.64, 0.33, 0.30, 0.60, 0.15, 0.06};
static const double p3[] = {0.680, 0.320, 0.265, 0.690, 0.150, 0.060};

static void add_profile(GByteArray *jpeg, const double *xy)
{
  g_autoptr(GByteArray) profile = make_profile(xy, 0);
  g_byte_array_prepend(profile, (const guint8 *)"\1\1", 2); /* part 1 of 1 */
  add_segment(jpeg, 0xe2, "ICC_PROFILE", profile->data, profile->len);
}

/* The values in sRGB by the matrices of CSS Color 4 section 17. */
static void test_profile(void)
{
  g_auto(Image) image = image_new(32, 32, 3);
  for (guint i = 0; i < 32 * 32; i++)
    memcpy(image.pixels + (gsize)i * 3, "\xc8\x64\x64", 3);
  g_autoptr(GByteArray) wide = make_jpeg(&image, NULL);
  g_autoptr(GByteArray) same = make_jpeg(&image, NULL);
  add_profile(wide, p3);
  add_profile(same, srgb);
  g_auto(Image) out = made(wide, &plain);
  assert_near(image_at(&out, 9, 9), 215, 93, 97, 3);
  assert_kept(same, &plain);
}

/* Lightness is what black ink leaves; the others do nothing. */
static cmsInt32Number lighten(const cmsUInt16Number *in, cmsUInt16Number *out, void *data)
{
  (void)data;
  /* ICC.1:2001 section 6.3.4.2: white is 0xff00, no color 0x8000 */
  out[0] = (cmsUInt16Number)((65535u - in[3]) * 0xff00 / 0xffff);
  out[1] = out[2] = 0x8000;
  return TRUE;
}

static GByteArray *make_ink_profile(void)
{
  cmsHPROFILE profile = cmsCreateProfilePlaceholder(NULL);
  cmsPipeline *pipeline = cmsPipelineAlloc(NULL, 4, 3);
  cmsStage *table = cmsStageAllocCLut16bit(NULL, 2, 4, 3, NULL);
  cmsUInt32Number length = 0;
  g_assert_true(cmsStageSampleCLut16bit(table, lighten, NULL, 0));
  cmsPipelineInsertStage(pipeline, cmsAT_END, table);
  cmsSetProfileVersion(profile, 2.1);
  cmsSetDeviceClass(profile, cmsSigOutputClass);
  cmsSetColorSpace(profile, cmsSigCmykData);
  cmsSetPCS(profile, cmsSigLabData);
  g_assert_true(cmsWriteTag(profile, cmsSigAToB0Tag, pipeline));
  g_assert_true(cmsSaveProfileToMem(profile, NULL, &length));
  GByteArray *bytes = g_byte_array_new();
  g_byte_array_set_size(bytes, length);
  g_assert_true(cmsSaveProfileToMem(profile, bytes->data, &length));
  cmsPipelineFree(pipeline);
  cmsCloseProfile(profile);
  return bytes;
}

/* Half of the lightness is 119 in sRGB (CIE 15 section 8.2.1); without the profile, it would be
 * 128 and, for the cyan, blue. */
static void test_ink_profile(void)
{
  const JpegWay way = {.in = JCS_CMYK, .out = JCS_CMYK, .adobe = TRUE};
  g_auto(Image) image = image_new(32, 32, 4);
  for (guint i = 0; i < 32 * 32; i++)
    memcpy(image.pixels + (gsize)i * 4, "\x80\xff\xff\x80", 4);
  g_autoptr(GByteArray) jpeg = make_jpeg(&image, &way);
  g_autoptr(GByteArray) profile = make_ink_profile();
  g_byte_array_prepend(profile, (const guint8 *)"\1\1", 2);
  add_segment(jpeg, 0xe2, "ICC_PROFILE", profile->data, profile->len);
  g_auto(Image) out = made(jpeg, &plain);
  assert_near(image_at(&out, 9, 9), 119, 119, 119, 2);
}

/* gAMA 1: samples are light itself; half of it is 188 in sRGB (IEC 61966-2-1 section 5.2). */
static void test_gamma(void)
{
  g_auto(Image) image = image_new(8, 8, 3);
  memset(image.pixels, 128, 8 * 8 * 3);
  g_autoptr(GByteArray) linear = make_png(&image, 8, FALSE);
  g_autoptr(GByteArray) usual = make_png(&image, 8, FALSE);
  add_chunk(linear, "gAMA", "\0\1\x86\xa0", 4);
  add_chunk(usual, "gAMA", "\0\0\xb1\x8f", 4);
  g_auto(Image) out = made(linear, &plain);
  assert_near(image_at(&out, 3, 3), 188, 188, 188, 1);
  assert_kept(usual, &plain);
}

static void test_sixteen_bits(void)
{
  g_auto(Image) image = image_quarters(16, 16, 3);
  g_autoptr(GByteArray) png = make_png(&image, 16, TRUE);
  g_auto(Image) out = made(png, &plain);
  g_assert_cmpmem(out.pixels, 16 * 16 * 3, image.pixels, 16 * 16 * 3);
}

static const char *type_made(const Image *image, gboolean cover)
{
  const MkepubConvertOptions options = {.max_pixels = 100, .quality = 80, .jpeg = cover};
  g_autoptr(GByteArray) png = make_png(image, 8, FALSE);
  g_auto(MkepubConverted) out;
  g_assert_cmpint(convert(png, &options, &out), ==, MKEPUB_CONVERT_MADE);
  return out.info.media_type;
}

static void test_drawing_or_photograph(void)
{
  g_auto(Image) drawing = image_quarters(300, 200, 3);
  g_auto(Image) photograph = image_noise(300, 200, 3);
  g_auto(Image) gray = image_noise(300, 200, 1);
  g_auto(Image) see_through = image_quarters(300, 200, 4);
  see_through.pixels[3] = 0;
  g_assert_cmpstr(type_made(&drawing, FALSE), ==, "image/png");
  g_assert_cmpstr(type_made(&see_through, FALSE), ==, "image/png");
  g_assert_cmpstr(type_made(&photograph, FALSE), ==, "image/jpeg");
  g_assert_cmpstr(type_made(&gray, FALSE), ==, "image/jpeg");
  g_assert_cmpstr(type_made(&drawing, TRUE), ==, "image/jpeg");
  g_assert_cmpstr(type_made(&see_through, TRUE), ==, "image/jpeg");
}

/* Bits a sample and color type: bytes 24 and 25 of a PNG (third edition section 11.2.1). */
static void assert_png_kind(const Image *image, guint bits, guint type)
{
  g_autoptr(GByteArray) png = make_png(image, 16, FALSE);
  g_auto(MkepubConverted) out;
  g_assert_cmpint(convert(png, &plain, &out), ==, MKEPUB_CONVERT_MADE);
  g_assert_cmpstr(out.info.media_type, ==, "image/png");
  g_assert_cmpuint(out.bytes[24], ==, bits);
  g_assert_cmpuint(out.bytes[25], ==, type);
  g_auto(Image) back = read_png(out.bytes, out.length, 3);
  for (guint i = 0; i < image->width; i++)
    g_assert_cmpuint(back.pixels[i * 3], ==, image->pixels[i * image->channels]);
}

static void test_small_png(void)
{
  g_auto(Image) four = image_quarters(16, 16, 3);
  g_auto(Image) gray = image_new(256, 256, 1);
  g_auto(Image) two = image_new(16, 2, 3);
  memset(two.pixels, 255, 16 * 3);
  assert_png_kind(&four, 2, PNG_COLOR_TYPE_PALETTE);
  assert_png_kind(&two, 1, PNG_COLOR_TYPE_GRAY);
  for (guint i = 0; i < 256 * 256; i++)
    gray.pixels[i] = (guint8)(i % 256 / 16 * 17);
  assert_png_kind(&gray, 4, PNG_COLOR_TYPE_GRAY);
  for (guint i = 0; i < 256 * 256; i++)
    gray.pixels[i] = (guint8)(i % 256 / 64 * 50);
  assert_png_kind(&gray, 2, PNG_COLOR_TYPE_PALETTE);
  for (guint i = 0; i < 256 * 256; i++)
    gray.pixels[i] = (guint8)(i % 256);
  assert_png_kind(&gray, 8, PNG_COLOR_TYPE_GRAY);
}

static void test_animation(void)
{
  g_auto(Image) image = image_quarters(32, 24, 3);
  g_autoptr(GByteArray) still = make_png(&image, 8, FALSE);
  g_autoptr(GByteArray) png = make_png(&image, 8, FALSE);
  add_chunk(png, "acTL", "\0\0\0\2\0\0\0\0", 8);
  g_auto(MkepubConverted) out;
  g_assert_cmpint(convert(png, &plain, &out), ==, MKEPUB_CONVERT_MADE);
  g_assert_cmpstr(out.reason, ==, "animation");
  g_assert_cmpmem(out.bytes, out.length, still->data, still->len);
  g_assert_false(out.info.animated);
}

static void test_truncated(void)
{
  const JpegWay progressive = {.progressive = TRUE};
  g_auto(Image) image = image_noise(100, 80, 3);
  g_autoptr(GByteArray) baseline = make_jpeg(&image, NULL);
  g_autoptr(GByteArray) scans = make_jpeg(&image, &progressive);
  g_autoptr(GByteArray) png = make_png(&image, 8, FALSE);
  for (guint i = 1; i < 20; i++) {
    const GByteArray *files[] = {baseline, scans, png};
    for (guint j = 0; j < G_N_ELEMENTS(files); j++) {
      g_autoptr(GByteArray) part = g_byte_array_new();
      g_byte_array_append(part, files[j]->data, files[j]->len * i / 20);
      assert_broken(part, j < 2 ? "truncated JPEG" : "truncated PNG");
      if (j == 2)
        continue;
      g_byte_array_append(part, (const guint8 *)"\xff\xd9", 2); /* as if it were all */
      g_auto(MkepubConverted) out;
      g_assert_cmpint(convert(part, &plain, &out), ==, MKEPUB_CONVERT_BROKEN);
    }
  }
}

/* A file of another kind has its name for a reason; so has nothing at all. */
static void test_no_picture(void)
{
  static const char *const files[][2] = {
      {"", "empty file"}, {"<!DOCTYPE html><p>404", "HTML page"}, {"%PDF-1.7", "PDF"}};
  for (guint i = 0; i < G_N_ELEMENTS(files); i++) {
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    g_byte_array_append(bytes, (const guint8 *)files[i][0], (guint)strlen(files[i][0]));
    assert_broken(bytes, files[i][1]);
  }
}

static long peak_kilobytes(void)
{
  struct rusage usage;
  g_assert_cmpint(getrusage(RUSAGE_SELF, &usage), ==, 0);
  return usage.ru_maxrss;
}

/* Few bytes that say many pixels cost nothing. */
static void test_bombs(void)
{
  static const guint8 size[] = {0xea, 0x60}; /* 60000 */
  g_auto(Image) image = image_quarters(16, 16, 1);
  g_autoptr(GByteArray) png = make_png(&image, 8, FALSE);
  g_autoptr(GByteArray) jpeg = make_jpeg(&image, NULL);
  memcpy(png->data + 18, size, 2);
  memcpy(png->data + 22, size, 2);
  guint32 crc = GUINT32_TO_BE(libdeflate_crc32(0, png->data + 12, 17));
  memcpy(png->data + 29, &crc, 4);
  guint8 *frame = memmem(jpeg->data, jpeg->len, "\xff\xc0", 2);
  memcpy(frame + 5, size, 2);
  memcpy(frame + 7, size, 2);
  long before = peak_kilobytes();
  assert_broken(png, "PNG of 60000 x 60000 pixels");
  assert_broken(jpeg, "JPEG of 60000 x 60000 pixels");
  g_assert_cmpint(peak_kilobytes() - before, <, 4096);
}

static gpointer convert_in_thread(gpointer data)
{
  const MkepubConvertOptions small = {.max_pixels = 90, .quality = 80};
  GByteArray *all = g_byte_array_new();
  const GPtrArray *files = data;
  for (guint i = 0; i < files->len * 10; i++) {
    g_auto(MkepubConverted) out;
    g_assert_cmpint(convert(files->pdata[i % files->len], &small, &out), ==,
                    MKEPUB_CONVERT_MADE);
    g_byte_array_append(all, out.bytes, (guint)out.length);
  }
  return all;
}

static void test_threads(void)
{
  g_auto(Image) photograph = image_noise(200, 150, 3);
  g_auto(Image) drawing = image_quarters(200, 150, 3);
  g_autoptr(GPtrArray) files =
      g_ptr_array_new_with_free_func((GDestroyNotify)g_byte_array_unref);
  g_ptr_array_add(files, make_jpeg(&photograph, NULL));
  g_ptr_array_add(files, make_png(&drawing, 8, TRUE));
  g_ptr_array_add(files, make_jpeg(&drawing, NULL));
  add_profile(files->pdata[2], p3);
  GThread *threads[] = {g_thread_new("one", convert_in_thread, files),
                        g_thread_new("two", convert_in_thread, files)};
  g_autoptr(GByteArray) one = g_thread_join(threads[0]);
  g_autoptr(GByteArray) two = g_thread_join(threads[1]);
  g_autoptr(GByteArray) here = convert_in_thread(files);
  g_assert_cmpmem(one->data, one->len, two->data, two->len);
  g_assert_cmpmem(one->data, one->len, here->data, here->len);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/convert/orientation", test_orientation);
  g_test_add_func("/convert/orientation-and-size", test_orientation_and_size);
  g_test_add_func("/convert/nonsense-orientation", test_nonsense_orientation);
  g_test_add_func("/convert/kept", test_kept);
  g_test_add_func("/convert/jpeg-silenced", test_jpeg_silenced);
  g_test_add_func("/convert/png-silenced", test_png_silenced);
  g_test_add_func("/convert/means", test_means);
  g_test_add_func("/convert/extremes", test_extremes);
  g_test_add_func("/convert/sizes", test_sizes);
  g_test_add_func("/convert/on-white", test_on_white);
  g_test_add_func("/convert/gray", test_gray);
  g_test_add_func("/convert/quality", test_quality);
  g_test_add_func("/convert/cmyk", test_cmyk);
  g_test_add_func("/convert/profile", test_profile);
  g_test_add_func("/convert/ink-profile", test_ink_profile);
  g_test_add_func("/convert/gamma", test_gamma);
  g_test_add_func("/convert/sixteen-bits", test_sixteen_bits);
  g_test_add_func("/convert/drawing-or-photograph", test_drawing_or_photograph);
  g_test_add_func("/convert/small-png", test_small_png);
  g_test_add_func("/convert/animation", test_animation);
  g_test_add_func("/convert/truncated", test_truncated);
  g_test_add_func("/convert/no-picture", test_no_picture);
  g_test_add_func("/convert/bombs", test_bombs);
  g_test_add_func("/convert/threads", test_threads);
  return g_test_run();
}
