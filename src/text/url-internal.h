/* SPDX-License-Identifier: MIT */
/* Functions shared by url.c, url-host.c and url-resolve.c, and used only there. */
#ifndef TEXT_URL_INTERNAL_H
#define TEXT_URL_INTERNAL_H

#include <glib.h>

/* Returns TEXT without the characters that the WHATWG parser removes: controls and spaces
 * outside, tabs and line ends anywhere. For the caller to free. */
GString *url_strip(const char *text);

/* Returns TRUE when '%' and two hex digits are at P, which ends with NUL. */
gboolean url_is_encoded(const char *p);

/* Returns the host in LENGTH bytes of TEXT as a URL parser writes it (WHATWG URL section 3.5):
 * letters of other scripts in punycode by UTS 46, lower case, an IPv6 address in its brackets.
 * For the caller to free; NULL when it is not a valid host: an empty or too long label, a
 * delimiter of URLs that is percent-encoded or full-width, punycode that decodes to nothing, an
 * invalid IP address. */
char *url_host_clean(const char *text, gsize length);

/* Returns FALSE for a cleaned HOST that parsers interpret in different ways or refuse: one with
 * quotes or braces, or an IPv4 address that is not in its full form ('1.2.3', '0x7f.1',
 * '256.1.1.1'). */
gboolean url_host_is_usual(const char *host);

#endif
