/* SPDX-License-Identifier: MIT */
#include "archive/shelf/catalog-audit.h"

#include "archive/shelf/catalog-internal.h"

#define NO_SUM "a number is missing"

gboolean catalog_read_sums(MkepubCatalog *catalog, CatalogSums *sums, GError **error)
{
  g_autoptr(sqlite3_stmt) articles = catalog_prepare(
      catalog, error,
      "SELECT sum(state = 0), sum(CASE WHEN state = 0 THEN words END), sum(state = 1),"
      " sum(state = 2), sum(state = 3), min(CASE WHEN state = 0 THEN day END),"
      " max(CASE WHEN state = 0 THEN day END) FROM article",
      "");
  g_autoptr(sqlite3_stmt) issues =
      catalog_prepare(catalog, error, "SELECT sum(kind = 0), sum(kind = 1) FROM issue", "");
  g_autoptr(sqlite3_stmt) files = catalog_prepare(
      catalog, error,
      "SELECT count(*), sum(bytes), sum(CASE WHEN kind = 'book' THEN bytes END) FROM file", "");
  *sums = (CatalogSums){0};
  if (!articles || !catalog_must(catalog, articles, "NNNNNDD", NO_SUM, error) || !issues ||
      !catalog_must(catalog, issues, "CC", NO_SUM, error) || !files ||
      !catalog_must(catalog, files, "nNN", NO_SUM, error))
    return FALSE;
  *sums = (CatalogSums){.articles = (guint64)column_number(articles, 0),
                        .words = (guint64)column_number(articles, 1),
                        .drafts = (guint64)column_number(articles, 2),
                        .repeats = (guint64)column_number(articles, 3),
                        .lost = (guint64)column_number(articles, 4),
                        .first = g_strdup(catalog_text(articles, 5)),
                        .last = g_strdup(catalog_text(articles, 6)),
                        .issues = column_count(issues, 0),
                        .omnibuses = column_count(issues, 1),
                        .files = (guint64)column_number(files, 0),
                        .bytes = (guint64)column_number(files, 1),
                        .book_bytes = (guint64)column_number(files, 2)};
  return TRUE;
}

gboolean catalog_read_last_run(MkepubCatalog *catalog, char **started, char **version,
                               GError **error)
{
  gboolean good;
  g_autoptr(sqlite3_stmt) row = catalog_prepare(
      catalog, error, "SELECT started, version FROM run ORDER BY id DESC LIMIT 1", "");
  gboolean found = catalog_next(catalog, row, "tt", &good, error);
  *started = found ? g_strdup(catalog_text(row, 0)) : NULL;
  *version = found ? g_strdup(catalog_text(row, 1)) : NULL;
  return good;
}

/* Each row of an answer is a fault; its first column is the subject. */
static const struct {
  const char *sql, *message;
} faults[] = {
    {"SELECT * FROM pragma_quick_check(5) WHERE quick_check <> 'ok'", "SQLite reports: %s"},
    {"SELECT \"table\" FROM pragma_foreign_key_check LIMIT 5",
     "a row of the table '%s' refers to a missing row"},
    {"SELECT path FROM article WHERE state = 0 AND issue IS NULL LIMIT 5",
     "an article is in no issue: '%s'"},
    {"SELECT path FROM article WHERE state <> 0 AND issue IS NOT NULL LIMIT 5",
     "an article that is left out is in an issue: '%s'"},
    {"SELECT a.path FROM article a JOIN issue i ON i.id = a.issue WHERE i.kind <> 0 LIMIT 5",
     "an article is in a yearly book but in no issue: '%s'"},
    {"SELECT file FROM issue i WHERE kind = 0 AND articles <>"
     " (SELECT count(*) FROM article a WHERE a.issue = i.id) LIMIT 5",
     "the number of articles recorded for an issue is wrong: '%s'"},
    {"SELECT i.file FROM article a JOIN issue i ON i.id = a.issue GROUP BY a.issue, a.place"
     " HAVING count(*) > 1 LIMIT 5",
     "two articles have the same position in an issue: '%s'"},
    {"SELECT i.file FROM issue i LEFT JOIN file f ON f.name = i.file WHERE f.name IS NULL"
     " OR f.sha256 <> i.sha256 OR f.bytes <> i.bytes LIMIT 5",
     "an issue and its published file disagree: '%s'"},
    {"SELECT name FROM file WHERE kind = 'book' AND name NOT IN (SELECT file FROM issue)"
     " LIMIT 5",
     "a book belongs to no issue: '%s'"},
    {"SELECT cover FROM issue WHERE cover NOT IN (SELECT name FROM file) UNION ALL"
     " SELECT thumbnail FROM issue WHERE thumbnail NOT IN (SELECT name FROM file) LIMIT 5",
     "the cover of an issue is not a published file: '%s'"},
};

gboolean catalog_walk_faults(MkepubCatalog *catalog, CatalogFaultCall call, gpointer data,
                             GError **error)
{
  gboolean good = TRUE;
  for (guint i = 0; good && i < G_N_ELEMENTS(faults); i++) {
    g_autoptr(sqlite3_stmt) row = catalog_prepare(catalog, error, faults[i].sql, "");
    while (catalog_next(catalog, row, "T", &good, error))
      call(data, faults[i].message, catalog_text(row, 0) ? catalog_text(row, 0) : "");
  }
  return good;
}
