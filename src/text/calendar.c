/* SPDX-License-Identifier: MIT */
#include "text/calendar.h"

static int days_in_month(int year, int month)
{
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  gboolean leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : days[month - 1];
}

gboolean calendar_holds(const MkepubDate *d)
{
  if (d->year < 1 || d->year > 9999)
    return FALSE;
  if (d->month == 0)
    return d->day == 0;
  if (d->month < 1 || d->month > 12)
    return FALSE;
  return d->day >= 0 && d->day <= days_in_month(d->year, d->month);
}

/* The civil date of a day number, 1970-01-01 being 0 (Howard Hinnant's algorithm). */
static void civil_from_days(gint64 days, MkepubDate *d)
{
  days += 719468;
  gint64 era = (days >= 0 ? days : days - 146096) / 146097;
  gint64 day = days - era * 146097;
  gint64 year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
  gint64 in_year = day - (365 * year + year / 4 - year / 100);
  gint64 month = (5 * in_year + 2) / 153;
  d->day = (int)(in_year - (153 * month + 2) / 5 + 1);
  d->month = (int)(month < 10 ? month + 3 : month - 9);
  d->year = (int)(year + era * 400 + (d->month <= 2));
}

static gint64 days_from_civil(int year, int month, int day)
{
  gint64 y = year - (month <= 2);
  gint64 era = y / 400;
  gint64 of_era = y - era * 400;
  gint64 in_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + in_year - 719468;
}

void calendar_from_seconds(gint64 seconds, MkepubDate *d)
{
  gint64 days = seconds / 86400, rest = seconds % 86400;
  if (rest < 0) {
    rest += 86400;
    days--;
  }
  civil_from_days(days, d);
  d->hour = (int)(rest / 3600);
  d->minute = (int)(rest / 60 % 60);
  d->second = (int)(rest % 60);
  d->offset = 0;
  d->has_offset = TRUE;
}

gint64 calendar_to_seconds(const MkepubDate *d)
{
  gint64 days = days_from_civil(d->year, d->month ? d->month : 1, d->day ? d->day : 1);
  gint64 seconds = days * 86400;
  if (d->hour >= 0)
    seconds += d->hour * 3600 + d->minute * 60 + d->second;
  return seconds - (d->has_offset ? d->offset * 60 : 0);
}

int mkepub_date_compare(const MkepubDate *a, const MkepubDate *b)
{
  if (a->year == 0 || b->year == 0)
    return (a->year != 0) - (b->year != 0);
  gint64 x = calendar_to_seconds(a), y = calendar_to_seconds(b);
  return (x > y) - (x < y);
}

char *mkepub_date_format_utc(const MkepubDate *date)
{
  if (date->year == 0)
    return NULL;
  MkepubDate d = MKEPUB_DATE_NONE;
  calendar_from_seconds(calendar_to_seconds(date), &d);
  if (d.year < 1 || d.year > 9999) { /* the offset moves the date out of the range of W3CDTF */
    d = *date;
    d.month = MAX(d.month, 1);
    d.day = MAX(d.day, 1);
    d.hour = MAX(d.hour, 0);
  }
  return g_strdup_printf("%04d-%02d-%02dT%02d:%02d:%02dZ", d.year, d.month, d.day, d.hour,
                         d.minute, d.second);
}
