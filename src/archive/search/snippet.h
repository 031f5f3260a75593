/* SPDX-License-Identifier: MIT */
/* Selects the part of a text that shows the words found. Used by the search. */
#ifndef ARCHIVE_SEARCH_SNIPPET_H
#define ARCHIVE_SEARCH_SNIPPET_H

#include "archive/search/query-parse.h"
#include "mkepub/search.h"

/* Returns about 200 characters of TEXT around the place with the most of WORDS close together;
 * its beginning when none occurs. White space becomes single blanks, control characters are
 * left out, '…' marks omitted text. *marks becomes an array of MkepubMark in the snippet, in
 * order and without overlaps. For the caller to free. */
char *search_snippet(const char *text, gsize length, const SearchWords *words, GArray *marks);

#endif
