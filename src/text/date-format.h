/* SPDX-License-Identifier: MIT */
/* The words of dates: English ones to read, those of many languages to write.
 * Used by date-parse.c and date-scan.c. */
#ifndef TEXT_DATE_FORMAT_H
#define TEXT_DATE_FORMAT_H

#include <glib.h>

/* 1 to 12 for 'Jan', 'january', 'Sept' (LENGTH bytes); 0 when this is no English month. */
int date_text_month(const char *word, gsize length);

/* TRUE for words that a date may hold and that say nothing: 'Monday', 'Tue', 'of', 'at'. */
gboolean date_text_is_filler(const char *word, gsize length);

#endif
