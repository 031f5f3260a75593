/* SPDX-License-Identifier: MIT */
/* Text to lines without a font at hand: widths are estimated, generously.
 * Used by the cover. */
#ifndef EPUB_WRAP_H
#define EPUB_WRAP_H

#include <glib.h>

/* Breaks TEXT (one line of valid UTF-8) into at most LIMIT lines (of char *, at least one) of
 * about EMS times the font size. Breaks at spaces and between ideographs; within a word only
 * when it is wider than a line. The last line ends with '…' when text had to be left out. *fits
 * (may be NULL) says that all text is there and no word was cut. */
GPtrArray *wrap_lines(const char *text, double ems, guint limit, gboolean *fits);

/* The estimated width of TEXT, in font sizes. */
double wrap_width(const char *text);

#endif
