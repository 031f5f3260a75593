/* SPDX-License-Identifier: MIT */
/* What a user typed, understood: phrases that must, may and must not stand in an article.
 * Used by the search. */
#ifndef ARCHIVE_SEARCH_QUERY_PARSE_H
#define ARCHIVE_SEARCH_QUERY_PARSE_H

#include "mkepub/error.h"

#define SEARCH_MOST_PHRASES 64
#define SEARCH_MOST_TOKENS  256

/* Tokens that stand side by side; of the last, only the beginning where prefix is set. */
typedef struct {
  GPtrArray *tokens; /* of char *, folded */
  gboolean prefix;
} SearchPhrase;

/* One of the phrases has to be found. */
typedef struct {
  GPtrArray *phrases; /* of SearchPhrase * */
} SearchGroup;

typedef struct {
  GPtrArray *groups;   /* of SearchGroup *: all have to be found */
  GPtrArray *excluded; /* of SearchPhrase *: none of them */
} SearchWords;

/* Understands TEXT. What holds no letter or digit is left out, and what repeats another part.
 * Fails with USAGE when nothing to be found is left, or when it is too much. Time is linear in
 * LENGTH, memory bounded. */
SearchWords *search_words_parse(const char *text, gsize length, GError **error);
void search_words_free(SearchWords *words);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SearchWords, search_words_free)

#endif
