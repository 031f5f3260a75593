/* SPDX-License-Identifier: MIT */
/* What of finished markup counts as its name (Accessible Name and Description Computation 1.2,
 * as Ace takes it): words that are shown, descriptions of pictures, labels; of a drawing its
 * label or the first title right in it, not the words in the picture; of a formula nothing.
 * Used by accessible-name.c. */
#ifndef XHTML_NAME_CONTENT_H
#define XHTML_NAME_CONTENT_H

#include <glib.h>

/* Whether a listener does not hear the character at P: all that JavaScript's trim() takes away.
 */
gboolean heard_is_silent(const char *p);

/* Whether there is a word in [P, END), which holds no tag. */
gboolean heard_has_word(const char *p, const char *end);

/* Whether the attribute NAME ('alt') in the tag [TAG, STOP) says anything. */
gboolean heard_has_attribute(const char *tag, const char *stop, const char *name);

/* Whether [P, END), the whole content of an element, has a name. */
gboolean heard_has_name(const char *p, const char *end);

/* The value of the attribute NAME in the first tag of [P, END), the whole content of an
 * element, that has one: its first byte, *LENGTH bytes; NULL when none has. */
const char *heard_said(const char *p, const char *end, const char *name, gsize *length);

/* The description in the tag [TAG, STOP) of a picture: its first byte, *LENGTH bytes; NULL when
 * it is none of a picture. */
const char *heard_description(const char *tag, const char *stop, gsize *length);

/* The same of the first picture in [P, END), the whole content of an element, that is not
 * hidden; NULL when there is none. */
const char *heard_first_description(const char *p, const char *end, gsize *length);

#endif
