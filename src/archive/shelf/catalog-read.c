/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "archive/shelf/catalog-internal.h"

/* Ascending by time, issues without a date last; a yearly book right after its year. */
#define OLDEST_FIRST " ORDER BY i.year, i.kind, i.date, i.period, i.volume LIMIT ?6 OFFSET ?7"
#define NEWEST_FIRST                                                                           \
  " ORDER BY i.year = 'undated', i.year DESC, i.kind DESC, i.date DESC, i.period DESC,"        \
  " i.volume DESC LIMIT ?6 OFFSET ?7"

#define HAS(kind, number)                                                                      \
  " AND i.id IN (SELECT f.issue FROM facet f WHERE f.kind = " #kind " AND f.name = ?" #number  \
  ")"

#define ISSUE                                                                                  \
  "SELECT i.id, i.kind, i.period, i.title, i.name, i.volume, i.volumes, i.number, i.date,"     \
  " i.year, i.language, i.identifier, i.modified, i.file, i.cover, i.cover_type, i.thumbnail," \
  " i.bytes, i.sha256, i.articles, i.words"

#define ISSUE_COLUMNS "ickttccTDyttzfFTFnhcn"

/* COLUMNS of the issues that FILTER takes, in ORDER, with its values bound. Only the conditions
 * that are set are in the statement, so that a facet's few issues are found by its index. */
static sqlite3_stmt *select_issues(MkepubCatalog *catalog, const MkepubIssueFilter *filter,
                                   const char *columns, const char *order, GError **error)
{
  static const MkepubIssueFilter all = {0};
  const MkepubIssueFilter *by = filter ? filter : &all;
  g_autofree char *sql =
      g_strconcat(columns, " FROM issue i WHERE 1", by->issues_only ? " AND i.kind = 0" : "",
                  by->year ? " AND i.year = ?1" : "", by->section ? HAS(1, 2) : "",
                  by->author ? HAS(2, 3) : "", by->tag ? HAS(3, 4) : "",
                  by->language ? HAS(4, 5) : "", order, NULL);
  return catalog_prepare(catalog, error, sql, "tttttii", by->year, by->section, by->author,
                         by->tag, by->language, by->limit > 0 ? (gint64)by->limit : (gint64)-1,
                         (gint64)by->offset);
}

static void read_issue(sqlite3_stmt *row, MkepubIssue *issue)
{
  *issue = (MkepubIssue){.id = column_number(row, 0),
                         .omnibus = column_count(row, 1) == 1,
                         .period = catalog_text(row, 2),
                         .title = catalog_text(row, 3),
                         .name = catalog_text(row, 4),
                         .volume = column_count(row, 5),
                         .volumes = column_count(row, 6),
                         .number = catalog_text(row, 7),
                         .date = catalog_text(row, 8),
                         .year = catalog_text(row, 9),
                         .language = catalog_text(row, 10),
                         .identifier = catalog_text(row, 11),
                         .modified = catalog_text(row, 12),
                         .file = catalog_text(row, 13),
                         .cover = catalog_text(row, 14),
                         .cover_type = catalog_text(row, 15),
                         .thumbnail = catalog_text(row, 16),
                         .bytes = (guint64)column_number(row, 17),
                         .sha256 = column_hash(row, 18),
                         .articles = column_count(row, 19),
                         .words = (gsize)column_number(row, 20)};
}

gboolean mkepub_catalog_issues(MkepubCatalog *catalog, const MkepubIssueFilter *filter,
                               MkepubIssueCall call, gpointer data, GError **error)
{
  gboolean newest = filter && filter->newest_first;
  g_autoptr(sqlite3_stmt) row =
      select_issues(catalog, filter, ISSUE, newest ? NEWEST_FIRST : OLDEST_FIRST, error);
  gboolean good;
  while (catalog_next(catalog, row, ISSUE_COLUMNS, &good, error)) {
    MkepubIssue issue;
    read_issue(row, &issue);
    if (!call(data, &issue))
      return TRUE;
  }
  return good;
}

guint mkepub_catalog_count_issues(MkepubCatalog *catalog, const MkepubIssueFilter *filter)
{
  g_autoptr(sqlite3_stmt) row =
      select_issues(catalog, filter, "SELECT count(*), ?6, ?7", "", NULL);
  if (!row || catalog_step(catalog, row, "cMM", NULL) != SQLITE_ROW)
    return 0;
  return column_count(row, 0);
}

#define ARTICLE                                                                                \
  "a.path, a.title, a.byline, a.date, a.language, a.section, a.description, a.url, a.words,"

gboolean mkepub_catalog_articles(MkepubCatalog *catalog, gint64 issue,
                                 MkepubIssueArticleCall call, gpointer data, GError **error)
{
  static const char sql[] =
      "SELECT a.id, " ARTICLE " a.place, a.chapter FROM article a WHERE a.issue = ?1"
      " UNION ALL SELECT a.id, " ARTICLE " o.place, o.chapter FROM omnibus o"
      " JOIN article a ON a.id = o.article WHERE o.issue = ?1 ORDER BY 11";
  g_autoptr(sqlite3_stmt) row = catalog_prepare(catalog, error, sql, "i", issue);
  gboolean good;
  while (catalog_next(catalog, row, "ittTTTTTTnct", &good, error)) {
    MkepubIssueArticle article = {.id = column_number(row, 0),
                                  .issue = issue,
                                  .path = catalog_text(row, 1),
                                  .title = catalog_text(row, 2),
                                  .byline = catalog_text(row, 3),
                                  .date = catalog_text(row, 4),
                                  .language = catalog_text(row, 5),
                                  .section = catalog_text(row, 6),
                                  .description = catalog_text(row, 7),
                                  .url = catalog_text(row, 8),
                                  .words = (gsize)column_number(row, 9),
                                  .place = column_count(row, 10),
                                  .chapter = catalog_text(row, 11)};
    if (!call(data, &article))
      return TRUE;
  }
  return good;
}

/* A catalog that is read has no table of what was touched. */
#define TOUCHED(kind, name)                                                                    \
  ", EXISTS (SELECT 1 FROM temp.touched t WHERE t.kind = " kind " AND t.name = " name ")"
#define YEARS(touched)                                                                         \
  "SELECT year, count(*), max(modified)" touched " FROM issue i WHERE ?1 = 0 GROUP BY year"    \
  " ORDER BY year = 'undated', year DESC"
#define NAMES(touched)                                                                         \
  "SELECT f.name, count(*), max(i.modified)" touched " FROM facet f JOIN issue i"              \
  " ON i.id = f.issue WHERE f.kind = ?1 GROUP BY f.name ORDER BY f.name"

gboolean mkepub_catalog_facets(MkepubCatalog *catalog, MkepubFacetKind kind,
                               MkepubFacetCall call, gpointer data, GError **error)
{
  const char *columns = kind == MKEPUB_FACET_YEAR ? "yczc" : "tczc";
  const char *sql =
      kind == MKEPUB_FACET_YEAR
          ? (catalog->database.writing ? YEARS(TOUCHED("0", "year")) : YEARS(", 0"))
          : (catalog->database.writing ? NAMES(TOUCHED("f.kind", "f.name")) : NAMES(", 0"));
  g_autoptr(sqlite3_stmt) row = catalog_prepare(catalog, error, sql, "i", (gint64)kind);
  gboolean good;
  while (catalog_next(catalog, row, columns, &good, error)) {
    MkepubFacet facet = {.name = catalog_text(row, 0),
                         .issues = column_count(row, 1),
                         .modified = catalog_text(row, 2),
                         .touched = column_count(row, 3) != 0};
    if (!call(data, &facet))
      return TRUE;
  }
  return good;
}

gboolean mkepub_catalog_files(MkepubCatalog *catalog, MkepubShelfFileCall call, gpointer data,
                              GError **error)
{
  static const char sql[] = "SELECT name, kind, bytes, mtime, sha256 FROM file ORDER BY name";
  g_autoptr(sqlite3_stmt) row = catalog_prepare(catalog, error, sql, "");
  gboolean good;
  while (catalog_next(catalog, row, "ftnmh", &good, error)) {
    MkepubShelfFile file = {.name = catalog_text(row, 0),
                            .kind = catalog_text(row, 1),
                            .bytes = (guint64)column_number(row, 2),
                            .mtime = column_number(row, 3),
                            .sha256 = column_hash(row, 4)};
    if (!call(data, &file))
      return TRUE;
  }
  return good;
}
