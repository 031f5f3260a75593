/* SPDX-License-Identifier: MIT */
/* A date falls into the issue that a calendar says, and the issue is called what people call
 * it. Weeks are those of GNU date ('date -d 2021-01-03 +%G-W%V'); intervals follow CLDR 44. */
#include <glib.h>
#include <string.h>

#include "mkepub/error.h"
#include "mkepub/period.h"

static char *key_of(MkepubEveryKind kind, int year, int month, int day)
{
  MkepubEvery every = {kind, 0};
  MkepubDate date = MKEPUB_DATE_NONE;
  date.year = year;
  date.month = month;
  date.day = day;
  return mkepub_period_key(&every, &date);
}

static char *spell(const MkepubDate *d)
{
  return g_strdup_printf("%04d-%02d-%02d", d->year, d->month, d->day);
}

static void test_every(void)
{
  static const struct {
    const char *text;
    MkepubEveryKind kind;
    guint count;
  } cases[] = {
      {"day", MKEPUB_EVERY_DAY, 0},
      {"week", MKEPUB_EVERY_WEEK, 0},
      {"month", MKEPUB_EVERY_MONTH, 0},
      {"quarter", MKEPUB_EVERY_QUARTER, 0},
      {"year", MKEPUB_EVERY_YEAR, 0},
      {"25-articles", MKEPUB_EVERY_COUNT, 25},
      {"25 articles", MKEPUB_EVERY_COUNT, 25},
      {"1-article", MKEPUB_EVERY_COUNT, 1},
      {"1000000-articles", MKEPUB_EVERY_COUNT, 1000000},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GError) error = NULL;
    MkepubEvery every;
    g_test_message("%s", cases[i].text);
    g_assert_true(mkepub_every_parse(cases[i].text, &every, &error));
    g_assert_no_error(error);
    g_assert_cmpint(every.kind, ==, cases[i].kind);
    g_assert_cmpuint(every.count, ==, cases[i].count);
  }
}

static void test_every_refused(void)
{
  static const char *const texts[] = {
      "",
      "days",
      "Week",
      "0-articles",
      "1000001-articles",
      "-articles",
      "25",
      "25articles",
      "25--articles",
      "25-article-s",
      "-5 articles",
      "+5-articles",
      "5-articles ",
      "99999999999999999999-articles",
  };
  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
    g_autoptr(GError) error = NULL;
    MkepubEvery every;
    g_test_message("%s", texts[i]);
    g_assert_false(mkepub_every_parse(texts[i], &every, &error));
    g_assert_error(error, MKEPUB_ERROR, MKEPUB_ERROR_USAGE);
    g_assert_nonnull(strstr(error->message, "quarter"));
  }
}

static void test_weeks_at_new_year(void)
{
  static const struct {
    int year, month, day;
    const char *week;
  } cases[] = {
      {2004, 12, 31, "2004-W53"}, {2005, 1, 1, "2004-W53"},   {2005, 1, 2, "2004-W53"},
      {2005, 1, 3, "2005-W01"},   {2006, 1, 1, "2005-W52"},   {2007, 12, 31, "2008-W01"},
      {2008, 12, 28, "2008-W52"}, {2008, 12, 29, "2009-W01"}, {2009, 12, 31, "2009-W53"},
      {2010, 1, 3, "2009-W53"},   {2012, 1, 1, "2011-W52"},   {2015, 12, 31, "2015-W53"},
      {2016, 1, 3, "2015-W53"},   {2016, 1, 4, "2016-W01"},   {2018, 12, 31, "2019-W01"},
      {2019, 12, 30, "2020-W01"}, {2020, 2, 29, "2020-W09"},  {2020, 12, 31, "2020-W53"},
      {2021, 1, 3, "2020-W53"},   {2021, 1, 4, "2021-W01"},   {2024, 12, 29, "2024-W52"},
      {2024, 12, 30, "2025-W01"}, {2025, 1, 13, "2025-W03"},  {2025, 1, 19, "2025-W03"},
      {2025, 1, 20, "2025-W04"},  {2000, 2, 29, "2000-W09"},  {1900, 2, 28, "1900-W09"},
      {1900, 3, 1, "1900-W09"},   {1, 1, 1, "0001-W01"},      {9999, 12, 31, "9999-W52"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *key =
        key_of(MKEPUB_EVERY_WEEK, cases[i].year, cases[i].month, cases[i].day);
    g_assert_cmpstr(key, ==, cases[i].week);
  }
}

/* GDateTime counts weeks by a way of its own. */
static void test_weeks_of_four_centuries(void)
{
  g_autoptr(GDateTime) at = g_date_time_new_utc(1800, 1, 1, 12, 0, 0);
  for (guint i = 0; i < 146097; i++) {
    int year, month, day;
    g_date_time_get_ymd(at, &year, &month, &day);
    g_autofree char *key = key_of(MKEPUB_EVERY_WEEK, year, month, day);
    g_autofree char *expected =
        g_strdup_printf("%04d-W%02d", g_date_time_get_week_numbering_year(at),
                        g_date_time_get_week_of_year(at));
    g_assert_cmpstr(key, ==, expected);
    GDateTime *next = g_date_time_add_days(at, 1);
    g_date_time_unref(at);
    at = next;
  }
}

static void test_keys(void)
{
  static const struct {
    MkepubEveryKind kind;
    int month;
    const char *key;
  } cases[] = {
      {MKEPUB_EVERY_DAY, 3, "2024-03-31"},  {MKEPUB_EVERY_MONTH, 3, "2024-03"},
      {MKEPUB_EVERY_QUARTER, 3, "2024-Q1"}, {MKEPUB_EVERY_QUARTER, 5, "2024-Q2"},
      {MKEPUB_EVERY_QUARTER, 7, "2024-Q3"}, {MKEPUB_EVERY_QUARTER, 12, "2024-Q4"},
      {MKEPUB_EVERY_YEAR, 12, "2024"},      {MKEPUB_EVERY_COUNT, 1, NULL},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *key = key_of(cases[i].kind, 2024, cases[i].month, 31);
    g_assert_cmpstr(key, ==, cases[i].key);
  }
}

static void assert_day(const char *written, const char *zone_name, const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GTimeZone) zone = mkepub_period_zone(zone_name, &error);
  g_assert_no_error(error);
  MkepubDate date, day;
  g_assert_true(mkepub_date_parse(written, -1, &date));
  g_assert_true(mkepub_period_day(&date, zone, &day));
  g_autofree char *got = spell(&day);
  g_test_message("%s in %s", written, zone_name);
  g_assert_cmpstr(got, ==, expected);
}

static void test_zones(void)
{
  static const char *const cases[][3] = {
      /* over midnight, a month and a year, both ways */
      {"2025-01-13T23:30:00Z", "+01:00", "2025-01-14"},
      {"2025-01-13T22:30:00Z", "+01:00", "2025-01-13"},
      {"2024-12-31T23:30:00Z", "Europe/Berlin", "2025-01-01"},
      {"2025-01-01T00:30:00+02:00", "UTC", "2024-12-31"},
      {"2024-02-29T23:59:59-12:00", "Pacific/Kiritimati", "2024-03-02"},
      {"2024-03-01T00:00:00+14:00", "-12:00", "2024-02-28"},
      /* Berlin is one hour ahead until 2024-03-31T01:00Z, then two, from 2024-10-27T01:00Z one
       */
      {"2024-03-30T22:30:00Z", "Europe/Berlin", "2024-03-30"},
      {"2024-03-31T22:30:00Z", "Europe/Berlin", "2024-04-01"},
      {"2024-10-26T22:30:00Z", "Europe/Berlin", "2024-10-27"},
      {"2024-10-27T22:30:00Z", "Europe/Berlin", "2024-10-27"},
      {"2024-07-01T03:30:00Z", "America/New_York", "2024-06-30"},
      {"2024-07-01T04:30:00Z", "America/New_York", "2024-07-01"},
      {"2024-01-01T04:30:00Z", "America/New_York", "2023-12-31"},
      {"2024-06-01T18:20:00Z", "Asia/Kathmandu", "2024-06-02"}, /* +05:45 */
      {"2024-06-01T18:10:00Z", "Asia/Kathmandu", "2024-06-01"},
      {"2024-07-01T03:30:00Z", "Etc/GMT+4", "2024-06-30"}, /* west of UTC, for that is POSIX */
      /* without an offset, as it was written */
      {"2025-01-13", "Pacific/Kiritimati", "2025-01-13"},
      {"2025-01-13 23:59", "Pacific/Kiritimati", "2025-01-13"},
      {"2025-05", "UTC", "2025-05-01"},
      {"2025", "America/New_York", "2025-01-01"},
      /* what would leave the calendar stays */
      {"9999-12-31T23:30:00Z", "+01:00", "9999-12-31"},
      {"0001-01-01T00:30:00Z", "-01:00", "0001-01-01"},
      {"0001-01-01T00:30:00+02:00", "UTC", "0001-01-01"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
    assert_day(cases[i][0], cases[i][1], cases[i][2]);
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc();
  MkepubDate none = MKEPUB_DATE_NONE, day;
  g_assert_false(mkepub_period_day(&none, utc, &day));
}

static void test_zone_names(void)
{
  static const char *const good[] = {"UTC",
                                     "GMT",
                                     "EST5EDT",
                                     "+02:00",
                                     "-0330",
                                     "+14:00",
                                     "America/Argentina/Buenos_Aires",
                                     "Etc/GMT-14"};
  static const char *const bad[] = {"",
                                    "Berlin",
                                    "Europe/Nowhere",
                                    "UTC+2",
                                    "CET-1CEST",
                                    "Berlin2",
                                    "../etc/localtime",
                                    "/etc/localtime",
                                    "Europe/../UTC",
                                    ":UTC",
                                    "local time",
                                    "+25:00",
                                    "+",
                                    "Europe",
                                    "CET-1CEST,M3.5.0,M10.5.0/3"};
  for (gsize i = 0; i < G_N_ELEMENTS(good); i++) {
    g_autoptr(GError) error = NULL;
    g_test_message("%s", good[i]);
    g_autoptr(GTimeZone) zone = mkepub_period_zone(good[i], &error);
    g_assert_no_error(error);
    g_assert_nonnull(zone);
  }
  for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
    g_autoptr(GError) error = NULL;
    g_test_message("%s", bad[i]);
    g_assert_null(mkepub_period_zone(bad[i], &error));
    g_assert_error(error, MKEPUB_ERROR, MKEPUB_ERROR_USAGE);
  }
}

static void test_bounds(void)
{
  static const char *const cases[][3] = {
      {"2025-01-13", "2025-01-13", "2025-01-13"}, {"2025-W03", "2025-01-13", "2025-01-19"},
      {"2025-W01", "2024-12-30", "2025-01-05"},   {"2020-W53", "2020-12-28", "2021-01-03"},
      {"2009-W01", "2008-12-29", "2009-01-04"},   {"2024-02", "2024-02-01", "2024-02-29"},
      {"2023-02", "2023-02-01", "2023-02-28"},    {"1900-02", "1900-02-01", "1900-02-28"},
      {"2000-02", "2000-02-01", "2000-02-29"},    {"2024-12", "2024-12-01", "2024-12-31"},
      {"2024-Q1", "2024-01-01", "2024-03-31"},    {"2024-Q2", "2024-04-01", "2024-06-30"},
      {"2024-Q3", "2024-07-01", "2024-09-30"},    {"2024-Q4", "2024-10-01", "2024-12-31"},
      {"2024", "2024-01-01", "2024-12-31"},       {"0001-W01", "0001-01-01", "0001-01-07"},
      {"9999-W52", "9999-12-27", "9999-12-31"},   {"9999", "9999-01-01", "9999-12-31"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    MkepubDate first, last;
    g_test_message("%s", cases[i][0]);
    g_assert_true(mkepub_period_bounds(cases[i][0], &first, &last));
    g_autofree char *from = spell(&first), *until = spell(&last);
    g_assert_cmpstr(from, ==, cases[i][1]);
    g_assert_cmpstr(until, ==, cases[i][2]);
    g_assert_true(mkepub_period_bounds(cases[i][0], NULL, &last));
    g_assert_true(mkepub_period_bounds(cases[i][0], &first, NULL));
  }
}

static void test_no_bounds(void)
{
  static const char *const keys[] = {
      "",         "undated",    "000012",     "0000",        "2025-",
      "2025-13",  "2025-00",    "2025-Q0",    "2025-Q5",     "2025-W00",
      "2025-W54", "2025-W53",   "2021-W53",   "2025-02-29",  "1900-02-29",
      "2025-1-3", "2025-01-00", "2025-01-32", "2025-01-13 ", "2025/01",
      "20250113", "2025-0a",    "2025-W3",    "2025-w03",    "2025-Q12",
  };
  for (gsize i = 0; i < G_N_ELEMENTS(keys); i++) {
    g_test_message("%s", keys[i]);
    g_assert_false(mkepub_period_bounds(keys[i], NULL, NULL));
    g_assert_null(mkepub_period_name(keys[i], "en"));
  }
}

/* Each day lies within the bounds of its period, and keys sort as days do. */
static void test_round(void)
{
  g_autoptr(GDateTime) at = g_date_time_new_utc(2019, 12, 1, 12, 0, 0);
  g_autofree char *previous[MKEPUB_EVERY_COUNT] = {NULL};
  for (guint i = 0; i < 800; i++) {
    int year, month, day;
    g_date_time_get_ymd(at, &year, &month, &day);
    g_autofree char *today = key_of(MKEPUB_EVERY_DAY, year, month, day);
    for (guint kind = MKEPUB_EVERY_DAY; kind < MKEPUB_EVERY_COUNT; kind++) {
      char *key = key_of((MkepubEveryKind)kind, year, month, day);
      MkepubDate first, last;
      g_assert_true(mkepub_period_bounds(key, &first, &last));
      g_autofree char *from = spell(&first), *until = spell(&last);
      g_assert_cmpstr(from, <=, today);
      g_assert_cmpstr(until, >=, today);
      if (previous[kind])
        g_assert_cmpstr(previous[kind], <=, key);
      g_free(previous[kind]);
      previous[kind] = key;
    }
    GDateTime *next = g_date_time_add_days(at, 1);
    g_date_time_unref(at);
    at = next;
  }
  for (guint kind = 1; kind < MKEPUB_EVERY_COUNT; kind++)
    g_free(previous[kind]);
}

static void test_names(void)
{
  static const char *const cases[][3] = {
      {"2025-W03", "en", "13–19 January 2025"},
      {"2025-W03", "en-GB", "13–19 January 2025"},
      {"2025-W03", "en-US", "January 13–19, 2025"},
      {"2025-W03", "de", "13.–19. Januar 2025"},
      {"2025-W03", "fr", "13–19 janvier 2025"},
      {"2025-W14", "fr", "31 mars – 6 avril 2025"},
      {"2024-W27", "fr", "1er–7 juillet 2024"},
      {"2025-W03", "es", "13–19 de enero de 2025"},
      {"2025-W03", "fi", "13.–19. tammikuuta 2025"},
      {"2025-W03", "ru", "13–19 января 2025 г."},
      {"2025-W03", "zh-CN", "2025年1月13日至19日"},
      {"2025-W03", "ja", "2025年1月13日～19日"},
      {"2025-W03", "ko", "2025년 1월 13일~19일"},
      {"2025-W03", "ar", "2025-01-13 – 2025-01-19"},
      {"2025-W03", NULL, "2025-01-13 – 2025-01-19"},
      {"2025-W05", "en", "27 January – 2 February 2025"},
      {"2025-W05", "en-US", "January 27 – February 2, 2025"},
      {"2025-W05", "de", "27. Januar – 2. Februar 2025"},
      {"2025-W05", "pt", "27 de janeiro – 2 de fevereiro de 2025"},
      {"2025-W05", "zh", "2025年1月27日至2月2日"},
      {"2025-W05", "ko", "2025년 1월 27일~2월 2일"},
      {"2025-W01", "en", "30 December 2024 – 5 January 2025"},
      {"2025-W01", "en-US", "December 30, 2024 – January 5, 2025"},
      {"2025-W01", "ja", "2024年12月30日～2025年1月5日"},
      {"2025-Q1", "en", "January–March 2025"},
      {"2025-Q2", "de", "April–Juni 2025"},
      {"2025-Q3", "es", "julio–septiembre de 2025"},
      {"2025-Q4", "ru", "октябрь–декабрь 2025 г."},
      {"2025-Q4", "pl", "październik–grudzień 2025"},
      {"2025-Q1", "zh", "2025年1月至3月"},
      {"2025-Q1", "ar", "2025-01 – 2025-03"},
      {"2025-01", "en", "January 2025"},
      {"2025-01", "fi", "tammikuu 2025"},
      {"2025-01", "ja", "2025年1月"},
      {"2025-01", "ar", "2025-01"},
      {"2025-01-13", "en", "13 January 2025"},
      {"2025-01-13", "en-US", "January 13, 2025"},
      {"2025", "en", "2025"},
      {"2025", "zh", "2025年"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *name = mkepub_period_name(cases[i][0], cases[i][1]);
    g_test_message("%s in %s", cases[i][0], cases[i][1] ? cases[i][1] : "no language");
    g_assert_cmpstr(name, ==, cases[i][2]);
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/period/every", test_every);
  g_test_add_func("/period/every-refused", test_every_refused);
  g_test_add_func("/period/weeks-at-new-year", test_weeks_at_new_year);
  g_test_add_func("/period/weeks-of-four-centuries", test_weeks_of_four_centuries);
  g_test_add_func("/period/keys", test_keys);
  g_test_add_func("/period/zones", test_zones);
  g_test_add_func("/period/zone-names", test_zone_names);
  g_test_add_func("/period/bounds", test_bounds);
  g_test_add_func("/period/no-bounds", test_no_bounds);
  g_test_add_func("/period/round", test_round);
  g_test_add_func("/period/names", test_names);
  return g_test_run();
}
