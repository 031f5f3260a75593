/* SPDX-License-Identifier: MIT */
/* What text and queries become before they are compared. Expectations are worked out by hand
 * from the rules in search.h and search/fold.h. */
#include <string.h>

#include "linear.h"
#include "mkepub/search.h"

typedef struct {
  const char *text, *folded;
} Case;

static void assert_folds(const Case *cases, gsize count)
{
  for (gsize i = 0; i < count; i++) {
    g_autofree char *folded = mkepub_search_fold(cases[i].text, strlen(cases[i].text));
    g_assert_cmpstr(folded, ==, cases[i].folded);
  }
}

static void test_latin(void)
{
  static const Case cases[] = {
      {"", ""},
      {" \t\n.,;!?\"'*-", ""},
      {"The Bridge, re-opened: don't!", "the bridge re opened don t"},
      {"Café CAFÉ cafe\u0301 cafe", "cafe cafe cafe cafe"},
      {"Việt Nam", "viet nam"},
      {"Straße STRASSE STRA\u1e9eE", "strasse strasse strasse"},
      {"Ærø œuvre Łódź þing Đà", "aero oeuvre lodz thing da"},
      /* four letters of Turkish are one here, because capital I stands for both in the world */
      {"İstanbul ISTANBUL istanbul ıstanbul", "istanbul istanbul istanbul istanbul"},
      {"ﬁne Ｆｕｌｌ ２０２５", "fine full 2025"},
      {"co\u00adop\u200bera\u2060tion", "cooperation"},
      {"2025-01-13 3.14", "2025 01 13 3 14"},
      {"a\U0001f389b \u2764\ufe0f", "a b"},
      {"\ue000private", "private"},
      {"a\xff\xc3(b\xed\xa0\x80", "a b"},
  };
  assert_folds(cases, G_N_ELEMENTS(cases));
}

static void test_other_scripts(void)
{
  static const Case cases[] = {
      /* Greek: accents, final sigma; the same word with breathing and circumflex */
      {"Οδυσσεύς ΟΔΥΣΣΕΥΣ", "οδυσσευσ οδυσσευσ"},
      {"ἀρχῆς", "αρχησ"},
      /* Cyrillic: yo and stress; short i and yi are letters of their own */
      {"Ёлка елка за\u0301мок", "елка елка замок"},
      {"мой мои Київ и\u0306", "мой мои київ й"},
      /* Arabic: vowels, stretching, alef, yeh, teh marbuta, letters of Persian, digits */
      {"كِتَابٌ كتاب كـتـاب", "كتاب كتاب كتاب"},
      {"أحمد إسلام آسيا ٱلله", "احمد اسلام اسيا الله"},
      {"مدرسة على كی", "مدرسه علي كي"},
      {"مسؤول", "مسؤول"},
      {"ﻻ ٢٠٢٥ ۲۰۲۵", "لا 2025 2025"},
      {"می\u200cخواهم", "ميخواهم"},
      /* Hebrew: points, in one character and in several */
      {"שָׁלוֹם שלום \ufb2a", "שלום שלום ש"},
      {"צה״ל", "צה ל"},
      /* Hindi keeps its vowels, or half of its words would be one */
      {"हिन्दी", "हिन्दी"},
  };
  assert_folds(cases, G_N_ELEMENTS(cases));
}

static void test_without_blanks(void)
{
  static const Case cases[] = {
      {"用", "用"},
      {"开源", "开源 源"},
      {"开源社区", "开源 源社 社区 区"},
      {"开源，社区。", "开源 源 社区 区"},
      {"用Linux内核", "用 linux 内核 核"},
      {"2025年1月", "2025 年 1 月"},
      {"コンピューター", "コン ンピ ピュ ュー ータ ター ー"},
      {"ｶﾞｷﾞ か\u3099き", "ガギ ギ がき き"},
      {"東京タワー", "東京 京タ タワ ワー ー"},
      {"학교에서 \u1112\u1161\u11a8교", "학교 교에 에서 서 학교 교"},
      {"\U00020000\U00020001", "\U00020000\U00020001 \U00020001"},
      /* Thai: a consonant goes with the marks on it */
      {"ที่นี่", "ที่นี่ นี่"},
  };
  assert_folds(cases, G_N_ELEMENTS(cases));
}

static void fold_many(gpointer data, gsize size)
{
  const char *piece = data;
  g_autoptr(GString) text = g_string_new(NULL);
  while (text->len < size)
    g_string_append(text, piece);
  g_autofree char *folded = mkepub_search_fold(text->str, text->len);
  g_assert_nonnull(folded);
}

static void test_linear(void)
{
  static const char *const pieces[] = {"a",      "\u0301", "\u0316\u0301", "e\u0301\u0327",
                                       "开",     "\xff",   "\u1112\u1161", "ﷺ",
                                       "\u3099", "ก\u0e48"};
  for (gsize i = 0; i < G_N_ELEMENTS(pieces); i++)
    assert_linear(fold_many, (gpointer)pieces[i], 4 << 20, pieces[i]);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/search-fold/Latin letters lose case and marks", test_latin);
  g_test_add_func("/search-fold/other scripts lose what people do not type",
                  test_other_scripts);
  g_test_add_func("/search-fold/scripts without blanks become pairs", test_without_blanks);
  g_test_add_func("/search-fold/time is linear", test_linear);
  return g_test_run();
}
