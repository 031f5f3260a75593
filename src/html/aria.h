/* SPDX-License-Identifier: MIT */
/* Roles and ARIA attributes of raw HTML that a book leaves out: whether they are reported.
 * Used by attribute.c. */
#ifndef HTML_ARIA_H
#define HTML_ARIA_H

#include "xhtml/writer.h"

/* Returns TRUE when TEXT is one of N WORDS, in any case of ASCII letters. */
gboolean html_is_among(const char *text, const char *const *words, gsize n);

/* Returns TRUE when ELEMENT may have the role VALUE in HTML, so that leaving it out loses
 * nothing that a reader of the source would miss. */
gboolean aria_role_is_sound(MkepubElement element, const char *value);

/* Returns TRUE for 'aria-label', 'aria-current' and a plain 'aria-hidden'; the other attributes
 * that begin with 'aria-' describe parts of a page that a book does not have. */
gboolean aria_attribute_is_sound(const char *name, const char *value);

#endif
