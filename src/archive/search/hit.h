/* SPDX-License-Identifier: MIT */
/* Reads the details of the articles that were found. Used by the search. */
#ifndef ARCHIVE_SEARCH_HIT_H
#define ARCHIVE_SEARCH_HIT_H

#include "archive/search/query-parse.h"
#include "archive/search/store.h"
#include "mkepub/search.h"

/* An entry of the index that matches. */
typedef struct {
  gint64 id;
  double score;
} SearchRanked;

/* The hits that are shown. */
typedef struct {
  guint offset, limit;
} SearchSlice;

/* Appends the hits of SLICE to HITS: best first; equal ranks newest first,
 * then by path. FOUND is sorted. Fails with INPUT. */
gboolean search_hits_read(SearchStore *store, GArray *found, SearchSlice slice,
                          const SearchWords *words, GPtrArray *hits, GError **error);
void search_hit_free(MkepubHit *hit);

#endif
