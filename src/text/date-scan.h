/* SPDX-License-Identifier: MIT */
/* Scans the parts of dates: numbers, words, times of day, zones. Used by date-parse.c. */
#ifndef TEXT_DATE_SCAN_H
#define TEXT_DATE_SCAN_H

#include "mkepub/date.h"

/* The bytes that are left to read. */
typedef struct {
  const char *at, *end;
} ScanCursor;

/* Returns the byte AHEAD of the cursor; 0 beyond the end. */
int scan_peek(const ScanCursor *c, gsize ahead);

/* Skips white space. */
void scan_skip_space(ScanCursor *c);

/* Skips WANTED; returns FALSE when another byte is at the cursor. */
gboolean scan_take(ScanCursor *c, char wanted);

/* Skips WORD, a whole word of ASCII letters, in any case; returns FALSE when another word is at
 * the cursor. */
gboolean scan_word(ScanCursor *c, const char *word);

/* Returns the number of ASCII letters at the cursor. */
gsize scan_word_length(const ScanCursor *c);

/* Reads a number of LEAST to MOST digits, not followed by a further digit; returns -1 when
 * the cursor is not at one. */
int scan_number(ScanCursor *c, int least, int most);

/* Reads the next COUNT digits, which more digits may follow; returns -1 when there are
 * fewer. */
int scan_digits(ScanCursor *c, int count);

/* Reads 'H:MM', 'HH:MM:SS', 'HH:MM:SS.123', with 'am' or 'pm' or without. Returns FALSE when no
 * time of day is at the cursor. */
gboolean scan_time(ScanCursor *c, MkepubDate *d);

/* Reads 'Z', '+02:00', 'UTC', 'GMT+1', '(UTC +01:00)', 'EST', '+0200 CEST', or nothing. Returns
 * FALSE for an impossible offset. */
gboolean scan_zone(ScanCursor *c, MkepubDate *d);

#endif
