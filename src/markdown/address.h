/* SPDX-License-Identifier: MIT */
/* Bare web addresses in text (GFM 6.9, extended autolinks).
 * Used by inline.c. */
#ifndef MARKDOWN_ADDRESS_H
#define MARKDOWN_ADDRESS_H

#include <glib.h>

/* Bytes of the address ('http://', 'https://' or 'www.' and a domain with a dot) that begins at
 * P of the text [TEXT, END); 0 when there is none. Punctuation behind it and unmatched ')' do
 * not belong to it. */
gsize address_length(const char *text, const char *p, const char *end);

#endif
