/* SPDX-License-Identifier: MIT */
/* Prepares the words of a cover for setting: cleans, shortens, joins. Used by the setting of a
 * cover's texts. */
#ifndef MEDIA_COVER_WORDS_H
#define MEDIA_COVER_WORDS_H

#include <pango/pango.h>

/* Returns TEXT (may be NULL) as one line: invalid bytes and control characters become blanks,
 * runs of blanks one, directional overrides are removed. For the caller to free. */
char *cover_words_line(const char *text);

/* Returns TEXT (may be NULL) as cover_words_line does, with few marks on each letter, at most
 * some hundred characters, and Hangul of one word joined by U+2060. For the caller to free;
 * NULL when nothing is left. */
char *cover_words_clean(const char *text);

/* Returns TRUE when TEXT is set from right to left: as LANGUAGE is, unless all of it has the
 * other direction. */
gboolean cover_words_rtl(const char *text, const char *language);

/* Returns the number of characters of LAYOUT's text that no font shows; *letters becomes the
 * number of letters and digits among them, *all that of all letters and digits. Set the text
 * before. */
guint cover_words_unknown(PangoLayout *layout, guint *letters, guint *all);

/* Returns the layout's text without the signs (emoji, unassigned characters) that no font
 * shows; letters are kept. For the caller to free; NULL when nothing is left. */
char *cover_words_without_unknown(PangoLayout *layout);

/* Returns TEXT up to byte END, without punctuation at the cut, followed by ELLIPSIS. For the
 * caller to free. */
char *cover_words_cut(const char *text, gsize end, const char *ellipsis);

#endif
