/* SPDX-License-Identifier: MIT */
#include "mkepub/archive.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "archive/changed-files.h"
#include "archive/dedupe.h"
#include "archive/ingest.h"
#include "archive/issue-enter.h"
#include "archive/issues.h"
#include "archive/kept.h"
#include "archive/publish.h"
#include "archive/run-search.h"
#include "archive/settings.h"
#include "archive/shelf/catalog-article.h"
#include "archive/shelf/catalog-plan.h"
#include "archive/shelf/claim.h"
#include "archive/shelf/lock.h"
#include "archive/shelf/shelf-internal.h"
#include "base/text.h"

void mkepub_archive_result_clear(MkepubArchiveResult *result)
{
  g_clear_pointer(&result->changes, g_ptr_array_unref);
}

static char *canonical_path(const char *path)
{
  char *real = realpath(path, NULL);
  char *copy = g_strdup(real);
  free(real);
  return copy;
}

/* Opens the catalog in FOLDER and recalls the settings that depend on it. */
static gboolean open_catalog(Run *run, const char *folder, gint64 *last, GError **error)
{
  run->catalog = mkepub_catalog_open(folder, MKEPUB_CATALOG_WRITE, error);
  if (!run->catalog)
    return FALSE;
  if (!catalog_find_last_run(run->catalog, last, error))
    return FALSE;
  run->fresh = *last == 0;
  run->read_all = run->options->rebuild;
  return settings_recall(run, error);
}

static gint compare_texts(gconstpointer a, gconstpointer b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static gboolean drop_omnibus(Run *run, GError **error)
{
  g_autoptr(GPtrArray) years = g_ptr_array_new_with_free_func(g_free);
  if (!catalog_list_periods(run->catalog, CATALOG_PERIODS_OMNIBUS, years, error))
    return FALSE;
  for (guint i = 0; i < years->len; i++)
    if (!issue_drop_volumes(run, years->pdata[i], TRUE, 0, error))
      return FALSE;
  return TRUE;
}

/* The yearly books of which an issue was touched; all of them when there were none before. */
static gboolean update_years(Run *run, GError **error)
{
  g_autofree char *before = mkepub_catalog_setting(run->catalog, "omnibus");
  gboolean all = !before || run->options->rebuild;
  if (!run->options->omnibus)
    return !before || drop_omnibus(run, error);
  g_autoptr(GPtrArray) years = g_ptr_array_new_with_free_func(g_free);
  if (!catalog_list_periods(run->catalog,
                            all ? CATALOG_PERIODS_YEARS : CATALOG_PERIODS_YEARS_TOUCHED, years,
                            error))
    return FALSE;
  for (guint i = 0; i < years->len; i++)
    if (strcmp(years->pdata[i], "undated") != 0)
      g_hash_table_add(run->dirty_years, g_strdup(years->pdata[i]));
  GHashTableIter iter;
  gpointer year;
  g_ptr_array_set_size(years, 0);
  g_hash_table_iter_init(&iter, run->dirty_years);
  while (g_hash_table_iter_next(&iter, &year, NULL))
    g_ptr_array_add(years, g_strdup(year));
  g_ptr_array_sort(years, compare_texts);
  return issues_update(run, years, TRUE, error);
}

/* All periods of open issues: with ALL each known one is dirty. The articles of issues of other
 * settings get new issues. */
static gboolean mark_periods(Run *run, gboolean all, GError **error)
{
  g_autoptr(GPtrArray) periods = g_ptr_array_new_with_free_func(g_free);
  if (!catalog_list_periods(run->catalog, CATALOG_PERIODS_OPEN, periods, error))
    return FALSE;
  for (guint i = 0; i < periods->len; i++)
    if (!run_knows_period(run, periods->pdata[i])) {
      if (!kept_return_period(run, periods->pdata[i], error))
        return FALSE;
    } else if (all) {
      g_hash_table_add(run->dirty, g_strdup(periods->pdata[i]));
    }
  return TRUE;
}

/* Reads what changed and finds out what it means for the issues. */
static gboolean read_changes(Run *run, GPtrArray **periods, GError **error)
{
  if (!ingest_sources(run, error) || !dedupe_settle(run, error) || !kept_report(run, error) ||
      !run_search_kept(run, error) || !kept_find_issues(run, error) ||
      !changed_files_find_pictures(run, error) || !changed_files_find_published(run, error))
    return FALSE;
  gboolean renamed = settings_compare_folders(run);
  if (!mark_periods(run, run->options->rebuild || renamed, error))
    return FALSE;
  *periods = affected_periods_find(run, error);
  return *periods != NULL;
}

static gboolean fill_result(Run *run, GError **error)
{
  CatalogTotals totals;
  MkepubArchiveResult *result = run->result;
  if (!catalog_count_articles(run->catalog, &totals, error))
    return FALSE;
  result->articles = totals.articles;
  result->drafts = totals.drafts;
  result->repeats = totals.repeats;
  result->lost += totals.lost;
  result->issues = mkepub_catalog_count_issues(run->catalog, NULL);
  return catalog_is_sound(run->catalog, error);
}

static gboolean has_work(const Run *run, const GPtrArray *periods, gboolean other)
{
  return other || run->fresh || run->damaged || catalog_run_number(run->catalog) > 0 ||
         periods->len > 0 || g_hash_table_size(run->dirty_years) > 0 || run_search_changed(run);
}

/* The whole run but for its beginning; LOCK is NULL in a rehearsal. */
static gboolean run_all(Run *run, Lock *lock, gint64 last, GError **error)
{
  g_autoptr(GPtrArray) periods = NULL;
  gboolean other;
  if (!settings_compare(run, &other, error) || (lock && !run_search_open(run, last, error)) ||
      !read_changes(run, &periods, error))
    return FALSE;
  run->remake = other || run->options->rebuild;
  run->result->wrote = has_work(run, periods, other) || (lock && lock->unfinished);
  if (!run->result->wrote)
    /* times of files that were touched and hold the same */
    return fill_result(run, error) &&
           (!lock || !run->reread || mkepub_catalog_commit(run->catalog, error));
  if (lock && !lock_begin(lock, error))
    return FALSE;
  if (!issues_update(run, periods, FALSE, error) || !update_years(run, error) ||
      !fill_result(run, error))
    return FALSE;
  return !lock || (publish_all(run, lock->unfinished, error) && lock_finish(lock, error));
}

/* Removes databases that a failed first run opened and did not write. */
static void remove_empty_databases(Beneath *root)
{
  static const char *const names[] = {"catalog.db", "search.db"};
  struct stat info;
  for (guint i = 0; i < G_N_ELEMENTS(names); i++)
    if (beneath_stat(root, names[i], &info) && S_ISREG(info.st_mode) && info.st_size == 0)
      beneath_remove(root, names[i]);
}

/* Opens the folder of the shelf and takes the lock. A folder that is not a shelf yet is
 * examined first and changed afterwards; *proven becomes its files that belong to the archive.
 */
static gboolean take_shelf(Run *run, Lock *lock, GHashTable **proven, GError **error)
{
  const char *shelf = run->options->shelf;
  if (g_mkdir_with_parents(shelf, 0777) == 0)
    run->root = beneath_new(shelf);
  if (!run->root) {
    mkepub_error_set_errno(error, MKEPUB_ERROR_OUTPUT, errno, "cannot make the folder", shelf);
    return FALSE;
  }
  run->shelf_path = canonical_path(shelf);
  gboolean is_shelf = shelf_has_catalog(run->root);
  return lock_take(lock, run->root, is_shelf ? LOCK_MAKE : LOCK_IF_THERE, error) &&
         shelf_check_folders(run->root, error) &&
         (is_shelf ||
          shelf_claim(run->root, lock->journal, run->options->adopt, proven, error)) &&
         lock_take(lock, run->root, LOCK_MAKE, error);
}

static gboolean run_shelf(Run *run, GError **error)
{
  g_auto(Lock) lock = {0};
  g_autoptr(GHashTable) proven = NULL;
  gint64 last;
  if (!take_shelf(run, &lock, &proven, error))
    return FALSE;
  gboolean good = open_catalog(run, run->options->shelf, &last, error) &&
                  /* pages cost as much to read as articles to look at: only with a reason */
                  (!lock.unfinished || catalog_is_whole(run->catalog, error)) &&
                  /* one that was never committed */
                  (!run->fresh || proven ||
                   shelf_claim(run->root, lock.journal, run->options->adopt, &proven, error));
  if (good) {
    run->shelf = shelf_new_in(run->root, run->catalog, lock.journal, g_steal_pointer(&proven));
    run->shelf->cancel = run->options->cancel;
    good = run_all(run, &lock, last, error);
  }
  g_clear_pointer(&run->shelf, mkepub_shelf_free);
  g_clear_pointer(&run->search, mkepub_search_writer_free);
  g_clear_pointer(&run->catalog, mkepub_catalog_free); /* before the lock goes */
  if (!good)
    remove_empty_databases(run->root);
  return good;
}

/* Checks the folder as take_shelf does, without a lock. */
static gboolean may_begin(Run *run, GError **error)
{
  g_auto(Lock) lock = {0};
  g_autoptr(GHashTable) proven = NULL;
  if (!run->root)
    return TRUE;
  return lock_take(&lock, run->root, LOCK_LOOK, error) &&
         (shelf_has_catalog(run->root) ||
          shelf_claim(run->root, lock.journal, run->options->adopt, &proven, error));
}

/* Does all in a copy of the catalog and writes nothing. */
static gboolean run_rehearsal(Run *run, GError **error)
{
  g_autofree char *folder = g_dir_make_tmp("mkepub-XXXXXX", NULL);
  gint64 last;
  if (!folder) {
    mkepub_error_set_errno(error, MKEPUB_ERROR_OUTPUT, errno, "cannot make a folder in",
                           g_get_tmp_dir());
    return FALSE;
  }
  run->shelf_path = canonical_path(run->options->shelf);
  run->root = beneath_new(run->options->shelf);
  gboolean good = may_begin(run, error) && catalog_copy(run->options->shelf, folder, error) &&
                  open_catalog(run, folder, &last, error) && run_all(run, NULL, last, error);
  g_clear_pointer(&run->catalog, mkepub_catalog_free);
  g_autofree char *file = g_build_filename(folder, "catalog.db", NULL);
  g_unlink(file);
  g_rmdir(folder);
  return good;
}

gboolean mkepub_archive_run(const MkepubArchiveOptions *options, MkepubFindings *findings,
                            MkepubArchiveResult *result, GError **error)
{
  g_auto(Run) run = {.options = options, .findings = findings, .result = result};
  *result = (MkepubArchiveResult){0};
  if (!run_init(&run, error))
    return FALSE;
  settings_fill(&run);
  return options->dry_run ? run_rehearsal(&run, error) : run_shelf(&run, error);
}
