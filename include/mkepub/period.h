/* SPDX-License-Identifier: MIT */
/* Periods: which issue of a periodical a date falls into, and the name of that issue. Used by
 * the archive; pure, without files or clock. */
#ifndef MKEPUB_PERIOD_H
#define MKEPUB_PERIOD_H

#include "mkepub/date.h"

typedef enum {
  MKEPUB_EVERY_DAY,
  MKEPUB_EVERY_WEEK, /* ISO 8601: Monday to Sunday; the year is that of its Thursday */
  MKEPUB_EVERY_MONTH,
  MKEPUB_EVERY_QUARTER,
  MKEPUB_EVERY_YEAR,
  MKEPUB_EVERY_COUNT /* a fixed number of articles, whatever their dates */
} MkepubEveryKind;

typedef struct {
  MkepubEveryKind kind;
  guint count; /* of articles, with MKEPUB_EVERY_COUNT; else 0 */
} MkepubEvery;

/* Reads 'day', 'week', 'month', 'quarter', 'year', '25-articles' or '25 articles' (1 to
 * 1000000) into *every. Fails with USAGE and a message that lists these. */
gboolean mkepub_every_parse(const char *text, MkepubEvery *every, GError **error);

/* Converts DATE to ZONE and sets *day: a time with an offset is converted, one without is kept
 * as written. The result has a year, month and day; a date that knows only its year or month
 * becomes their first day. Returns FALSE for a date without a year. ZONE may not be NULL. */
gboolean mkepub_period_day(const MkepubDate *date, GTimeZone *zone, MkepubDate *day);

/* Returns the zone called NAME ('UTC', 'Europe/Berlin', '+02:00'), for the caller to unref.
 * NULL with USAGE for any other name, also when the machine has no time zone database. POSIX
 * rules ('UTC+2', which means west of UTC) are refused. */
GTimeZone *mkepub_period_zone(const char *name, GError **error);

/* Returns the key of the period that holds DAY (made by mkepub_period_day), for the caller to
 * free: '2025-01-13', '2025-W03', '2025-01', '2025-Q1', '2025'. Keys of one kind sort by time.
 * NULL with MKEPUB_EVERY_COUNT. */
char *mkepub_period_key(const MkepubEvery *every, const MkepubDate *day);

/* Sets the first and last day of the period KEY (either may be NULL); the last week of the year
 * 9999 ends with that year. Returns FALSE when KEY is not the key of a period. */
gboolean mkepub_period_bounds(const char *key, MkepubDate *first, MkepubDate *last);

/* Returns the name of the period KEY for readers, formatted as by mkepub_date_format_human and
 * mkepub_date_format_range: '13 January 2025', '13–19 January 2025', 'January 2025',
 * 'January–March 2025', '2025'; '2025-01-13 – 2025-01-19' when LANGUAGE is not known. For the
 * caller to free; NULL when KEY is not the key of a period ('undated', '000012'). */
char *mkepub_period_name(const char *key, const char *language);

#endif
