/* SPDX-License-Identifier: MIT */
/* What a body says of itself without metadata: its heading, its teaser, its number of words.
 * Used by the mapping of metadata. */
#ifndef COLLECT_FRONTMATTER_HEADING_H
#define COLLECT_FRONTMATTER_HEADING_H

#include <glib.h>

/* The text of the first heading of level 1 outside of code and comments (code-lines.h), or else
 * of a heading of any level that the body begins with; no markup is left. NULL when there is
 * none. For the caller to free. */
char *heading_find(const char *text, gsize length);

/* The first line when it stands alone and is no longer than a headline is; NULL otherwise. For
 * the caller to free. */
char *heading_first_line(const char *text, gsize length);

/* The text before '<!--more-->', without headings and markup, at most 300 characters; NULL when
 * there is no such mark near the start. For the caller to free. */
char *heading_teaser(const char *text, gsize length);

/* Words between white space that hold a letter or digit; two ideographs or kana are a word. */
gsize heading_count_words(const char *text, gsize length);

#endif
