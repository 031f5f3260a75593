/* SPDX-License-Identifier: MIT */
/* Ranks articles by bm25 over title, byline and body. FTS5's own bm25() first reads all rows of
 * every word; this one uses the counts of the vocabulary. Used by the search. */
#ifndef ARCHIVE_SEARCH_SCORE_H
#define ARCHIVE_SEARCH_SCORE_H

#include "archive/search/store.h"

typedef struct {
  const GArray *weights; /* of double: one a phrase of the query; 0: not counted */
  guint wanted;          /* how many of the best are needed; others need no exact rank */
  GArray *best;          /* of double: the ranks of those, a heap with the least on top */
} SearchScore;

/* Starts *score. WEIGHTS is borrowed. */
void search_score_start(SearchScore *score, const GArray *weights, guint wanted);
void search_score_clear(SearchScore *score);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SearchScore, search_score_clear)

/* Returns the weight of a phrase that occurs in FOUND of ALL articles. */
double search_score_weight(gint64 found, gint64 all);

/* Registers the SQL function search_score(words), a number, higher for a better match; 0 for a
 * row that cannot be among the best so far, whatever its length, which saves most of the work.
 * SCORE is borrowed and must outlive the database. Fails when this SQLite lacks FTS5. */
gboolean search_score_register(SearchStore *store, SearchScore *score, GError **error);

#endif
