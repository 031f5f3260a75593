/* SPDX-License-Identifier: MIT */
/* Language tags are mended, guessed from the script, and known to run right to left. */
#include <glib.h>
#include <string.h>

#include "text/language.h"

static void test_normalize(void)
{
  static const struct {
    const char *text, *expected;
  } cases[] = {
      {"en", "en"},
      {"EN", "en"},
      {"fr_FR", "fr-FR"},
      {"zh_cn", "zh-CN"},
      {"zh_tw", "zh-TW"},
      {"zh-hans-cn", "zh-Hans-CN"},
      {"English", "en"},
      {" de ", "de"},
      {"en_US.UTF-8", "en-US"},
      {"sr-LATN", "sr-Latn"},
      {"es-419", "es-419"},
      {"eng", "en"},
      {"de-CH-1996", "de-CH-1996"},
      {"en-x-whatever", "en-x-whatever"},
      {"yue", "yue"},
      {"C", NULL},
      {"POSIX", NULL},
      {"", NULL},
      {"klingonese", NULL},
      {"en-", NULL},
      {"e n", NULL},
      {"en-US-x", NULL},
      {"123", NULL},
      {"Deutsch", "de"},
      {"русский", "ru"},
      {"<b>", NULL},
      {"en-UK", "en-GB"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *got = mkepub_language_normalize(cases[i].text);
    g_test_message("%s", cases[i].text);
    g_assert_cmpstr(got, ==, cases[i].expected);
  }
}

static void test_guess(void)
{
  static const struct {
    const char *text, *expected;
  } cases[] = {
      {"The quick brown fox jumps over the lazy dog.", NULL},
      {"Съешь ещё этих мягких французских булок, да выпей же чаю.", "ru"},
      {"Жебракують філософи при ґанку церкви в Гадячі, ще й шатро їхнє п’яне знаємо.", "uk"},
      {"我们知道这个问题很难，但是我们会继续努力解决它。", "zh"},
      {"これは日本語の文章です。漢字とかなが混ざっています。", "ja"},
      {"다람쥐 헌 쳇바퀴에 타고파. 오늘은 날씨가 매우 좋습니다.", "ko"},
      {"صِف خَلقَ خَودٍ كَمِثلِ الشَمسِ إِذ بَزَغَت", "ar"},
      {"این یک متن آزمایشی به زبان فارسی است که می‌گوید",
       "fa"},
      {"דג סקרן שט בים מאוכזב ולפתע מצא לו חברה", "he"},
      {"Ξεσκεπάζω την ψυχοφθόρα βδελυγμία", "el"},
      {"ऋषियों को सताने वाले दुष्ट राक्षसों के राजा", "hi"},
      {"เป็นมนุษย์สุดประเสริฐเลิศคุณค่า", "th"},
      {"Привет", NULL},
      {"See https://example.org/a/very/long/address/that/nobody/reads 我们今天在这里讨论问题",
       "zh"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_test_message("%s", cases[i].text);
    g_assert_cmpstr(mkepub_language_guess(cases[i].text, strlen(cases[i].text)), ==,
                    cases[i].expected);
  }
}

static void test_rtl(void)
{
  static const char *const rtl[] = {"ar", "ar-EG", "fa", "he", "ur", "yi", "az-Arab", "he-IL"};
  static const char *const ltr[] = {"en", "az", "az-Latn", "ja", "ru-RU"};
  for (gsize i = 0; i < G_N_ELEMENTS(rtl); i++)
    g_assert_true(mkepub_language_is_rtl(rtl[i]));
  for (gsize i = 0; i < G_N_ELEMENTS(ltr); i++)
    g_assert_false(mkepub_language_is_rtl(ltr[i]));
  g_assert_false(mkepub_language_is_rtl(NULL));
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/language/tags are mended or refused", test_normalize);
  g_test_add_func("/language/the script tells the language", test_guess);
  g_test_add_func("/language/right to left is known", test_rtl);
  return g_test_run();
}
