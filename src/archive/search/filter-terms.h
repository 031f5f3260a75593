/* SPDX-License-Identifier: MIT */
/* The words by which the index filters: nobody can type them, so they need no column filter.
 * Used by the writer of the index and by the search. */
#ifndef ARCHIVE_SEARCH_FILTER_TERMS_H
#define ARCHIVE_SEARCH_FILTER_TERMS_H

#include <glib.h>

/* A word for VALUE of KIND: 'l' a language, 's' a section, 'a' an author. Case, marks and
 * punctuation do not count, as in all that is searched. NULL for a value of blanks. For the
 * caller to free. */
char *search_facet(char kind, const char *value);
/* Appends the words of TAG, a language tag, and of all that it begins with: 'zh-Hant-TW' is
 * found as 'zh' and 'zh-Hant' too (RFC 4647 section 3.3.1). */
void search_facet_language(GString *facets, const char *tag);
/* Appends the word of VALUE, which may be NULL. */
void search_facet_add(GString *facets, char kind, const char *value);

#endif
