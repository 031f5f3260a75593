/* SPDX-License-Identifier: MIT */
/* What the files about URLs share.
 * Used by url.c and url-resolve.c only. */
#ifndef XHTML_URL_TEXT_H
#define XHTML_URL_TEXT_H

#include <glib.h>

/* TEXT without what the WHATWG parser takes off: controls and spaces outside, tabs and line
 * ends anywhere. */
GString *url_strip(const char *text);

/* TRUE when '%' and two hex digits stand at P, which ends with NUL. */
gboolean url_is_encoded(const char *p);

#endif
