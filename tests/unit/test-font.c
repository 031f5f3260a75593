/* SPDX-License-Identifier: MIT */
/* Sets of characters, and fonts cut down to them. What another program reads in the parts is
 * for tests/valid/fonts.t. */
#include <glib/gstdio.h>
#include <string.h>

#include "media/font/font.h"

#define DEJAVU "/usr/share/fonts/truetype/dejavu/"

static MkepubCharacters *set_of(const char *text, gboolean markup)
{
  MkepubCharacters *set = mkepub_characters_new();
  g_autofree char *copy = g_memdup2(text, strlen(text));
  mkepub_characters_add(set, copy, strlen(text), markup);
  return set;
}

/* The set holds exactly the characters of WANTED. */
static void assert_set(const MkepubCharacters *set, const char *wanted)
{
  guint count = 0;
  for (gunichar c = 0; c <= 0x10ffff; c++)
    count += mkepub_characters_has(set, c);
  g_assert_cmpuint(count, ==, g_utf8_strlen(wanted, -1));
  for (const char *p = wanted; *p; p = g_utf8_next_char(p))
    g_assert_true(mkepub_characters_has(set, g_utf8_get_char(p)));
}

static void test_characters(void)
{
  static const struct {
    const char *text;
    gboolean markup;
    const char *wanted;
  } cases[] = {
      {"", FALSE, ""},
      {"abba\n\t", FALSE, "ab"},
      {"a<b>&amp;", FALSE, "ab<>&mp;"},
      {"a<b title='>x\"'>c</b><!-- <d> -->e", TRUE, "ace"},
      {"&amp;&lt;&gt;&quot;&apos;", TRUE, "&<>\"'"},
      {"&#65;&#x42;&#X2014;&#x1F600;", TRUE, "AB\xe2\x80\x94\xf0\x9f\x98\x80"},
      {"&#0;&#xD800;&#x110000;&#99999999999999999;&#;", TRUE, "&#;9"},
      {"&nosuch; & &", TRUE, "&nosuch; "},
      {"<unclosed 'tag", TRUE, ""},
      {"a<!-- b", TRUE, "a"},
      {"\xc3\xa9\xe4\xb8\xad\xf0\x9f\x98\x80\xf4\x8f\xbf\xbd", TRUE,
       "\xc3\xa9\xe4\xb8\xad\xf0\x9f\x98\x80\xf4\x8f\xbf\xbd"},
      {"\xff\xc3(\xed\xa0\x80\xe4\xb8", FALSE, "("},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(MkepubCharacters) set = set_of(cases[i].text, cases[i].markup);
    assert_set(set, cases[i].wanted);
    g_assert_false(mkepub_characters_has(set, 0));
    g_assert_false(mkepub_characters_has(set, 0xd800));
    g_assert_false(mkepub_characters_has(set, 0x110000));
    g_assert_false(mkepub_characters_has(set, G_MAXUINT32));
  }
}

static void test_merge(void)
{
  g_autoptr(MkepubCharacters) set = set_of("ab", FALSE);
  g_autoptr(MkepubCharacters) other = set_of("bc\xf0\x9f\x98\x80", FALSE);
  mkepub_characters_merge(set, other);
  assert_set(set, "abc\xf0\x9f\x98\x80");
  assert_set(other, "bc\xf0\x9f\x98\x80");
  mkepub_characters_merge(set, set);
  assert_set(set, "abc\xf0\x9f\x98\x80");
}

static void test_fast(void)
{
  g_autoptr(GString) text = g_string_new(NULL);
  for (guint i = 0; i < 100000; i++)
    g_string_append(text,
                    "<p class=\"a\">Some words, \xe4\xb8\xad\xe6\x96\x87 &amp; more</p>\n");
  g_autoptr(MkepubCharacters) set = mkepub_characters_new();
  gint64 start = g_get_monotonic_time();
  mkepub_characters_add(set, text->str, text->len, TRUE);
  g_assert_cmpint(g_get_monotonic_time() - start, <, G_USEC_PER_SEC);
  assert_set(set, "Some wrds,\xe4\xb8\xad\xe6\x96\x87&");
}

static MkepubFont *open_font(const char *spec)
{
  g_autoptr(GError) error = NULL;
  MkepubFont *font = mkepub_font_open(spec, &error);
  if (!font)
    g_error("%s", error->message);
  return font;
}

static void test_facts(void)
{
  static const struct {
    const char *file, *family;
    guint weight;
    gboolean monospace;
  } cases[] = {{"DejaVuSans.ttf", "DejaVu Sans", 400, FALSE},
               {"DejaVuSerif-Bold.ttf", "DejaVu Serif", 700, FALSE},
               {"DejaVuSansMono.ttf", "DejaVu Sans Mono", 400, TRUE}};
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *path = g_strconcat(DEJAVU, cases[i].file, NULL);
    g_autoptr(MkepubFont) font = open_font(path);
    g_assert_cmpstr(mkepub_font_family(font), ==, cases[i].family);
    g_assert_cmpuint(mkepub_font_weight(font), ==, cases[i].weight);
    g_assert_false(mkepub_font_is_italic(font));
    g_assert_cmpint(mkepub_font_is_monospace(font), ==, cases[i].monospace);
    g_assert_true(mkepub_font_has(font, 'a'));
    g_assert_true(mkepub_font_has(font, 0x416));
    g_assert_false(mkepub_font_has(font, 0x4e2d));
  }
}

static void test_subset(void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(MkepubFont) font = open_font(DEJAVU "DejaVuSans.ttf");
  g_autoptr(MkepubCharacters) set = set_of("Words fit \xd0\x96 \xe4\xb8\xad", FALSE);
  const char *type = NULL;
  g_autoptr(GBytes) bytes = mkepub_font_subset(font, set, &type, &error);
  g_autoptr(GBytes) again = mkepub_font_subset(font, set, &type, &error);
  g_assert_no_error(error);
  g_assert_cmpstr(type, ==, "font/ttf");
  g_assert_true(g_bytes_equal(bytes, again));
  g_assert_cmpuint(g_bytes_get_size(bytes), <, 20000);
  g_autofree char *path = g_build_filename(g_get_tmp_dir(), "mkepub-test-font.XXXXXX", NULL);
  g_close(g_mkstemp(path), NULL);
  g_assert_true(g_file_set_contents(path, g_bytes_get_data(bytes, NULL),
                                    (gssize)g_bytes_get_size(bytes), NULL));
  g_autoptr(MkepubFont) part = open_font(path);
  g_assert_cmpstr(mkepub_font_family(part), ==, "DejaVu Sans");
  g_assert_true(mkepub_font_has(part, 'W') && mkepub_font_has(part, 0x416));
  g_assert_false(mkepub_font_has(part, 'Z'));
  g_unlink(path);
}

static void assert_fails(const char *spec, const char *words)
{
  g_autoptr(GError) error = NULL;
  g_assert_null(mkepub_font_open(spec, &error));
  g_assert_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT);
  if (!strstr(error->message, words))
    g_error("'%s' is not in: %s", words, error->message);
}

static void test_failures(void)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp("mkepub-test.XXXXXX", &error);
  static const struct {
    const char *bytes;
    gsize length;
    const char *words;
  } cases[] = {{"", 0, "not a TrueType"},
               {"wOF2............", 16, "woff2_decompress"},
               {"wOFF............", 16, "woff2_decompress"},
               {"\x89PNG............", 16, "not a TrueType"},
               {"OTTO............", 16, "broken"},
               {"ttcf............", 16, "broken"},
               {"\0\1\0\0............", 16, "broken"}};
  g_autofree char *path = g_build_filename(folder, "a.ttf", NULL);
  assert_fails(path, "no such file");
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_assert_true(g_file_set_contents(path, cases[i].bytes, (gssize)cases[i].length, NULL));
    assert_fails(path, cases[i].words);
  }
  assert_fails(DEJAVU "DejaVuSans.ttf#2", "faces");
  assert_fails(DEJAVU "DejaVuSans.ttf#x", "no such file");
  g_unlink(path);
  g_rmdir(folder);
}

/* A font with bytes that are wrong never leads astray: it fails or becomes some part. */
static void test_hostile(void)
{
  g_autofree char *bytes = NULL;
  gsize length;
  g_autoptr(GError) error = NULL;
  g_assert_true(g_file_get_contents(DEJAVU "DejaVuSansMono.ttf", &bytes, &length, &error));
  g_autoptr(MkepubCharacters) set = set_of("abcfi \xd8\xa7\xd9\x84\xd8\xb3", FALSE);
  g_autofree char *path = g_build_filename(g_get_tmp_dir(), "mkepub-test-font.XXXXXX", NULL);
  g_close(g_mkstemp(path), NULL);
  g_autoptr(GRand) random = g_rand_new_with_seed(12);
  for (guint i = 0; i < 150; i++) {
    g_autofree char *bad = g_memdup2(bytes, length);
    /* the directory of tables, then anywhere */
    gsize reach = i % 3 == 0 ? 300 : length;
    for (guint j = 0; j < 40; j++)
      bad[g_rand_int_range(random, 4, (gint)reach)] = (char)g_rand_int(random);
    gsize size = i % 5 == 0 ? length / (2 + i % 7) : length;
    g_assert_true(g_file_set_contents(path, bad, (gssize)size, NULL));
    g_autoptr(MkepubFont) font = mkepub_font_open(path, NULL);
    const char *type = NULL;
    g_autoptr(GBytes) part = font ? mkepub_font_subset(font, set, &type, NULL) : NULL;
    g_assert_true(!part || type);
  }
  g_unlink(path);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/characters/add", test_characters);
  g_test_add_func("/characters/merge", test_merge);
  g_test_add_func("/characters/fast", test_fast);
  g_test_add_func("/font/facts", test_facts);
  g_test_add_func("/font/subset", test_subset);
  g_test_add_func("/font/failures", test_failures);
  g_test_add_func("/font/hostile", test_hostile);
  return g_test_run();
}
