/* SPDX-License-Identifier: MIT */
/* Parses a query: phrases that must, may and must not occur in an article. Used by the
 * search. */
#ifndef ARCHIVE_SEARCH_QUERY_PARSE_H
#define ARCHIVE_SEARCH_QUERY_PARSE_H

#include "mkepub/error.h"

#define SEARCH_MOST_PHRASES 64
#define SEARCH_MOST_TOKENS  256

/* Consecutive tokens; with prefix set, the last is only the beginning of a word. */
typedef struct {
  GPtrArray *tokens; /* of char *, folded */
  gboolean prefix;
} SearchPhrase;

/* One of the phrases must occur. */
typedef struct {
  GPtrArray *phrases; /* of SearchPhrase * */
} SearchGroup;

typedef struct {
  GPtrArray *groups;   /* of SearchGroup *: all must match */
  GPtrArray *excluded; /* of SearchPhrase *: none may occur */
} SearchWords;

/* Parses TEXT, for the caller to free. Items without a letter or digit, and repeats, are left
 * out. Fails with USAGE when nothing remains to be found, or when the query is too long. Time
 * is linear in LENGTH, memory bounded. */
SearchWords *search_words_parse(const char *text, gsize length, GError **error);
void search_words_free(SearchWords *words);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SearchWords, search_words_free)

#endif
