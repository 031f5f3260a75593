/* SPDX-License-Identifier: MIT */
/* The words of a cover before they are set: cleaned, shortened, joined.
 * Used by the setting of a cover's texts. */
#ifndef MEDIA_COVER_WORDS_H
#define MEDIA_COVER_WORDS_H

#include <pango/pango.h>

/* TEXT (may be NULL) as one line: invalid bytes and control characters are blanks, runs of
 * blanks one, directional overrides gone. For the caller to free. */
char *cover_words_line(const char *text);

/* The same as it can be set: few marks on each letter, at most some hundred characters, Hangul
 * of one word joined by U+2060. For the caller to free; NULL when nothing is left. */
char *cover_words_clean(const char *text);

/* TRUE when TEXT reads from right to left: as LANGUAGE does, unless all of it runs the other
 * way. */
gboolean cover_words_rtl(const char *text, const char *language);

/* Characters of LAYOUT's text that no font shows; *letters becomes the number of letters and
 * digits among them, *all that of all letters and digits. Layout must have been set. */
guint cover_words_unknown(PangoLayout *layout, guint *letters, guint *all);

/* The layout's text without the signs (emoji, unassigned characters) that no font shows; its
 * letters stay. For the caller to free; NULL when nothing is left. */
char *cover_words_without_unknown(PangoLayout *layout);

/* TEXT up to byte END, what dangles there taken off, with ELLIPSIS. For the caller to free. */
char *cover_words_cut(const char *text, gsize end, const char *ellipsis);

#endif
