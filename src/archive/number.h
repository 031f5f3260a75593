/* SPDX-License-Identifier: MIT */
/* The numbers of issues in their series, right in readers that keep them as 32-bit floats.
 * Used by the run of an archive; pure. */
#ifndef ARCHIVE_NUMBER_H
#define ARCHIVE_NUMBER_H

#include <glib.h>

/* The number of the day 'YYYY-MM-DD': 'YYMMDD' from 2000 to 2099, which sorts by time, stays as
 * it is when other issues come and go, and differs from day to day as a float of 32 bits (24 of
 * precision), as YYYYMMDD does not. Before, from 1900 on, '0.YYMMDD', so that it sorts below;
 * from 2100 on the years since 2000 go on ('1000101'). For the caller to free; NULL for earlier
 * years. */
char *number_of_day(const char *day);

/* TRUE for '12' and '98.04': digits, a point and digits between digits. */
gboolean number_is_decimal(const char *text);

/* The number of VOLUME (from 1) of VOLUMES of an issue with the number BASE: BASE itself when
 * there is but one, else BASE with a fraction, '250113.1'. The fractions rise, and differ as
 * 32-bit floats where there is room for them: tenths up to nine volumes, finer ones beyond. For
 * the caller to free. */
char *number_of_volume(const char *base, guint volume, guint volumes);

#endif
