/* SPDX-License-Identifier: MIT */
/* The pieces of dates: numbers, words, times of day, zones.
 * Used by date-parse.c. */
#ifndef TEXT_DATE_SCAN_H
#define TEXT_DATE_SCAN_H

#include "mkepub/date.h"

/* What is left to read. */
typedef struct {
  const char *at, *end;
} ScanCursor;

/* The byte AHEAD of the cursor; 0 behind the end. */
int scan_peek(const ScanCursor *c, gsize ahead);

void scan_skip_space(ScanCursor *c);

/* Goes past WANTED; FALSE when something else stands here. */
gboolean scan_take(ScanCursor *c, char wanted);

/* The same for a whole word of ASCII letters, in any case. */
gboolean scan_word(ScanCursor *c, const char *word);

/* ASCII letters from the cursor on. */
gsize scan_word_length(const ScanCursor *c);

/* Reads LEAST to MOST digits that no further digit follows; -1 when that is not what stands
 * here. */
int scan_number(ScanCursor *c, int least, int most);

/* The next COUNT digits, of which more may follow; -1 when there are less. */
int scan_digits(ScanCursor *c, int count);

/* 'H:MM', 'HH:MM:SS', 'HH:MM:SS.123', with 'am' or 'pm'. FALSE when this is no time of day. */
gboolean scan_time(ScanCursor *c, MkepubDate *d);

/* 'Z', '+02:00', 'UTC', 'GMT+1', '(UTC +01:00)', 'EST', '+0200 CEST'. Nothing is fine as
 * well; FALSE for an offset that cannot be. */
gboolean scan_zone(ScanCursor *c, MkepubDate *d);

#endif
