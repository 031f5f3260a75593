/* SPDX-License-Identifier: MIT */
#include "mkepub/period.h"

#include <string.h>

#include "mkepub/error.h"

gboolean mkepub_every_parse(const char *text, MkepubEvery *every, GError **error)
{
  static const char *const names[] = {"day", "week", "month", "quarter", "year"};
  for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
    if (g_str_equal(text, names[i])) {
      *every = (MkepubEvery){(MkepubEveryKind)i, 0};
      return TRUE;
    }
  gsize digits = strspn(text, "0123456789");
  const char *unit = text + digits;
  guint64 count = digits > 0 && digits < 10 ? g_ascii_strtoull(text, NULL, 10) : 0;
  if (*unit == '-' || *unit == ' ')
    unit++;
  else
    count = 0;
  if (count >= 1 && count <= 1000000 &&
      (g_str_equal(unit, "articles") || g_str_equal(unit, "article"))) {
    *every = (MkepubEvery){MKEPUB_EVERY_COUNT, (guint)count};
    return TRUE;
  }
  g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_USAGE,
              "unknown period '%s'; use day, week, month, quarter, year or N-articles (N from "
              "1 to 1000000)",
              text);
  return FALSE;
}

gboolean mkepub_period_day(const MkepubDate *date, GTimeZone *zone, MkepubDate *day)
{
  *day = MKEPUB_DATE_NONE;
  if (date->year == 0)
    return FALSE;
  day->year = date->year;
  day->month = MAX(date->month, 1);
  day->day = MAX(date->day, 1);
  if (!date->has_offset || date->hour < 0 || date->day == 0)
    return TRUE;
  g_autoptr(GDateTime) there = g_date_time_new_utc(date->year, date->month, date->day,
                                                   date->hour, date->minute, date->second);
  /* NULL beyond the years 1 to 9999: such a date stays where it is */
  g_autoptr(GDateTime) utc = there ? g_date_time_add_minutes(there, -date->offset) : NULL;
  g_autoptr(GDateTime) local = utc ? g_date_time_to_timezone(utc, zone) : NULL;
  if (local)
    g_date_time_get_ymd(local, &day->year, &day->month, &day->day);
  return TRUE;
}

/* GLib takes POSIX rules as well, and reads any word with a number as one: 'Berlin2'. Names of
 * the table with digits have a '/' ('Etc/GMT+5'), but for these. */
static gboolean is_zone_name(const char *name)
{
  static const char *const odd[] = {"EST5EDT", "CST6CDT", "MST7MDT", "PST8PDT"};
  if (*name == '+' || *name == '-')
    return strspn(name + 1, "0123456789:") == strlen(name + 1);
  if (!g_ascii_isalpha(*name))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS(odd); i++)
    if (g_str_equal(name, odd[i]))
      return TRUE;
  gboolean has_slash = FALSE, has_digit = FALSE;
  for (const char *p = name; *p; p++) {
    if (!g_ascii_isalnum(*p) && !strchr("_/+-", *p))
      return FALSE;
    has_slash = has_slash || *p == '/';
    has_digit = has_digit || g_ascii_isdigit(*p);
  }
  return has_slash || !has_digit;
}

GTimeZone *mkepub_period_zone(const char *name, GError **error)
{
  GTimeZone *zone = is_zone_name(name) ? g_time_zone_new_identifier(name) : NULL;
  if (!zone)
    g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_USAGE,
                "unknown time zone '%s'; write it like UTC, Europe/Berlin or +02:00", name);
  return zone;
}

/* The year and number of the ISO 8601 week that DATE lies in: those of its Thursday. */
static int week_of(const GDate *date, int *year)
{
  GDate thursday = *date;
  int forward = (int)G_DATE_THURSDAY - (int)g_date_get_weekday(date);
  if (forward >= 0)
    g_date_add_days(&thursday, (guint)forward);
  else
    g_date_subtract_days(&thursday, (guint)-forward);
  *year = g_date_get_year(&thursday);
  return ((int)g_date_get_day_of_year(&thursday) - 1) / 7 + 1;
}

char *mkepub_period_key(const MkepubEvery *every, const MkepubDate *day)
{
  GDate date;
  int year;
  switch (every->kind) {
  case MKEPUB_EVERY_DAY:
    return g_strdup_printf("%04d-%02d-%02d", day->year, day->month, day->day);
  case MKEPUB_EVERY_WEEK: {
    g_date_clear(&date, 1);
    g_date_set_dmy(&date, (GDateDay)day->day, (GDateMonth)day->month, (GDateYear)day->year);
    int week = week_of(&date, &year);
    return g_strdup_printf("%04d-W%02d", year, week);
  }
  case MKEPUB_EVERY_MONTH:
    return g_strdup_printf("%04d-%02d", day->year, day->month);
  case MKEPUB_EVERY_QUARTER:
    return g_strdup_printf("%04d-Q%d", day->year, (day->month - 1) / 3 + 1);
  case MKEPUB_EVERY_YEAR:
    return g_strdup_printf("%04d", day->year);
  case MKEPUB_EVERY_COUNT:
    break;
  }
  return NULL;
}

static void take(const GDate *date, MkepubDate *day)
{
  if (!day)
    return;
  *day = MKEPUB_DATE_NONE;
  day->year = g_date_get_year(date);
  day->month = (int)g_date_get_month(date);
  day->day = g_date_get_day(date);
}

/* The N digits at TEXT, or -1. */
static int number_at(const char *text, gsize n)
{
  int value = 0;
  for (gsize i = 0; i < n; i++) {
    if (!g_ascii_isdigit(text[i]))
      return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

/* Week WEEK of YEAR, which may have 52 only. */
static gboolean week_bounds(int year, int week, GDate *first, GDate *last)
{
  int of_year;
  g_date_set_dmy(first, 4, G_DATE_JANUARY, (GDateYear)year); /* always in the first week */
  g_date_subtract_days(first, g_date_get_weekday(first) - 1);
  g_date_add_days(first, (guint)(week - 1) * 7);
  if (week < 1 || week_of(first, &of_year) != week || of_year != year)
    return FALSE;
  *last = *first;
  g_date_add_days(last, 6);
  return TRUE;
}

/* COUNT months from MONTH of YEAR on. */
static gboolean month_bounds(int year, int month, guint count, GDate *first, GDate *last)
{
  if (month < 1 || month > 12)
    return FALSE;
  g_date_set_dmy(first, 1, (GDateMonth)month, (GDateYear)year);
  *last = *first;
  g_date_add_months(last, count);
  g_date_subtract_days(last, 1);
  return TRUE;
}

static gboolean read_key(const char *key, GDate *first, GDate *last)
{
  gsize length = strlen(key);
  int year = length >= 4 ? number_at(key, 4) : -1;
  if (year < 1 || (length > 4 && key[4] != '-'))
    return FALSE;
  const char *rest = key + 5;
  if (length == 4)
    return month_bounds(year, 1, 12, first, last);
  if (length == 7 && *rest == 'Q' && rest[1] >= '1' && rest[1] <= '4')
    return month_bounds(year, (rest[1] - '1') * 3 + 1, 3, first, last);
  if (length == 7)
    return month_bounds(year, number_at(rest, 2), 1, first, last);
  if (length == 8 && *rest == 'W' && number_at(rest + 1, 2) >= 1)
    return week_bounds(year, number_at(rest + 1, 2), first, last);
  if (length != 10 || rest[2] != '-')
    return FALSE;
  int month = number_at(rest, 2), day = number_at(rest + 3, 2);
  if (month < 1 || day < 1 ||
      !g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year))
    return FALSE;
  g_date_set_dmy(first, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
  *last = *first;
  return TRUE;
}

gboolean mkepub_period_bounds(const char *key, MkepubDate *first, MkepubDate *last)
{
  GDate from, until;
  g_date_clear(&from, 1);
  g_date_clear(&until, 1);
  if (!read_key(key, &from, &until))
    return FALSE;
  if (g_date_get_year(&until) > 9999)
    g_date_set_dmy(&until, 31, G_DATE_DECEMBER, 9999);
  take(&from, first);
  take(&until, last);
  return TRUE;
}

char *mkepub_period_name(const char *key, const char *language)
{
  MkepubDate first, last;
  if (!mkepub_period_bounds(key, &first, &last))
    return NULL;
  gsize length = strlen(key);
  gboolean quarter = length == 7 && key[5] == 'Q';
  if (length == 4)
    first.month = 0;
  if (length <= 7)
    first.day = last.day = 0;
  return quarter || length == 8 ? mkepub_date_format_range(&first, &last, language)
                                : mkepub_date_format_human(&first, language);
}
