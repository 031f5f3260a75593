/* SPDX-License-Identifier: MIT */
#include "mkepub/date.h"

#include <string.h>

#include "collect/calendar.h"
#include "collect/date-text.h"

/* What is left to read. */
typedef struct {
  const char *at, *end;
} Cursor;

static int peek(const Cursor *c, gsize ahead)
{
  return (gsize)(c->end - c->at) > ahead ? (guchar)c->at[ahead] : 0;
}

static void skip_space(Cursor *c)
{
  while (c->at < c->end && (g_ascii_isspace(*c->at)))
    c->at++;
}

static gboolean take(Cursor *c, char wanted)
{
  if (peek(c, 0) != (guchar)wanted)
    return FALSE;
  c->at++;
  return TRUE;
}

/* Reads LEAST to MOST digits that no further digit follows; -1 when that is not what stands
 * here. */
static int take_number(Cursor *c, int least, int most)
{
  int value = 0, n = 0;
  while (n < most && g_ascii_isdigit(peek(c, (gsize)n)))
    value = value * 10 + (c->at[n++] - '0');
  if (n < least || g_ascii_isdigit(peek(c, (gsize)n)))
    return -1;
  c->at += n;
  return value;
}

/* The next COUNT digits, of which more may follow. */
static int take_digits(Cursor *c, int count)
{
  int value = 0;
  for (int i = 0; i < count; i++) {
    if (!g_ascii_isdigit(peek(c, (gsize)i)))
      return -1;
    value = value * 10 + (c->at[i] - '0');
  }
  c->at += count;
  return value;
}

static gboolean set_offset(MkepubDate *d, int minutes)
{
  d->offset = minutes;
  d->has_offset = TRUE;
  return minutes >= -14 * 60 && minutes <= 14 * 60;
}

/* '+0200', '-05:00', '+2'. */
static gboolean take_offset(Cursor *c, MkepubDate *d)
{
  int sign = peek(c, 0) == '-' ? -1 : 1;
  c->at++;
  int hours = take_number(c, 1, 2), minutes = 0;
  if (hours < 0) {
    hours = take_digits(c, 2);
    minutes = take_number(c, 2, 2);
  } else if (take(c, ':')) {
    minutes = take_number(c, 2, 2);
  }
  if (hours < 0 || minutes < 0 || minutes > 59)
    return FALSE;
  return set_offset(d, sign * (hours * 60 + minutes));
}

static gsize word_length(const Cursor *c)
{
  gsize n = 0;
  while (g_ascii_isalpha(peek(c, n)))
    n++;
  return n;
}

static gboolean take_word(Cursor *c, const char *word)
{
  gsize n = strlen(word);
  if (word_length(c) != n || g_ascii_strncasecmp(c->at, word, n) != 0)
    return FALSE;
  c->at += n;
  return TRUE;
}

/* 'Z', '+02:00', 'UTC', 'GMT+1', '(UTC +01:00)', 'EST', in front of the end. Nothing is fine as
 * well. */
static gboolean take_zone(Cursor *c, MkepubDate *d)
{
  static const struct {
    const char *name;
    int minutes;
  } zones[] = {{"Z", 0},      {"UTC", 0},    {"GMT", 0},    {"UT", 0},
               {"EST", -300}, {"EDT", -240}, {"CST", -360}, {"CDT", -300},
               {"MST", -420}, {"MDT", -360}, {"PST", -480}, {"PDT", -420},
               {"CET", 60},   {"CEST", 120}, {"BST", 60},   {"JST", 540}};
  skip_space(c);
  gboolean paren = take(c, '(');
  for (gsize i = 0; i < G_N_ELEMENTS(zones); i++)
    if (take_word(c, zones[i].name)) {
      set_offset(d, zones[i].minutes);
      break;
    }
  skip_space(c);
  if ((peek(c, 0) == '+' || peek(c, 0) == '-') && !take_offset(c, d))
    return FALSE;
  if (paren)
    return take(c, ')');
  /* '+0000 (UTC)' of mail headers: the name adds nothing */
  skip_space(c);
  if (d->has_offset && take(c, '(')) {
    c->at += word_length(c);
    return take(c, ')');
  }
  return TRUE;
}

/* 'H:MM', 'HH:MM:SS', 'HH:MM:SS.123', with 'am' or 'pm'. */
static gboolean take_time(Cursor *c, MkepubDate *d)
{
  d->hour = take_number(c, 1, 2);
  if (d->hour < 0 || !take(c, ':'))
    return FALSE;
  d->minute = take_number(c, 1, 2);
  if (take(c, ':')) {
    d->second = take_number(c, 1, 2);
    if (peek(c, 0) == '.' || peek(c, 0) == ',') {
      if (!g_ascii_isdigit(peek(c, 1)))
        return FALSE;
      for (c->at++; g_ascii_isdigit(peek(c, 0)); c->at++)
        continue;
    }
  }
  Cursor look = *c;
  skip_space(&look);
  gboolean pm = take_word(&look, "pm");
  if (pm || take_word(&look, "am")) {
    *c = look;
    if (d->hour < 1 || d->hour > 12)
      return FALSE;
    d->hour = d->hour % 12 + (pm ? 12 : 0);
  }
  if (d->second == 60)
    d->second = 59;
  return d->hour <= 23 && d->minute >= 0 && d->minute <= 59 && d->second >= 0 &&
         d->second <= 59;
}

/* What may follow a full date: nothing, or a time of day, then a zone. */
static gboolean take_rest(Cursor *c, MkepubDate *d)
{
  if (c->at < c->end && strchr("Tt,_", *c->at))
    c->at++;
  skip_space(c);
  if (g_ascii_isdigit(peek(c, 0)) && !take_time(c, d))
    return FALSE;
  if (!take_zone(c, d))
    return FALSE;
  skip_space(c);
  if (d->hour < 0) { /* a zone says nothing about a day */
    d->has_offset = FALSE;
    d->offset = 0;
  }
  return c->at == c->end;
}

static gboolean is_separator(int c)
{
  return c == '-' || c == '/' || c == '.';
}

/* 'YYYY-MM', 'YYYY-MM-DD' and what may follow. */
static gboolean parse_year_first(Cursor c, MkepubDate *d)
{
  d->year = take_number(&c, 4, 4);
  if (d->year < 0)
    return FALSE;
  int separator = peek(&c, 0);
  if (!is_separator(separator) && separator != '_')
    return c.at == c.end && calendar_holds(d);
  c.at++;
  d->month = take_number(&c, 1, 2);
  if (d->month < 1)
    return FALSE;
  if (!take(&c, (char)separator))
    return c.at == c.end && calendar_holds(d);
  if (c.at == c.end) /* '2025/01/' of a site path */
    return separator == '/' && calendar_holds(d);
  d->day = take_number(&c, 1, 2);
  if (d->day < 1 || !calendar_holds(d))
    return FALSE;
  if (separator == '/' && peek(&c, 0) == '/' && peek(&c, 1) == 0)
    return TRUE;
  return take_rest(&c, d);
}

/* 'DD-MM-YYYY' where nothing else can be meant. */
static gboolean parse_day_first(Cursor c, MkepubDate *d)
{
  d->day = take_number(&c, 2, 2);
  int separator = peek(&c, 0);
  if (d->day <= 12 || !is_separator(separator))
    return FALSE;
  c.at++;
  d->month = take_number(&c, 1, 2);
  if (d->month < 1 || !take(&c, (char)separator))
    return FALSE;
  d->year = take_number(&c, 4, 4);
  return calendar_holds(d) && take_rest(&c, d);
}

/* Digits alone: 'YYYYMMDD', 'YYYYMMDDHHMMSS', seconds or milliseconds since 1970; also
 * 'YYYYMMDDTHHMM'. */
static gboolean parse_digits(Cursor c, MkepubDate *d)
{
  gsize n = 0;
  while (g_ascii_isdigit(peek(&c, n)))
    n++;
  gboolean alone = c.at + n == c.end;
  if (alone && (n == 9 || n == 10 || n == 13)) {
    gint64 value = g_ascii_strtoll(c.at, NULL, 10);
    calendar_from_seconds(n == 13 ? value / 1000 : value, d);
    return TRUE;
  }
  if (n != 8 && !(alone && n == 14))
    return FALSE;
  d->year = take_digits(&c, 4);
  d->month = take_digits(&c, 2);
  d->day = take_digits(&c, 2);
  if (d->month == 0 || d->day == 0 || !calendar_holds(d))
    return FALSE;
  gsize digits = 0;
  Cursor clock = c;
  if (n == 8 && (peek(&clock, 0) == 'T' || peek(&clock, 0) == 't'))
    clock.at++;
  while (g_ascii_isdigit(peek(&clock, digits)))
    digits++;
  if (digits != 4 && digits != 6)
    return take_rest(&c, d);
  d->hour = take_digits(&clock, 2);
  d->minute = take_digits(&clock, 2);
  d->second = digits == 6 ? take_digits(&clock, 2) : 0;
  return d->hour <= 23 && d->minute <= 59 && d->second <= 59 && take_zone(&clock, d) &&
         clock.at == clock.end;
}

/* A number in a date of words: a time, a year, or a day with or without 'st', 'nd', 'rd', 'th'.
 */
static gboolean take_word_number(Cursor *c, MkepubDate *d)
{
  gsize n = 0;
  while (g_ascii_isdigit(peek(c, n)))
    n++;
  if (n <= 2 && peek(c, n) == ':')
    return d->hour < 0 && take_time(c, d);
  if (n == 4 && d->year == 0) {
    d->year = take_number(c, 4, 4);
    return TRUE;
  }
  if (n > 2 || d->day != 0)
    return FALSE;
  d->day = take_number(c, 1, 2);
  static const char *const ordinals[] = {"st", "nd", "rd", "th"};
  for (gsize i = 0; i < G_N_ELEMENTS(ordinals); i++)
    if (take_word(c, ordinals[i]))
      break;
  return d->day > 0;
}

/* 'Mon, 15 Oct 2023 10:00:00 +0200', 'October 15th, 2023', 'Mon Aug 01 11:00:20 1994 +0000'. */
static gboolean parse_words(Cursor c, MkepubDate *d)
{
  while (c.at < c.end) {
    while (c.at < c.end && (g_ascii_isspace(*c.at) || *c.at == ','))
      c.at++;
    gsize n = word_length(&c);
    int month;
    if (c.at == c.end) {
      break;
    } else if (g_ascii_isdigit(*c.at)) {
      if (!take_word_number(&c, d))
        return FALSE;
      if (peek(&c, 0) == '-') /* '15-Oct-2023' */
        c.at++;
    } else if (n > 0 && d->month == 0 && (month = date_text_month(c.at, n)) > 0) {
      d->month = month;
      c.at += n;
      if (peek(&c, 0) == '.' || peek(&c, 0) == '-')
        c.at++;
    } else if (n > 0 && date_text_is_filler(c.at, n)) {
      c.at += n;
      if (peek(&c, 0) == '.')
        c.at++;
    } else if (d->hour >= 0 && !d->has_offset) {
      if (!take_zone(&c, d) || !d->has_offset)
        return FALSE;
    } else {
      return FALSE;
    }
  }
  return d->year > 0 && d->month > 0 && calendar_holds(d);
}

gboolean mkepub_date_parse(const char *text, gssize length, MkepubDate *date)
{
  static gboolean (*const shapes[])(Cursor, MkepubDate *) = {parse_year_first, parse_digits,
                                                             parse_day_first, parse_words};
  gsize n = length < 0 ? strlen(text) : (gsize)length;
  Cursor c = {text, text + n};
  skip_space(&c);
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
  Cursor c = {name, name + strlen(name)};
  MkepubDate d = MKEPUB_DATE_NONE;
  *date = MKEPUB_DATE_NONE;
  *length = 0;
  d.year = take_digits(&c, 4);
  if (d.year < 0)
    return FALSE;
  int separator = peek(&c, 0);
  if (g_ascii_isdigit(separator)) {
    d.month = take_digits(&c, 2);
    d.day = take_number(&c, 2, 2);
  } else if (separator == '-' || separator == '_' || separator == '.') {
    c.at++;
    d.month = take_number(&c, 1, 2);
    if (d.month < 0 || !take(&c, (char)separator))
      return FALSE;
    d.day = take_number(&c, 1, 2);
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
