/* SPDX-License-Identifier: MIT */
/* Makes the word that marks placeholders in a text. Used by text.c. */
#ifndef MARKDOWN_NONCE_H
#define MARKDOWN_NONCE_H

#include <glib.h>

/* Returns an alphanumeric word, which no inline rule of Markdown changes, for the caller to
 * free. The word does not occur in the LENGTH bytes of TEXT, before or after cmark resolves
 * character references. */
char *nonce_new(const char *text, gsize length);

#endif
