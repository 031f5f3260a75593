/* SPDX-License-Identifier: MIT */
/* Counts in how many articles each word occurs while articles are put and removed. Used by the
 * writer of the index. */
#ifndef ARCHIVE_SEARCH_VOCABULARY_H
#define ARCHIVE_SEARCH_VOCABULARY_H

#include "archive/search/store.h"

typedef struct SearchVocabulary SearchVocabulary;

/* Returns an empty set of counts, for the caller to free. They are kept in memory, at most a
 * few megabytes, and written to STORE's table from time to time. */
SearchVocabulary *search_vocabulary_new(SearchStore *store);
void search_vocabulary_free(SearchVocabulary *vocabulary);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SearchVocabulary, search_vocabulary_free)

/* Begins an article: WEIGHT, 1 or -1, is added once to the count of each word that follows. */
void search_vocabulary_begin(SearchVocabulary *vocabulary, int weight);
void search_vocabulary_word(SearchVocabulary *vocabulary, const char *word, gsize length);
/* Writes the counts when there are many; with ALL, always. Fails with OUTPUT. */
gboolean search_vocabulary_flush(SearchVocabulary *vocabulary, gboolean all, GError **error);

#endif
