/* SPDX-License-Identifier: MIT */
/* Covers: what every reader can show, in every script, whatever the words are. */
#include <glib.h>
#include <glib/gstdio.h>
#include <malloc.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <jpeglib.h>

#include "media/cover/cover.h"
#include "media/cover/design.h"

#define WIDTH  MKEPUB_COVER_WIDTH
#define HEIGHT MKEPUB_COVER_HEIGHT
#define DEJAVU "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"

static const char *program;

typedef struct {
  guint8 *rgb; /* WIDTH * HEIGHT * 3 */
} Pixels;

typedef struct {
  const char *language, *masthead, *motto, *dateline, *lead, *other;
} Words;

static const Words words[] = {
    {"en", "Morning Edition", "All that fits", "Issue 12 · 13 January 2025",
     "Harbor reopens after the storm", "A letter from the north"},
    {"ru", "Утренний выпуск", "Всё, что важно", "13 января 2025",
     "Порт снова открыт после бури", "Письмо с севера"},
    {"el", "Πρωινή Έκδοση", "Όλα τα νέα", "13 Ιανουαρίου 2025",
     "Το λιμάνι άνοιξε μετά την καταιγίδα", "Γράμμα από τον βορρά"},
    {"ar", "الطبعة الصباحية", "كل الأخبار", "١٣ يناير ٢٠٢٥", "الميناء يفتح أبوابه بعد العاصفة",
     "رسالة من الشمال"},
    {"he", "מהדורת הבוקר", "כל החדשות", "13 בינואר 2025", "הנמל נפתח שוב אחרי הסערה",
     "מכתב מן הצפון"},
    {"hi", "प्रातः संस्करण", "सारे समाचार", "13 जनवरी 2025", "तूफ़ान के बाद बंदरगाह फिर खुला",
     "उत्तर से एक पत्र"},
    {"zh-CN", "早间新闻", "值得一读", "2025年1月13日", "风暴过后港口重新开放", "北方来信"},
    {"ja", "朝の便り", "今日の読みもの", "2025年1月13日", "嵐のあと、港がふたたび開く",
     "北からの手紙"},
    {"ko", "아침 소식", "오늘의 읽을거리", "2025년 1월 13일",
     "폭풍이 지나고 항구가 다시 열리다", "북쪽에서 온 편지"},
};

static GByteArray *draw(const MkepubCover *cover, guint *missing)
{
  GByteArray *jpeg = NULL;
  g_autoptr(GError) error = NULL;
  gboolean drawn = mkepub_cover_draw(cover, &jpeg, missing, &error);
  g_assert_no_error(error);
  g_assert_true(drawn);
  g_assert_cmpuint(jpeg->len, <, 1000 * 1000);
  return jpeg;
}

static Pixels decode(const GByteArray *jpeg)
{
  struct jpeg_decompress_struct info;
  struct jpeg_error_mgr manager;
  Pixels pixels = {g_malloc((gsize)WIDTH * HEIGHT * 3)};
  info.err = jpeg_std_error(&manager);
  jpeg_create_decompress(&info);
  jpeg_mem_src(&info, jpeg->data, jpeg->len);
  for (int marker = 1; marker < 16; marker++)
    jpeg_save_markers(&info, JPEG_APP0 + marker, 0xffff);
  jpeg_save_markers(&info, JPEG_COM, 0xffff);
  jpeg_read_header(&info, TRUE);
  g_assert_null(info.marker_list); /* no metadata */
  g_assert_cmpuint(info.image_width, ==, WIDTH);
  g_assert_cmpuint(info.image_height, ==, HEIGHT);
  g_assert_cmpint(info.num_components, ==, 3);
  g_assert_cmpint(info.jpeg_color_space, ==, JCS_YCbCr);
  g_assert_false(info.progressive_mode);
  jpeg_start_decompress(&info);
  while (info.output_scanline < HEIGHT) {
    JSAMPROW row = pixels.rgb + (gsize)info.output_scanline * WIDTH * 3;
    jpeg_read_scanlines(&info, &row, 1);
  }
  jpeg_finish_decompress(&info);
  jpeg_destroy_decompress(&info);
  return pixels;
}

static const guint8 *at(Pixels pixels, guint x, guint y)
{
  return pixels.rgb + ((gsize)y * WIDTH + x) * 3;
}

static double luminance(const guint8 *rgb) /* WCAG 2.2, relative luminance */
{
  double linear[3];
  for (int i = 0; i < 3; i++) {
    double c = rgb[i] / 255.0;
    linear[i] = c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
  }
  return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
}

static gboolean alike(const guint8 *a, const guint8 *b)
{
  return abs(a[0] - b[0]) < 24 && abs(a[1] - b[1]) < 24 && abs(a[2] - b[2]) < 24;
}

/* Along the edges each row is of one color: paper or field, and no ink. */
static void assert_margins(Pixels pixels, const char *design)
{
  guint from = strcmp(design, "picture") ? 0 : 1200; /* its picture goes to the edge */
  for (guint y = from; y < HEIGHT; y++) {
    gboolean edge = y < 50 || y >= HEIGHT - 50;
    for (guint x = 0; x < WIDTH; x++)
      if ((edge || x < 60 || x >= WIDTH - 60) && !alike(at(pixels, x, y), at(pixels, 0, y)))
        g_error("%s: ink at %u, %u", design, x, y);
  }
}

static MkepubCover cover_of(const Words *from, MkepubCoverLead *leads)
{
  leads[0] = (MkepubCoverLead){from->lead, from->language};
  leads[1] = (MkepubCoverLead){from->other, from->language};
  return (MkepubCover){.masthead = from->masthead,
                       .motto = from->motto,
                       .dateline = from->dateline,
                       .foot = from->motto,
                       .language = from->language,
                       .leads = leads,
                       .n_leads = 2};
}

static void assert_same(const GByteArray *a, const GByteArray *b)
{
  g_assert_cmpmem(a->data, a->len, b->data, b->len);
}

static void assert_different(const GByteArray *a, const GByteArray *b)
{
  g_assert_true(a->len != b->len || memcmp(a->data, b->data, a->len) != 0);
}

static void test_designs(void)
{
  const char *const *designs = cover_design_names();
  MkepubCoverLead leads[2];
  g_assert_cmpuint(g_strv_length((char **)designs), >=, 3);
  for (; *designs; designs++)
    for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
      MkepubCover cover = cover_of(&words[i], leads);
      guint missing = 1;
      cover.design = *designs;
      g_autoptr(GByteArray) jpeg = draw(&cover, &missing);
      if (missing)
        g_error("%s in %s: no font shows %u characters", *designs, words[i].language, missing);
      Pixels pixels = decode(jpeg);
      assert_margins(pixels, *designs);
      g_free(pixels.rgb);
    }
}

static void test_first_is_default(void)
{
  MkepubCoverLead leads[2];
  MkepubCover cover = cover_of(&words[0], leads);
  g_autoptr(GByteArray) usual = draw(&cover, NULL);
  cover.design = cover_design_names()[0];
  g_autoptr(GByteArray) named = draw(&cover, NULL);
  assert_same(usual, named);
}

/* A cover says what it says on no more than a masthead. */
static void test_masthead_alone(void)
{
  for (const char *const *design = cover_design_names(); *design; design++) {
    MkepubCover bare = {.masthead = "Solo", .language = "en", .design = *design};
    MkepubCover empty = bare;
    MkepubCoverLead nothing = {"", ""};
    empty.motto = empty.dateline = empty.foot = empty.series = "";
    empty.leads = &nothing;
    empty.n_leads = 1;
    g_autoptr(GByteArray) a = draw(&bare, NULL);
    g_autoptr(GByteArray) b = draw(&empty, NULL);
    assert_same(a, b);
  }
}

/* White letters on the field of any series (WCAG 2.2, 1.4.6: 7 to 1). */
static void test_contrast(void)
{
  for (char name[] = "A"; *name <= 'Z'; (*name)++) {
    MkepubCover cover = {.masthead = "M", .series = name, .design = "poster"};
    g_autoptr(GByteArray) jpeg = draw(&cover, NULL);
    Pixels pixels = decode(jpeg);
    g_assert_cmpfloat(1.05 / (luminance(at(pixels, 20, 20)) + 0.05), >=, 7.0);
    g_free(pixels.rgb);
  }
}

static void test_series_chooses_color(void)
{
  MkepubCover cover = {.masthead = "One", .series = "Brief", .design = "poster"};
  g_autoptr(GByteArray) one = draw(&cover, NULL);
  cover.masthead = "Two";
  g_autoptr(GByteArray) two = draw(&cover, NULL);
  Pixels a = decode(one), b = decode(two);
  g_assert_true(alike(at(a, 20, 20), at(b, 20, 20)));
  g_free(a.rgb);
  g_free(b.rgb);
}

/* How many pixels of the poster's field are white, from X to X + 800. */
static guint count_white(Pixels pixels, guint x)
{
  guint count = 0;
  for (guint y = 600; y < 1300; y++)
    for (guint i = x; i < x + WIDTH / 2; i++)
      count += luminance(at(pixels, i, y)) > 0.8;
  return count;
}

static void test_direction(void)
{
  static const struct {
    const char *text, *language;
    gboolean right;
  } cases[] = {{"No", "en", FALSE}, {"לא", "he", TRUE},  {"לא", "en", TRUE},
               {"لا", "ar", TRUE},  {"لا", NULL, TRUE},  {"No", "ar", FALSE},
               {"12", "ar", TRUE},  {"12", "en", FALSE}, {"\xe2\x80\xaeNo", "en", FALSE}};
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    MkepubCover cover = {
        .masthead = cases[i].text, .language = cases[i].language, .design = "poster"};
    g_autoptr(GByteArray) jpeg = draw(&cover, NULL);
    Pixels pixels = decode(jpeg);
    guint left = count_white(pixels, 0), right = count_white(pixels, WIDTH / 2);
    g_test_message("%s (%s): %u, %u", cases[i].text, cases[i].language, left, right);
    g_assert_cmpuint(cases[i].right ? right : left, >, cases[i].right ? left : right);
    g_free(pixels.rgb);
  }
}

static char *repeat(const char *text, guint count)
{
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < count; i++)
    g_string_append(out, text);
  return g_string_free(out, FALSE);
}

static void try_text(const char *text, const char *language)
{
  for (const char *const *design = cover_design_names(); *design; design++) {
    MkepubCoverLead leads[3] = {{text, language}, {text, language}, {"End", "en"}};
    MkepubCover cover = {.masthead = text,
                         .motto = text,
                         .dateline = text,
                         .foot = text,
                         .language = language,
                         .leads = leads,
                         .n_leads = 3,
                         .design = *design};
    g_autoptr(GByteArray) jpeg = draw(&cover, NULL);
    Pixels pixels = decode(jpeg);
    assert_margins(pixels, *design);
    g_free(pixels.rgb);
  }
}

static void test_long(void)
{
  static const char *const parts[] = {
      "word ", "m", "漢字", "العربية ", "한국어 ", "हिन्दी ", "한", "i", "Donaudampfschiffahrt-",
      "🦄"};
  for (guint i = 0; i < G_N_ELEMENTS(parts); i++) {
    g_autofree char *text = repeat(parts[i], 10000 / (guint)g_utf8_strlen(parts[i], -1));
    try_text(text, NULL);
  }
}

/* Marks in heaps, controls, overrides, lone joiners, private, unassigned and invalid ones. */
static void test_hostile(void)
{
  g_autofree char *marks = repeat("\xcc\x81\xcc\xa7\xcd\x9c", 3000);
  g_autofree char *storm = g_strconcat("Z", marks, "a", marks, "lgo", NULL);
  g_autofree char *overrides = repeat("\xe2\x80\xae"
                                      "abc\xe2\x81\xa6",
                                      500);
  const char *const texts[] = {storm,
                               marks,
                               overrides,
                               "\x01\x02\x1b[31m\x7f",
                               "\xe2\x80\x8d\xe2\x80\x8d\xef\xb8\x8f",
                               "\xee\x80\x80\xf3\xb0\x80\x80 private",
                               "\xcd\xb8 unassigned",
                               "a\xff\xfe\x80z",
                               "\xe2\x80\xa8\xe2\x80\xa9\xc2\x85",
                               "👩‍👩‍👧‍👦 🏳️‍🌈 1️⃣",
                               "\xe2\x80\xaeright",
                               "…",
                               "   ",
                               "<b>&amp;</b> %s %n",
                               "\xef\xbf\xbf\xef\xb7\x90",
                               "ﷺ ﷽ 𒐫 ꧅"};
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
    try_text(texts[i], i % 2 ? "ar" : NULL);
}

static void test_blanks(void)
{
  MkepubCover cover = {.masthead = "Plain words here"};
  g_autoptr(GByteArray) plain = draw(&cover, NULL);
  cover.masthead = " Plain\twords\r\n\x01here\xe2\x80\xa9";
  g_autoptr(GByteArray) other = draw(&cover, NULL);
  assert_same(plain, other);
}

static void test_invalid_language(void)
{
  static const char *const tags[] = {"???", "", "x", "-", "en_", "this is no language", "\xff"};
  MkepubCover cover = {.masthead = "Plain words"};
  g_autoptr(GByteArray) plain = draw(&cover, NULL);
  for (guint i = 0; i < G_N_ELEMENTS(tags); i++) {
    cover.language = tags[i];
    g_autoptr(GByteArray) other = draw(&cover, NULL);
    if (strcmp(tags[i], "en_")) /* may be read as 'en' */
      assert_same(plain, other);
  }
}

/* Korean words hold together: joiners change nothing. */
static void test_korean(void)
{
  MkepubCover cover = {
      .series = "S", .masthead = "폭풍이 지나고 항구가 다시 열리다", .language = "ko"};
  g_autoptr(GByteArray) plain = draw(&cover, NULL);
  cover.masthead = "폭\u2060풍\u2060이 지\u2060나\u2060고 항\u2060구\u2060가 다\u2060시 "
                   "열\u2060리\u2060다";
  g_autoptr(GByteArray) joined = draw(&cover, NULL);
  assert_same(plain, joined);
}

static void test_missing(void)
{
  MkepubCoverLead leads[2] = {{"\xcd\xb8\xcd\xb9\xcd\xb8", "en"}, {"Shown", "en"}};
  MkepubCover cover = {
      .masthead = "Seen", .series = "S", .leads = leads, .n_leads = 2, .design = "quiet"};
  guint missing = 0;
  g_autoptr(GByteArray) with = draw(&cover, &missing);
  g_assert_cmpuint(missing, ==, 3);
  cover.leads = leads + 1; /* what cannot be seen takes no room */
  cover.n_leads = 1;
  g_autoptr(GByteArray) without = draw(&cover, &missing);
  g_assert_cmpuint(missing, ==, 0);
  cover.masthead = "Seen \xcd\xb8";
  g_autoptr(GByteArray) sign = draw(&cover, &missing);
  g_assert_cmpuint(missing, ==, 1);
  assert_same(without, sign);
}

static void test_order(void)
{
  MkepubCoverLead leads[40];
  for (guint i = 0; i < G_N_ELEMENTS(leads); i++)
    leads[i] = (MkepubCoverLead){i % 2 ? "Beta comes after" : "Alpha comes first", "en"};
  MkepubCover cover = {.masthead = "Order", .leads = leads, .n_leads = 40, .design = "front"};
  g_autoptr(GByteArray) many = draw(&cover, NULL);
  cover.n_leads = 5; /* as many as this design shows */
  g_autoptr(GByteArray) five = draw(&cover, NULL);
  assert_same(many, five);
  cover.leads = leads + 1;
  g_autoptr(GByteArray) turned = draw(&cover, NULL);
  assert_different(five, turned);
}

static void assert_fails(const MkepubCover *cover, MkepubErrorCode code)
{
  GByteArray *jpeg = NULL;
  g_autoptr(GError) error = NULL;
  g_assert_false(mkepub_cover_draw(cover, &jpeg, NULL, &error));
  g_assert_error(error, MKEPUB_ERROR, (int)code);
  g_assert_null(jpeg);
}

static void test_failures(void)
{
  MkepubCover cover = {.masthead = "M", .design = "baroque"};
  assert_fails(&cover, MKEPUB_ERROR_USAGE);
  cover.design = NULL;
  static const char *const fonts[] = {"/nonexistent/a.ttf", "/", "Makefile", "/dev/null", ""};
  for (guint i = 0; i < G_N_ELEMENTS(fonts); i++) {
    cover.font = fonts[i];
    assert_fails(&cover, MKEPUB_ERROR_INPUT);
  }
}

static void test_font(void)
{
  MkepubCover cover = {.masthead = "Set in one font"};
  guint missing = 0;
  g_autoptr(GByteArray) usual = draw(&cover, NULL);
  cover.font = DEJAVU;
  g_autoptr(GByteArray) own = draw(&cover, &missing);
  g_assert_cmpuint(missing, ==, 0);
  assert_different(usual, own);
  cover.motto = "海港"; /* no other font comes in */
  g_autoptr(GByteArray) lacking = draw(&cover, &missing);
  g_assert_cmpuint(missing, ==, 2);
  assert_same(own, lacking);
}

/* A JPEG of one color. */
static GByteArray *make_picture(guint8 shade)
{
  struct jpeg_compress_struct info;
  struct jpeg_error_mgr manager;
  unsigned char *bytes = NULL, row[64];
  unsigned long length = 0;
  JSAMPROW rows[] = {row};
  memset(row, shade, sizeof row);
  info.err = jpeg_std_error(&manager);
  jpeg_create_compress(&info);
  jpeg_mem_dest(&info, &bytes, &length);
  info.image_width = info.image_height = 64;
  info.input_components = 1;
  info.in_color_space = JCS_GRAYSCALE;
  jpeg_set_defaults(&info);
  jpeg_start_compress(&info, TRUE);
  while (info.next_scanline < 64)
    jpeg_write_scanlines(&info, rows, 1);
  jpeg_finish_compress(&info);
  jpeg_destroy_compress(&info);
  GByteArray *picture = g_byte_array_new();
  g_byte_array_append(picture, bytes, (guint)length);
  free(bytes);
  return picture;
}

static void test_picture(void)
{
  static const guint8 gray[] = {90, 90, 90};
  MkepubCover cover = {.masthead = "Seen", .design = "picture"};
  g_autoptr(GByteArray) picture = make_picture(90);
  g_autoptr(GByteArray) without = draw(&cover, NULL);
  cover.picture = picture->data;
  cover.picture_length = picture->len;
  g_autoptr(GByteArray) with = draw(&cover, NULL);
  Pixels pixels = decode(with);
  for (guint x = 0; x < WIDTH; x += 100)
    g_assert_true(alike(at(pixels, x, 600), gray));
  g_free(pixels.rgb);
  static const gsize lengths[] = {0, 1, 2, 3, 20, 100};
  for (guint i = 0; i < G_N_ELEMENTS(lengths); i++) {
    g_autofree guint8 *part = g_memdup2(picture->data, lengths[i]);
    cover.picture = part;
    cover.picture_length = lengths[i];
    g_autoptr(GByteArray) broken = draw(&cover, NULL);
    assert_same(without, broken);
  }
}

/* Bytes in use after COUNT more covers. */
static gsize use_after(guint count)
{
  MkepubCoverLead leads[2];
  MkepubCover cover = cover_of(&words[0], leads);
  for (guint i = 0; i < count; i++)
    g_byte_array_unref(draw(&cover, NULL));
  g_usleep(100 * 1000); /* threads of Pango end */
  return mallinfo2().uordblks;
}

/* What fontconfig, Pango and cairo keep for next time has an end. */
static void test_memory(void)
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  g_test_skip("the sanitizer's allocator does not tell");
  return;
#endif
  gsize before = use_after(60), after = use_after(40);
  g_test_message("%zu, then %zu bytes", before, after);
  g_assert_cmpuint(after, <, before + 40 * 2000);
}

static gpointer draw_in_thread(gpointer data)
{
  return draw(data, NULL);
}

static void test_threads(void)
{
  MkepubCoverLead leads[2];
  for (guint i = 0; i < G_N_ELEMENTS(words); i += 3) {
    MkepubCover cover = cover_of(&words[i], leads);
    g_autoptr(GByteArray) once = draw(&cover, NULL);
    GThread *threads[4];
    for (guint n = 0; n < G_N_ELEMENTS(threads); n++)
      threads[n] = g_thread_new("cover", draw_in_thread, &cover);
    for (guint n = 0; n < G_N_ELEMENTS(threads); n++) {
      g_autoptr(GByteArray) again = g_thread_join(threads[n]);
      assert_same(once, again);
    }
  }
}

/* What another process with SETTINGS (name, value, …, NULL) makes of the same words. It must
 * say nothing else. For the caller to free. */
static char *draw_elsewhere(const char *font, const char *first, ...)
{
  char *argv[] = {(char *)program, (char *)"--draw", (char *)font, NULL}, *out = NULL,
       *err = NULL;
  g_auto(GStrv) environment = g_get_environ();
  g_autoptr(GError) error = NULL;
  int status = 1;
  va_list settings;
  va_start(settings, first);
  for (const char *name = first; name; name = va_arg(settings, const char *))
    environment = g_environ_setenv(environment, name, va_arg(settings, const char *), TRUE);
  va_end(settings);
  g_spawn_sync(NULL, argv, environment, 0, NULL, NULL, &out, &err, &status, &error);
  g_assert_no_error(error);
  g_assert_cmpstr(err, ==, "");
  g_assert_cmpint(status, ==, 0);
  g_free(err);
  return out;
}

static int draw_here(const char *font)
{
  for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
    /* as if nobody had said which language it is */
    MkepubCoverLead leads[2] = {{words[i].lead, NULL}, {words[i].other, "en"}};
    MkepubCover cover = {.masthead = words[i].masthead, .leads = leads, .n_leads = 2};
    GByteArray *jpeg = NULL;
    guint missing = 0;
    cover.font = font;
    if (!mkepub_cover_draw(&cover, &jpeg, &missing, NULL))
      return 1;
    g_autofree char *sum =
        g_compute_checksum_for_data(G_CHECKSUM_SHA256, jpeg->data, jpeg->len);
    printf("%s %u\n", sum, missing);
    g_byte_array_unref(jpeg);
  }
  return 0;
}

static void test_environment(void)
{
  g_autofree char *usual = draw_elsewhere(NULL, "LC_ALL", "C", NULL);
  g_autofree char *japan =
      draw_elsewhere(NULL, "LC_ALL", "ja_JP.UTF-8", "LANG", "ja_JP.UTF-8", "LANGUAGE", "ja:zh",
                     "PANGO_LANGUAGE", "ja:fa", "FC_LANG", "ja", "TZ", "Asia/Tokyo", NULL);
  g_assert_cmpstr(usual, ==, japan);
  mode_t mask = umask(077);
  g_autofree char *turkey =
      draw_elsewhere(NULL, "LC_ALL", "tr_TR.UTF-8", "FC_LANG", "tr", NULL);
  umask(mask);
  g_assert_cmpstr(usual, ==, turkey);
}

/* With fonts of nobody, with no settings at all: shapes without words, and silence. */
static void test_bare_machine(void)
{
  g_autofree char *folder = g_dir_make_tmp("cover-XXXXXX", NULL);
  g_autofree char *settings = g_build_filename(folder, "fonts.conf", NULL);
  g_assert_true(g_file_set_contents(settings, "<fontconfig></fontconfig>", -1, NULL));
  g_autofree char *empty = draw_elsewhere(NULL, "FONTCONFIG_FILE", settings, NULL);
  g_autofree char *none = draw_elsewhere(NULL, "FONTCONFIG_FILE", "/nonexistent",
                                         "FONTCONFIG_PATH", "/nonexistent", NULL);
  g_assert_cmpstr(empty, ==, none);
  g_assert_false(g_str_has_suffix(empty, " 0\n"));
  g_autofree char *usual = draw_elsewhere(DEJAVU, "LC_ALL", "C", NULL);
  g_autofree char *bare = draw_elsewhere(DEJAVU, "FONTCONFIG_FILE", "/nonexistent",
                                         "FONTCONFIG_PATH", "/nonexistent", NULL);
  g_assert_cmpstr(usual, ==, bare);
  g_remove(settings);
  g_rmdir(folder);
}

int main(int argc, char **argv)
{
  if (argc > 1 && !strcmp(argv[1], "--draw"))
    return draw_here(argc > 2 ? argv[2] : NULL);
  program = argv[0];
  g_test_init(&argc, &argv, NULL); /* any warning of a library ends the test */
  g_test_add_func("/cover/designs", test_designs);
  g_test_add_func("/cover/first-is-default", test_first_is_default);
  g_test_add_func("/cover/masthead-alone", test_masthead_alone);
  g_test_add_func("/cover/contrast", test_contrast);
  g_test_add_func("/cover/series-chooses-color", test_series_chooses_color);
  g_test_add_func("/cover/direction", test_direction);
  g_test_add_func("/cover/long", test_long);
  g_test_add_func("/cover/hostile", test_hostile);
  g_test_add_func("/cover/blanks", test_blanks);
  g_test_add_func("/cover/invalid-language", test_invalid_language);
  g_test_add_func("/cover/korean", test_korean);
  g_test_add_func("/cover/missing", test_missing);
  g_test_add_func("/cover/order", test_order);
  g_test_add_func("/cover/failures", test_failures);
  g_test_add_func("/cover/font", test_font);
  g_test_add_func("/cover/picture", test_picture);
  g_test_add_func("/cover/memory", test_memory);
  g_test_add_func("/cover/threads", test_threads);
  g_test_add_func("/cover/environment", test_environment);
  g_test_add_func("/cover/bare-machine", test_bare_machine);
  return g_test_run();
}
