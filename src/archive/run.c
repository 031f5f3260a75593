/* SPDX-License-Identifier: MIT */
#include "archive/run.h"

#include <string.h>

#include "archive/shelf/catalog-article.h"
#include "mkepub/period.h"

#define CHANGES_LIMIT  10000
#define FINDINGS_LIMIT 20000

static void change_free(gpointer data)
{
  MkepubChange *change = data;
  g_free(change->subject);
  g_free(change->why);
  g_free(change);
}

gboolean run_report(Run *run, const char *what, const char *subject, const char *why,
                    GError **error)
{
  MkepubChange told = {what, (char *)subject, (char *)why};
  if (run->options->change)
    run->options->change(run->options->change_data, &told);
  if (run->result->changes->len < CHANGES_LIMIT) {
    MkepubChange *change = g_new0(MkepubChange, 1);
    *change = (MkepubChange){what, g_strdup(subject), g_strdup(why)};
    g_ptr_array_add(run->result->changes, change);
  }
  if (catalog_run_number(run->catalog) == 0 &&
      !catalog_begin_run(run->catalog, run->now, error))
    return FALSE;
  /* of the first run all articles were added: the catalog need not say it of each */
  if (run->fresh && strcmp(what, "article added") == 0)
    return TRUE;
  return catalog_change(run->catalog, what, subject, why, error);
}

void run_take_findings(Run *run, MkepubFindings *findings)
{
  mkepub_findings_take_most(run->findings, findings, FINDINGS_LIMIT);
}

gboolean run_goes_on(const Run *run, GError **error)
{
  const gint *cancel = run->options->cancel;
  if (!cancel || !g_atomic_int_get(cancel))
    return TRUE;
  g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INTERRUPTED, "interrupted");
  return FALSE;
}

void run_mark_period_dirty(Run *run, const char *day, const char *path)
{
  MkepubDate date = MKEPUB_DATE_NONE;
  if (!day) {
    g_hash_table_add(run->dirty, g_strdup("undated"));
  } else if (run->options->every.kind != MKEPUB_EVERY_COUNT) {
    if (mkepub_date_parse(day, -1, &date))
      g_hash_table_add(run->dirty, mkepub_period_key(&run->options->every, &date));
  } else {
    int order = run->dirty_day ? strcmp(day, run->dirty_day) : -1;
    if (order > 0 || (order == 0 && strcmp(path, run->dirty_path) >= 0))
      return;
    g_free(run->dirty_day);
    g_free(run->dirty_path);
    run->dirty_day = g_strdup(day);
    run->dirty_path = g_strdup(path);
  }
}

void run_clear(Run *run)
{
  g_clear_pointer(&run->search, mkepub_search_writer_free);
  g_clear_pointer(&run->shelf, mkepub_shelf_free);
  g_clear_pointer(&run->catalog, mkepub_catalog_free);
  g_clear_pointer(&run->zone, g_time_zone_unref);
  g_clear_pointer(&run->flight, mkepub_flight_free);
  g_clear_pointer(&run->roots, g_ptr_array_unref);
  g_clear_pointer(&run->settings, g_ptr_array_unref);
  g_clear_pointer(&run->shown, g_hash_table_unref);
  g_clear_pointer(&run->dirty, g_hash_table_unref);
  g_clear_pointer(&run->dirty_years, g_hash_table_unref);
  g_clear_pointer(&run->stale, g_hash_table_unref);
  g_clear_pointer(&run->ordinals, g_hash_table_unref);
  g_clear_pointer(&run->touched, g_array_unref);
  g_clear_pointer(&run->gone, g_array_unref);
  g_clear_pointer(&run->kept_chunks, g_array_unref);
  g_free(run->base_url);
  g_free(run->settings_digest);
  g_clear_pointer(&run->root, beneath_free);
  g_free(run->shelf_path);
  g_free(run->folders);
  g_free(run->tree);
  g_free(run->dirty_day);
  g_free(run->dirty_path);
  g_free(run->now);
}

gboolean run_init(Run *run, GError **error)
{
  const MkepubArchiveOptions *options = run->options;
  const char *numbering = options->numbering ? options->numbering : "date";
  g_autoptr(GDateTime) now = g_date_time_new_now_utc();
  run->series = options->config->series;
  run->now = g_date_time_format(now, "%Y-%m-%dT%H:%M:%SZ");
  run->flight = mkepub_flight_new();
  run->roots = g_ptr_array_new_with_free_func(g_free);
  run->shown = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  run->dirty = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  run->dirty_years = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  run->stale = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
  run->touched = g_array_new(FALSE, FALSE, sizeof(gint64));
  run->gone = g_array_new(FALSE, FALSE, sizeof(gint64));
  run->kept_chunks = g_array_new(FALSE, FALSE, sizeof(gint64));
  run->result->changes = g_ptr_array_new_with_free_func(change_free);
  if (strcmp(numbering, "count") == 0 && options->every.kind != MKEPUB_EVERY_COUNT)
    run->ordinals = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  else if (strcmp(numbering, "count") != 0 && strcmp(numbering, "date") != 0)
    run->number_key = numbering;
  if (!run->series || !*run->series) {
    g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_USAGE,
                "an archive needs the name of its series: --series, or 'series' in book.yaml");
    return FALSE;
  }
  run->zone = mkepub_period_zone(options->zone ? options->zone : "UTC", error);
  return run->zone != NULL;
}

gboolean run_knows_period(const Run *run, const char *period)
{
  MkepubDate first;
  if (strcmp(period, "undated") == 0)
    return TRUE;
  if (run->options->every.kind == MKEPUB_EVERY_COUNT)
    return strlen(period) >= 6 && period[strspn(period, "0123456789")] == '\0';
  if (!mkepub_period_bounds(period, &first, NULL))
    return FALSE;
  g_autofree char *key = mkepub_period_key(&run->options->every, &first);
  return g_strcmp0(key, period) == 0;
}

gboolean run_mark_duplicates(Run *run, gint64 id, GError **error)
{
  return catalog_list_same(run->catalog, id, run->touched, error);
}
