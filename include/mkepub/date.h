/* SPDX-License-Identifier: MIT */
/* Dates as real collections write them, and as a book must write them (W3CDTF).
 * Used by article.h, config.h and the pages of a book. */
#ifndef MKEPUB_DATE_H
#define MKEPUB_DATE_H

#include <glib.h>

typedef struct {
  int year;           /* 1 to 9999; 0: no date */
  int month;          /* 1 to 12; 0: unknown */
  int day;            /* 1 to 31; 0: unknown */
  int hour;           /* 0 to 23; -1: no time of day */
  int minute, second; /* 0 when there is no time of day; second 60 is read as 59 */
  int offset;         /* minutes east of UTC; meaningful only with has_offset */
  gboolean has_offset;
} MkepubDate;

#define MKEPUB_DATE_NONE ((MkepubDate){.hour = -1})

/* Reads TEXT (LENGTH bytes, or -1 up to its NUL) as one of the shapes that collections hold:
 * ISO 8601 and RFC 3339 with their looser cousins (space for T, one-digit parts, '+0200', 'Z',
 * 'UTC', "(UTC +01:00)"), 'YYYYMMDD', 'YYYY-MM', 'YYYY', 'YYYY/MM/DD', epoch seconds and
 * milliseconds, RFC 2822 and English month names ('15 Oct 2023', 'October 15, 2023',
 * 'Mon Aug 01 11:00:20 1994 +0000'), and D-M-Y or D.M.Y or D/M/Y where the first number is
 * over 12. A date that is not in the calendar is refused. Returns FALSE, and *date is
 * MKEPUB_DATE_NONE, when TEXT is no date. */
gboolean mkepub_date_parse(const char *text, gssize length, MkepubDate *date);

/* Reads a date at the start of a file name: '2025-01-13-slug', '2025-1-3_slug', '20250113
 * Title', '2025_01_13'. *length becomes the bytes that the date and its separator take. */
gboolean mkepub_date_parse_prefix(const char *name, MkepubDate *date, gsize *length);

/* -1, 0 or 1 by the moment in time; unknown parts count as their smallest value, a time without
 * offset as UTC; no date comes before any date. */
int mkepub_date_compare(const MkepubDate *a, const MkepubDate *b);

/* W3CDTF for dc:date, <time datetime> and feeds: '2025-01-13', '2025-01', '2025', or with a
 * time and an offset '2025-01-13T10:00:00+01:00'. A time without offset is left out, as W3CDTF
 * has none. For the caller to free; NULL when there is no date. */
char *mkepub_date_format_w3cdtf(const MkepubDate *date);

/* '2025-01-13T09:00:00Z' for dcterms:modified, in UTC; noon-less dates become midnight. */
char *mkepub_date_format_utc(const MkepubDate *date);

/* '13 January 2025' by the language's convention where known ('January 13, 2025' for en-US,
 * '13. Januar 2025' for de, '2025年1月13日' for zh and ja, '2025년 1월 13일' for ko, …);
 * for other languages the ISO form. No locale of the machine has a say. */
char *mkepub_date_format_human(const MkepubDate *date, const char *language);

/* From FIRST to LAST in the same way, what both share said once: '13–19 January 2025',
 * '27 January – 2 February 2025', 'January 13–19, 2025', 'January–March 2025',
 * '2025年1月13日至19日' (CLDR 44, interval formats); for other languages two ISO forms with
 * ' – ' between. Both know the same parts, and LAST is later. NULL without a date. */
char *mkepub_date_format_range(const MkepubDate *first, const MkepubDate *last,
                               const char *language);

#endif
