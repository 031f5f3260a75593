/* SPDX-License-Identifier: MIT */
/* What bytes are, and which file an address of a picture may lead to. */
#include <glib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "linear.h"
#include "media/picture-finder.h"
#include "media/sniff/sniff.h"

/* 1 by 1 pixels, one frame: GIF89a specification, appendix */
static const guint8 gif[] = {'G', 'I', 'F', '8', '9',  'a',  1,    0,    1, 0, 0x80, 0,
                             0,   0,   0,   0,   0xff, 0xff, 0xff, 0x2c, 0, 0, 0,    0,
                             1,   0,   1,   0,   0,    2,    2,    0x44, 1, 0, 0x3b};
static const guint8 png_head[] = {0x89, 'P', 'N', 'G', 13,  10, 26, 10,   0,    0,    0,
                                  13,   'I', 'H', 'D', 'R', 0,  0,  0,    3,    0,    0,
                                  0,    2,   8,   2,   0,   0,  0,  0x12, 0x16, 0xf1, 0x4d};
static const guint8 png_actl[] = {0, 0, 0, 8, 'a', 'c', 'T', 'L', 0, 0,
                                  0, 2, 0, 0, 0,   0,   0,   0,   0, 0};
static const guint8 png_idat[] = {0,   0, 0,  2,    'I',  'D',  'A',
                                  'T', 8, 29, 0xd7, 0x24, 0x5b, 0x6b};
static const guint8 png_iend[] = {0, 0, 0, 0, 'I', 'E', 'N', 'D', 0xae, 0x42, 0x60, 0x82};
/* SOI, an APP1 with a thumbnail's EOI inside, SOF2 of 5 by 4, SOS, data, EOI */
static const guint8 jpeg[] = {0xff, 0xd8, 0xff, 0xe1, 0,    6,    0xff, 0xd9, 1,   2,
                              0xff, 0xc2, 0,    11,   8,    0,    4,    0,    5,   1,
                              1,    0x11, 0,    0xff, 0xda, 0,    8,    1,    1,   0,
                              0,    0x3f, 0,    0x12, 0xff, 0x00, 0x34, 0xff, 0xd9};
/* lossless, 3 by 2: RFC 9649 section 3.4 */
static const guint8 webp[] = {'R', 'I', 'F', 'F', 18, 0, 0, 0,    'W', 'E',  'B', 'P', 'V',
                              'P', '8', 'L', 6,   0,  0, 0, 0x2f, 2,   0x40, 0,   0,   0};

static GByteArray *bytes_of(const guint8 *data, gsize length)
{
  GByteArray *bytes = g_byte_array_new();
  return g_byte_array_append(bytes, data, (guint)length);
}

/* Sniffs a copy of exactly LENGTH bytes, so that the sanitizers see a step too far. */
static MkepubMediaInfo sniff(const void *data, gsize length)
{
  MkepubMediaInfo info;
  g_autofree guint8 *copy = g_memdup2(data, length);
  mkepub_media_sniff(copy, length, &info);
  g_assert_nonnull(info.kind);
  g_assert_true((info.media_type == NULL) == (info.extension == NULL));
  return info;
}

static MkepubMediaInfo sniff_text(const char *text)
{
  return sniff(text, strlen(text));
}

static void assert_picture(MkepubMediaInfo info, const char *type, const char *extension,
                           guint width, guint height, gboolean animated)
{
  if (!info.media_type)
    g_error("taken for: %s", info.kind);
  g_assert_cmpstr(info.media_type, ==, type);
  g_assert_cmpstr(info.extension, ==, extension);
  g_assert_cmpuint(info.width, ==, width);
  g_assert_cmpuint(info.height, ==, height);
  g_assert_cmpint(info.animated, ==, animated);
}

/* No picture may be taken from a part of its bytes. */
static void assert_truncated(const guint8 *data, gsize length, gsize from, const char *kind)
{
  for (gsize i = from; i < length; i++) {
    MkepubMediaInfo info = sniff(data, i);
    g_assert_null(info.media_type);
    g_assert_cmpstr(info.kind, ==, kind);
  }
}

static GByteArray *make_png(gboolean animated)
{
  GByteArray *png = bytes_of(png_head, sizeof png_head);
  if (animated)
    g_byte_array_append(png, png_actl, sizeof png_actl);
  g_byte_array_append(png, png_idat, sizeof png_idat);
  return g_byte_array_append(png, png_iend, sizeof png_iend);
}

static void test_png(void)
{
  g_autoptr(GByteArray) png = make_png(FALSE);
  g_autoptr(GByteArray) apng = make_png(TRUE);
  assert_picture(sniff(png->data, png->len), "image/png", ".png", 3, 2, FALSE);
  assert_picture(sniff(apng->data, apng->len), "image/png", ".png", 3, 2, TRUE);
  assert_truncated(apng->data, apng->len, 8, "truncated PNG");
  g_autoptr(GByteArray) hollow = bytes_of(png_head, sizeof png_head);
  g_byte_array_append(hollow, png_iend, sizeof png_iend);
  g_assert_null(sniff(hollow->data, hollow->len).media_type);
  png->data[41] ^= 1; /* a byte of the picture */
  g_assert_cmpstr(sniff(png->data, png->len).kind, ==, "broken PNG");
  png->data[19] = 0; /* width 0 */
  g_assert_cmpstr(sniff(png->data, png->len).kind, ==, "broken PNG");
  memset(apng->data + 33, 0xff, 4); /* a chunk of 4 GiB */
  g_assert_cmpstr(sniff(apng->data, apng->len).kind, ==, "truncated PNG");
}

static void test_gif(void)
{
  assert_picture(sniff(gif, sizeof gif), "image/gif", ".gif", 1, 1, FALSE);
  assert_truncated(gif, sizeof gif, 6, "truncated GIF");
  g_autoptr(GByteArray) two = bytes_of(gif, sizeof gif - 1);
  /* a comment that holds what looks like a frame is none */
  static const guint8 comment[] = {0x21, 0xfe, 3, 0x2c, 0x2c, 0x3b, 0};
  g_byte_array_append(two, comment, sizeof comment);
  g_byte_array_append(two, (const guint8 *)";", 1);
  assert_picture(sniff(two->data, two->len), "image/gif", ".gif", 1, 1, FALSE);
  g_byte_array_set_size(two, two->len - 1);
  g_byte_array_append(two, gif + 19, sizeof gif - 19);
  assert_picture(sniff(two->data, two->len), "image/gif", ".gif", 1, 1, TRUE);
  g_autoptr(GByteArray) hollow = bytes_of(gif, 19);
  g_byte_array_append(hollow, (const guint8 *)";", 1);
  g_assert_null(sniff(hollow->data, hollow->len).media_type);
}

static void test_jpeg(void)
{
  assert_picture(sniff(jpeg, sizeof jpeg), "image/jpeg", ".jpg", 5, 4, FALSE);
  assert_truncated(jpeg, sizeof jpeg, 3, "truncated JPEG");
  static const guint8 hollow[] = {0xff, 0xd8, 0xff, 0xd9, 0, 0, 0, 0};
  g_assert_null(sniff(hollow, sizeof hollow).media_type);
}

static void test_webp(void)
{
  assert_picture(sniff(webp, sizeof webp), "image/webp", ".webp", 3, 2, FALSE);
  assert_truncated(webp, sizeof webp, 12, "truncated WebP");
  g_autoptr(GByteArray) moving = bytes_of(webp, 12);
  static const guint8 extended[] = {'V', 'P', '8', 'X', 10, 0, 0, 0, 2,
                                    0,   0,   0,   6,   0,  0, 7, 0, 0};
  static const guint8 frame[] = {'A', 'N', 'M', 'F', 25, 0, 0, 0};
  g_byte_array_append(moving, extended, sizeof extended);
  for (guint i = 0; i < 2; i++) {
    static const guint8 padding[26] = {0};
    g_byte_array_append(moving, frame, sizeof frame);
    g_byte_array_append(moving, padding, sizeof padding);
  }
  moving->data[4] = (guint8)(moving->len - 8);
  assert_picture(sniff(moving->data, moving->len), "image/webp", ".webp", 7, 8, TRUE);
  moving->data[4] = (guint8)(12 + sizeof extended - 8);
  g_assert_null(sniff(moving->data, moving->len).media_type);
}

#define SVG(attributes, content)                                                               \
  "<svg xmlns='http://www.w3.org/2000/svg' "                                                   \
  "xmlns:xlink='http://www.w3.org/1999/xlink' " attributes ">" content "</svg>"

static void test_svg(void)
{
  static const struct {
    const char *text;
    guint width, height;
  } cases[] = {
      {SVG("width='30' height='20px'", ""), 30, 20},
      {SVG("width='1in' height='0.5in'", ""), 96, 48},
      {SVG("viewBox='0 0 40 50'", ""), 40, 50},
      {SVG("viewBox='0,0,40,50' width='100%' height='100%'", ""), 40, 50},
      {SVG("viewBox='0 0 40 50' width='80'", ""), 80, 100},
      {SVG("", ""), 0, 0},
      {SVG("width='-1' height='1e99'", ""), 0, 0},
      {"\xef\xbb\xbf<?xml version='1.0' encoding='UTF-8'?>\n<!-- x -->\n" SVG("", ""), 0, 0},
      {"<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" "
       "\"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">" SVG("", ""),
       0, 0},
      {SVG("", "<use xlink:href='#a'/><rect fill='url(#g)' style='fill: url( \"#g\" )'/>"), 0,
       0},
      {SVG("", "<image href='data:image/png;base64,AA=='/><style>a{fill:url(#b)}</style>"), 0,
       0},
      {SVG("xmlns:i='urn:i' i:file='C:\\Users\\me\\a.svg'",
           "<text>script onload &lt; &#65;</text>"),
       0, 0},
      {"<x:svg xmlns:x='http://www.w3.org/2000/svg' width='2' height='3'/>", 2, 3},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
    assert_picture(sniff_text(cases[i].text), "image/svg+xml", ".svg", cases[i].width,
                   cases[i].height, FALSE);
}

/* What is wrong inside is for mkepub_svg_clean to find. */
static void test_svg_unsound(void)
{
  static const char *const texts[] = {
      "<svg width='1' height='1'/>",
      "<svg xmlns='http://www.w3.org/2000/svg'>",
      SVG("onload='x()'", "<script>x()</script>"),
      SVG("", "<g>"),
      SVG("", "&nbsp;"),
      SVG("", "") "trailing",
      "<?xml-stylesheet href='http://example.org/a.css'?>" SVG("", ""),
      "<!DOCTYPE svg [<!ENTITY a 'b'>]>" SVG("", "&a;"),
      "<!DOCTYPE svg [<!ENTITY n 'http://www.w3.org/2000/svg'>]><svg xmlns='&n;'/>",
      "<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>" SVG("", "&a;"),
      "<?xml version='1.0' encoding='ISO-8859-1'?>" SVG("", "<text>\xe9</text>"),
  };
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
    MkepubMediaInfo info = sniff_text(texts[i]);
    if (!info.media_type)
      g_error("%s: %s", info.kind, texts[i]);
    g_assert_cmpstr(info.media_type, ==, "image/svg+xml");
  }
}

static void test_svg_none(void)
{
  static const struct {
    const char *text, *kind;
  } cases[] = {
      {"<svg xmlns='urn:x'/>", "XML document"},
      {"<!DOCTYPE svg [<!ENTITY a", "SVG with a broken document type"},
      {"<?xml version='1.0' encoding='x-nobody'?><svg/>", "XML in an unknown encoding"},
      {"<svg a='\xff'/>", "XML in an unknown encoding"},
      {"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'/>", "HTML page"},
      {"<?xml version='1.0'?><rss/>", "XML document"},
      {"\n <!DOCTYPE HTML>\n<title>404", "HTML page"},
      {"<html lang='en'>" SVG("", ""), "HTML page"},
      {"<", "unknown data"},
      {"\x1f\x8b\x08 no gzip at all, of course", "gzip data"},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    MkepubMediaInfo info = sniff_text(cases[i].text);
    g_assert_null(info.media_type);
    g_assert_cmpstr(info.kind, ==, cases[i].kind);
  }
}

/* Many attributes on one element cost libxml2 their square. */
static void sniff_attributes(gpointer data G_GNUC_UNUSED, gsize size)
{
  g_autoptr(GString) text = g_string_new("<svg xmlns='http://www.w3.org/2000/svg'");
  for (gsize i = 0; i < size; i++)
    g_string_append_printf(text, " a%u=''", (guint)i);
  g_string_append(text, "/>");
  g_assert_null(sniff_text(text->str).media_type);
}

static void test_svg_many_attributes(void)
{
  assert_linear(sniff_attributes, NULL, 300000, "attributes");
}

static void test_others(void)
{
#define KIND(bytes, name) g_assert_cmpstr(sniff(bytes, sizeof bytes - 1).kind, ==, name)
  KIND("", "empty file");
  KIND(" \r\n", "empty file");
  KIND("\0\0\0\x1c"
       "ftypavif\0\0\0\0",
       "AVIF");
  KIND("\0\0\0\x1c"
       "ftypmif1\0\0\0\0mif1avifmiaf",
       "AVIF");
  KIND("\0\0\0\x18"
       "ftypheic\0\0\0\0mif1heic",
       "HEIC");
  KIND("II*\0\x08\0\0\0", "TIFF");
  KIND("MM\0*\0\0\0\x08", "TIFF");
  KIND("BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\2\0\0\0\2\0\0\0", "BMP");
  KIND("BMW builds cars, and this is text about them", "unknown data");
  KIND("\0\0\1\0\1\0", "ICO");
  KIND("%PDF-1.7\n", "PDF");
  KIND("version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "Git LFS pointer");
  KIND("some words", "unknown data");
  KIND("GIF88a", "unknown data");
#undef KIND
}

/* Random changes to sound pictures: nothing may be read beyond the end. */
static void test_noise(void)
{
  g_autoptr(GByteArray) png = make_png(TRUE);
  const struct {
    const guint8 *data;
    gsize length;
  } all[] = {
      {gif, sizeof gif}, {png->data, png->len}, {jpeg, sizeof jpeg}, {webp, sizeof webp}};
  g_autoptr(GRand) random = g_rand_new_with_seed(1);
  for (guint round = 0; round < 20000; round++) {
    guint which = round % G_N_ELEMENTS(all);
    g_autofree guint8 *copy = g_memdup2(all[which].data, all[which].length);
    for (guint i = 0; i < 3; i++)
      copy[g_rand_int_range(random, 4, (gint32)all[which].length)] = (guint8)g_rand_int(random);
    sniff(copy, all[which].length - (gsize)g_rand_int_range(random, 0, 4));
  }
}

/* One root 'site' in a folder of its own, with a secret beside it and a second root 'site-2'.
 */
typedef struct {
  char *top, *article;
  GPtrArray *roots;
  GPtrArray *more; /* of char *: folders that --assets adds */
} Site;

static void put(Site *site, const char *path)
{
  g_autofree char *file = g_build_filename(site->top, path, NULL);
  g_autofree char *folder = g_path_get_dirname(file);
  g_assert_cmpint(g_mkdir_with_parents(folder, 0700), ==, 0);
  g_assert_true(g_file_set_contents(file, "x", 1, NULL));
}

static void tie(Site *site, const char *target, const char *path)
{
  g_autofree char *link = g_build_filename(site->top, path, NULL);
  g_assert_cmpint(symlink(target, link), ==, 0);
}

static void site_set_up(Site *site, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *made = g_dir_make_tmp("mkepub-media-XXXXXX", NULL);
  char *real = realpath(made, NULL);
  site->top = g_strdup(real);
  free(real);
  site->roots = g_ptr_array_new_with_free_func(g_free);
  g_ptr_array_add(site->roots, g_build_filename(site->top, "site", NULL));
  site->more = g_ptr_array_new_with_free_func(g_free);
  site->article = g_build_filename(site->top, "site/posts/a.md", NULL);
  static const char *const files[] = {
      "site/posts/a.md",    "site/posts/b c.png",   "site/posts/100%.png",
      "site/posts/q?x.png", "site/posts/Photo.JPG", "site/img/x.png",
      "site/static/s.png",  "site/public/p.png",    "site/etc/passwd.png",
      "secret.png",         "site-2/y.png",         "site/posts/caf\xc3\xa9.png"};
  for (guint i = 0; i < G_N_ELEMENTS(files); i++)
    put(site, files[i]);
  tie(site, "../../secret.png", "site/posts/out.png");
  tie(site, "../..", "site/posts/up");
  tie(site, "../img/x.png", "site/posts/in.png");
  tie(site, "loop.png", "site/posts/loop.png");
}

static void site_tear_down(Site *site, gconstpointer data G_GNUC_UNUSED)
{
  const char *const arguments[] = {"rm", "-rf", site->top, NULL};
  g_spawn_sync(NULL, (char **)arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL,
               NULL, NULL);
  g_free(site->top);
  g_free(site->article);
  g_ptr_array_unref(site->roots);
  g_ptr_array_unref(site->more);
}

static void assert_found(Site *site, const char *address, const char *wanted)
{
  g_autofree char *found = NULL;
  g_autoptr(MkepubFinder) finder = mkepub_finder_new(site->roots, site->more);
  MkepubFoundResult result = mkepub_finder_find(finder, address, site->article, &found);
  g_autofree char *path = g_build_filename(site->top, wanted, NULL);
  if (result != MKEPUB_FOUND)
    g_error("'%s' is not found (%d)", address, result);
  g_assert_cmpstr(found, ==, path);
}

static void assert_result(Site *site, const char *address, MkepubFoundResult wanted)
{
  char *found = (char *)"x";
  g_autoptr(MkepubFinder) finder = mkepub_finder_new(site->roots, site->more);
  MkepubFoundResult result = mkepub_finder_find(finder, address, site->article, &found);
  if (found)
    g_error("%s: %s", address, found);
  if (result != wanted)
    g_error("'%s': %d is not %d", address, result, wanted);
}

static void test_find(Site *site, gconstpointer data G_GNUC_UNUSED)
{
  assert_found(site, "b%20c.png", "site/posts/b c.png");
  assert_found(site, " b c.png ", "site/posts/b c.png");
  assert_found(site, "./b%20c.png?v=2#top", "site/posts/b c.png");
  assert_found(site, "100%.png", "site/posts/100%.png");
  assert_found(site, "q?x.png", "site/posts/q?x.png");
  assert_found(site, "photo.jpg", "site/posts/Photo.JPG");
  assert_found(site, "cafe\xcc\x81.png", "site/posts/caf\xc3\xa9.png");
  assert_found(site, "caf%C3%A9.png", "site/posts/caf\xc3\xa9.png");
  assert_found(site, "../img/x.png", "site/img/x.png");
  assert_found(site, "..\\img\\x.png", "site/img/x.png");
  assert_found(site, "img/x.png", "site/img/x.png");
  assert_found(site, "/img/x.png", "site/img/x.png");
  assert_found(site, "/s.png", "site/static/s.png");
  assert_found(site, "/p.png?x", "site/public/p.png");
  assert_found(site, "/etc/passwd.png", "site/etc/passwd.png");
  assert_found(site, "in.png", "site/img/x.png");
  g_autofree char *whole = g_build_filename(site->top, "site/img/x.png", NULL);
  g_autofree char *url = g_strconcat("file://", whole, NULL);
  assert_found(site, whole, "site/img/x.png");
  assert_found(site, url, "site/img/x.png");
}

static void test_find_nothing(Site *site, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const addresses[] = {"",
                                          " ",
                                          ".",
                                          "/",
                                          "../img",
                                          "missing.png",
                                          "../img/y.png",
                                          "/img/y.png",
                                          "img",
                                          "x%00.png",
                                          "b\tc.png",
                                          "http://example.org/x.png",
                                          "//example.org/x.png",
                                          "data:image/png;base64,AAAA",
                                          "#x",
                                          "?x",
                                          "loop.png",
                                          "z.png?u=../../../../z",
                                          "../img/x.png%00.jpg"};
  for (guint i = 0; i < G_N_ELEMENTS(addresses); i++)
    assert_result(site, addresses[i], MKEPUB_FOUND_NOTHING);
  g_autofree char *long_one = g_strnfill(100000, 'a');
  assert_result(site, long_one, MKEPUB_FOUND_NOTHING);
}

static void test_find_outside(Site *site, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const addresses[] = {
      "../../secret.png",      "../../../../../../etc/passwd",
      "/etc/passwd",           "file:///etc/passwd",
      "FILE:/etc/passwd",      "file://host/etc/passwd",
      "file:///no/such/file",  "out.png",
      "up/secret.png",         "%2e%2e/%2e%2e/secret.png",
      "..%2f..%2fsecret.png",  "..\\..\\secret.png",
      "../../site-2/y.png",    "/../secret.png",
      "/img/../../secret.png", "../../missing.png",
      "C:\\Windows\\x.png",    "/home/me/x.png"};
  for (guint i = 0; i < G_N_ELEMENTS(addresses); i++)
    assert_result(site, addresses[i], MKEPUB_FOUND_OUTSIDE);
}

/* Obsidian: a bare name, or the end of a path, means that file wherever it lies */
static void test_find_by_name(Site *site, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const files[] = {"site/_media/deep/one.png", "site/a/two.png",
                                      "site/posts/in/two.png",    "site/z/same/three.png",
                                      "site/b/same/three.png",    "site/.hidden/four.png",
                                      "site/posts/five.png.txt"};
  for (guint i = 0; i < G_N_ELEMENTS(files); i++)
    put(site, files[i]);
  tie(site, "../../secret.png", "site/a/linked.png");
  assert_found(site, "one.png", "site/_media/deep/one.png");
  assert_found(site, "deep/One.PNG?raw=1", "site/_media/deep/one.png");
  assert_found(site, "/deep/one.png", "site/_media/deep/one.png");
  assert_found(site, "two.png", "site/posts/in/two.png");
  assert_found(site, "three.png", "site/b/same/three.png");
  assert_result(site, "other/one.png", MKEPUB_FOUND_NOTHING);
  assert_result(site, "ne.png", MKEPUB_FOUND_NOTHING);
  assert_result(site, "four.png", MKEPUB_FOUND_NOTHING);
  assert_result(site, "linked.png", MKEPUB_FOUND_NOTHING);
  assert_result(site, "file:///no/one.png", MKEPUB_FOUND_OUTSIDE);
}

static void test_find_assets(Site *site, gconstpointer data G_GNUC_UNUSED)
{
  assert_result(site, "/img/y.png", MKEPUB_FOUND_NOTHING);
  put(site, "more/img/y.png");
  put(site, "more/static/t.png");
  g_ptr_array_add(site->more, g_strconcat(site->top, "/site/../more/", NULL));
  g_ptr_array_add(site->more, g_build_filename(site->top, "missing", NULL));
  assert_found(site, "/img/y.png", "more/img/y.png");
  assert_found(site, "img/y.png", "more/img/y.png");
  assert_found(site, "/t.png", "more/static/t.png");
  assert_found(site, "y.png", "more/img/y.png");
  assert_found(site, "/img/x.png", "site/img/x.png");
  assert_result(site, "../../secret.png", MKEPUB_FOUND_OUTSIDE);
}

static void test_find_second_root(Site *site, gconstpointer data G_GNUC_UNUSED)
{
  g_ptr_array_add(site->roots, g_build_filename(site->top, "site-2", NULL));
  assert_found(site, "/y.png", "site-2/y.png");
  assert_found(site, "../../site-2/y.png", "site-2/y.png");
  assert_result(site, "../../secret.png", MKEPUB_FOUND_OUTSIDE);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/media/sniff/png", test_png);
  g_test_add_func("/media/sniff/gif", test_gif);
  g_test_add_func("/media/sniff/jpeg", test_jpeg);
  g_test_add_func("/media/sniff/webp", test_webp);
  g_test_add_func("/media/sniff/svg", test_svg);
  g_test_add_func("/media/sniff/svg-unsound", test_svg_unsound);
  g_test_add_func("/media/sniff/svg-none", test_svg_none);
  g_test_add_func("/media/sniff/svg-many-attributes", test_svg_many_attributes);
  g_test_add_func("/media/sniff/others", test_others);
  g_test_add_func("/media/sniff/noise", test_noise);
#define TEST(path, function) g_test_add(path, Site, NULL, site_set_up, function, site_tear_down)
  TEST("/media/find/found", test_find);
  TEST("/media/find/nothing", test_find_nothing);
  TEST("/media/find/outside", test_find_outside);
  TEST("/media/find/by-name", test_find_by_name);
  TEST("/media/find/assets", test_find_assets);
  TEST("/media/find/second-root", test_find_second_root);
  return g_test_run();
}
