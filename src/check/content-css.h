/* SPDX-License-Identifier: MIT */
/* The addresses that a stylesheet uses: url(…) and @import (CSS Syntax 3, as far as these go).
 * Used by content.c. */
#ifndef CHECK_CONTENT_CSS_H
#define CHECK_CONTENT_CSS_H

#include <glib.h>

typedef void (*ContentCssCall)(gpointer data, const char *reference, guint line);

/* Calls CALL with each address in BYTES; comments, other strings and the names of @namespace
 * are none. */
void content_css_scan(const void *bytes, gsize length, ContentCssCall call, gpointer data);

#endif
