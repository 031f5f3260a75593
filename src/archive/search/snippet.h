/* SPDX-License-Identifier: MIT */
/* The part of a text that shows what was found in it. Used by the search. */
#ifndef ARCHIVE_SEARCH_SNIPPET_H
#define ARCHIVE_SEARCH_SNIPPET_H

#include "archive/search/query-parse.h"
#include "mkepub/search.h"

/* About 200 characters of TEXT around the place where most of WORDS stand close together; its
 * beginning where none does. White space is single blanks, control characters are left out,
 * what is cut off is '…'. MARKS becomes an array of MkepubMark in the snippet, in order and
 * apart from each other. For the caller to free. */
char *search_snippet(const char *text, gsize length, const SearchWords *words, GArray *marks);

#endif
