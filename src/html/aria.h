/* SPDX-License-Identifier: MIT */
/* Decides whether leaving out a role or ARIA attribute of raw HTML is reported; a book contains
 * neither. Used by attribute.c. */
#ifndef HTML_ARIA_H
#define HTML_ARIA_H

#include "xhtml/writer.h"

/* Returns TRUE when TEXT is one of N WORDS; the case of ASCII letters does not matter. */
gboolean html_is_among(const char *text, const char *const *words, gsize n);

/* Returns TRUE when HTML allows the role VALUE on ELEMENT and a reader loses nothing without
 * it: leaving it out is not reported. */
gboolean aria_role_is_sound(MkepubElement element, const char *value);

/* Returns TRUE for 'aria-label', 'aria-current', and 'aria-hidden' with 'true' or 'false':
 * leaving them out is not reported. Other ARIA attributes describe parts of a page that a book
 * does not have. */
gboolean aria_attribute_is_sound(const char *name, const char *value);

#endif
