/* SPDX-License-Identifier: MIT */
/* The words of dates: reads English ones, writes those of many languages. Used by date-parse.c
 * and date-scan.c. */
#ifndef TEXT_DATE_FORMAT_H
#define TEXT_DATE_FORMAT_H

#include <glib.h>

/* Returns 1 to 12 for 'Jan', 'january', 'Sept' (LENGTH bytes); 0 when WORD is not an English
 * month. */
int date_text_month(const char *word, gsize length);

/* Returns TRUE for words that a date may contain and that carry no information: 'Monday',
 * 'Tue', 'of', 'at'. */
gboolean date_text_is_filler(const char *word, gsize length);

#endif
