/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "archive/kept.h"
#include "archive/number.h"
#include "archive/plan-issues.h"
#include "archive/shelf/catalog-plan.h"
#include "mkepub/period.h"

static gint compare_texts(gconstpointer a, gconstpointer b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* *first becomes the rank of the period by count that holds the first article that changed,
 * *chunks how many such periods there are. */
static gboolean find_first(Run *run, gint64 *first, gint64 *chunks, GError **error)
{
  gint64 before = G_MAXINT64, all, size = (gint64)run->options->every.count;
  if (!catalog_count_free(run->catalog, NULL, NULL, &all, error) ||
      (run->dirty_day &&
       !catalog_count_free(run->catalog, run->dirty_day, run->dirty_path, &before, error)))
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
  /* periods without articles lose their issues */
  g_autoptr(GPtrArray) open = g_ptr_array_new_with_free_func(g_free);
  if (!catalog_list_periods(run->catalog, CATALOG_PERIODS_OPEN, open, error))
    return FALSE;
  for (guint i = 0; i < open->len; i++) {
    gint64 at = g_ascii_strtoll(open->pdata[i], NULL, 10);
    if (at > 0 && at >= number && run_knows_period(run, open->pdata[i]))
      g_hash_table_add(run->dirty, g_strdup(open->pdata[i]));
  }
  return TRUE;
}

static gboolean has_articles(Run *run, const char *period, gboolean *has, GError **error)
{
  MkepubDate first, last;
  *has = FALSE;
  if (!mkepub_period_bounds(period, &first, &last) || !run_knows_period(run, period))
    return TRUE;
  g_autofree char *from = g_strdup_printf("%04d-%02d-%02d", first.year, first.month, first.day);
  g_autofree char *to = g_strdup_printf("%04d-%02d-%02d", last.year, last.month, last.day);
  return catalog_has_articles(run->catalog, from, to, period, has, error);
}

/* Counts all dated periods that have articles. */
static gboolean fill_ordinals(Run *run, GError **error)
{
  g_autoptr(GPtrArray) known = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GHashTable) all = g_hash_table_new(g_str_hash, g_str_equal);
  if (!catalog_list_periods(run->catalog, CATALOG_PERIODS_ALL, known, error))
    return FALSE;
  for (guint i = 0; i < known->len; i++)
    g_hash_table_add(all, known->pdata[i]);
  GHashTableIter iter;
  gpointer key;
  g_hash_table_iter_init(&iter, run->dirty);
  while (g_hash_table_iter_next(&iter, &key, NULL))
    g_hash_table_add(all, key);
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

/* The walk over issues whose numbers are compared. */
typedef struct {
  Run *run;
  GError *error;
} Numbers;

/* The period of an open issue whose number is not the one that it would get now is dirty. */
static gboolean compare_number(gpointer data, const MkepubIssue *issue)
{
  Numbers *numbers = data;
  Run *run = numbers->run;
  guint ordinal = GPOINTER_TO_UINT(g_hash_table_lookup(run->ordinals, issue->period));
  gboolean kept;
  if (issue->volume != 1 || ordinal == 0)
    return TRUE;
  g_autofree char *base = g_strdup_printf("%u", ordinal);
  g_autofree char *number = number_of_volume(base, 1, issue->volumes);
  if (g_strcmp0(number, issue->number) == 0)
    return TRUE;
  if (!catalog_is_kept(run->catalog, issue->id, &kept, &numbers->error))
    return FALSE;
  if (!kept)
    g_hash_table_add(run->dirty, g_strdup(issue->period));
  return TRUE;
}

static gboolean add_renumbered(Run *run, GError **error)
{
  static const MkepubIssueFilter filter = {.issues_only = TRUE};
  Numbers numbers = {.run = run};
  gboolean good = mkepub_catalog_issues(run->catalog, &filter, compare_number, &numbers, error);
  if (!numbers.error)
    return good;
  g_propagate_error(error, numbers.error);
  return FALSE;
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
