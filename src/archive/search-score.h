/* SPDX-License-Identifier: MIT */
/* The rank of an article, by bm25 over title, byline and body. FTS5's own bm25() reads all rows
 * of every word first; here the vocabulary has counted them. Used by the search. */
#ifndef ARCHIVE_SEARCH_SCORE_H
#define ARCHIVE_SEARCH_SCORE_H

#include "archive/search-store.h"

typedef struct {
  GArray *weights; /* of double: of each phrase of the query, in its order; 0 does not count */
} SearchScore;

/* The weight of a phrase that stands in FOUND of ALL articles. */
double search_score_weight(gint64 found, gint64 all);

/* Makes the SQL function search_score(words), a number, higher for what fits better. SCORE is
 * borrowed and must outlive the database. FALSE when this SQLite has no FTS5. */
gboolean search_score_register(sqlite3 *db, const SearchScore *score);

#endif
