/* SPDX-License-Identifier: MIT */
#include "mkepub/search.h"

#include <string.h>

#include "archive/search/filter-terms.h"
#include "archive/search/hit.h"
#include "archive/search/plan.h"
#include "archive/search/score.h"

#define LIMIT 20

/* Steps (plan.h) that finding and ranking may each cost: a fifth of a second. When finding
 * costs more, only the newest articles are searched, in at most PARTS parts; when ranking does,
 * it stops at the newest articles that it could rank. */
#define FIND_MOST 2000000.0
#define RANK_MOST 2000000.0
#define PARTS     2

/* Parses the first day of SINCE, or the last of UNTIL. */
static gboolean read_day(const char *text, gboolean last, gint64 *day, GError **error)
{
  gsize length = strlen(text);
  g_autofree char *whole = NULL;
  if (length == 4)
    whole = g_strdup_printf("%s-%s", text, last ? "12-31" : "01-01");
  else if (length == 7)
    whole = g_strdup_printf("%s-01", text);
  *day = search_store_day(whole ? whole : text);
  if (*day == 0) {
    g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_USAGE,
                "'%s' is not a date; write YYYY, YYYY-MM or YYYY-MM-DD", text);
    return FALSE;
  }
  if (length == 7 && last) {
    GDate date;
    g_date_clear(&date, 1);
    g_date_set_julian(&date, (guint32)*day);
    *day += g_date_get_days_in_month(g_date_get_month(&date), g_date_get_year(&date)) - 1;
  }
  return TRUE;
}

/* Sets *first and *last to the entries within the days of QUERY. */
static gboolean read_range(const MkepubQuery *query, gint64 *first, gint64 *last,
                           GError **error)
{
  gint64 day;
  *first = 0;
  *last = G_MAXINT64;
  /* articles without a date have day 0 */
  if (query->since || query->until)
    *first = (gint64)1 << SEARCH_DAY_SHIFT;
  if (query->since) {
    if (!read_day(query->since, FALSE, &day, error))
      return FALSE;
    *first = day << SEARCH_DAY_SHIFT;
  }
  if (query->until) {
    if (!read_day(query->until, TRUE, &day, error))
      return FALSE;
    *last = ((day + 1) << SEARCH_DAY_SHIFT) - 1;
  }
  return TRUE;
}

/* Returns the words by which QUERY filters; NULL-ended. *nothing becomes TRUE for a value
 * without a letter, which no article has. */
static char **read_facets(const MkepubQuery *query, gboolean *nothing)
{
  g_autoptr(GPtrArray) facets = g_ptr_array_new_with_free_func(g_free);
  const struct {
    char kind;
    const char *value;
  } filters[] = {{'s', query->section}, {'a', query->author}, {'l', query->language}};
  *nothing = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS(filters); i++) {
    char *facet = filters[i].value ? search_facet(filters[i].kind, filters[i].value) : NULL;
    if (facet)
      g_ptr_array_add(facets, facet);
    *nothing = *nothing || (filters[i].value && !facet);
  }
  g_ptr_array_add(facets, NULL);
  return (char **)g_ptr_array_free(g_steal_pointer(&facets), FALSE);
}

/* Sets *cut to the first entry of the COUNT newest from FIRST to LAST; FIRST when there are
 * fewer. */
static gboolean find_cut(SearchStore *store, gint64 first, gint64 last, gint64 count,
                         gint64 *cut, GError **error)
{
  g_autoptr(sqlite3_stmt) statement = search_store_prepare(
      store, "SELECT id FROM entry WHERE id BETWEEN ? AND ? ORDER BY id DESC LIMIT 1 OFFSET ?",
      error);
  if (!statement)
    return FALSE;
  sqlite3_bind_int64(statement, 1, first);
  sqlite3_bind_int64(statement, 2, last);
  sqlite3_bind_int64(statement, 3, count);
  int result = database_step(store, statement, "i", error);
  *cut = result == SQLITE_ROW ? column_number(statement, 0) : first;
  return result == SQLITE_ROW || result == SQLITE_DONE;
}

/* Matches as they are ranked. */
typedef struct {
  SearchStore *store;
  const SearchPlan *plan;
  GArray *found;    /* of SearchRanked */
  guint most;       /* of found */
  gboolean bounded; /* more may match than were ranked */
} Ranking;

/* Ranks the matches among the entries FIRST to LAST, newest first, until MOST are found. */
static gboolean rank_range(Ranking *ranking, gint64 first, gint64 last, GError **error)
{
  SearchStore *store = ranking->store;
  const SearchPlan *plan = ranking->plan;
  g_autoptr(sqlite3_stmt) statement = search_store_prepare(
      store,
      "SELECT rowid, search_score(words) FROM words"
      " WHERE words MATCH ?1 AND rowid BETWEEN ?2 AND ?3 ORDER BY rowid DESC",
      error);
  int result = SQLITE_ROW;
  if (!statement)
    return FALSE;
  sqlite3_bind_text(statement, 1, plan->match->str, (int)plan->match->len, SQLITE_STATIC);
  sqlite3_bind_int64(statement, 2, first);
  sqlite3_bind_int64(statement, 3, last);
  while (ranking->found->len < ranking->most &&
         (result = database_step(store, statement, "ir", error)) == SQLITE_ROW) {
    SearchRanked ranked = {column_number(statement, 0), column_real(statement, 1)};
    g_array_append_val(ranking->found, ranked);
  }
  return result == SQLITE_DONE || result == SQLITE_ROW;
}

/* Ranks all matches from FIRST to LAST, or as many of the newest as the limit allows. */
static gboolean rank_all(Ranking *ranking, gint64 first, gint64 last, guint wanted,
                         GError **error)
{
  const SearchPlan *plan = ranking->plan;
  const GArray *found = ranking->found;
  ranking->most = (guint)(RANK_MOST / plan->rank) + 1;
  gboolean parted = plan->cost > FIND_MOST;
  gint64 part = (gint64)((double)plan->articles * (FIND_MOST / MAX(plan->cost, 1))) + 1;
  for (guint i = 0; i < PARTS && last >= first && found->len < ranking->most; i++) {
    gint64 cut = first;
    if ((parted && !find_cut(ranking->store, first, last, part, &cut, error)) ||
        !rank_range(ranking, cut, last, error))
      return FALSE;
    last = cut - 1;
    if (found->len >= wanted)
      break;
  }
  ranking->bounded = plan->partial || last >= first || found->len >= ranking->most;
  return TRUE;
}

static gboolean run_query(SearchStore *store, const MkepubQuery *query,
                          const SearchWords *words, const char *const *facets, MkepubHits *hits,
                          GError **error)
{
  guint limit = query->limit > 0 ? query->limit : LIMIT;
  guint wanted = limit < G_MAXUINT - query->offset ? query->offset + limit : G_MAXUINT;
  g_auto(SearchPlan) plan = {0};
  g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(SearchRanked));
  gint64 first, last;
  if (!read_range(query, &first, &last, error) ||
      !search_plan_make(&plan, store, words, facets, error))
    return FALSE;
  if (plan.nothing)
    return TRUE;
  g_auto(SearchScore) score = {0};
  search_score_start(&score, plan.weights, wanted);
  Ranking ranking = {.store = store, .plan = &plan, .found = found};
  if (!search_score_register(store, &score, error) ||
      !rank_all(&ranking, first, last, wanted, error))
    return FALSE;
  hits->bounded = ranking.bounded;
  hits->found = found->len;
  SearchSlice slice = {query->offset, limit};
  return search_hits_read(store, found, slice, words, hits->hits, error);
}

MkepubHits *mkepub_search(const char *folder, const MkepubQuery *query, GError **error)
{
  g_autoptr(MkepubHits) hits = g_new0(MkepubHits, 1);
  SearchStore store = {0};
  gboolean nothing;
  hits->hits = g_ptr_array_new_with_free_func((GDestroyNotify)search_hit_free);
  g_autoptr(SearchWords) words = search_words_parse(query->words, strlen(query->words), error);
  g_auto(GStrv) facets = read_facets(query, &nothing);
  if (!words)
    return NULL;
  gboolean done =
      search_store_read(&store, folder, error) &&
      (nothing || run_query(&store, query, words, (const char *const *)facets, hits, error));
  search_store_clear(&store);
  return done ? g_steal_pointer(&hits) : NULL;
}

void mkepub_hits_free(MkepubHits *hits)
{
  g_ptr_array_unref(hits->hits);
  g_free(hits);
}
