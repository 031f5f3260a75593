/* SPDX-License-Identifier: MIT */
/* Dates of real collections are read, and written as books and people need them. */
#include <glib.h>

#include "mkepub/date.h"

/* 'YYYY-MM-DD hh:mm:ss +minutes', a missing part left out; the text for no date is "none". */
static char *spell(const MkepubDate *d)
{
  if (d->year == 0)
    return g_strdup("none");
  GString *out = g_string_new(NULL);
  g_string_append_printf(out, "%04d", d->year);
  if (d->month)
    g_string_append_printf(out, "-%02d", d->month);
  if (d->day)
    g_string_append_printf(out, "-%02d", d->day);
  if (d->hour >= 0)
    g_string_append_printf(out, " %02d:%02d:%02d", d->hour, d->minute, d->second);
  if (d->has_offset)
    g_string_append_printf(out, " %+d", d->offset);
  return g_string_free(out, FALSE);
}

static void test_shapes(void)
{
  static const struct {
    const char *text, *expected;
  } cases[] = {
      {"2025-01-13", "2025-01-13"},
      {" 2025-01-13\n", "2025-01-13"},
      {"\"2025-01-13\"", "2025-01-13"},
      {"2020-12-2", "2020-12-02"},
      {"2025-1-3", "2025-01-03"},
      {"2025/01/13", "2025-01-13"},
      {"2025.01.13", "2025-01-13"},
      {"2025-01", "2025-01"},
      {"2025", "2025"},
      {"20230412", "2023-04-12"},
      {"20230412T1530", "2023-04-12 15:30:00"},
      {"2013-02-24 09:06:22 +0000", "2013-02-24 09:06:22 +0"},
      {"2013-02-24 9:06:22 +0000", "2013-02-24 09:06:22 +0"},
      {"2008-10-17 21:53:49+00:00", "2008-10-17 21:53:49 +0"},
      {"2014-11-18T14:23:09-00:00", "2014-11-18 14:23:09 +0"},
      {"2012-09-03T09:49:26.000Z", "2012-09-03 09:49:26 +0"},
      {"2016-09-08T11:55:58+0200", "2016-09-08 11:55:58 +120"},
      {"2013-10-06 18:25", "2013-10-06 18:25:00"},
      {"2021-05-01 16:40:00Z", "2021-05-01 16:40:00 +0"},
      {"2021-05-01 16:40:00 UTC", "2021-05-01 16:40:00 +0"},
      {"2025-01-13T10:00:00 (UTC +01:00)", "2025-01-13 10:00:00 +60"},
      {"2025-01-13T10:00:00 (UTC -05:30)", "2025-01-13 10:00:00 -330"},
      {"2016-12-31T23:59:60Z", "2016-12-31 23:59:59 +0"},
      {"1600322788", "2020-09-17 06:06:28 +0"},
      {"1600322788000", "2020-09-17 06:06:28 +0"},
      {"Mon Aug 01 11:00:20 1994 +0000", "1994-08-01 11:00:20 +0"},
      {"Mon, 15 Jan 2024 10:00:00 -0500", "2024-01-15 10:00:00 -300"},
      {"15 Oct 2023", "2023-10-15"},
      {"October 15, 2023", "2023-10-15"},
      {"October 15th, 2023", "2023-10-15"},
      {"Sept. 5, 2023", "2023-09-05"},
      {"Oct 15, 2023 3:04 PM", "2023-10-15 15:04:00"},
      {"October 2023", "2023-10"},
      {"14-12-2025", "2025-12-14"},
      {"14.12.2025", "2025-12-14"},
      {"14/12/2025", "2025-12-14"},
      {"2024-02-29", "2024-02-29"},
      {"2016-01-01 00:00:00 +0000 UTC", "2016-01-01 00:00:00 +0"},
      {"2024-05-06 10:00:00 +0200 CEST", "2024-05-06 10:00:00 +120"},
      {"2024-05-06 10:00:00.123456789 -0700 MST", "2024-05-06 10:00:00 -420"},
      {"Mon, 06 May 2024 10:00:00 +0200 CEST", "2024-05-06 10:00:00 +120"},
      {"2024-05-06 10:00:00 GMT (UTC)", "2024-05-06 10:00:00 +0"},
      {"6 10:00 +0200 MAY 2024", "2024-05-06 10:00:00 +120"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    MkepubDate date;
    gboolean ok = mkepub_date_parse(cases[i].text, -1, &date);
    g_autofree char *got = spell(&date);
    g_test_message("%s", cases[i].text);
    g_assert_true(ok);
    g_assert_cmpstr(got, ==, cases[i].expected);
  }
}

static void test_refused(void)
{
  static const char *const texts[] = {"",
                                      "   ",
                                      "soon",
                                      "2023-02-29",
                                      "2023-13-01",
                                      "2023-00-10",
                                      "2023-04-31",
                                      "1900-02-29",
                                      "12-11-2025",
                                      "true",
                                      "false",
                                      "2021-02-08 16:30-:00+16:30",
                                      "2025-01-13 25:00",
                                      "2025-01-13 10:61",
                                      "2025-01-13 and more",
                                      "2024-05-06 10:00:00 +0200 cest",
                                      "2024-05-06 10:00:00 +0200 C",
                                      "2024-05-06 10:00:00 +0200 SUMMER",
                                      "2024-05-06 10:00:00 +0200 UTC DST",
                                      "2024-05-06 10:00:00 CEST CEST",
                                      "0000-01-01",
                                      "32 Oct 2023",
                                      "99999999",
                                      "{{ date }}",
                                      "-",
                                      "2025-",
                                      "15 Oct",
                                      "10:00"};
  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
    MkepubDate date;
    g_test_message("%s", texts[i]);
    g_assert_false(mkepub_date_parse(texts[i], -1, &date));
    g_assert_cmpint(date.year, ==, 0);
  }
}

static void test_length(void)
{
  MkepubDate date;
  g_assert_true(mkepub_date_parse("2025-01-13 is the day", 10, &date));
  g_assert_cmpint(date.day, ==, 13);
}

static void test_prefix(void)
{
  static const struct {
    const char *name, *rest, *expected;
  } cases[] = {
      {"2025-01-13-slug", "slug", "2025-01-13"},
      {"2025-1-3_slug", "slug", "2025-01-03"},
      {"20250113 Title", "Title", "2025-01-13"},
      {"2025_01_13", "", "2025-01-13"},
      {"2025-01-13", "", "2025-01-13"},
      {"2023-Rust-Survey", NULL, NULL},
      {"2025-09-crates-io", NULL, NULL},
      {"1.94.1-release", NULL, NULL},
      {"2025-02-30-x", NULL, NULL},
      {"20251301 x", NULL, NULL},
      {"2024-Edition-CFP", NULL, NULL},
      {"20250113Title", NULL, NULL},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    MkepubDate date;
    gsize length;
    gboolean ok = mkepub_date_parse_prefix(cases[i].name, &date, &length);
    g_test_message("%s", cases[i].name);
    g_assert_cmpint(ok, ==, cases[i].rest != NULL);
    if (ok) {
      g_autofree char *got = spell(&date);
      g_assert_cmpstr(got, ==, cases[i].expected);
      g_assert_cmpstr(cases[i].name + length, ==, cases[i].rest);
    }
  }
}

static int order(const char *a, const char *b)
{
  MkepubDate x, y;
  mkepub_date_parse(a, -1, &x);
  mkepub_date_parse(b, -1, &y);
  return mkepub_date_compare(&x, &y);
}

static void test_compare(void)
{
  g_assert_cmpint(order("2025-01-13", "2025-01-14"), ==, -1);
  g_assert_cmpint(order("2025-01-14", "2025-01-13"), ==, 1);
  g_assert_cmpint(order("2025-01-01", "2025"), ==, 0);
  g_assert_cmpint(order("2025-01-13T10:00:00+02:00", "2025-01-13T08:00:00Z"), ==, 0);
  g_assert_cmpint(order("2025-01-13T10:00", "2025-01-13T10:00Z"), ==, 0);
  g_assert_cmpint(order("", "0001"), ==, -1);
  g_assert_cmpint(order("", ""), ==, 0);
}

static void check_format(char *(*format)(const MkepubDate *), const char *text,
                         const char *expected)
{
  MkepubDate date;
  mkepub_date_parse(text, -1, &date);
  g_autofree char *got = format(&date);
  g_assert_cmpstr(got, ==, expected);
}

static void test_format(void)
{
  check_format(mkepub_date_format_w3cdtf, "2025-01-13", "2025-01-13");
  check_format(mkepub_date_format_w3cdtf, "2025-01", "2025-01");
  check_format(mkepub_date_format_w3cdtf, "2025", "2025");
  check_format(mkepub_date_format_w3cdtf, "2025-01-13T10:00:00+01:00",
               "2025-01-13T10:00:00+01:00");
  check_format(mkepub_date_format_w3cdtf, "2025-01-13 10:00", "2025-01-13");
  check_format(mkepub_date_format_w3cdtf, "", NULL);
  check_format(mkepub_date_format_utc, "2025-01-13T10:00:00+01:00", "2025-01-13T09:00:00Z");
  check_format(mkepub_date_format_utc, "2025-01-01T00:30:00+01:00", "2024-12-31T23:30:00Z");
  check_format(mkepub_date_format_utc, "2025-01-13", "2025-01-13T00:00:00Z");
  check_format(mkepub_date_format_utc, "2025", "2025-01-01T00:00:00Z");
  check_format(mkepub_date_format_utc, "", NULL);
}

static void test_human(void)
{
  static const struct {
    const char *date, *language, *expected;
  } cases[] = {
      {"2025-01-13", "en", "13 January 2025"},
      {"2025-01-13", "en-US", "January 13, 2025"},
      {"2025-01-13", "en-GB", "13 January 2025"},
      {"2025-01-13", "de", "13. Januar 2025"},
      {"2025-01-13", "de-AT", "13. Januar 2025"},
      {"2025-08-01", "fr", "1er août 2025"},
      {"2025-01-13", "es", "13 de enero de 2025"},
      {"2025-01-13", "zh-CN", "2025年1月13日"},
      {"2025-01-13", "ja", "2025年1月13日"},
      {"2025-01-13", "ko", "2025년 1월 13일"},
      {"2025-01-13", "ru", "13 января 2025 г."},
      {"2025-01", "ru", "январь 2025 г."},
      {"2025-01-13", "xx", "2025-01-13"},
      {"2025-01-13", NULL, "2025-01-13"},
      {"2025-01", "en", "January 2025"},
      {"2025", "en", "2025"},
      {"", "en", NULL},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    MkepubDate date;
    mkepub_date_parse(cases[i].date, -1, &date);
    g_autofree char *got = mkepub_date_format_human(&date, cases[i].language);
    g_assert_cmpstr(got, ==, cases[i].expected);
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/date/every shape that collections hold is read", test_shapes);
  g_test_add_func("/date/what is no date is refused", test_refused);
  g_test_add_func("/date/only the given bytes are read", test_length);
  g_test_add_func("/date/file names start with dates", test_prefix);
  g_test_add_func("/date/dates are ordered by their moment", test_compare);
  g_test_add_func("/date/books get W3CDTF", test_format);
  g_test_add_func("/date/people get their own order and words", test_human);
  return g_test_run();
}
