/* SPDX-License-Identifier: MIT */
/* cover-sheet OUT.jpg [LANGUAGE DESIGN]: all designs in nine scripts on one sheet, or one
 * cover. `make covers` keeps assets/doc/covers.jpg by it. */
#include <cairo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

#include "media/cover/cover.h"
#include "media/cover/design.h"

#define SCALE  8 /* covers are shown at an eighth of their size */
#define WIDTH  (MKEPUB_COVER_WIDTH / SCALE)
#define HEIGHT (MKEPUB_COVER_HEIGHT / SCALE)
#define SPACE  16

typedef struct {
  const char *language, *masthead, *motto, *dateline, *foot, *leads[5];
} Sample;

static const Sample samples[] = {
    {"en",
     "The Harbor Gazette",
     "Tides, trade and small talk",
     "Issue 12 · 13 January 2025",
     "5 articles",
     {"Lighthouse keepers vote to keep the lamp lit", "A ferry for the northern islands",
      "Why the fish market opens at four", "Letters: the bells are too early",
      "Knots that hold: a short history of rope"}},
    {"ru",
     "Северный вестник",
     "Новости с холодных берегов",
     "Выпуск 12 · 13 января 2025 г.",
     "5 статей",
     {"Ледоколы вернулись в порт на неделю раньше срока", "Новая библиотека у вокзала",
      "Как чинят старые трамваи", "Хлеб по рецепту прабабушки",
      "Зимний рынок: что почём в январе"}},
    {"el",
     "Η Φωνή του Αιγαίου",
     "Νέα από τα νησιά και τη θάλασσα",
     "Τεύχος 12 · 13 Ιανουαρίου 2025",
     "5 άρθρα",
     {"Οι ψαράδες ζητούν νέο λιμάνι πριν από τον χειμώνα", "Το σχολείο με τους τρεις μαθητές",
      "Μέλι, θυμάρι και υπομονή", "Ο τελευταίος ναυπηγός της Σύμης",
      "Γράμματα των αναγνωστών"}},
    {"ar",
     "صحيفة المرفأ",
     "أخبار البحر والمدينة",
     "العدد ١٢ · ١٣ يناير ٢٠٢٥",
     "٥ مقالات",
     {"الصيادون يطالبون بميناء جديد قبل حلول الشتاء", "مكتبة جديدة قرب المحطة",
      "كيف يُصنع الخبز في الحي القديم", "رسائل القراء", "حكاية آخر صانع للقوارب"}},
    {"he",
     "קול הנמל",
     "חדשות מן הים ומן העיר",
     "גיליון 12 · 13 בינואר 2025",
     "5 כתבות",
     {"הדייגים מבקשים נמל חדש לפני בוא החורף", "ספרייה חדשה ליד תחנת הרכבת",
      "איך אופים לחם בשכונה הישנה", "מכתבים למערכת", "בונה הסירות האחרון"}},
    {"hi",
     "तटीय समाचार",
     "नदी, नगर और लोग",
     "अंक 12 · 13 जनवरी 2025",
     "5 लेख",
     {"मछुआरों ने सर्दी से पहले नए बंदरगाह की माँग की", "स्टेशन के पास नया पुस्तकालय", "पुरानी गली की रोटी",
      "पाठकों के पत्र", "नाव बनाने वाला अंतिम कारीगर"}},
    {"zh-CN",
     "海港周报",
     "潮汐、贸易与闲谈",
     "第12期 · 2025年1月13日",
     "5 篇文章",
     {"渔民希望在冬天到来之前建成新的码头", "车站旁边的新图书馆", "老街上的面包是怎样烤出来的",
      "读者来信：钟声太早", "最后一位造船的人"}},
    {"ja",
     "みなと新報",
     "潮の香りと町のうわさ",
     "第12号 · 2025年1月13日",
     "5本の記事",
     {"漁師たち、冬が来る前に新しい港を求める", "駅のそばにできた図書館",
      "古い通りのパン屋さん", "読者からの手紙", "最後の船大工に話を聞く"}},
    {"ko",
     "항구 신문",
     "바다와 도시의 이야기",
     "제12호 · 2025년 1월 13일",
     "기사 5편",
     {"어부들, 겨울이 오기 전에 새 부두를 지어 달라고 요청", "기차역 옆에 문을 연 도서관",
      "옛 골목의 빵 굽는 사람들", "독자 편지: 종소리가 너무 이르다",
      "마지막 배 목수를 만나다"}},
};

/* A picture of the kind an issue may bring: hills behind each other. */
static cairo_status_t append(void *closure, const unsigned char *bytes, unsigned int length)
{
  g_byte_array_append(closure, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

static GByteArray *make_picture(void)
{
  GByteArray *png = g_byte_array_new();
  cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 1200, 900);
  cairo_t *cr = cairo_create(surface);
  cairo_set_source_rgb(cr, 0.93, 0.86, 0.74);
  cairo_paint(cr);
  cairo_set_source_rgb(cr, 0.85, 0.42, 0.25);
  cairo_arc(cr, 800, 330, 130, 0, 2 * G_PI);
  cairo_fill(cr);
  for (int i = 0; i < 5; i++) {
    double shade = 0.72 - 0.13 * i, y = 420 + 95 * i;
    cairo_set_source_rgb(cr, shade * 0.8, shade * 0.95, shade);
    cairo_move_to(cr, 0, 900);
    cairo_line_to(cr, 0, y);
    cairo_curve_to(cr, 300, y - 180 + 60 * i, 500, y + 140, 760, y - 20);
    cairo_curve_to(cr, 900, y - 120, 1050, y + 90 - 30 * i, 1200, y - 40);
    cairo_line_to(cr, 1200, 900);
    cairo_fill(cr);
  }
  cairo_surface_write_to_png_stream(surface, append, png);
  cairo_destroy(cr);
  cairo_surface_destroy(surface);
  return png;
}

static GByteArray *draw(const Sample *sample, const char *design, const GByteArray *picture)
{
  MkepubCoverLead leads[5];
  for (int i = 0; i < 5; i++)
    leads[i] = (MkepubCoverLead){sample->leads[i], sample->language};
  MkepubCover cover = {.masthead = sample->masthead,
                       .motto = sample->motto,
                       .dateline = sample->dateline,
                       .foot = sample->foot,
                       .language = sample->language,
                       .leads = leads,
                       .n_leads = 5,
                       .design = design};
  if (picture) {
    cover.picture = picture->data;
    cover.picture_length = picture->len;
  }
  GByteArray *jpeg = NULL;
  guint missing = 0;
  g_autoptr(GError) error = NULL;
  if (!mkepub_cover_draw(&cover, &jpeg, &missing, &error))
    g_error("%s", error->message);
  if (missing)
    fprintf(stderr, "%s %s: no font shows %u characters\n", design, sample->language, missing);
  return jpeg;
}

/* The pixels of a JPEG as rows of RGB, scaled down. */
static void decode(const GByteArray *jpeg, guint8 *sheet, int stride)
{
  struct jpeg_decompress_struct info;
  struct jpeg_error_mgr manager;
  info.err = jpeg_std_error(&manager);
  jpeg_create_decompress(&info);
  jpeg_mem_src(&info, jpeg->data, jpeg->len);
  jpeg_read_header(&info, TRUE);
  info.scale_num = 1;
  info.scale_denom = SCALE;
  jpeg_start_decompress(&info);
  while (info.output_scanline < info.output_height) {
    JSAMPROW row = sheet + (gsize)stride * info.output_scanline;
    jpeg_read_scanlines(&info, &row, 1);
  }
  jpeg_finish_decompress(&info);
  jpeg_destroy_decompress(&info);
}

static void encode(const char *path, guint8 *pixels, int width, int height)
{
  struct jpeg_compress_struct info;
  struct jpeg_error_mgr manager;
  FILE *file = fopen(path, "wb");
  if (!file)
    g_error("cannot create '%s'", path);
  info.err = jpeg_std_error(&manager);
  jpeg_create_compress(&info);
  jpeg_stdio_dest(&info, file);
  info.image_width = (JDIMENSION)width;
  info.image_height = (JDIMENSION)height;
  info.input_components = 3;
  info.in_color_space = JCS_RGB;
  jpeg_set_defaults(&info);
  jpeg_set_quality(&info, 56, TRUE);
  info.optimize_coding = TRUE;
  jpeg_start_compress(&info, TRUE);
  while (info.next_scanline < info.image_height) {
    JSAMPROW row = pixels + (gsize)width * 3 * info.next_scanline;
    jpeg_write_scanlines(&info, &row, 1);
  }
  jpeg_finish_compress(&info);
  jpeg_destroy_compress(&info);
  if (fclose(file) != 0)
    g_error("cannot write '%s'", path);
}

static void draw_sheet(const char *path)
{
  const char *const *designs = cover_design_names();
  int rows = (int)g_strv_length((char **)designs), columns = G_N_ELEMENTS(samples);
  int width = columns * (WIDTH + SPACE) + SPACE, height = rows * (HEIGHT + SPACE) + SPACE;
  g_autofree guint8 *sheet = g_malloc((gsize)width * height * 3);
  g_autoptr(GByteArray) picture = make_picture();
  memset(sheet, 0xb4, (gsize)width * height * 3);
  for (int i = 0; i < rows; i++)
    for (int j = 0; j < columns; j++) {
      /* every other issue has a picture */
      g_autoptr(GByteArray) jpeg = draw(&samples[j], designs[i], j % 2 ? picture : NULL);
      gsize y = (gsize)(SPACE + i * (HEIGHT + SPACE)), x = (gsize)(SPACE + j * (WIDTH + SPACE));
      decode(jpeg, sheet + (y * (gsize)width + x) * 3, width * 3);
    }
  encode(path, sheet, width, height);
}

int main(int argc, char **argv)
{
  if (argc == 2) {
    draw_sheet(argv[1]);
    return 0;
  }
  g_autoptr(GByteArray) picture = make_picture();
  for (guint i = 0; argc >= 4 && i < G_N_ELEMENTS(samples); i++) {
    if (strcmp(samples[i].language, argv[2]) != 0)
      continue;
    g_autoptr(GByteArray) jpeg = draw(&samples[i], argv[3], argc > 4 ? picture : NULL);
    return g_file_set_contents(argv[1], (char *)jpeg->data, jpeg->len, NULL) ? 0 : 1;
  }
  fprintf(stderr, "usage: cover-sheet OUT.jpg [LANGUAGE DESIGN [picture]]\n");
  return 2;
}
