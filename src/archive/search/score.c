/* SPDX-License-Identifier: MIT */
#include "archive/search/score.h"

#include <math.h>

/* The weights of title, byline and body; filter words do not count. */
static const double columns[] = {8, 4, 1, 0};
#define COUNTED     3
#define LENGTH_MOST ((sqlite3_int64)1 << 53) /* words */

/* The usual constants of bm25. */
#define K1 1.2
#define B  0.75

double search_score_weight(gint64 found, gint64 all)
{
  double with = (double)MIN(found, all), without = (double)all - with;
  return log(1 + (without + 0.5) / (with + 0.5));
}

/* Sets *weighted to how often PHRASE occurs in the row, weighted by column. */
static int weigh_phrase(const Fts5ExtensionApi *api, Fts5Context *context, int phrase,
                        double *weighted)
{
  Fts5PhraseIter iter;
  int column, offset, result = api->xPhraseFirst(context, phrase, &iter, &column, &offset);
  *weighted = 0;
  for (; result == SQLITE_OK && column >= 0; api->xPhraseNext(context, &iter, &column, &offset))
    *weighted += (guint)column < G_N_ELEMENTS(columns) ? columns[column] : 0;
  return result;
}

/* Sets *length to the words of the row, or of all rows, without the filter words. */
static int length_of(const Fts5ExtensionApi *api, Fts5Context *context, gboolean all,
                     sqlite3_int64 *length)
{
  *length = 0;
  for (int i = 0; i < COUNTED; i++) {
    sqlite3_int64 total;
    int size, result = all ? api->xColumnTotalSize(context, i, &total)
                           : api->xColumnSize(context, i, &size);
    if (result != SQLITE_OK)
      return result;
    /* untrusted: both are read from the file */
    *length += CLAMP(all ? total : size, 0, LENGTH_MOST);
  }
  return SQLITE_OK;
}

/* Returns the sum over the phrases for a row that is LENGTH times as long as the average. */
static double sum_up(const SearchScore *score, const double *times, guint phrases,
                     double length)
{
  double sum = 0;
  for (guint i = 0; i < phrases; i++)
    if (times[i] > 0)
      sum += g_array_index(score->weights, double, i) * times[i] * (K1 + 1) /
             (times[i] + K1 * (1 - B + B * length));
  return sum;
}

static double least_value(const SearchScore *score)
{
  return score->best->len < score->wanted ? 0 : g_array_index(score->best, double, 0);
}

static void swap_values(double *a, double *b)
{
  double kept = *a;
  *a = *b;
  *b = kept;
}

/* Adds VALUE to the heap of the best. */
static void enter_value(SearchScore *score, double value)
{
  double *best;
  guint at;
  if (score->best->len < score->wanted) {
    g_array_append_val(score->best, value);
    best = (double *)(void *)score->best->data;
    for (at = score->best->len - 1; at > 0 && best[at] < best[(at - 1) / 2]; at = (at - 1) / 2)
      swap_values(&best[at], &best[(at - 1) / 2]);
    return;
  }
  best = (double *)(void *)score->best->data;
  if (score->wanted == 0 || value <= best[0])
    return;
  best[0] = value;
  for (at = 0; 2 * at + 1 < score->wanted;) {
    guint next = 2 * at + 1;
    if (next + 1 < score->wanted && best[next + 1] < best[next])
      next++;
    if (best[at] <= best[next])
      break;
    swap_values(&best[at], &best[next]);
    at = next;
  }
}

/* Sets *length to the length of the row relative to the average. */
static int relative_length(const Fts5ExtensionApi *api, Fts5Context *context, double *length)
{
  sqlite3_int64 rows = 0, all = 0, own = 0;
  int result = api->xRowCount(context, &rows);
  if (result == SQLITE_OK)
    result = length_of(api, context, TRUE, &all);
  if (result == SQLITE_OK)
    result = length_of(api, context, FALSE, &own);
  *length = all > 0 ? (double)own * (double)MAX(rows, 1) / (double)all : 1;
  return result;
}

static void score_row(const Fts5ExtensionApi *api, Fts5Context *context,
                      sqlite3_context *answer, int count, sqlite3_value **values)
{
  SearchScore *score = api->xUserData(context);
  guint phrases = MIN((guint)api->xPhraseCount(context), score->weights->len);
  g_autofree double *times = g_new0(double, phrases + 1);
  double length, sum = 0;
  int result = SQLITE_OK;
  (void)count;
  (void)values;
  for (guint i = 0; i < phrases && result == SQLITE_OK; i++)
    if (g_array_index(score->weights, double, i) > 0)
      result = weigh_phrase(api, context, (int)i, &times[i]);
  /* the length is read from another part of the file, so only when it can matter */
  if (result == SQLITE_OK && sum_up(score, times, phrases, 0) >= least_value(score)) {
    result = relative_length(api, context, &length);
    if (result == SQLITE_OK)
      enter_value(score, sum = sum_up(score, times, phrases, length));
  }
  if (result == SQLITE_OK)
    sqlite3_result_double(answer, sum);
  else
    sqlite3_result_error_code(answer, result);
}

void search_score_start(SearchScore *score, const GArray *weights, guint wanted)
{
  *score = (SearchScore){weights, wanted, g_array_new(FALSE, FALSE, sizeof(double))};
}

void search_score_clear(SearchScore *score)
{
  g_clear_pointer(&score->best, g_array_unref);
}

gboolean search_score_register(SearchStore *store, SearchScore *score, GError **error)
{
  fts5_api *api = NULL;
  g_autoptr(sqlite3_stmt) statement = search_store_prepare(store, "SELECT fts5(?1)", error);
  if (!statement)
    return FALSE;
  sqlite3_bind_pointer(statement, 1, &api, "fts5_api_ptr", NULL);
  if (!database_run(store, statement, error))
    return FALSE;
  if (api && api->iVersion >= 2 &&
      api->xCreateFunction(api, "search_score", score, score_row, NULL) == SQLITE_OK)
    return TRUE;
  return database_fail(store, error);
}
