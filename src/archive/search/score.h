/* SPDX-License-Identifier: MIT */
/* The rank of an article, by bm25 over title, byline and body. FTS5's own bm25() reads all rows
 * of every word first; here the vocabulary has counted them. Used by the search. */
#ifndef ARCHIVE_SEARCH_SCORE_H
#define ARCHIVE_SEARCH_SCORE_H

#include "archive/search/store.h"

typedef struct {
  const GArray
      *weights; /* of double: of each phrase of the query, in its order; 0: not counted */
  guint wanted; /* so many of the best are wanted; of the others no rank is needed */
  GArray *best; /* of double: the ranks of those, a heap with the least on top */
} SearchScore;

/* WEIGHTS is borrowed. */
void search_score_start(SearchScore *score, const GArray *weights, guint wanted);
void search_score_clear(SearchScore *score);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SearchScore, search_score_clear)

/* The weight of a phrase that stands in FOUND of ALL articles. */
double search_score_weight(gint64 found, gint64 all);

/* Makes the SQL function search_score(words), a number, higher for what fits better; 0 for what
 * is not among the best so far, whatever its length: to know that saves most of the work. SCORE
 * is borrowed and must outlive the database. Fails when this SQLite has no FTS5. */
gboolean search_score_register(SearchStore *store, SearchScore *score, GError **error);

#endif
