/* SPDX-License-Identifier: MIT */
/* How a query is put to FTS5, and what it will cost: the vocabulary knows in how many articles
 * each word stands. Used by the search. */
#ifndef ARCHIVE_SEARCH_PLAN_H
#define ARCHIVE_SEARCH_PLAN_H

#include "archive/search/query-parse.h"
#include "archive/search/store.h"

typedef struct {
  GString *match;   /* a query of FTS5 */
  GArray *weights;  /* of double: of its phrases, in order */
  gint64 articles;  /* all that there are */
  gint64 most;      /* no more can match */
  double cost;      /* of finding all that match, in steps of about a tenth of a microsecond */
  double rank;      /* of ranking one of them */
  gboolean partial; /* not all beginnings of a word could be taken in */
  gboolean nothing; /* nothing can match; there is no query then */
  gint64 look;      /* words of the vocabulary that may still be looked at */
} SearchPlan;

/* Plans WORDS and FACETS (words of filter-terms.h, NULL-ended, all to be found). Fails with
 * INPUT, and with USAGE when what is to be left out is too much. */
gboolean search_plan_make(SearchPlan *plan, SearchStore *store, const SearchWords *words,
                          const char *const *facets, GError **error);
void search_plan_clear(SearchPlan *plan);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SearchPlan, search_plan_clear)

#endif
