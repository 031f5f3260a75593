/* SPDX-License-Identifier: MIT */
/* Small helpers on UTF-8 text that GLib does not have.
 * Used by every room. */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <glib.h>
#include <string.h>

/* g_string_append_len() for the many small pieces that markup is made of: inline while there is
 * room. TEXT must not be part of OUT. */
static inline void text_append(GString *out, const char *text, gsize length)
{
  if (length < out->allocated_len - out->len) {
    memcpy(out->str + out->len, text, length);
    out->len += length;
    out->str[out->len] = '\0';
  } else {
    g_string_append_len(out, text, (gssize)length);
  }
}

/* Returns TRUE for a character that XML 1.0 allows (section 2.2), except C1 controls other than
 * NEL and non-characters. */
gboolean text_is_xml_char(gunichar c);

/* Makes LENGTH bytes valid UTF-8 that XML takes: invalid sequences become U+FFFD, forbidden
 * characters are left out. For the caller to free. *repaired (may be NULL) becomes the number
 * of places changed, *at (may be NULL) the byte offset of the first in BYTES. */
char *text_repair(const char *bytes, gsize length, gsize *result_length, guint *repaired,
                  gsize *at);

/* TEXT with outer white space (Unicode's) taken off and every inner run of it made one space.
 * For the caller to free. */
char *text_collapse(const char *text, gssize length);

/* g_utf8_casefold() of TEXT, much faster for ASCII. For the caller to free. */
char *text_fold(const char *text);

/* LENGTH bytes of TEXT as a typewriter has them: curly quotes, dashes and the ellipsis, of
 * which smart punctuation makes some, in ASCII. For the caller to free. */
char *text_straighten(const char *text, gsize length);

/* A name of [a-z0-9-]: ASCII letters in lower case, Latin letters without their marks,
 * everything else a single '-'; no '-' at the ends; at most LIMIT bytes, cut at a '-' where one
 * is near. May be "" (no Latin letter at all). For the caller to free. */
char *text_slug(const char *text, gsize limit);

/* TEXT cut to at most LIMIT characters at a word's end, with '…' when something was cut. For
 * the caller to free. */
char *text_shorten(const char *text, gsize limit);

/* A UUID of version 5 (RFC 9562 section 5.5) over NAME in the namespace of mkepub, as 36
 * characters. For the caller to free. */
char *text_uuid5(const char *name);

/* TRUE for what a terminal may obey instead of showing it: controls, line and paragraph
 * separators, marks that turn the order of letters around. */
gboolean text_is_control(gunichar c);

/* LENGTH bytes of TEXT as one line that a terminal shows and does not obey: valid UTF-8, with
 * controls and bytes of no character spelled out ('\n', '\x1b', '\u202e'). For the caller to
 * free.
 */
char *text_display(const char *text, gsize length);

/* PATH as valid UTF-8 for people; never NULL. For the caller to free. */
char *text_display_path(const char *path);

/* Compares two elements of an array of char * by their bytes, for g_ptr_array_sort. */
int text_compare(gconstpointer a, gconstpointer b);

#endif
