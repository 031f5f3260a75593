/* SPDX-License-Identifier: MIT */
/* The same article is known again by its address, its text, or nearly its text; no other is. */
#include <glib.h>
#include <string.h>

#include "linear.h"
#include "mkepub/fingerprint.h"
#include "text/url-canonical.h"

static void test_addresses(void)
{
  static const char *const cases[][2] = {
      {"https://example.com/a/b", "https://example.com/a/b"},
      {" HTTP://WWW.Example.COM:80/a/b/ ", "https://example.com/a/b"},
      {"https://example.com:443/a/b//", "https://example.com/a/b"},
      {"https://example.com:8080/a", "https://example.com:8080/a"},
      {"https://example.com.:8080/a", "https://example.com:8080/a"},
      {"https://user:word@example.com/a", "https://example.com/a"},
      {"https://example.com", "https://example.com"},
      {"https://example.com/#top", "https://example.com"},
      {"https://example.com/a#section-2", "https://example.com/a"},
      {"https://example.com/#!/a/1", "https://example.com#!/a/1"},
      {"https://example.com/app#/a/1", "https://example.com/app#/a/1"},
      {"https://m.example.com/a", "https://example.com/a"},
      {"https://www.m.example.com/a", "https://example.com/a"},
      {"https://amp.example.com/a", "https://example.com/a"},
      {"https://mobile.example.com/a", "https://example.com/a"},
      {"https://en.m.wikipedia.org/wiki/X", "https://en.wikipedia.org/wiki/X"},
      {"https://m.com/a", "https://m.com/a"},
      {"https://www.com/", "https://www.com"},
      {"https://maps.example.com/a", "https://maps.example.com/a"},
      {"https://example.com/a/amp/", "https://example.com/a"},
      {"https://example.com/a/AMP", "https://example.com/a"},
      {"https://example.com/a?amp=1", "https://example.com/a"},
      {"https://example.com/lamp", "https://example.com/lamp"},
      {"https://example.com/amp/a", "https://example.com/amp/a"},
      {"https://example.com/a/index.html", "https://example.com/a"},
      {"https://example.com/index.php?p=1", "https://example.com?p=1"},
      {"https://example.com/a/my-index.html", "https://example.com/a/my-index.html"},
      {"https://example.com/a?utm_source=x&utm_medium=y", "https://example.com/a"},
      {"https://example.com/a?UTM_Source=x&id=7", "https://example.com/a?id=7"},
      {"https://example.com/a?b=2&fbclid=Z&a=1&gclid=&mc_cid=9",
       "https://example.com/a?a=1&b=2"},
      {"https://example.com/a?&&", "https://example.com/a"},
      {"https://example.com/a?id=utm_source", "https://example.com/a?id=utm_source"},
      {"https://example.com/a?q=x+y", "https://example.com/a?q=x%20y"},
      {"https://example.com/a?q=x%20y", "https://example.com/a?q=x%20y"},
      {"https://example.com/watch?v=aB", "https://example.com/watch?v=aB"},
      {"https://example.com/%7Ejoe/%61%2fb%c3%a9", "https://example.com/~joe/a%2Fb%C3%A9"},
      {"https://example.com/é", "https://example.com/%C3%A9"},
      {"https://example.com/a/../b/./c", "https://example.com/b/c"},
      {"https://example.com/../../b", "https://example.com/b"},
      {"https://bücher.example/a", "https://xn--bcher-kva.example/a"},
      {"http://192.168.0.1/a", "https://192.168.0.1/a"},
      {"mailto:joe@example.com", NULL},
      {"/a/b", NULL},
      {"example.com/a", NULL},
      {"", NULL},
      {"http://", NULL},
      {"javascript:void(0)", NULL},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *got = mkepub_url_canonical(cases[i][0]);
    g_test_message("%s", cases[i][0]);
    g_assert_cmpstr(got, ==, cases[i][1]);
    /* what is canonical stays so */
    g_autofree char *again = got ? mkepub_url_canonical(got) : NULL;
    g_assert_cmpstr(again, ==, got);
  }
}

static char *hash_of(const char *text, guint *characters)
{
  MkepubFingerprint f;
  mkepub_fingerprint(text, strlen(text), &f);
  GString *hex = g_string_new(NULL);
  for (gsize i = 0; i < sizeof f.hash; i++)
    g_string_append_printf(hex, "%02x", f.hash[i]);
  if (characters)
    *characters = f.characters;
  return g_string_free(hex, FALSE);
}

/* printf 'hello world ' | sha256sum | cut -c1-32, and so on. */
static void test_hashes(void)
{
  static const struct {
    const char *text, *hash;
    guint characters;
  } cases[] = {
      {"Hello, World!", "9e1b04359ce9f650852b7f468eb9cbaa", 10}, /* 'hello world ' */
      {"  hello -- WORLD\n\n", "9e1b04359ce9f650852b7f468eb9cbaa", 10},
      {"ｈｅｌｌｏ\xc2\xa0ｗorld", "9e1b04359ce9f650852b7f468eb9cbaa", 10}, /* full width */
      {"", "e3b0c44298fc1c149afbf4c8996fb924", 0},
      {" \n—…!", "e3b0c44298fc1c149afbf4c8996fb924", 0},
      {"Straße", "0c58b8c2c86a63739391a7e0f6a8d435", 7}, /* 'strasse ' */
      {"STRASSE", "0c58b8c2c86a63739391a7e0f6a8d435", 7},
      {"A+1=b", "7601a0735fb1cd1a6f900fcfbcfcd23c", 3}, /* 'a 1 b ' */
      {"ﬁle ②", "ae2a1b45021bf4d1d3e2a52b774249f6", 5}, /* 'file 2 ' */
      {"É", "7a8d067d39df262ae963939a2e6777b7", 1},     /* 'é ', U+00E9 */
      {"e\xcc\x81", "7a8d067d39df262ae963939a2e6777b7", 1},
      {"中文换行", "df6ca3d1b53e8cf1ccc5ad966698a5a1", 4}, /* '中 文 换 行 ' */
      {"中文，\n换行。", "df6ca3d1b53e8cf1ccc5ad966698a5a1", 4},
      {"中文ABC语", "2bf0a0c37e95ac919d850fc547ce78d4", 6}, /* '中 文 abc 语 ' */
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    guint characters;
    g_autofree char *hash = hash_of(cases[i].text, &characters);
    g_test_message("%s", cases[i].text);
    g_assert_cmpstr(hash, ==, cases[i].hash);
    g_assert_cmpuint(characters, ==, cases[i].characters);
  }
}

/* The hash does not depend on where the text is cut while it is read. */
static void test_pieces(void)
{
  for (gsize before = 4080; before < 4110; before++) {
    GString *one = g_string_new(NULL), *two = g_string_new(NULL);
    for (gsize i = 0; i < before; i++)
      g_string_append_c(one, 'a');
    g_string_append(two, one->str);
    g_string_append(one, "中É文 Abc É, def");
    g_string_append(two, " 中 é 文 ABC ｅ\xcc\x81 def!");
    g_autofree char *left = hash_of(one->str, NULL), *right = hash_of(two->str, NULL);
    g_assert_cmpstr(left, ==, right);
    g_string_free(one, TRUE);
    g_string_free(two, TRUE);
  }
}

/* A text of so many words out of 5000, always the same for a SEED. */
static GString *made_text(guint32 seed, guint words)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < words; i++)
    g_string_append_printf(text, "%s%u", i % 12 == 0 ? ".\nw" : " w",
                           g_rand_int_range(rand, 0, 5000));
  return text;
}

static guint64 simhash_of(const GString *text)
{
  MkepubFingerprint f;
  mkepub_fingerprint(text->str, text->len, &f);
  return f.simhash;
}

/* How a text may be changed, in its middle. */
static void change(GString *text, guint words)
{
  char *middle = strstr(text->str + text->len / 2, " w");
  for (guint i = 0; i < words; i++) {
    middle[1] = 'x';
    middle = strstr(middle, " w");
  }
}

/* Of 400 texts of 800 words, WORDS of which are then others: how many are found again. */
static guint find_again(const MkepubNearIndex *index, guint words, guint *others)
{
  guint again = 0;
  for (gint64 id = 0; id < 400; id++) {
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(gint64));
    GString *text = made_text((guint32)id, 800);
    change(text, words);
    mkepub_near_index_find(index, simhash_of(text), found);
    for (guint i = 0; i < found->len; i++)
      if (g_array_index(found, gint64, i) == id)
        again++;
      else
        ++*others;
    g_string_free(text, TRUE);
  }
  g_test_message("%u words of 800: %u of 400 found, %u others so far", words, again, *others);
  return again;
}

/* The index is a sieve before the comparison: what is alike goes through, and hardly anything
 * else. */
static void test_near_texts(void)
{
  g_autoptr(MkepubNearIndex) index = mkepub_near_index_new();
  for (gint64 id = 0; id < 400; id++) {
    GString *text = made_text((guint32)id, 800);
    mkepub_near_index_add(index, simhash_of(text), id);
    g_string_free(text, TRUE);
  }
  guint others = 0;
  g_assert_cmpuint(find_again(index, 0, &others), ==, 400);
  g_assert_cmpuint(find_again(index, 1, &others), >=, 398);
  g_assert_cmpuint(find_again(index, 20, &others), >=, 320);
  /* three of eight words: no duplicate */
  g_assert_cmpuint(find_again(index, 300, &others), <=, 4);
  g_assert_cmpuint(others, <=, 4);
}

static double similarity(const char *a, const char *b)
{
  return mkepub_fingerprint_similarity(a, strlen(a), b, strlen(b));
}

static void test_similarity(void)
{
  GString *one = made_text(1, 800), *two = g_string_new(one->str);
  change(two, 1);
  /* of 797 shingles of each, four are others: 793 of 801 */
  double got = mkepub_fingerprint_similarity(one->str, one->len, two->str, two->len);
  g_assert_cmpfloat_with_epsilon(got, 793.0 / 801, 1e-9);
  g_string_free(one, TRUE);
  g_string_free(two, TRUE);
  /* shingles: abcd bcde cdef | abcd bcde cdeg: two of four */
  g_assert_cmpfloat(similarity("a b c d e f", "A, B c d e g!"), ==, 2.0 / 4);
  g_assert_cmpfloat(similarity("a b c d e f", "a b c d e f"), ==, 1);
  g_assert_cmpfloat(similarity("a b c d", "d c b a"), ==, 0);
  /* fewer words than a shingle has are one */
  g_assert_cmpfloat(similarity("a b", "a b"), ==, 1);
  g_assert_cmpfloat(similarity("a b", "b a"), ==, 0);
  g_assert_cmpfloat(similarity("a b", "a b c"), ==, 0);
  g_assert_cmpfloat(similarity("", ""), ==, 0);
  g_assert_cmpfloat(similarity("", "a b c d"), ==, 0);
  /* a shingle that is repeated counts once */
  g_assert_cmpfloat(similarity("a a a a a a a a", "a a a a"), ==, 1);
  /* 中文换行 文换行了 | 中文换行 文换行吗 */
  g_assert_cmpfloat(similarity("中文换行了", "中文，换行吗？"), ==, 1.0 / 3);
}

/* Texts of megabytes are sampled: about the same comes out. */
static void test_long_similarity(void)
{
  GString *one = made_text(1, 500000), *two = g_string_new(one->str);
  GString *other = made_text(2, 250000);
  g_string_truncate(two, two->len / 2);
  g_string_append(two, other->str);
  /* half of each is the same: a third of all */
  double got = mkepub_fingerprint_similarity(one->str, one->len, two->str, two->len);
  g_assert_cmpfloat(got, >, 0.32);
  g_assert_cmpfloat(got, <, 0.35);
  g_assert_cmpfloat(mkepub_fingerprint_similarity(one->str, one->len, one->str, one->len), ==,
                    1);
  g_string_free(one, TRUE);
  g_string_free(two, TRUE);
  g_string_free(other, TRUE);
}

/* Whatever seven bits differ, it is found; with eight it is not. */
static void test_index(void)
{
  g_autoptr(MkepubNearIndex) index = mkepub_near_index_new();
  g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(gint64));
  g_autoptr(GRand) rand = g_rand_new_with_seed(7);
  const guint64 hash = G_GUINT64_CONSTANT(0x0123456789abcdef);
  gint64 id;
  for (id = 0; id < 500; id++) {
    guint64 bits = 0;
    while (__builtin_popcountll(bits) < 7 + (id % 2))
      bits |= 1ull << g_rand_int_range(rand, 0, id % 3 ? 64 : 20);
    g_autoptr(MkepubNearIndex) one = mkepub_near_index_new();
    mkepub_near_index_add(one, hash ^ bits, id);
    g_array_set_size(found, 0);
    mkepub_near_index_find(one, hash, found);
    g_assert_cmpuint(found->len, ==, id % 2 ? 0 : 1);
  }
  g_array_set_size(found, 0);
  for (id = 1; id <= 5; id++)
    mkepub_near_index_add(index, hash ^ 1ull << (id * 11), id);
  mkepub_near_index_add(index, ~hash, 6);
  mkepub_near_index_find(index, hash, found);
  g_assert_cmpuint(found->len, ==, 5);
  for (guint i = 0; i < 5; i++)
    g_assert_cmpint(g_array_index(found, gint64, i), ==, i + 1);
  /* appended */
  mkepub_near_index_find(index, ~hash, found);
  g_assert_cmpuint(found->len, ==, 6);
  g_assert_cmpint(g_array_index(found, gint64, 5), ==, 6);
}

static void test_index_most(void)
{
  g_autoptr(MkepubNearIndex) index = mkepub_near_index_new();
  g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(gint64));
  for (gint64 id = 100; id < 300; id++)
    mkepub_near_index_add(index, id % 2 ? 0 : 1ull << (id % 64), id);
  mkepub_near_index_find(index, 0, found);
  g_assert_cmpuint(found->len, ==, 64);
  for (guint i = 0; i < 64; i++)
    g_assert_cmpint(g_array_index(found, gint64, i), ==, 100 + i);
}

/* All texts are one: as many answers as texts. */
static void fill_index(gpointer data, gsize size)
{
  g_autoptr(MkepubNearIndex) index = mkepub_near_index_new();
  g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(gint64));
  guint64 far = GPOINTER_TO_UINT(data);
  for (gsize i = 0; i < size; i++) {
    g_array_set_size(found, 0);
    mkepub_near_index_find(index, i % 2 ? far : 0, found);
    mkepub_near_index_add(index, i % 2 ? 0 : far, (gint64)i);
  }
}

static void fingerprint_of(gpointer data, gsize size)
{
  const char *unit = data;
  gsize length = strlen(unit);
  GString *text = g_string_sized_new(size + length);
  MkepubFingerprint f;
  while (text->len < size)
    g_string_append_len(text, unit, (gssize)length);
  mkepub_fingerprint(text->str, text->len, &f);
  mkepub_fingerprint_similarity(text->str, text->len, text->str, text->len / 2);
  g_string_free(text, TRUE);
}

static void test_linear(void)
{
  static const char *const units[] = {
      "a",
      "a ",
      "the same four words ",
      "中",
      "中 ",
      "ก็",
      "\xcc\x81",
      "e\xcc\x81",
      /* marks of falling class, which normalization sorts */
      "\xcc\x81\xcc\xa7\xcc\xb8",
      "ﷺ",
      "\xe1\x84\x80\xe1\x85\xa1\xe1\x86\xa8",
      "ß",
      "—",
  };
  for (gsize i = 0; i < G_N_ELEMENTS(units); i++)
    assert_linear(fingerprint_of, (gpointer)units[i], 1 << 20, units[i]);
  assert_linear(fill_index, GUINT_TO_POINTER(0), 1 << 16, "equal hashes");
  /* the same block, and none is near */
  assert_linear(fill_index, GUINT_TO_POINTER(0xfff), 1 << 14, "hashes with equal blocks");
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/duplicate/addresses", test_addresses);
  g_test_add_func("/duplicate/hashes", test_hashes);
  g_test_add_func("/duplicate/pieces", test_pieces);
  g_test_add_func("/duplicate/near-texts", test_near_texts);
  g_test_add_func("/duplicate/similarity", test_similarity);
  g_test_add_func("/duplicate/long-similarity", test_long_similarity);
  g_test_add_func("/duplicate/index", test_index);
  g_test_add_func("/duplicate/index-most", test_index_most);
  g_test_add_func("/duplicate/linear", test_linear);
  return g_test_run();
}
