/* SPDX-License-Identifier: MIT */
/* Facts about a body without metadata: its heading, its teaser, its number of words. Used by
 * the mapping of metadata. */
#ifndef COLLECT_FRONTMATTER_HEADING_H
#define COLLECT_FRONTMATTER_HEADING_H

#include <glib.h>

/* Returns the text, without markup, of the first heading of level 1 outside of code and
 * comments (code-lines.h), or else of a heading of any level at the start of the body. For the
 * caller to free; NULL without such a heading. */
char *heading_find(const char *text, gsize length);

/* Returns the first line that is not blank, without markup, when it has at most 100 characters
 * and a blank line or the end follows; otherwise NULL. For the caller to free. */
char *heading_first_line(const char *text, gsize length);

/* Returns the text before '<!--more-->', without headings and markup, at most 300 characters;
 * NULL when the start of the text has no such mark. For the caller to free. */
char *heading_teaser(const char *text, gsize length);

/* Counts the words: runs between white space that hold a letter or digit; two ideographs or
 * kana count as a word. */
gsize heading_count_words(const char *text, gsize length);

#endif
