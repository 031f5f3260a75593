/* SPDX-License-Identifier: MIT */
/* The proleptic Gregorian calendar. Used by date-parse.c. */
#ifndef TEXT_CALENDAR_H
#define TEXT_CALENDAR_H

#include "mkepub/date.h"

/* Returns TRUE when the calendar has this year, month and day; the time of day is not
 * checked. */
gboolean calendar_holds(const MkepubDate *date);

/* Sets *date to the time in UTC, to the second, that is this many seconds after 1970 began; its
 * year may be outside 1 to 9999. */
void calendar_from_seconds(gint64 seconds, MkepubDate *date);

/* Returns the seconds from the beginning of 1970 to DATE; unknown parts count as their smallest
 * value, a time without offset as UTC. */
gint64 calendar_to_seconds(const MkepubDate *date);

#endif
