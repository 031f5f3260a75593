/* SPDX-License-Identifier: MIT */
/* Bare web addresses in text (GFM 6.9, extended autolinks).
 * Used by inline.c. */
#ifndef MARKDOWN_ADDRESS_H
#define MARKDOWN_ADDRESS_H

#include <glib.h>

/* Bytes of the address ('http://', 'https://' or 'www.' and a domain with a dot) that begins at
 * P of the text [TEXT, END); 0 when there is none. Punctuation at its end and unmatched ')' do
 * not belong to it. Where no space divides words, the address ends at full-width punctuation
 * and, in its domain, where Chinese, Japanese, Korean or South-East Asian letters follow a
 * label that began in ASCII. With SMART, dashes in the domain were hyphens. */
gsize address_length(const char *text, const char *p, const char *end, gboolean smart);

#endif
