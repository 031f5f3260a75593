/* SPDX-License-Identifier: MIT */
#include "archive/search-score.h"

#include <math.h>

/* How much a word counts in the title, the byline, the body; facets say nothing. */
static const double columns[] = {8, 4, 1, 0};
#define COUNTED 3

/* The usual constants of bm25. */
#define K1 1.2
#define B  0.75

double search_score_weight(gint64 found, gint64 all)
{
  double with = (double)MIN(found, all), without = (double)all - with;
  return log(1 + (without + 0.5) / (with + 0.5));
}

/* How often PHRASE stands in the row, each place by the weight of its column. */
static int frequency(const Fts5ExtensionApi *api, Fts5Context *context, int phrase,
                     double *weighted)
{
  Fts5PhraseIter iter;
  int column, offset, result = api->xPhraseFirst(context, phrase, &iter, &column, &offset);
  *weighted = 0;
  for (; result == SQLITE_OK && column >= 0; api->xPhraseNext(context, &iter, &column, &offset))
    *weighted += (guint)column < G_N_ELEMENTS(columns) ? columns[column] : 0;
  return result;
}

/* The length of the row, or of all of them, without the facets. */
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
    *length += all ? total : size;
  }
  return SQLITE_OK;
}

static void score_row(const Fts5ExtensionApi *api, Fts5Context *context,
                      sqlite3_context *answer, int count, sqlite3_value **values)
{
  const SearchScore *score = api->xUserData(context);
  sqlite3_int64 rows = 0, all = 0, own = 0;
  double sum = 0;
  int phrases = api->xPhraseCount(context), result = api->xRowCount(context, &rows);
  (void)count;
  (void)values;
  if (result == SQLITE_OK)
    result = length_of(api, context, TRUE, &all);
  if (result == SQLITE_OK)
    result = length_of(api, context, FALSE, &own);
  double mean = all > 0 ? (double)all / (double)MAX(rows, 1) : 1;
  for (int i = 0; i < phrases && result == SQLITE_OK; i++) {
    double weight =
        i < (int)score->weights->len ? g_array_index(score->weights, double, (guint)i) : 0;
    double times = 0;
    if (weight == 0)
      continue;
    result = frequency(api, context, i, &times);
    sum += weight * times * (K1 + 1) / (times + K1 * (1 - B + B * (double)own / mean));
  }
  if (result == SQLITE_OK)
    sqlite3_result_double(answer, sum);
  else
    sqlite3_result_error_code(answer, result);
}

gboolean search_score_register(sqlite3 *db, const SearchScore *score)
{
  fts5_api *api = NULL;
  sqlite3_stmt *statement = NULL;
  if (sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &statement, NULL) == SQLITE_OK) {
    sqlite3_bind_pointer(statement, 1, &api, "fts5_api_ptr", NULL);
    sqlite3_step(statement);
  }
  sqlite3_finalize(statement);
  return api && api->iVersion >= 2 &&
         api->xCreateFunction(api, "search_score", (void *)score, score_row, NULL) == SQLITE_OK;
}
