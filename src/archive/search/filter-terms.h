/* SPDX-License-Identifier: MIT */
/* The words by which the index filters: no query can contain them, so they need no column
 * filter. Used by the writer of the index and by the search. */
#ifndef ARCHIVE_SEARCH_FILTER_TERMS_H
#define ARCHIVE_SEARCH_FILTER_TERMS_H

#include <glib.h>

/* Returns a word for VALUE of KIND: 'l' a language, 's' a section, 'a' an author. Case, marks
 * and punctuation are ignored, as in all searched text. NULL for a blank value. For the caller
 * to free. */
char *search_facet(char kind, const char *value);
/* Appends the words of TAG, a language tag, and of all its prefixes: 'zh-Hant-TW' is found as
 * 'zh' and 'zh-Hant' too (RFC 4647 section 3.3.1). */
void search_facet_language(GString *facets, const char *tag);
/* Appends the word for VALUE of KIND (search_facet); nothing when VALUE is NULL. */
void search_facet_add(GString *facets, char kind, const char *value);

#endif
