/* SPDX-License-Identifier: MIT */
#include "text/date-scan.h"

#include <string.h>

#include "text/date-format.h"

int scan_peek(const ScanCursor *c, gsize ahead)
{
  return (gsize)(c->end - c->at) > ahead ? (guchar)c->at[ahead] : 0;
}

void scan_skip_space(ScanCursor *c)
{
  while (c->at < c->end && (g_ascii_isspace(*c->at)))
    c->at++;
}

gboolean scan_take(ScanCursor *c, char wanted)
{
  if (scan_peek(c, 0) != (guchar)wanted)
    return FALSE;
  c->at++;
  return TRUE;
}

int scan_number(ScanCursor *c, int least, int most)
{
  int value = 0, n = 0;
  while (n < most && g_ascii_isdigit(scan_peek(c, (gsize)n)))
    value = value * 10 + (c->at[n++] - '0');
  if (n < least || g_ascii_isdigit(scan_peek(c, (gsize)n)))
    return -1;
  c->at += n;
  return value;
}

int scan_digits(ScanCursor *c, int count)
{
  int value = 0;
  for (int i = 0; i < count; i++) {
    if (!g_ascii_isdigit(scan_peek(c, (gsize)i)))
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

/* Reads '+0200', '-05:00', '+2'. */
static gboolean take_offset(ScanCursor *c, MkepubDate *d)
{
  int sign = scan_peek(c, 0) == '-' ? -1 : 1;
  c->at++;
  int hours = scan_number(c, 1, 2), minutes = 0;
  if (hours < 0) {
    hours = scan_digits(c, 2);
    minutes = scan_number(c, 2, 2);
  } else if (scan_take(c, ':')) {
    minutes = scan_number(c, 2, 2);
  }
  if (hours < 0 || minutes < 0 || minutes > 59)
    return FALSE;
  return set_offset(d, sign * (hours * 60 + minutes));
}

gsize scan_word_length(const ScanCursor *c)
{
  gsize n = 0;
  while (g_ascii_isalpha(scan_peek(c, n)))
    n++;
  return n;
}

gboolean scan_word(ScanCursor *c, const char *word)
{
  gsize n = strlen(word);
  if (scan_word_length(c) != n || g_ascii_strncasecmp(c->at, word, n) != 0)
    return FALSE;
  c->at += n;
  return TRUE;
}

/* Skips the '(UTC)' of mail headers, and the 'CEST' that Go writes after a NUMERIC offset.
 * Returns FALSE when a parenthesis is not closed. */
static gboolean skip_zone_name(ScanCursor *c, gboolean numeric)
{
  const char *offset_end = c->at;
  scan_skip_space(c);
  if (scan_take(c, '(')) {
    c->at += scan_word_length(c);
    return scan_take(c, ')');
  }
  gsize n = scan_word_length(c), capitals = 0;
  while (capitals < n && g_ascii_isupper(c->at[capitals]))
    capitals++;
  if (numeric && c->at > offset_end && n >= 2 && n <= 5 && capitals == n &&
      date_text_month(c->at, n) == 0)
    c->at += n;
  return TRUE;
}

gboolean scan_zone(ScanCursor *c, MkepubDate *d)
{
  static const struct {
    const char *name;
    int minutes;
  } zones[] = {{"Z", 0},      {"UTC", 0},    {"GMT", 0},    {"UT", 0},
               {"EST", -300}, {"EDT", -240}, {"CST", -360}, {"CDT", -300},
               {"MST", -420}, {"MDT", -360}, {"PST", -480}, {"PDT", -420},
               {"CET", 60},   {"CEST", 120}, {"BST", 60},   {"JST", 540}};
  scan_skip_space(c);
  gboolean paren = scan_take(c, '(');
  for (gsize i = 0; i < G_N_ELEMENTS(zones); i++)
    if (scan_word(c, zones[i].name)) {
      set_offset(d, zones[i].minutes);
      break;
    }
  scan_skip_space(c);
  gboolean numeric = scan_peek(c, 0) == '+' || scan_peek(c, 0) == '-';
  if (numeric && !take_offset(c, d))
    return FALSE;
  if (paren)
    return scan_take(c, ')');
  return !d->has_offset || skip_zone_name(c, numeric);
}

gboolean scan_time(ScanCursor *c, MkepubDate *d)
{
  d->hour = scan_number(c, 1, 2);
  if (d->hour < 0 || !scan_take(c, ':'))
    return FALSE;
  d->minute = scan_number(c, 1, 2);
  if (scan_take(c, ':')) {
    d->second = scan_number(c, 1, 2);
    if (scan_peek(c, 0) == '.' || scan_peek(c, 0) == ',') {
      if (!g_ascii_isdigit(scan_peek(c, 1)))
        return FALSE;
      for (c->at++; g_ascii_isdigit(scan_peek(c, 0)); c->at++)
        continue;
    }
  }
  ScanCursor look = *c;
  scan_skip_space(&look);
  gboolean pm = scan_word(&look, "pm");
  if (pm || scan_word(&look, "am")) {
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
