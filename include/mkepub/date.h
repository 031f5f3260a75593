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
  int minute, second; /* 0 when hour is -1; second 60 is read as 59 */
  int offset;         /* minutes east of UTC; meaningful only with has_offset */
  gboolean has_offset;
} MkepubDate;

#define MKEPUB_DATE_NONE ((MkepubDate){.hour = -1})

/* Reads TEXT (LENGTH bytes, or -1 up to its NUL) in one of the shapes found in collections: ISO
 * 8601 and RFC 3339 with their looser cousins (space for T, one-digit parts, '+0200', 'Z',
 * 'UTC', "(UTC +01:00)"), 'YYYYMMDD', 'YYYY-MM', 'YYYY', 'YYYY/MM/DD', epoch seconds and
 * milliseconds, RFC 2822 and English month names ('15 Oct 2023', 'October 15, 2023', 'Mon Aug
 * 01 11:00:20 1994 +0000'), and D-M-Y or D.M.Y or D/M/Y when the first number is over 12.
 * Returns FALSE, with *date MKEPUB_DATE_NONE, when TEXT is not a date in one of these shapes or
 * the calendar has no such day. */
gboolean mkepub_date_parse(const char *text, gssize length, MkepubDate *date);

/* Reads a date at the start of a file name: '2025-01-13-slug', '2025-1-3_slug', '20250113
 * Title', '2025_01_13'. Sets *length to the bytes of the date and its separator. Returns FALSE
 * when NAME does not begin with a date. */
gboolean mkepub_date_parse_prefix(const char *name, MkepubDate *date, gsize *length);

/* Compares by the moment in time and returns -1, 0 or 1. Unknown parts count as their smallest
 * value, a time without offset as UTC; MKEPUB_DATE_NONE sorts first. */
int mkepub_date_compare(const MkepubDate *a, const MkepubDate *b);

/* Returns DATE as W3CDTF for dc:date, <time datetime> and feeds: '2025-01-13', '2025-01',
 * '2025', or with a time and an offset '2025-01-13T10:00:00+01:00'. W3CDTF has no time without
 * an offset: such a time is left out. For the caller to free; NULL for MKEPUB_DATE_NONE. */
char *mkepub_date_format_w3cdtf(const MkepubDate *date);

/* Returns DATE in UTC for dcterms:modified: '2025-01-13T09:00:00Z'. A date without a time
 * becomes midnight. For the caller to free. */
char *mkepub_date_format_utc(const MkepubDate *date);

/* Returns DATE for readers: '13 January 2025' by the convention of LANGUAGE when known
 * ('January 13, 2025' for en-US, '13. Januar 2025' for de, '2025年1月13日' for zh and ja,
 * '2025년 1월 13일' for ko, …); for other languages the ISO form. Does not depend on the
 * machine's locale. For the caller to free. */
char *mkepub_date_format_human(const MkepubDate *date, const char *language);

/* Returns the range from FIRST to LAST for readers, with shared parts written once: '13–19
 * January 2025', '27 January – 2 February 2025', 'January 13–19, 2025', 'January–March 2025',
 * '2025年1月13日至19日' (CLDR 44, interval formats); for other languages two ISO forms joined
 * by ' –
 * '. Both dates must know the same parts, and LAST must be later. For the caller to free; NULL
 * without a date. */
char *mkepub_date_format_range(const MkepubDate *first, const MkepubDate *last,
                               const char *language);

#endif
