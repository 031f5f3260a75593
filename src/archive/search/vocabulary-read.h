/* SPDX-License-Identifier: MIT */
/* Reads from the vocabulary in how many articles a word occurs, and which words have a prefix.
 * Used to plan a search. */
#ifndef ARCHIVE_SEARCH_VOCABULARY_READ_H
#define ARCHIVE_SEARCH_VOCABULARY_READ_H

#include "archive/search/store.h"

/* Words with a prefix that are looked for one by one. */
#define SEARCH_TERMS_MOST 128

typedef struct {
  char *word;
  gint64 articles;
} SearchTerm;

typedef struct {
  GArray *list;    /* of SearchTerm, the most frequent first; at most SEARCH_TERMS_MOST */
  gint64 articles; /* their sum over all words; an article with two words counts twice */
  gboolean whole;  /* the list is complete */
} SearchTerms;

/* Sets *articles to the number of articles that contain WORD. Fails with INPUT. */
gboolean search_terms_count(SearchStore *store, const char *word, gint64 *articles,
                            GError **error);
/* Lists the words that begin with PREFIX, which is not empty. Examines at most *look words, and
 * subtracts their number from it. Fails with INPUT. */
gboolean search_terms_find(SearchStore *store, const char *prefix, gint64 *look,
                           SearchTerms *terms, GError **error);
void search_terms_clear(SearchTerms *terms);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SearchTerms, search_terms_clear)

#endif
