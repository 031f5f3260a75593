/* SPDX-License-Identifier: MIT */
/* Translates a query to FTS5 and estimates its cost from the numbers of articles in the
 * vocabulary. Used by the search. */
#ifndef ARCHIVE_SEARCH_PLAN_H
#define ARCHIVE_SEARCH_PLAN_H

#include "archive/search/query-parse.h"
#include "archive/search/store.h"

typedef struct {
  GString *match;   /* a query of FTS5 */
  GArray *weights;  /* of double: of its phrases, in order */
  gint64 articles;  /* number of all articles */
  gint64 most;      /* upper bound of the articles that match */
  double cost;      /* of finding all that match, in steps of about a tenth of a microsecond */
  double rank;      /* of ranking one of them */
  gboolean partial; /* not all words with a prefix could be included */
  gboolean nothing; /* nothing can match: there is no query */
  gint64 look;      /* words of the vocabulary that may still be examined */
} SearchPlan;

/* Fills *plan for WORDS and FACETS (words of filter-terms.h, NULL-ended, all required). Fails
 * with INPUT, and with USAGE when too many words would have to be excluded. */
gboolean search_plan_make(SearchPlan *plan, SearchStore *store, const SearchWords *words,
                          const char *const *facets, GError **error);
void search_plan_clear(SearchPlan *plan);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SearchPlan, search_plan_clear)

#endif
