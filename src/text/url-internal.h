/* SPDX-License-Identifier: MIT */
/* What the files about URLs share.
 * Used by url.c, url-host.c and url-resolve.c only. */
#ifndef TEXT_URL_INTERNAL_H
#define TEXT_URL_INTERNAL_H

#include <glib.h>

/* TEXT without what the WHATWG parser takes off: controls and spaces outside, tabs and line
 * ends anywhere. */
GString *url_strip(const char *text);

/* TRUE when '%' and two hex digits stand at P, which ends with NUL. */
gboolean url_is_encoded(const char *p);

/* The host in LENGTH bytes of TEXT as a URL parser writes it (WHATWG URL section 3.5): letters
 * of other scripts in punycode by UTS 46, lower case, an IPv6 address in its brackets. NULL
 * when it cannot be a host: an empty or too long label, a delimiter of URLs that is
 * percent-encoded or full-width, punycode that decodes to nothing, an address of no version.
 * For the caller to free. */
char *url_host_clean(const char *text, gsize length);

/* FALSE for a HOST, cleaned, that parsers take in different ways or refuse: with quotes or
 * braces, or an IPv4 address not in its full form ('1.2.3', '0x7f.1', '256.1.1.1'). */
gboolean url_host_is_usual(const char *host);

#endif
