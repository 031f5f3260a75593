/* SPDX-License-Identifier: MIT */
/* Periods: which issue of a periodical a date falls into, and what that issue is called.
 * Used by the archive; pure, without files or clock. */
#ifndef MKEPUB_PERIOD_H
#define MKEPUB_PERIOD_H

#include "mkepub/date.h"

typedef enum {
  MKEPUB_EVERY_DAY,
  MKEPUB_EVERY_WEEK, /* ISO 8601: Monday to Sunday; the year is that of its Thursday */
  MKEPUB_EVERY_MONTH,
  MKEPUB_EVERY_QUARTER,
  MKEPUB_EVERY_YEAR,
  MKEPUB_EVERY_COUNT /* so many articles, whatever their dates */
} MkepubEveryKind;

typedef struct {
  MkepubEveryKind kind;
  guint count; /* of articles, with MKEPUB_EVERY_COUNT; else 0 */
} MkepubEvery;

/* 'day', 'week', 'month', 'quarter', 'year', '25-articles' or '25 articles' (1 to 1000000).
 * Fails with USAGE and a message that lists these. */
gboolean mkepub_every_parse(const char *text, MkepubEvery *every, GError **error);

/* Brings DATE into ZONE: a moment with an offset moves, one without stays as it was written.
 * The result has a year, month and day; a date that knows only its year or month counts as
 * their first day. FALSE without a year. ZONE may not be NULL. */
gboolean mkepub_period_day(const MkepubDate *date, GTimeZone *zone, MkepubDate *day);

/* The zone of that name ('UTC', 'Europe/Berlin', '+02:00'); NULL with USAGE for any other name,
 * also where the machine has no table of zones. POSIX rules ('UTC+2', which lies west of UTC)
 * are no names. For the caller to unref. */
GTimeZone *mkepub_period_zone(const char *name, GError **error);

/* The period of DAY (as above), for the caller to free; sorts by time within one kind:
 * '2025-01-13', '2025-W03', '2025-01', '2025-Q1', '2025'. NULL with MKEPUB_EVERY_COUNT. */
char *mkepub_period_key(const MkepubEvery *every, const MkepubDate *day);

/* The first and last day of the period KEY (either may be NULL); the last week of the year 9999
 * ends with it. FALSE when it is none. */
gboolean mkepub_period_bounds(const char *key, MkepubDate *first, MkepubDate *last);

/* The period's name for people in LANGUAGE, as mkepub_date_format_human and
 * mkepub_date_format_range have it: '13 January 2025', '13–19 January 2025', 'January 2025',
 * 'January–March 2025', '2025'; '2025-01-13 – 2025-01-19' where the language is not known. For
 * the caller to free; NULL when KEY is no period ('undated', '000012'). */
char *mkepub_period_name(const char *key, const char *language);

#endif
