/* SPDX-License-Identifier: MIT */
/* The addresses that a stylesheet uses: url(…) and @import (CSS Syntax 3, as far as these go).
 * Used by content.c. */
#ifndef CHECK_CONTENT_CSS_H
#define CHECK_CONTENT_CSS_H

#include <glib.h>

typedef struct {
  guint line, column; /* from 1; the column in bytes */
  gboolean font;      /* within @font-face */
} ContentCssPlace;

typedef void (*ContentCssCall)(gpointer data, const char *reference, ContentCssPlace at);

/* Calls CALL with each address in BYTES; skips comments, other strings and the names of
 * @namespace. */
void content_css_scan(const void *bytes, gsize length, ContentCssCall call, gpointer data);

#endif
