/* SPDX-License-Identifier: MIT */
#include "archive/shelf/catalog-plan.h"

#include "archive/shelf/catalog-internal.h"

#define IS_KEPT "IN temp.kept_issue"
/* Of 'article a'. */
#define IS_FREE                                                                                \
  "a.state = 0 AND a.missing = 0 AND (coalesce(a.issue, 0) NOT " IS_KEPT                       \
  " OR a.published <> a.sha256)"

gboolean catalog_find_kept(MkepubCatalog *catalog, gboolean by_count, GError **error)
{
  return catalog_run(catalog, error, "DELETE FROM temp.kept_issue", "") &&
         catalog_run(catalog, error,
                     "INSERT OR IGNORE INTO temp.kept_issue SELECT issue FROM article"
                     " WHERE missing <> 0 AND issue IS NOT NULL UNION SELECT o.issue"
                     " FROM article a JOIN omnibus o ON o.article = a.id WHERE a.missing <> 0",
                     "") &&
         (!by_count ||
          catalog_run(catalog, error,
                      "INSERT OR IGNORE INTO temp.kept_issue SELECT id FROM issue"
                      " WHERE kind = 0 AND period <> 'undated' AND period IN"
                      " (SELECT period FROM issue WHERE kind = 0 AND id " IS_KEPT ")",
                      "")) &&
         catalog_run(catalog, error,
                     "DELETE FROM omnibus WHERE issue " IS_KEPT " AND article IN"
                     " (SELECT id FROM article WHERE missing = 0"
                     " AND (state <> 0 OR published <> sha256))",
                     "") &&
         catalog_run(catalog, error,
                     "UPDATE article SET issue = NULL, place = NULL, chapter = NULL"
                     " WHERE state <> 0 AND issue " IS_KEPT " AND missing = 0",
                     "") &&
         catalog_count_kept(catalog, error);
}

gboolean catalog_count_kept(MkepubCatalog *catalog, GError **error)
{
  return catalog_run(catalog, error,
                     "UPDATE issue SET articles = (SELECT count(*) FROM article a"
                     " WHERE a.issue = issue.id) WHERE kind = 0 AND id " IS_KEPT,
                     "");
}

gboolean catalog_is_kept(MkepubCatalog *catalog, gint64 id, gboolean *kept, GError **error)
{
  return catalog_has_row(
      catalog,
      catalog_query(catalog, error, "SELECT 1 FROM temp.kept_issue WHERE id = ?", "i", id),
      kept, error);
}

gboolean catalog_list_kept_volumes(MkepubCatalog *catalog, gboolean omnibus, const char *period,
                                   GArray *volumes, GError **error)
{
  gboolean good;
  g_autoptr(CatalogQuery) row =
      catalog_query(catalog, error,
                    "SELECT volume FROM issue WHERE kind = ? AND period = ? AND id " IS_KEPT
                    " ORDER BY volume",
                    "it", (gint64)omnibus, period);
  while (catalog_next(catalog, row, "c", &good, error)) {
    guint volume = column_count(row, 0);
    g_array_append_val(volumes, volume);
  }
  return good;
}

/* Calls CALL for each day and path of ROW. */
static gboolean walk_days(MkepubCatalog *catalog, CatalogQuery *row, CatalogDayCall call,
                          gpointer data, GError **error)
{
  gboolean good;
  while (catalog_next(catalog, row, "Dt", &good, error))
    call(data, catalog_text(row, 0), catalog_text(row, 1));
  sqlite3_reset(row);
  return good;
}

gboolean catalog_walk_days_beside(MkepubCatalog *catalog, gint64 id, CatalogDayCall call,
                                  gpointer data, GError **error)
{
  return walk_days(catalog,
                   catalog_query(catalog, error,
                                 "SELECT day, path FROM article WHERE issue ="
                                 " (SELECT issue FROM article WHERE id = ?)",
                                 "i", id),
                   call, data, error);
}

gboolean catalog_walk_days_of(MkepubCatalog *catalog, const char *period, CatalogDayCall call,
                              gpointer data, GError **error)
{
  return walk_days(catalog,
                   catalog_query(catalog, error,
                                 "SELECT a.day, a.path FROM article a JOIN issue i"
                                 " ON i.id = a.issue WHERE i.kind = 0 AND i.period = ?"
                                 " AND i.id NOT " IS_KEPT,
                                 "t", period),
                   call, data, error);
}

gboolean catalog_walk_days_unpublished(MkepubCatalog *catalog, CatalogDayCall call,
                                       gpointer data, GError **error)
{
  return walk_days(catalog,
                   catalog_query(catalog, error,
                                 "SELECT day, path FROM article WHERE state = 0"
                                 " AND missing = 0 AND (issue IS NULL"
                                 " OR (published <> sha256 AND issue " IS_KEPT "))",
                                 ""),
                   call, data, error);
}

gboolean catalog_list_periods(MkepubCatalog *catalog, CatalogPeriods which, GPtrArray *periods,
                              GError **error)
{
  static const struct {
    const char *sql, *column;
  } lists[] = {
      [CATALOG_PERIODS_ALL] = {"SELECT DISTINCT period FROM issue WHERE kind = 0", "k"},
      [CATALOG_PERIODS_OPEN] = {"SELECT DISTINCT period FROM issue WHERE kind = 0"
                                " AND id NOT " IS_KEPT,
                                "k"},
      [CATALOG_PERIODS_KEPT] = {"SELECT DISTINCT period FROM issue WHERE kind = 0"
                                " AND id " IS_KEPT,
                                "k"},
      [CATALOG_PERIODS_YEARS] = {"SELECT DISTINCT year FROM issue", "y"},
      [CATALOG_PERIODS_YEARS_TOUCHED] = {"SELECT name FROM temp.touched WHERE kind = 0", "y"},
      [CATALOG_PERIODS_OMNIBUS] = {"SELECT DISTINCT period FROM issue WHERE kind = 1", "k"}};
  return catalog_list_texts(catalog, catalog_query(catalog, error, lists[which].sql, ""),
                            lists[which].column, periods, error);
}

gboolean catalog_find_period(MkepubCatalog *catalog, gint64 id, char **period, GError **error)
{
  gboolean good;
  g_autoptr(CatalogQuery) row = catalog_query(
      catalog, error,
      "SELECT i.period FROM article a JOIN issue i ON i.id = a.issue WHERE a.id = ?", "i", id);
  *period =
      catalog_next(catalog, row, "k", &good, error) ? g_strdup(catalog_text(row, 0)) : NULL;
  return good;
}

gboolean catalog_count_free(MkepubCatalog *catalog, const char *day, const char *path,
                            gint64 *count, GError **error)
{
#define COUNT "SELECT count(*) FROM article a WHERE a.day IS NOT NULL AND " IS_FREE
  CatalogQuery *row =
      day ? catalog_query(catalog, error,
                          COUNT " AND (a.day < ?1 OR (a.day = ?1 AND a.path < ?2))", "tt", day,
                          path)
          : catalog_query(catalog, error, COUNT, "");
  return catalog_read_number(catalog, row, count, error);
}

gboolean catalog_has_articles(MkepubCatalog *catalog, const char *from, const char *to,
                              const char *period, gboolean *has, GError **error)
{
  return catalog_has_row(catalog,
                         catalog_query(catalog, error,
                                       "SELECT 1 WHERE EXISTS (SELECT 1 FROM article a"
                                       " WHERE " IS_FREE " AND day BETWEEN ? AND ?)"
                                       " OR EXISTS (SELECT 1 FROM issue WHERE period = ?"
                                       " AND kind = 0 AND id " IS_KEPT ")",
                                       "ttt", from, to, period),
                         has, error);
}

#define LIST "SELECT a.id, a.bytes, a.day, a.number FROM article a "

/* Calls CALL for each row of ROW, which selects what LIST does. */
static gboolean walk_candidates(MkepubCatalog *catalog, CatalogQuery *row,
                                CatalogCandidateCall call, gpointer data, GError **error)
{
  gboolean good;
  while (catalog_next(catalog, row, "inDT", &good, error)) {
    CatalogCandidate article = {column_number(row, 0), (guint64)column_number(row, 1),
                                catalog_text(row, 2), catalog_text(row, 3)};
    call(data, &article);
  }
  sqlite3_reset(row);
  return good;
}

gboolean catalog_walk_undated(MkepubCatalog *catalog, CatalogCandidateCall call, gpointer data,
                              GError **error)
{
  return walk_candidates(
      catalog,
      catalog_query(catalog, error,
                    LIST "WHERE a.day IS NULL AND " IS_FREE " ORDER BY a.path, a.sha256", ""),
      call, data, error);
}

gboolean catalog_walk_between(MkepubCatalog *catalog, const char *from, const char *to,
                              CatalogCandidateCall call, gpointer data, GError **error)
{
  return walk_candidates(catalog,
                         catalog_query(catalog, error,
                                       LIST "WHERE a.day BETWEEN ? AND ? AND " IS_FREE
                                            " ORDER BY a.day, a.path, a.sha256",
                                       "tt", from, to),
                         call, data, error);
}

gboolean catalog_walk_chunk(MkepubCatalog *catalog, gint64 count, gint64 offset,
                            CatalogCandidateCall call, gpointer data, GError **error)
{
  return walk_candidates(catalog,
                         catalog_query(catalog, error,
                                       LIST
                                       "WHERE a.day IS NOT NULL AND " IS_FREE
                                       " ORDER BY a.day, a.path, a.sha256 LIMIT ? OFFSET ?",
                                       "ii", count, offset),
                         call, data, error);
}

gboolean catalog_walk_year(MkepubCatalog *catalog, const char *year, CatalogCandidateCall call,
                           gpointer data, GError **error)
{
  return walk_candidates(
      catalog,
      catalog_query(catalog, error,
                    LIST "JOIN issue i ON i.id = a.issue WHERE i.year = ? AND i.kind = 0"
                         " AND a.missing = 0 AND NOT EXISTS (SELECT 1 FROM omnibus o"
                         " WHERE o.article = a.id AND o.issue " IS_KEPT ")"
                         " ORDER BY i.date, i.period, i.volume, a.place",
                    "t", year),
      call, data, error);
}
