/* SPDX-License-Identifier: MIT */
/* Finds bare web addresses in text (GFM 6.9, extended autolinks). Used by inline.c. */
#ifndef MARKDOWN_ADDRESS_H
#define MARKDOWN_ADDRESS_H

#include <glib.h>

/* Returns the length in bytes of the address that begins at P in the text [TEXT, END):
 * 'http://', 'https://' or 'www.', then a domain with a dot. Returns 0 if no address begins
 * there. Punctuation and an unmatched ')' at its end do not belong to it. Where no space
 * separates words, the address ends at full-width punctuation; its domain also ends where
 * Chinese, Japanese, Korean or South-East Asian letters follow a label that began in ASCII.
 * With SMART, dashes in the domain count as hyphens. */
gsize address_length(const char *text, const char *p, const char *end, gboolean smart);

#endif
