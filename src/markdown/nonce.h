/* SPDX-License-Identifier: MIT */
/* The word that marks what mkepub puts into a text.
 * Used by text.c. */
#ifndef MARKDOWN_NONCE_H
#define MARKDOWN_NONCE_H

#include <glib.h>

/* An alphanumeric word, which no inline rule of Markdown changes. It does not occur in TEXT,
 * neither before nor after cmark resolves character references. For the caller to free. */
char *nonce_new(const char *text, gsize length);

#endif
