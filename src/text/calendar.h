/* SPDX-License-Identifier: MIT */
/* The Gregorian calendar, before its time as well.
 * Used by date-parse.c. */
#ifndef TEXT_CALENDAR_H
#define TEXT_CALENDAR_H

#include "mkepub/date.h"

/* TRUE when the calendar has this year, month or day; the time of day is not looked at. */
gboolean calendar_holds(const MkepubDate *date);

/* Sets *date to the second, in UTC, this many seconds after 1970 began; its year may leave what
 * a book can say. */
void calendar_from_seconds(gint64 seconds, MkepubDate *date);

/* The other way; unknown parts count as their smallest value, a time without offset as UTC. */
gint64 calendar_to_seconds(const MkepubDate *date);

#endif
