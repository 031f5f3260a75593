/* SPDX-License-Identifier: MIT */
#include "archive/kept.h"

#include "archive/run-search.h"
#include "archive/shelf/catalog-article.h"
#include "archive/shelf/catalog-plan.h"

static void mark_day_dirty(gpointer run, const char *day, const char *path)
{
  run_mark_period_dirty(run, day, path);
}

static gboolean remove_article(Run *run, const CatalogRecord *article, GError **error)
{
  gint64 id = article->id;
  run->result->removed++;
  if (article->state == CATALOG_IN_ISSUE)
    run_mark_period_dirty(run, article->day, article->path);
  return run_report(run, "article removed", article->path, "no longer in the input", error) &&
         catalog_touch_article(run->catalog, id, error) &&
         run_mark_duplicates(run, id, error) && run_search_remove(run, id, error) &&
         catalog_remove_article(run->catalog, id, error);
}

static gboolean mark_gone(Run *run, gint64 id, GError **error)
{
  g_auto(CatalogRecord) article = {0};
  if (!catalog_read_record(run->catalog, id, &article, error))
    return FALSE;
  if (article.state != CATALOG_IN_ISSUE || article.issue == 0)
    return remove_article(run, &article, error);
  if (article.missing == CATALOG_GONE)
    return TRUE;
  g_array_append_val(run->gone, id);
  return catalog_set_missing(run->catalog, id, CATALOG_GONE, error);
}

gboolean kept_take_over(Run *run, gint64 id, gint64 gone, GError **error)
{
  g_auto(CatalogRecord) old = {0}, new = {0};
  if (!catalog_read_record(run->catalog, gone, &old, error) ||
      !catalog_read_record(run->catalog, id, &new, error))
    return FALSE;
  run_mark_period_dirty(run, old.day, old.path);
  g_autofree char *why = g_strdup_printf("was '%s'", old.path);
  return kept_return(run, gone, error) && catalog_touch_article(run->catalog, gone, error) &&
         catalog_replace_article(run->catalog, gone, id, error) &&
         run_search_remove(run, gone, error) &&
         catalog_remove_article(run->catalog, gone, error) &&
         run_report(run, "article renamed", new.path, why, error);
}

/* Renamed articles, each in one pair. */
typedef struct {
  GHashTable *used; /* of gint64 * */
  GArray *pairs;    /* of gint64: the new one, the one that is gone */
} Renamed;

static void add_pair(gpointer data, gint64 new, gint64 gone)
{
  Renamed *renamed = data;
  gint64 pair[] = {new, gone};
  if (g_hash_table_contains(renamed->used, &new) || g_hash_table_contains(renamed->used, &gone))
    return;
  g_array_append_vals(renamed->pairs, pair, 2);
  for (guint i = 0; i < 2; i++)
    g_hash_table_add(renamed->used, g_memdup2(&pair[i], sizeof pair[i]));
}

gboolean kept_find_renamed(Run *run, gint64 known, GError **error)
{
  g_autoptr(GHashTable) used = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr(GArray) pairs = g_array_new(FALSE, FALSE, sizeof(gint64));
  Renamed renamed = {used, pairs};
  if (!catalog_walk_renamed(run->catalog, known, add_pair, &renamed, error))
    return FALSE;
  for (guint i = 0; i < pairs->len; i += 2) {
    run->result->added--;
    run->result->changed++;
    if (!kept_take_over(run, g_array_index(pairs, gint64, i),
                        g_array_index(pairs, gint64, i + 1), error))
      return FALSE;
  }
  return TRUE;
}

static gboolean remove_gone(Run *run, GError **error)
{
  g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));
  if (!catalog_list_gone(run->catalog, ids, error))
    return FALSE;
  for (guint i = 0; i < ids->len; i++) {
    gint64 id = g_array_index(ids, gint64, i);
    g_auto(CatalogRecord) article = {0};
    if (!kept_return(run, id, error) ||
        !catalog_read_record(run->catalog, id, &article, error) ||
        !remove_article(run, &article, error))
      return FALSE;
  }
  g_array_set_size(run->gone, 0);
  return TRUE;
}

gboolean kept_mark(Run *run, const GArray *unseen, gint64 known, GError **error)
{
  for (guint i = 0; i < unseen->len; i++)
    if (!mark_gone(run, g_array_index(unseen, gint64, i), error))
      return FALSE;
  return kept_find_renamed(run, known, error) &&
         (!run->options->prune || remove_gone(run, error));
}

/* An issue may be of another period than its articles' days say by now. */
static void mark_issue_dirty(Run *run, const char *period)
{
  gint64 number = g_ascii_strtoll(period, NULL, 10);
  if (!run_knows_period(run, period))
    return;
  if (run->options->every.kind != MKEPUB_EVERY_COUNT || number == 0)
    g_hash_table_add(run->dirty, g_strdup(period));
  else if (run->dirty_chunk == 0 || number < run->dirty_chunk)
    run->dirty_chunk = number;
}

gboolean kept_return(Run *run, gint64 id, GError **error)
{
  g_autofree char *period = NULL;
  if (!catalog_walk_days_beside(run->catalog, id, mark_day_dirty, run, error) ||
      !catalog_find_period(run->catalog, id, &period, error))
    return FALSE;
  if (period)
    mark_issue_dirty(run, period);
  return TRUE;
}

gboolean kept_return_period(Run *run, const char *period, GError **error)
{
  return catalog_walk_days_of(run->catalog, period, mark_day_dirty, run, error);
}

gboolean kept_lose(Run *run, gint64 id, const char *message, GError **error)
{
  g_auto(CatalogRecord) article = {0};
  if (!catalog_read_record(run->catalog, id, &article, error))
    return FALSE;
  if (message && article.missing == CATALOG_GONE)
    return TRUE; /* that is known */
  if (message)
    mkepub_findings_add(run->findings, MKEPUB_FINDING_INPUT_UNREADABLE, article.path, 0, 0,
                        "%s", message);
  run->reread = TRUE;
  return catalog_set_missing(run->catalog, id, CATALOG_UNREADABLE, error) &&
         (article.issue > 0 || run_search_remove(run, id, error));
}

gboolean kept_report(Run *run, GError **error)
{
  for (guint i = 0; i < run->gone->len; i++) {
    g_auto(CatalogRecord) article = {0};
    if (!catalog_find_record(run->catalog, g_array_index(run->gone, gint64, i), &article,
                             error))
      return FALSE;
    if (article.id == 0) /* another one took its place */
      continue;
    run->result->kept++;
    if (!run_report(run, "article kept", article.path, "no longer in the input", error))
      return FALSE;
  }
  return TRUE;
}

/* Periods by count are made of all articles in a row: one whose issue keeps its book is passed
 * over as a whole. */
static gboolean find_chunks(Run *run, GError **error)
{
  g_autoptr(GPtrArray) periods = g_ptr_array_new_with_free_func(g_free);
  g_array_set_size(run->kept_chunks, 0);
  if (!catalog_list_periods(run->catalog, CATALOG_PERIODS_KEPT, periods, error))
    return FALSE;
  for (guint i = 0; i < periods->len; i++) {
    gint64 number = g_ascii_strtoll(periods->pdata[i], NULL, 10);
    if (number > 0 && run_knows_period(run, periods->pdata[i]))
      g_array_append_val(run->kept_chunks, number);
  }
  return TRUE;
}

gboolean kept_find_issues(Run *run, GError **error)
{
  gboolean by_count = run->options->every.kind == MKEPUB_EVERY_COUNT;
  return catalog_find_kept(run->catalog, by_count, error) &&
         (!by_count || find_chunks(run, error)) &&
         (run->fresh ||
          catalog_walk_days_unpublished(run->catalog, mark_day_dirty, run, error));
}

gint64 kept_rank(const Run *run, gint64 period)
{
  gint64 rank = period - 1;
  for (guint i = 0; i < run->kept_chunks->len; i++) {
    gint64 kept = g_array_index(run->kept_chunks, gint64, i);
    if (kept == period)
      return -1;
    rank -= kept < period;
  }
  return rank;
}
