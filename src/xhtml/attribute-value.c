/* SPDX-License-Identifier: MIT */
#include "xhtml/element.h"

#include <string.h>

/* Returns the length of the subtag at P and sets *digits to the number of its digits. Returns 0
 * when it contains anything but ASCII letters and digits. */
static gsize subtag(const char *p, gsize *digits)
{
  gsize length = 0;
  *digits = 0;
  for (; g_ascii_isalnum(p[length]); length++)
    *digits += g_ascii_isdigit(p[length]) ? 1 : 0;
  return p[length] == '-' || p[length] == '\0' ? length : 0;
}

/* Returns the position of a subtag with LENGTH bytes and DIGITS digits: 1 extended language, 2
 * script, 3 region, 4 variant, 0 not valid (RFC 5646 section 2.1). */
static int subtag_rank(const char *p, gsize length, gsize digits)
{
  if (length == 3 && digits == 0)
    return 1;
  if (length == 4 && digits == 0)
    return 2;
  if ((length == 2 && digits == 0) || (length == 3 && digits == 3))
    return 3;
  if ((length >= 5 && length <= 8) || (length == 4 && g_ascii_isdigit(*p)))
    return 4;
  return 0;
}

gboolean value_is_language(const char *value)
{
  gsize digits;
  gsize length = subtag(value, &digits);
  if (length < 2 || length > 3 || digits > 0)
    return FALSE;
  int rank = 0;
  for (const char *p = value + length; *p;) {
    p++;
    length = subtag(p, &digits);
    int next = subtag_rank(p, length, digits);
    /* real tags have at most one of each; a repeated variant is not well-formed */
    if (next <= rank)
      return FALSE;
    rank = next;
    p += length;
  }
  return TRUE;
}

/* Reads exactly COUNT digits at *P into *NUMBER and moves *P past them. Returns FALSE when
 * there are fewer. */
static gboolean read_number(const char **p, gsize count, guint *number)
{
  *number = 0;
  for (gsize i = 0; i < count; i++, (*p)++) {
    if (!g_ascii_isdigit(**p))
      return FALSE;
    *number = *number * 10 + (guint)(**p - '0');
  }
  return TRUE;
}

static gboolean read_byte(const char **p, char byte)
{
  if (**p != byte)
    return FALSE;
  (*p)++;
  return TRUE;
}

static guint days_of(guint month, guint year)
{
  if (month == 2)
    return g_date_is_leap_year((GDateYear)year) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

/* Reads MM-DD. For a date without a year, YEAR is 2000, a leap year. */
static gboolean read_day(const char **p, guint year)
{
  guint month, day;
  return read_number(p, 2, &month) && month >= 1 && month <= 12 && read_byte(p, '-') &&
         read_number(p, 2, &day) && day >= 1 && day <= days_of(month, year);
}

/* Reads HH:MM, HH:MM:SS or HH:MM:SS.mmm. */
static gboolean read_time(const char **p)
{
  guint hour, minute, second, fraction;
  if (!read_number(p, 2, &hour) || hour > 23 || !read_byte(p, ':') ||
      !read_number(p, 2, &minute) || minute > 59)
    return FALSE;
  if (!read_byte(p, ':'))
    return TRUE;
  if (!read_number(p, 2, &second) || second > 59)
    return FALSE;
  if (!read_byte(p, '.'))
    return TRUE;
  gsize digits = strspn(*p, "0123456789");
  return digits >= 1 && digits <= 3 && read_number(p, digits, &fraction);
}

/* Reads a time zone: Z, +HH:MM or -HHMM. */
static gboolean read_zone(const char **p)
{
  guint hour, minute;
  if (read_byte(p, 'Z'))
    return TRUE;
  if (!read_byte(p, '+') && !read_byte(p, '-'))
    return FALSE;
  if (!read_number(p, 2, &hour) || hour > 23)
    return FALSE;
  read_byte(p, ':');
  return read_number(p, 2, &minute) && minute <= 59;
}

/* Returns TRUE for YYYY, YYYY-MM, YYYY-MM-DD, and a date with a time and perhaps a time zone.
 * EDIT allows only a date, or a date with a time and a time zone. */
static gboolean is_date(const char *p, gboolean edit)
{
  guint year, month;
  const char *start = p;
  if (!read_number(&p, 4, &year) || year == 0)
    return FALSE;
  if (*p == '\0')
    return !edit;
  if (!read_byte(&p, '-'))
    return FALSE;
  const char *rest = p;
  if (read_number(&p, 2, &month) && *p == '\0')
    return !edit && month >= 1 && month <= 12;
  p = rest;
  if (!read_day(&p, year))
    return FALSE;
  if (*p == '\0')
    return TRUE;
  if ((*p != 'T' && *p != ' ') || p - start != 10)
    return FALSE;
  p++;
  if (!read_time(&p))
    return FALSE;
  if (*p == '\0')
    return !edit;
  return read_zone(&p) && *p == '\0';
}

/* Returns TRUE for a duration: P, days (D), and after a T hours (H), minutes (M) and seconds
 * (S) in this order, at least one of them. */
static gboolean is_duration(const char *p)
{
  static const char units[] = "DTHMS";
  gsize place = 0;
  gboolean any = FALSE;
  if (!read_byte(&p, 'P'))
    return FALSE;
  while (*p) {
    if (*p == 'T') {
      if (place > 1)
        return FALSE;
      place = 2;
      p++;
      any = FALSE;
      continue;
    }
    gsize digits = strspn(p, "0123456789");
    const char *unit = digits > 0 && p[digits] ? strchr(units, p[digits]) : NULL;
    if (!unit || *unit == 'T' || (gsize)(unit - units) < place || (place < 2 && unit != units))
      return FALSE;
    place = (gsize)(unit - units) + 1;
    any = TRUE;
    p += digits + 1;
  }
  return any;
}

gboolean value_is_datetime(const char *value, gboolean edit)
{
  if (is_date(value, edit))
    return TRUE;
  if (edit)
    return FALSE;
  const char *p = value;
  if (read_time(&p) && *p == '\0')
    return TRUE;
  p = value;
  if (read_day(&p, 2000) && *p == '\0')
    return TRUE;
  return is_duration(value);
}
