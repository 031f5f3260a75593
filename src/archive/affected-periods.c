/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "archive/kept.h"
#include "archive/number.h"
#include "archive/plan-issues.h"
#include "archive/shelf/catalog-internal.h"
#include "mkepub/period.h"

static gint compare_texts(gconstpointer a, gconstpointer b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The number that SQL finds, or 0. */
static gboolean count(Run *run, sqlite3_stmt *statement, gint64 *number, GError **error)
{
  g_autoptr(sqlite3_stmt) row = statement;
  if (!row || !catalog_must(run->catalog, row, "n", "a number is missing", error))
    return FALSE;
  *number = column_number(row, 0);
  return TRUE;
}

/* Articles that a run may put into issues. */
#define FREE  "a.state = 0 AND " ARTICLE_IS_FREE
#define COUNT "SELECT count(*) FROM article a WHERE a.day IS NOT NULL AND " FREE

/* The first columns of ROW as texts. */
static gboolean collect(Run *run, sqlite3_stmt *statement, GHashTable *texts, GError **error)
{
  g_autoptr(sqlite3_stmt) row = statement;
  int result = row ? SQLITE_ROW : SQLITE_ERROR;
  while (result == SQLITE_ROW &&
         (result = catalog_step(run->catalog, row, "k", error)) == SQLITE_ROW)
    g_hash_table_add(texts, g_strdup(catalog_text(row, 0)));
  return result == SQLITE_DONE;
}

/* *first becomes the rank of the period by count that holds the first article that changed,
 * *chunks how many such periods there are. */
static gboolean find_first(Run *run, gint64 *first, gint64 *chunks, GError **error)
{
  gint64 before = G_MAXINT64, all, size = (gint64)run->options->every.count;
  if (!count(run, catalog_prepare(run->catalog, error, COUNT, ""), &all, error) ||
      (run->dirty_day &&
       !count(run,
              catalog_prepare(run->catalog, error,
                              COUNT " AND (a.day < ?1 OR (a.day = ?1 AND a.path < ?2))", "tt",
                              run->dirty_day, run->dirty_path),
              &before, error)))
    return FALSE;
  *first = before / size;
  *chunks = (all + size - 1) / size;
  return TRUE;
}

/* Periods by count: from the one that holds the first article that changed, all are dirty. So
 * are those from the first whose book can be written again: each of them moves by one. */
static gboolean add_chunks(Run *run, GError **error)
{
  gint64 first, chunks, number, rank;
  if (!run->dirty_day && run->dirty_chunk == 0)
    return TRUE;
  if (!find_first(run, &first, &chunks, error))
    return FALSE;
  for (number = 1; (rank = kept_rank(run, number)) < chunks; number++)
    if (rank >= first || (rank >= 0 && run->dirty_chunk > 0 && number >= run->dirty_chunk))
      g_hash_table_add(run->dirty, g_strdup_printf("%06" G_GINT64_FORMAT, number));
  /* those that there are no articles for any more */
  return collect(run,
                 catalog_prepare(run->catalog, error,
                                 "SELECT DISTINCT period FROM issue WHERE kind = 0"
                                 " AND period NOT GLOB '*[^0-9]*' AND length(period) >= 6"
                                 " AND CAST(period AS INTEGER) >= ?"
                                 " AND id NOT IN temp.kept_issue",
                                 "i", number),
                 run->dirty, error);
}

static gboolean has_articles(Run *run, const char *period, gboolean *has, GError **error)
{
  MkepubDate first, last;
  gint64 number = 0;
  *has = FALSE;
  if (!mkepub_period_bounds(period, &first, &last) || !run_knows_period(run, period))
    return TRUE;
  g_autofree char *from = g_strdup_printf("%04d-%02d-%02d", first.year, first.month, first.day);
  g_autofree char *to = g_strdup_printf("%04d-%02d-%02d", last.year, last.month, last.day);
  if (!count(run,
             catalog_prepare(run->catalog, error,
                             "SELECT EXISTS (SELECT 1 FROM article a WHERE " FREE
                             " AND day BETWEEN ? AND ?) OR EXISTS (SELECT 1 FROM issue"
                             " WHERE period = ? AND kind = 0 AND id IN temp.kept_issue)",
                             "ttt", from, to, period),
             &number, error))
    return FALSE;
  *has = number > 0;
  return TRUE;
}

/* Counts all dated periods that have articles. */
static gboolean fill_ordinals(Run *run, GError **error)
{
  g_autoptr(GHashTable) all = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  if (!collect(run,
               catalog_prepare(run->catalog, error,
                               "SELECT DISTINCT period FROM issue WHERE kind = 0", ""),
               all, error))
    return FALSE;
  GHashTableIter iter;
  gpointer key;
  g_hash_table_iter_init(&iter, run->dirty);
  while (g_hash_table_iter_next(&iter, &key, NULL))
    g_hash_table_add(all, g_strdup(key));
  g_autoptr(GPtrArray) periods = g_ptr_array_new();
  g_hash_table_iter_init(&iter, all);
  while (g_hash_table_iter_next(&iter, &key, NULL)) {
    gboolean has;
    if (!has_articles(run, key, &has, error))
      return FALSE;
    if (has)
      g_ptr_array_add(periods, key);
  }
  g_ptr_array_sort(periods, compare_texts);
  for (guint i = 0; i < periods->len; i++)
    g_hash_table_insert(run->ordinals, g_strdup(periods->pdata[i]), GUINT_TO_POINTER(i + 1));
  return TRUE;
}

/* Periods whose ordinal is another one than their issues say. */
static gboolean add_renumbered(Run *run, GError **error)
{
  g_autoptr(sqlite3_stmt) row =
      catalog_prepare(run->catalog, error,
                      "SELECT period, number, volumes FROM issue WHERE kind = 0 AND volume = 1"
                      " AND id NOT IN temp.kept_issue",
                      "");
  int result = row ? SQLITE_ROW : SQLITE_ERROR;
  while (result == SQLITE_ROW &&
         (result = catalog_step(run->catalog, row, "kTc", error)) == SQLITE_ROW) {
    const char *period = catalog_text(row, 0);
    guint ordinal = GPOINTER_TO_UINT(g_hash_table_lookup(run->ordinals, period));
    g_autofree char *base = g_strdup_printf("%u", ordinal);
    g_autofree char *number = number_of_volume(base, 1, column_count(row, 2));
    if (ordinal > 0 && g_strcmp0(number, catalog_text(row, 1)) != 0)
      g_hash_table_add(run->dirty, g_strdup(period));
  }
  return result == SQLITE_DONE;
}

GPtrArray *affected_periods_find(Run *run, GError **error)
{
  if (!add_chunks(run, error) ||
      (run->ordinals && (!fill_ordinals(run, error) || !add_renumbered(run, error))))
    return NULL;
  GPtrArray *periods = g_ptr_array_new_with_free_func(g_free);
  GHashTableIter iter;
  gpointer key;
  g_hash_table_iter_init(&iter, run->dirty);
  while (g_hash_table_iter_next(&iter, &key, NULL))
    g_ptr_array_add(periods, g_strdup(key));
  g_ptr_array_sort(periods, compare_texts);
  return periods;
}
