/* SPDX-License-Identifier: MIT */
#include "archive/kept.h"

#include "archive/run-search.h"
#include "archive/shelf/catalog-internal.h"

#define NO_ARTICLE "an article is missing"

/* Calls CALL for each row of STATEMENT, which it takes; a row is as COLUMNS says. */
typedef gboolean (*RowCall)(Run *run, sqlite3_stmt *row, GError **error);
static gboolean each_row(Run *run, sqlite3_stmt *statement, const char *columns, RowCall call,
                         GError **error)
{
  g_autoptr(sqlite3_stmt) row = statement;
  int result = row ? SQLITE_ROW : SQLITE_ERROR;
  while (result == SQLITE_ROW &&
         (result = catalog_step(run->catalog, row, columns, error)) == SQLITE_ROW)
    if (!call(run, row, error))
      return FALSE;
  return result == SQLITE_DONE;
}

static gboolean touch_row(Run *run, sqlite3_stmt *row, GError **error)
{
  (void)error;
  run_mark_period_dirty(run, catalog_text(row, 0), catalog_text(row, 1));
  return TRUE;
}

/* An issue may be of another period than the days of its articles say by now. */
static gboolean touch_period(Run *run, sqlite3_stmt *row, GError **error)
{
  (void)error;
  const char *period = catalog_text(row, 0);
  gint64 number = g_ascii_strtoll(period, NULL, 10);
  if (!run_knows_period(run, period))
    return TRUE;
  if (run->options->every.kind != MKEPUB_EVERY_COUNT || number == 0)
    g_hash_table_add(run->dirty, g_strdup(period));
  else if (run->dirty_chunk == 0 || number < run->dirty_chunk)
    run->dirty_chunk = number;
  return TRUE;
}

/* Takes an article out of the catalog. */
static gboolean remove_article(Run *run, gint64 id, GError **error)
{
  g_autoptr(sqlite3_stmt) row = catalog_prepare(
      run->catalog, error, "SELECT day, path, state FROM article WHERE id = ?", "i", id);
  if (!row || !catalog_must(run->catalog, row, "Dtc", NO_ARTICLE, error))
    return FALSE;
  run->result->removed++;
  const char *path = catalog_text(row, 1);
  if (column_count(row, 2) == CATALOG_IN_ISSUE)
    run_mark_period_dirty(run, catalog_text(row, 0), path);
  return run_report(run, "article removed", path, "no longer in the input", error) &&
         catalog_touch_article(run->catalog, id, error) &&
         run_mark_duplicates(run, id, error) && run_search_remove(run, id, error) &&
         catalog_remove_article(run->catalog, id, error);
}

static gboolean mark_gone(Run *run, gint64 id, GError **error)
{
  g_autoptr(sqlite3_stmt) row = catalog_prepare(
      run->catalog, error,
      "SELECT state = 0 AND issue IS NOT NULL, missing FROM article WHERE id = ?", "i", id);
  if (!row || !catalog_must(run->catalog, row, "cc", NO_ARTICLE, error))
    return FALSE;
  gboolean published = column_count(row, 0) != 0, known = column_count(row, 1) == CATALOG_GONE;
  if (!published)
    return remove_article(run, id, error);
  if (known)
    return TRUE;
  g_array_append_val(run->gone, id);
  return catalog_set_missing(run->catalog, id, CATALOG_GONE, error);
}

gboolean kept_take_over(Run *run, gint64 id, gint64 gone, GError **error)
{
  MkepubCatalog *catalog = run->catalog;
  g_autoptr(sqlite3_stmt) row = catalog_prepare(
      catalog, error,
      "SELECT k.day, k.path, n.path FROM article k, article n WHERE k.id = ? AND n.id = ?",
      "ii", gone, id);
  if (!row || !catalog_must(catalog, row, "Dtt", NO_ARTICLE, error))
    return FALSE;
  run_mark_period_dirty(run, catalog_text(row, 0), catalog_text(row, 1));
  g_autofree char *why = g_strdup_printf("was '%s'", catalog_text(row, 1));
  return kept_return(run, gone, error) && catalog_touch_article(catalog, gone, error) &&
         catalog_run(catalog, error,
                     "UPDATE article SET (issue, place, chapter, published) ="
                     " (SELECT issue, place, chapter, published FROM article WHERE id = ?1)"
                     " WHERE id = ?2 AND issue IS NULL",
                     "ii", gone, id) &&
         catalog_run(catalog, error, "UPDATE omnibus SET article = ?2 WHERE article = ?1", "ii",
                     gone, id) &&
         catalog_run(catalog, error, "UPDATE article SET same_as = ?2 WHERE same_as = ?1", "ii",
                     gone, id) &&
         run_search_remove(run, gone, error) && catalog_remove_article(catalog, gone, error) &&
         run_report(run, "article renamed", catalog_text(row, 2), why, error);
}

gboolean kept_find_renamed(Run *run, gint64 known, GError **error)
{
  g_autoptr(GHashTable) used = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr(GArray) pairs = g_array_new(FALSE, FALSE, sizeof(gint64));
  g_autoptr(sqlite3_stmt) row =
      catalog_prepare(run->catalog, error,
                      "SELECT n.id, k.id FROM article k JOIN article n ON n.sha256 = k.sha256"
                      " WHERE k.missing = 1 AND k.missing <> 0 AND n.id > ? AND n.state = 0"
                      " ORDER BY n.id, k.id",
                      "i", known);
  int result = row ? SQLITE_ROW : SQLITE_ERROR;
  while (result == SQLITE_ROW &&
         (result = catalog_step(run->catalog, row, "ii", error)) == SQLITE_ROW) {
    gint64 pair[] = {column_number(row, 0), column_number(row, 1)};
    if (g_hash_table_contains(used, &pair[0]) || g_hash_table_contains(used, &pair[1]))
      continue;
    g_array_append_vals(pairs, pair, 2);
    for (guint i = 0; i < 2; i++)
      g_hash_table_add(used, g_memdup2(&pair[i], sizeof pair[i]));
  }
  for (guint i = 0; result == SQLITE_DONE && i < pairs->len; i += 2) {
    run->result->added--;
    run->result->changed++;
    if (!kept_take_over(run, g_array_index(pairs, gint64, i),
                        g_array_index(pairs, gint64, i + 1), error))
      return FALSE;
  }
  return result == SQLITE_DONE;
}

static gboolean prune(Run *run, GError **error)
{
  g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));
  g_autoptr(sqlite3_stmt) row =
      catalog_prepare(run->catalog, error,
                      "SELECT id FROM article WHERE missing = 1 AND missing <> 0"
                      " ORDER BY day, path",
                      "");
  int result = row ? SQLITE_ROW : SQLITE_ERROR;
  while (result == SQLITE_ROW &&
         (result = catalog_step(run->catalog, row, "i", error)) == SQLITE_ROW) {
    gint64 id = column_number(row, 0);
    g_array_append_val(ids, id);
  }
  for (guint i = 0; result == SQLITE_DONE && i < ids->len; i++) {
    gint64 id = g_array_index(ids, gint64, i);
    if (!kept_return(run, id, error) || !remove_article(run, id, error))
      return FALSE;
  }
  g_array_set_size(run->gone, 0);
  return result == SQLITE_DONE;
}

gboolean kept_mark(Run *run, const GArray *unseen, gint64 known, GError **error)
{
  for (guint i = 0; i < unseen->len; i++)
    if (!mark_gone(run, g_array_index(unseen, gint64, i), error))
      return FALSE;
  return kept_find_renamed(run, known, error) && (!run->options->prune || prune(run, error));
}

gboolean kept_return(Run *run, gint64 id, GError **error)
{
  return each_row(run,
                  catalog_prepare(run->catalog, error,
                                  "SELECT day, path FROM article WHERE issue ="
                                  " (SELECT issue FROM article WHERE id = ?)",
                                  "i", id),
                  "Dt", touch_row, error) &&
         each_row(
             run,
             catalog_prepare(run->catalog, error,
                             "SELECT i.period FROM article a JOIN issue i ON i.id = a.issue"
                             " WHERE a.id = ?",
                             "i", id),
             "k", touch_period, error);
}

gboolean kept_return_period(Run *run, const char *period, GError **error)
{
  return each_row(run,
                  catalog_prepare(run->catalog, error,
                                  "SELECT a.day, a.path FROM article a JOIN issue i"
                                  " ON i.id = a.issue WHERE i.kind = 0 AND i.period = ?"
                                  " AND i.id NOT IN temp.kept_issue",
                                  "t", period),
                  "Dt", touch_row, error);
}

gboolean kept_lose(Run *run, gint64 id, const char *message, GError **error)
{
  g_autoptr(sqlite3_stmt) row =
      catalog_prepare(run->catalog, error,
                      "SELECT path, issue IS NULL, missing FROM article WHERE id = ?", "i", id);
  if (!row || !catalog_must(run->catalog, row, "tcc", NO_ARTICLE, error))
    return FALSE;
  if (message && column_count(row, 2) == CATALOG_GONE)
    return TRUE; /* that is known */
  if (message)
    mkepub_findings_add(run->findings, MKEPUB_FINDING_INPUT_UNREADABLE, catalog_text(row, 0), 0,
                        0, "%s", message);
  run->reread = TRUE;
  return catalog_set_missing(run->catalog, id, CATALOG_UNREADABLE, error) &&
         (column_count(row, 1) == 0 || run_search_remove(run, id, error));
}

gboolean kept_report(Run *run, GError **error)
{
  for (guint i = 0; i < run->gone->len; i++) {
    g_autoptr(sqlite3_stmt) row =
        catalog_prepare(run->catalog, error, "SELECT path FROM article WHERE id = ?", "i",
                        g_array_index(run->gone, gint64, i));
    int result = row ? catalog_step(run->catalog, row, "t", error) : SQLITE_ERROR;
    if (result == SQLITE_ROW) { /* else another one took its place */
      run->result->kept++;
      if (!run_report(run, "article kept", catalog_text(row, 0), "no longer in the input",
                      error))
        return FALSE;
    } else if (result != SQLITE_DONE) {
      return FALSE;
    }
  }
  return TRUE;
}

static gboolean add_chunk(Run *run, sqlite3_stmt *row, GError **error)
{
  (void)error;
  gint64 number = g_ascii_strtoll(catalog_text(row, 0), NULL, 10);
  g_array_append_val(run->kept_chunks, number);
  return TRUE;
}

/* Periods by count are made of all articles in a row: one whose issue keeps its book is passed
 * over as a whole. */
static gboolean find_chunks(Run *run, GError **error)
{
  g_array_set_size(run->kept_chunks, 0);
  return catalog_run(run->catalog, error,
                     "INSERT OR IGNORE INTO temp.kept_issue SELECT id FROM issue"
                     " WHERE kind = 0 AND period <> 'undated' AND period IN"
                     " (SELECT period FROM issue WHERE kind = 0 AND id IN temp.kept_issue)",
                     "") &&
         each_row(run,
                  catalog_prepare(run->catalog, error,
                                  "SELECT DISTINCT period FROM issue WHERE kind = 0"
                                  " AND id IN temp.kept_issue AND period NOT GLOB '*[^0-9]*'"
                                  " AND length(period) >= 6 ORDER BY period",
                                  ""),
                  "k", add_chunk, error);
}

#define IN_KEPT "issue IN temp.kept_issue AND missing = 0"

/* What is no article of an issue any more leaves those that keep their books. One whose text is
 * another one stays in the catalog as it is in the book until a book has the new text. */
static gboolean detach_changed(Run *run, GError **error)
{
  MkepubCatalog *catalog = run->catalog;
  return catalog_run(catalog, error,
                     "DELETE FROM omnibus WHERE issue IN temp.kept_issue AND article IN"
                     " (SELECT id FROM article WHERE missing = 0"
                     " AND (state <> 0 OR published <> sha256))",
                     "") &&
         catalog_run(catalog, error,
                     "UPDATE article SET issue = NULL, place = NULL, chapter = NULL"
                     " WHERE state <> 0 AND " IN_KEPT,
                     "") &&
         kept_count(run, error);
}

gboolean kept_count(Run *run, GError **error)
{
  return catalog_run(run->catalog, error,
                     "UPDATE issue SET articles = (SELECT count(*) FROM article a"
                     " WHERE a.issue = issue.id) WHERE kind = 0 AND id IN temp.kept_issue",
                     "");
}

gboolean kept_find_issues(Run *run, GError **error)
{
  static const char find[] =
      "INSERT OR IGNORE INTO temp.kept_issue SELECT issue FROM article"
      " WHERE missing <> 0 AND issue IS NOT NULL UNION SELECT o.issue FROM article a"
      " JOIN omnibus o ON o.article = a.id WHERE a.missing <> 0";
  MkepubCatalog *catalog = run->catalog;
  if (!catalog_run(catalog, error, "DELETE FROM temp.kept_issue", "") ||
      !catalog_run(catalog, error, find, "") ||
      (run->options->every.kind == MKEPUB_EVERY_COUNT && !find_chunks(run, error)) ||
      !detach_changed(run, error))
    return FALSE;
  return run->fresh || each_row(run,
                                catalog_prepare(catalog, error,
                                                "SELECT day, path FROM article WHERE state = 0"
                                                " AND ((issue IS NULL AND missing = 0)"
                                                " OR (published <> sha256 AND " IN_KEPT "))",
                                                ""),
                                "Dt", touch_row, error);
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

gboolean kept_has_issue(Run *run, gint64 id)
{
  sqlite3_stmt *row =
      catalog_query(run->catalog, NULL, "SELECT 1 FROM temp.kept_issue WHERE id = ?", "i", id);
  gboolean kept = row && catalog_step(run->catalog, row, "n", NULL) == SQLITE_ROW;
  if (row)
    sqlite3_reset(row);
  return kept;
}
