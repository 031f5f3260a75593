/* SPDX-License-Identifier: MIT */
/* In how many articles words stand, and which words begin alike, by the vocabulary of the
 * index. Used to plan a search. */
#ifndef ARCHIVE_SEARCH_VOCABULARY_READ_H
#define ARCHIVE_SEARCH_VOCABULARY_READ_H

#include "archive/search/store.h"

/* So many of the words that begin alike are asked for one by one. */
#define SEARCH_TERMS_MOST 128

typedef struct {
  char *word;
  gint64 articles;
} SearchTerm;

typedef struct {
  GArray *list;    /* of SearchTerm, the most frequent first; at most SEARCH_TERMS_MOST */
  gint64 articles; /* the sum over all of them; an article with two counts twice */
  gboolean whole;  /* list has them all */
} SearchTerms;

/* In how many articles WORD stands. Fails with INPUT. */
gboolean search_terms_count(SearchStore *store, const char *word, gint64 *articles,
                            GError **error);
/* The words that begin with PREFIX, which is not empty. At most *look words are looked at, and
 * taken off it. Fails with INPUT. */
gboolean search_terms_find(SearchStore *store, const char *prefix, gint64 *look,
                           SearchTerms *terms, GError **error);
void search_terms_clear(SearchTerms *terms);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SearchTerms, search_terms_clear)

#endif
