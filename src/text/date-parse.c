/* SPDX-License-Identifier: MIT */
#include "mkepub/date.h"

#include <string.h>

#include "text/calendar.h"
#include "text/date-format.h"
#include "text/date-scan.h"

/* Reads the rest of a full date: nothing, or a time of day, then a zone. */
static gboolean take_rest(ScanCursor *c, MkepubDate *d)
{
  if (c->at < c->end && strchr("Tt,_", *c->at))
    c->at++;
  scan_skip_space(c);
  if (g_ascii_isdigit(scan_peek(c, 0)) && !scan_time(c, d))
    return FALSE;
  if (!scan_zone(c, d))
    return FALSE;
  scan_skip_space(c);
  if (d->hour < 0) { /* without a time of day the zone is meaningless */
    d->has_offset = FALSE;
    d->offset = 0;
  }
  return c->at == c->end;
}

static gboolean is_separator(int c)
{
  return c == '-' || c == '/' || c == '.';
}

/* Reads 'YYYY-MM', 'YYYY-MM-DD' and the rest. */
static gboolean parse_year_first(ScanCursor c, MkepubDate *d)
{
  d->year = scan_number(&c, 4, 4);
  if (d->year < 0)
    return FALSE;
  int separator = scan_peek(&c, 0);
  if (!is_separator(separator) && separator != '_')
    return c.at == c.end && calendar_holds(d);
  c.at++;
  d->month = scan_number(&c, 1, 2);
  if (d->month < 1)
    return FALSE;
  if (!scan_take(&c, (char)separator))
    return c.at == c.end && calendar_holds(d);
  if (c.at == c.end) /* '2025/01/' of a site path */
    return separator == '/' && calendar_holds(d);
  d->day = scan_number(&c, 1, 2);
  if (d->day < 1 || !calendar_holds(d))
    return FALSE;
  if (separator == '/' && scan_peek(&c, 0) == '/' && scan_peek(&c, 1) == 0)
    return TRUE;
  return take_rest(&c, d);
}

/* Reads 'DD-MM-YYYY' when the order is unambiguous. */
static gboolean parse_day_first(ScanCursor c, MkepubDate *d)
{
  d->day = scan_number(&c, 2, 2);
  int separator = scan_peek(&c, 0);
  if (d->day <= 12 || !is_separator(separator))
    return FALSE;
  c.at++;
  d->month = scan_number(&c, 1, 2);
  if (d->month < 1 || !scan_take(&c, (char)separator))
    return FALSE;
  d->year = scan_number(&c, 4, 4);
  return calendar_holds(d) && take_rest(&c, d);
}

/* Reads digits alone: 'YYYYMMDD', 'YYYYMMDDHHMMSS', seconds or milliseconds since 1970; also
 * 'YYYYMMDDTHHMM'. */
static gboolean parse_digits(ScanCursor c, MkepubDate *d)
{
  gsize n = 0;
  while (g_ascii_isdigit(scan_peek(&c, n)))
    n++;
  gboolean alone = c.at + n == c.end;
  if (alone && (n == 9 || n == 10 || n == 13)) {
    gint64 value = g_ascii_strtoll(c.at, NULL, 10);
    calendar_from_seconds(n == 13 ? value / 1000 : value, d);
    return TRUE;
  }
  if (n != 8 && !(alone && n == 14))
    return FALSE;
  d->year = scan_digits(&c, 4);
  d->month = scan_digits(&c, 2);
  d->day = scan_digits(&c, 2);
  if (d->month == 0 || d->day == 0 || !calendar_holds(d))
    return FALSE;
  gsize digits = 0;
  ScanCursor clock = c;
  if (n == 8 && (scan_peek(&clock, 0) == 'T' || scan_peek(&clock, 0) == 't'))
    clock.at++;
  while (g_ascii_isdigit(scan_peek(&clock, digits)))
    digits++;
  if (digits != 4 && digits != 6)
    return take_rest(&c, d);
  d->hour = scan_digits(&clock, 2);
  d->minute = scan_digits(&clock, 2);
  d->second = digits == 6 ? scan_digits(&clock, 2) : 0;
  return d->hour <= 23 && d->minute <= 59 && d->second <= 59 && scan_zone(&clock, d) &&
         clock.at == clock.end;
}

/* Reads a number in a date of words: a time, a year, or a day with or without 'st', 'nd', 'rd',
 * 'th'. */
static gboolean take_word_number(ScanCursor *c, MkepubDate *d)
{
  gsize n = 0;
  while (g_ascii_isdigit(scan_peek(c, n)))
    n++;
  if (n <= 2 && scan_peek(c, n) == ':')
    return d->hour < 0 && scan_time(c, d);
  if (n == 4 && d->year == 0) {
    d->year = scan_number(c, 4, 4);
    return TRUE;
  }
  if (n > 2 || d->day != 0)
    return FALSE;
  d->day = scan_number(c, 1, 2);
  static const char *const ordinals[] = {"st", "nd", "rd", "th"};
  for (gsize i = 0; i < G_N_ELEMENTS(ordinals); i++)
    if (scan_word(c, ordinals[i]))
      break;
  return d->day > 0;
}

/* Reads 'Mon, 15 Oct 2023 10:00:00 +0200', 'October 15th, 2023', 'Mon Aug 01 11:00:20 1994
 * +0000'. */
static gboolean parse_words(ScanCursor c, MkepubDate *d)
{
  while (c.at < c.end) {
    while (c.at < c.end && (g_ascii_isspace(*c.at) || *c.at == ','))
      c.at++;
    gsize n = scan_word_length(&c);
    int month;
    if (c.at == c.end) {
      break;
    } else if (g_ascii_isdigit(*c.at)) {
      if (!take_word_number(&c, d))
        return FALSE;
      if (scan_peek(&c, 0) == '-') /* '15-Oct-2023' */
        c.at++;
    } else if (n > 0 && d->month == 0 && (month = date_text_month(c.at, n)) > 0) {
      d->month = month;
      c.at += n;
      if (scan_peek(&c, 0) == '.' || scan_peek(&c, 0) == '-')
        c.at++;
    } else if (n > 0 && date_text_is_filler(c.at, n)) {
      c.at += n;
      if (scan_peek(&c, 0) == '.')
        c.at++;
    } else if (d->hour >= 0 && !d->has_offset) {
      if (!scan_zone(&c, d) || !d->has_offset)
        return FALSE;
    } else {
      return FALSE;
    }
  }
  return d->year > 0 && d->month > 0 && calendar_holds(d);
}

gboolean mkepub_date_parse(const char *text, gssize length, MkepubDate *date)
{
  static gboolean (*const shapes[])(ScanCursor, MkepubDate *) = {parse_year_first, parse_digits,
                                                                 parse_day_first, parse_words};
  gsize n = length < 0 ? strlen(text) : (gsize)length;
  ScanCursor c = {text, text + n};
  scan_skip_space(&c);
  while (c.end > c.at && g_ascii_isspace(c.end[-1]))
    c.end--;
  if (c.end - c.at >= 2 && (*c.at == '"' || *c.at == '\'') && c.end[-1] == *c.at)
    c.at++, c.end--;
  *date = MKEPUB_DATE_NONE;
  if (c.end == c.at || c.end - c.at > 64)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS(shapes); i++) {
    *date = MKEPUB_DATE_NONE;
    if (shapes[i](c, date))
      return TRUE;
  }
  *date = MKEPUB_DATE_NONE;
  return FALSE;
}

gboolean mkepub_date_parse_prefix(const char *name, MkepubDate *date, gsize *length)
{
  ScanCursor c = {name, name + strlen(name)};
  MkepubDate d = MKEPUB_DATE_NONE;
  *date = MKEPUB_DATE_NONE;
  *length = 0;
  d.year = scan_digits(&c, 4);
  if (d.year < 0)
    return FALSE;
  int separator = scan_peek(&c, 0);
  if (g_ascii_isdigit(separator)) {
    d.month = scan_digits(&c, 2);
    d.day = scan_number(&c, 2, 2);
  } else if (separator == '-' || separator == '_' || separator == '.') {
    c.at++;
    d.month = scan_number(&c, 1, 2);
    if (d.month < 0 || !scan_take(&c, (char)separator))
      return FALSE;
    d.day = scan_number(&c, 1, 2);
  }
  if (d.month < 1 || d.day < 1 || !calendar_holds(&d))
    return FALSE;
  const char *behind = c.at;
  while (c.at < c.end && strchr("-_. \t", *c.at))
    c.at++;
  if (c.at == behind && c.at < c.end)
    return FALSE;
  *date = d;
  *length = (gsize)(c.at - name);
  return TRUE;
}
