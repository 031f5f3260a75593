/* SPDX-License-Identifier: MIT */
/* What a search finds, in which order, and that no words break it. */
#include "search-shelf.h"

static void test_words(void)
{
  static const Made made[] = {
      {.id = 1,
       .title = "Bridge opened",
       .text = "The old bridge over the river is open again."},
      {.id = 2,
       .title = "Harbor news",
       .text = "A bridge loan for the harbor. The river is high."},
      {.id = 3, .title = "Weather", .text = "Rain over the river; a Café is closed."},
      {.id = 4, .title = "Oregon", .text = "OR is short for Oregon."},
  };
  Shelf shelf;
  shelf_start(&shelf);
  for (gsize i = 0; i < G_N_ELEMENTS(made); i++)
    shelf_put(&shelf, &made[i]);
  shelf_commit(&shelf, 1);
  assert_found(&shelf, "bridge", "1 2");
  assert_found(&shelf, "BRIDGE river", "1 2");
  assert_found(&shelf, "\"over the river\"", "1 3");
  assert_found(&shelf, "\u201cover the river\u201d", "1 3");
  assert_found(&shelf, "over-the-river", "1 3");
  assert_found(&shelf, "\"river the over\"", "");
  assert_found(&shelf, "\"over the river", "1 3");
  assert_found(&shelf, "river -bridge", "3");
  assert_found(&shelf, "river -\"bridge loan\"", "1 3");
  assert_found(&shelf, "loan OR rain", "2 3");
  assert_found(&shelf, "loan OR rain OR oregon -high", "3 4");
  assert_found(&shelf, "river loan OR rain", "2 3");
  assert_found(&shelf, "OR", "4");
  assert_found(&shelf, "or oregon", "4");
  assert_found(&shelf, "brid*", "1 2");
  assert_found(&shelf, "\"the riv\"*", "1 2 3");
  assert_found(&shelf, "brid", "");
  assert_found(&shelf, "cafe", "3");
  assert_found(&shelf, "CAFÉ", "3");
  assert_found(&shelf, "nowhere", "");
  assert_found(&shelf, "bridge nowhere", "");
  assert_found(&shelf, "bridge -nowhere", "1 2");
  assert_found(&shelf, "title:bridge", "");
  assert_found(&shelf, "bridge AND river", "");
  shelf_end(&shelf);
}

/* Text of COUNT characters out of 40 of Han, with punctuation and Latin words strewn in. */
static void make_chinese(GRand *random, GString *text, guint count)
{
  static const char *const others[] = {"，", "。", "Linux", " ", "2025", "\n"};
  g_string_truncate(text, 0);
  for (guint i = 0; i < count; i++)
    if (g_rand_int_range(random, 0, 8) == 0)
      g_string_append(text, others[g_rand_int_range(random, 0, G_N_ELEMENTS(others))]);
    else
      g_string_append_unichar(text, 0x5f00 + (gunichar)g_rand_int_range(random, 0, 40));
}

/* A word of Han is found exactly where a search for its letters finds it. */
static void test_chinese(void)
{
  enum { TEXTS = 300 };
  g_autoptr(GRand) random = g_rand_new_with_seed(1);
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GString) text = g_string_new(NULL), wanted = g_string_new(NULL);
  guint hits = 0;
  Shelf shelf;
  shelf_start(&shelf);
  for (guint i = 0; i < TEXTS; i++) {
    make_chinese(random, text, 60);
    g_ptr_array_add(texts, g_strdup(text->str));
    shelf_put(&shelf, &(Made){.id = i + 1, .title = "x", .text = text->str});
  }
  shelf_commit(&shelf, 1);
  for (guint i = 0; i < 400; i++) {
    g_string_truncate(text, 0);
    g_string_truncate(wanted, 0);
    for (guint j = 0; j <= i % 4; j++)
      g_string_append_unichar(text, 0x5f00 + (gunichar)g_rand_int_range(random, 0, 40));
    for (guint j = 0; j < TEXTS; j++)
      if (strstr(g_ptr_array_index(texts, j), text->str))
        g_string_append_printf(wanted, "%s%u", wanted->len > 0 ? " " : "", j + 1);
    hits += wanted->len > 0;
    assert_found(&shelf, text->str, wanted->str);
  }
  g_assert_cmpuint(hits, >, 200);
  shelf_end(&shelf);
}

static void test_scripts(void)
{
  static const Made made[] = {
      {.id = 1, .title = "كتاب", .text = "قرأت كِتَابًا جديدًا عن الأندلس"},
      {.id = 2, .title = "x", .text = "قرات كتابا"},
      {.id = 3, .title = "שלום", .text = "שָׁלוֹם עֲלֵיכֶם, צה\"ל"},
      {.id = 4, .title = "x", .text = "학교에서 오픈소스를 배웠다"},
      {.id = 5, .title = "x", .text = "İstanbul’da ISPARTA"},
      {.id = 6, .title = "x", .text = "Die STRASSE, die Straße"},
      {.id = 7, .title = "x", .text = "我们用Linux内核。东京タワー"},
      {.id = 8, .title = "x", .text = "ฉันอยู่ที่นี่"},
  };
  Shelf shelf;
  shelf_start(&shelf);
  for (gsize i = 0; i < G_N_ELEMENTS(made); i++)
    shelf_put(&shelf, &made[i]);
  shelf_commit(&shelf, 1);
  assert_found(&shelf, "كتابا", "1 2");
  assert_found(&shelf, "كِتَابًا", "1 2");
  assert_found(&shelf, "الاندلس", "1");
  assert_found(&shelf, "الأندلس", "1");
  assert_found(&shelf, "שלום עליכם", "3");
  assert_found(&shelf, "שָׁלוֹם", "3");
  assert_found(&shelf, "צה״ל", "3");
  assert_found(&shelf, "צה\"ל", "3");
  assert_found(&shelf, "학교", "4");
  assert_found(&shelf, "오픈소스", "4");
  assert_found(&shelf, "istanbul", "5");
  assert_found(&shelf, "ısparta", "5");
  assert_found(&shelf, "strasse", "6");
  assert_found(&shelf, "straße", "6");
  assert_found(&shelf, "用Linux", "7");
  assert_found(&shelf, "\"linux内核\"", "7");
  assert_found(&shelf, "我们用linux内核", "7");
  assert_found(&shelf, "用", "7");
  assert_found(&shelf, "核", "7");
  assert_found(&shelf, "内核东京", "");
  assert_found(&shelf, "内核。东京", "7");
  assert_found(&shelf, "京タワ", "7");
  assert_found(&shelf, "ที่นี่", "8");
  shelf_end(&shelf);
}

static void test_rank(void)
{
  static const Made made[] = {
      {.id = 1,
       .title = "Nothing",
       .text = "The lighthouse stands. Rain fell on it for a whole week.",
       .day = "2024-01-01"},
      {.id = 2,
       .title = "The lighthouse",
       .text = "It stands on a rock. Rain fell on it for a whole week.",
       .day = "2020-01-01"},
      {.id = 3, .title = "Alike", .text = "ferry", .day = "2024-01-01", .path = "b.md"},
      {.id = 4, .title = "Alike", .text = "ferry", .day = "2024-01-02", .path = "c.md"},
      {.id = 5, .title = "Alike", .text = "ferry", .day = "2024-01-01", .path = "a.md"},
      {.id = 6, .title = "Alike", .text = "ferry", .path = "0.md"},
      {.id = 7, .title = "Rare", .text = "pier pier pier and mole", .day = "2024-01-01"},
      {.id = 8,
       .title = "Rare",
       .text = "pier and pier and pier and pier and mole and so on and on",
       .day = "2024-01-01"},
  };
  Shelf shelf;
  shelf_start(&shelf);
  for (gsize i = 0; i < G_N_ELEMENTS(made); i++)
    shelf_put(&shelf, &made[i]);
  shelf_commit(&shelf, 1);
  const struct {
    const char *words, *order;
    guint limit, offset;
  } cases[] = {
      {"lighthouse", "2 1", 0, 0}, /* the title weighs more than the date */
      {"ferry", "4 5 3 6", 0, 0},  /* newest first, then by path; undated last */
      {"ferry", "4 5", 2, 0},      {"ferry", "3 6", 2, 2}, {"ferry", "", 2, 4},
      {"mole", "7 8", 0, 0}, /* the shorter text is more about it */
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *found = shelf_found(&shelf,
                                         (MkepubQuery){.words = cases[i].words,
                                                       .limit = cases[i].limit,
                                                       .offset = cases[i].offset},
                                         FALSE);
    g_assert_cmpstr(found, ==, cases[i].order);
  }
  shelf_end(&shelf);
}

/* Fewer hits are the first of more: what is left out early would not have come among them. */
static void test_limit(void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed(2);
  g_autoptr(GString) text = g_string_new(NULL);
  Shelf shelf;
  shelf_start(&shelf);
  for (gint64 i = 1; i <= 400; i++) {
    g_string_truncate(text, 0);
    for (int words = g_rand_int_range(random, 1, 60); words > 0; words--)
      g_string_append(text, ((const char *const[]){"ferry ", "pier ", "mole ",
                                                   "dock "})[g_rand_int_range(random, 0, 4)]);
    shelf_put(&shelf, &(Made){.id = i, .title = i % 50 ? "x" : "ferry", .text = text->str});
  }
  shelf_commit(&shelf, 1);
  for (guint limit = 1; limit < 200; limit += 13) {
    g_autofree char *all = shelf_found(&shelf, (MkepubQuery){.words = "ferry OR pier"}, FALSE);
    g_autofree char *some =
        shelf_found(&shelf, (MkepubQuery){.words = "ferry OR pier", .limit = limit}, FALSE);
    g_autofree char *begun = g_strconcat(some, " ", NULL);
    g_assert_cmpuint(strlen(some), >, limit);
    g_assert_true(g_str_has_prefix(all, begun));
  }
  shelf_end(&shelf);
}

static void test_filters(void)
{
  static const Made made[] = {
      {.id = 1,
       .title = "x",
       .text = "ferry",
       .day = "2024-12-31",
       .byline = "A",
       .section = "Sea news",
       .language = "zh-Hant-TW",
       .authors = {"Ann Lee", "Bo"}},
      {.id = 2,
       .title = "x",
       .text = "ferry",
       .day = "2025-01-01",
       .byline = "B",
       .section = "Land",
       .language = "zh",
       .authors = {"Bo"}},
      {.id = 3,
       .title = "x",
       .text = "ferry",
       .day = "2025-02-28",
       .section = "sea NEWS",
       .language = "en-US"},
      {.id = 4, .title = "x", .text = "ferry"},
  };
  static const struct {
    MkepubQuery query;
    const char *found;
  } cases[] = {
      {{.words = "ferry", .since = "2025"}, "2 3"},
      {{.words = "ferry", .until = "2024"}, "1"},
      {{.words = "ferry", .since = "2024-12", .until = "2025-01"}, "1 2"},
      {{.words = "ferry", .since = "2025-01-02", .until = "2025-02"}, "3"},
      {{.words = "ferry", .since = "2026", .until = "2024"}, ""},
      {{.words = "ferry", .section = "Sea News"}, "1 3"},
      {{.words = "ferry", .section = "Sea"}, ""},
      {{.words = "ferry", .section = "?"}, ""},
      {{.words = "ferry", .author = "ann lee"}, "1"},
      {{.words = "ferry", .author = "Bo"}, "1 2"},
      {{.words = "ferry", .language = "zh"}, "1 2"},
      {{.words = "ferry", .language = "zh-hant"}, "1"},
      {{.words = "ferry", .language = "zh-Hans"}, ""},
      {{.words = "ferry", .language = "z"}, ""},
      {{.words = "ferry", .language = "en", .section = "sea news", .since = "2025"}, "3"},
      {{.words = "boat", .language = "en"}, ""},
  };
  Shelf shelf;
  shelf_start(&shelf);
  for (gsize i = 0; i < G_N_ELEMENTS(made); i++)
    shelf_put(&shelf, &made[i]);
  shelf_commit(&shelf, 1);
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *found = shelf_found(&shelf, cases[i].query, TRUE);
    g_assert_cmpstr(found, ==, cases[i].found);
  }
  for (const char *const *p =
           (const char *const[]){"25", "2025-13", "2025-02-30", "2025-1-1", "", "x", NULL};
       *p; p++) {
    g_autoptr(GError) error = NULL;
    g_autoptr(MkepubHits) hits =
        mkepub_search(shelf.folder, &(MkepubQuery){.words = "ferry", .since = *p}, &error);
    g_assert_error(error, MKEPUB_ERROR, MKEPUB_ERROR_USAGE);
    g_assert_null(hits);
  }
  shelf_end(&shelf);
}

/* An answer, or a message about the words; WORDS may be freed. */
static void assert_harmless(const Shelf *shelf, const char *words)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(MkepubHits) hits =
      mkepub_search(shelf->folder, &(MkepubQuery){.words = words}, &error);
  if (!hits)
    g_assert_error(error, MKEPUB_ERROR, MKEPUB_ERROR_USAGE);
}

static char *repeated(const char *text, guint times)
{
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < times; i++)
    g_string_append(out, text);
  return g_string_free(out, FALSE);
}

static void test_hostile(void)
{
  static const char *const queries[] = {
      "",
      " ",
      "\"",
      "\"\"",
      "\"\"\"",
      "'",
      "''",
      "';--",
      "*",
      "**",
      "a*b*",
      "* a",
      "-",
      "--",
      "---a",
      "- a",
      "-a",
      "-\"",
      "a -",
      "OR",
      "OR OR",
      "OR OR OR",
      "a OR",
      "OR a",
      "a OR -b",
      "a OR OR b",
      "NOT",
      "a NOT b",
      "NOT a",
      "AND",
      "a AND b",
      "NEAR",
      "NEAR(a b)",
      "NEAR(a b, 5)",
      "NEAR/2",
      "a NEAR b",
      "(",
      ")",
      "()",
      "(a",
      "a)",
      "(a OR b) c",
      "((((a))))",
      "{",
      "}",
      "{a b}:c",
      "title:a",
      "title : a",
      "-title:a",
      "words:a",
      "^a",
      "^ a",
      "\"^a\"",
      "a + b",
      "a+b",
      "+",
      "a\\",
      "\\",
      "\\\"",
      "\"a\\\"b\"",
      "%",
      "_",
      "a%",
      "?",
      "?1",
      ":x",
      "@x",
      "$x",
      "a;b",
      "a;",
      "/* a */",
      "-- a",
      "0x41",
      "X'41'",
      "NULL",
      "rowid",
      "\"a\" \"b",
      "\"a\"\"b\"",
      "\"a\"b\"c\"",
      "a\"b",
      "a\tb\nc",
      "\x01\x02\x1b[31m",
      "\x7f",
      "\xff\xfe",
      "\xc3",
      "a\xc3",
      "\xed\xa0\x80",
      "\xf4\x90\x80\x80",
      "\xe2\x80\x8b",
      "\xef\xbb\xbf"
      "a",
      "\xe2\x80\xae"
      "a",
      "\xcc\x81",
      "a\xcc\x81\xcc\x81",
      "\xee\x80\x80sa",
      "\xf0\x9f\x8e\x89",
      "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb",
      "。",
      "、a",
      "\xe3\x80\x80",
      "\xe3\x80\x80"
      "a\xe3\x80\x80",
      "\xef\xbc\x82"
      "a\xef\xbc\x82",
      "“a",
      "„a“",
      "«a»",
      "a*\"b\"*",
      "\"a\"*",
      "\"*\"",
      "\"-\"",
      "-\"a\"*",
      "-*",
      "a -*",
      "fts5(",
      "bm25(words)",
      "1 OR 1=1",
      "' OR '1'='1",
      "a); DROP TABLE words; --",
      "integrity-check",
      "delete",
      "rank",
      "matchinfo",
      "\r\n",
      "a\rb",
  };
  static const char *const pieces[] = {"a ",  "\"",   "(",      "a OR ", "-a ", "开", "a",
                                       "a* ", "* - ", "\"a\" ", "\xff",  "^:{", ")",  "é"};
  Shelf shelf;
  shelf_start(&shelf);
  for (gint64 i = 1; i <= 50; i++)
    shelf_put(&shelf, &(Made){.id = i, .title = "a", .text = "a b c 开 开开 éé near not and"});
  shelf_commit(&shelf, 1);
  g_assert_cmpuint(G_N_ELEMENTS(queries), >=, 100);
  for (gsize i = 0; i < G_N_ELEMENTS(queries); i++)
    assert_harmless(&shelf, queries[i]);
  for (gsize i = 0; i < G_N_ELEMENTS(pieces); i++)
    for (guint times = 10; times <= 1000000; times *= 10) {
      g_autofree char *words = repeated(pieces[i], times);
      assert_harmless(&shelf, words);
    }
  assert_found(&shelf, "NEAR(a b)", "");
  assert_found(&shelf, "near(a", "");
  g_autofree char *all = shelf_found(&shelf, (MkepubQuery){.words = "near a NOT b"}, TRUE);
  g_assert_true(g_str_has_prefix(all, "1 2 3"));
  shelf_end(&shelf);
}

/* Every mark is the word that was asked for, as it stands in the text. */
static void assert_snippet(const char *text, const char *words, const char *const *marked)
{
  Shelf shelf;
  shelf_start(&shelf);
  shelf_put(&shelf, &(Made){.id = 1, .title = "Title", .text = text});
  shelf_commit(&shelf, 1);
  g_autoptr(MkepubHits) hits = shelf_search(&shelf, (MkepubQuery){.words = words});
  g_assert_cmpuint(hits->hits->len, ==, 1);
  const MkepubHit *hit = g_ptr_array_index(hits->hits, 0);
  g_assert_true(g_utf8_validate(hit->snippet, -1, NULL));
  g_assert_cmpint(g_utf8_strlen(hit->snippet, -1), <=, 202);
  guint i = 0;
  for (; marked[i] && i < hit->marks->len; i++) {
    const MkepubMark *mark = &g_array_index(hit->marks, MkepubMark, i);
    g_autofree char *word = g_strndup(hit->snippet + mark->start, mark->length);
    g_assert_cmpstr(word, ==, marked[i]);
  }
  g_assert_cmpstr(marked[i], ==, NULL);
  g_assert_cmpuint(hit->marks->len, ==, i);
  shelf_end(&shelf);
}

#define MARKED(...) ((const char *const[]){__VA_ARGS__, NULL})

static void test_snippet(void)
{
  g_autofree char *filler = repeated("lorem ipsum dolor sit amet ", 2000);
  g_autofree char *far =
      g_strconcat(filler, "here stands the Café by\nthe river ", filler, NULL);
  g_autofree char *chinese = repeated("我们今天讨论的是别的事情，", 300);
  g_autofree char *far_chinese = g_strconcat(chinese, "这是开源社区的软件。", chinese, NULL);
  assert_snippet("The CAFÉ and the café.", "cafe", MARKED("CAFÉ", "café"));
  assert_snippet("The cafe\u0301!", "café", MARKED("cafe\u0301"));
  assert_snippet(far, "cafe river", MARKED("Café", "river"));
  assert_snippet(far, "\"cafe by the\"", MARKED("Café by the"));
  assert_snippet("Straßen und Strassen", "strass*", MARKED("Straßen", "Strassen"));
  assert_snippet(far_chinese, "开源社区", MARKED("开源社区"));
  assert_snippet("一个区，区长", "区", MARKED("区", "区"));
  assert_snippet("قرأت كِتَابًا اليوم", "كتابا", MARKED("كِتَابًا"));
  assert_snippet("a b\x1b[31m c\x07", "b", MARKED("b"));
  assert_snippet("nothing of it here", "title", MARKED(NULL));
  assert_snippet("", "title", MARKED(NULL));
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/search/words, phrases, beginnings and what is left out", test_words);
  g_test_add_func("/search/Chinese words are found wherever they stand", test_chinese);
  g_test_add_func("/search/other scripts are found as people type them", test_scripts);
  g_test_add_func("/search/the best comes first", test_rank);
  g_test_add_func("/search/fewer hits are the first of more", test_limit);
  g_test_add_func("/search/filters", test_filters);
  g_test_add_func("/search/no words are an error of syntax", test_hostile);
  g_test_add_func("/search/snippets mark what was found", test_snippet);
  return g_test_run();
}
