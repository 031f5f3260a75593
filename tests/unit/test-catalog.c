/* SPDX-License-Identifier: MIT */
/* The catalog: made, found again, refused, walked in order. */
#include <glib.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "archive/shelf/catalog.h"

static char *make_folder(void)
{
  return g_dir_make_tmp("mkepub-catalog-XXXXXX", NULL);
}

static void remove_folder(const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  for (const char *name; (name = g_dir_read_name(dir));) {
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_unlink(path);
  }
  g_rmdir(folder);
}

/* Runs SQL on the database itself, as another program would. */
static void execute(const char *folder, const char *sql)
{
  g_autofree char *path = g_build_filename(folder, "catalog.db", NULL);
  sqlite3 *db;
  char *message = NULL;
  g_assert_cmpint(sqlite3_open(path, &db), ==, SQLITE_OK);
  sqlite3_exec(db, sql, NULL, NULL, &message);
  g_assert_cmpstr(message, ==, NULL);
  sqlite3_close(db);
}

static void make_catalog(const char *folder)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(MkepubCatalog) catalog = mkepub_catalog_open(folder, MKEPUB_CATALOG_WRITE, &error);
  g_assert_no_error(error);
  mkepub_catalog_commit(catalog, &error);
  g_assert_no_error(error);
}

/* Issues of three years, one of them undated, with a yearly book; two sections and a tag. */
static const char filling[] =
    "INSERT INTO source VALUES (1, '/in');"
    "INSERT INTO issue SELECT column1, column2, column3, column4, 1, 'T' || column1, 'N',"
    " NULL, column5, column6, 'en', 'urn:uuid:' || column1, column7, 'books/2025/2025_f' ||"
    " column1 || '.epub', NULL, "
    "NULL,"
    " NULL, 10, zeroblob(32), zeroblob(32), 2, 100 FROM (VALUES"
    " (1, 0, 'undated', 1, NULL, 'undated', '1980-01-01T00:00:00Z'),"
    " (2, 0, '2025-01', 1, '2025-01-01', '2025', '2025-01-31T00:00:00Z'),"
    " (3, 0, '2024-12', 1, '2024-12-01', '2024', '2025-03-31T00:00:00Z'),"
    " (4, 1, '2024', 1, '2024-01-01', '2024', '2025-03-31T00:00:00Z'),"
    " (5, 0, '2024-12', 2, '2024-12-01', '2024', '2024-12-31T00:00:00Z'));"
    "INSERT INTO article (id, source, file, path, bytes, mtime, sha256, taken, state, title,"
    " section, characters, words, issue, place, chapter)"
    " SELECT column1, 1, column2, column2, 1, 1, zeroblob(32), 'now', 0, 'A' || column1, "
    "column3,"
    " 5, 1, column4, column5, column2 || '.xhtml' FROM (VALUES"
    " (1, 'b', 'News', 3, 1), (2, 'a', 'News', 3, 0), (3, 'c', 'Culture', 2, 0),"
    " (4, 'd', NULL, 5, 0));"
    "INSERT INTO omnibus VALUES (4, 0, 4, 'd.xhtml'), (4, 1, 2, 'a-2.xhtml'),"
    " (4, 2, 1, 'b.xhtml');"
    "INSERT INTO facet VALUES (1, 'News', 3), (1, 'Culture', 2), (3, 'x', 2), (3, 'x', 3),"
    " (4, 'en', 2);"
    "INSERT INTO file (name, kind, bytes, mtime, sha256) VALUES ('pages/a0.html',"
    " 'page', 1, 1, zeroblob(32)), ('pages/a.html', 'page', 2, 1, zeroblob(32)),"
    " ('pages/a/b.html', 'page', 3, 1, zeroblob(32));";

static gboolean add_issue(gpointer data, const MkepubIssue *issue)
{
  g_string_append_printf(data, "%" G_GINT64_FORMAT "%s ", issue->id, issue->omnibus ? "o" : "");
  return TRUE;
}

static char *issues(MkepubCatalog *catalog, const MkepubIssueFilter *filter)
{
  GString *ids = g_string_new(NULL);
  g_autoptr(GError) error = NULL;
  mkepub_catalog_issues(catalog, filter, add_issue, ids, &error);
  g_assert_no_error(error);
  return g_string_free(ids, FALSE);
}

static void assert_issues(MkepubCatalog *catalog, MkepubIssueFilter filter, const char *wanted,
                          guint count)
{
  g_autofree char *got = issues(catalog, &filter);
  g_assert_cmpstr(got, ==, wanted);
  g_assert_cmpuint(mkepub_catalog_count_issues(catalog, &filter), ==, count);
}

static gboolean add_article(gpointer data, const MkepubIssueArticle *article)
{
  g_string_append_printf(data, "%u:%s=%s ", article->place, article->title, article->chapter);
  return TRUE;
}

static void assert_articles(MkepubCatalog *catalog, gint64 issue, const char *wanted)
{
  GString *got = g_string_new(NULL);
  g_assert_true(mkepub_catalog_articles(catalog, issue, add_article, got, NULL));
  g_assert_cmpstr(got->str, ==, wanted);
  g_string_free(got, TRUE);
}

static gboolean add_facet(gpointer data, const MkepubFacet *facet)
{
  g_string_append_printf(data, "%s:%u:%.7s:%d ", facet->name, facet->issues, facet->modified,
                         facet->touched);
  return TRUE;
}

static void assert_facets(MkepubCatalog *catalog, MkepubFacetKind kind, const char *wanted)
{
  GString *got = g_string_new(NULL);
  g_assert_true(mkepub_catalog_facets(catalog, kind, add_facet, got, NULL));
  g_assert_cmpstr(got->str, ==, wanted);
  g_string_free(got, TRUE);
}

static gboolean add_file(gpointer data, const MkepubShelfFile *file)
{
  g_string_append_printf(data, "%s ", file->name);
  return TRUE;
}

static void test_walks(void)
{
  g_autofree char *folder = make_folder();
  g_autoptr(GError) error = NULL;
  make_catalog(folder);
  execute(folder, filling);
  MkepubCatalog *catalog = mkepub_catalog_open(folder, MKEPUB_CATALOG_READ, &error);
  g_assert_no_error(error);
  assert_issues(catalog, (MkepubIssueFilter){0}, "3 5 4o 2 1 ", 5);
  assert_issues(catalog, (MkepubIssueFilter){.newest_first = TRUE}, "2 4o 5 3 1 ", 5);
  assert_issues(catalog, (MkepubIssueFilter){.offset = 1, .limit = 2}, "5 4o ", 5);
  assert_issues(catalog, (MkepubIssueFilter){.year = "2024"}, "3 5 4o ", 3);
  assert_issues(catalog, (MkepubIssueFilter){.section = "News"}, "3 ", 1);
  assert_issues(catalog, (MkepubIssueFilter){.tag = "x", .language = "en"}, "2 ", 1);
  assert_issues(catalog, (MkepubIssueFilter){.author = "nobody"}, "", 0);
  assert_articles(catalog, 3, "0:A2=a.xhtml 1:A1=b.xhtml ");
  assert_articles(catalog, 4, "0:A4=d.xhtml 1:A2=a-2.xhtml 2:A1=b.xhtml ");
  assert_facets(catalog, MKEPUB_FACET_YEAR,
                "2025:1:2025-01:0 2024:3:2025-03:0 undated:1:1980-01:0 ");
  assert_facets(catalog, MKEPUB_FACET_SECTION, "Culture:1:2025-01:0 News:1:2025-03:0 ");
  assert_facets(catalog, MKEPUB_FACET_TAG, "x:2:2025-03:0 ");
  GString *names = g_string_new(NULL);
  g_assert_true(mkepub_catalog_files(catalog, add_file, names, NULL));
  g_assert_cmpstr(names->str, ==, "pages/a.html pages/a/b.html pages/a0.html ");
  g_string_free(names, TRUE);
  mkepub_catalog_free(catalog);
  remove_folder(folder);
}

/* Without a commit nothing stays; a setting is NULL until it is there. */
static void test_transaction(void)
{
  g_autofree char *folder = make_folder();
  make_catalog(folder);
  execute(folder, "INSERT INTO setting VALUES ('every', 'week')");
  MkepubCatalog *catalog = mkepub_catalog_open(folder, MKEPUB_CATALOG_READ, NULL);
  g_autofree char *every = mkepub_catalog_setting(catalog, "every");
  g_autofree char *zone = mkepub_catalog_setting(catalog, "zone");
  g_assert_cmpstr(every, ==, "week");
  g_assert_cmpstr(zone, ==, NULL);
  mkepub_catalog_free(catalog);
  remove_folder(folder);

  g_autofree char *other = make_folder();
  mkepub_catalog_free(mkepub_catalog_open(other, MKEPUB_CATALOG_WRITE, NULL));
  g_autoptr(GError) error = NULL;
  g_assert_null(mkepub_catalog_open(other, MKEPUB_CATALOG_READ, &error));
  g_assert_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT);
  remove_folder(other);
}

static void assert_refused(const char *folder, MkepubCatalogMode mode, const char *words)
{
  g_autoptr(GError) error = NULL;
  g_assert_null(mkepub_catalog_open(folder, mode, &error));
  g_assert_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT);
  g_assert_nonnull(strstr(error->message, words));
}

static void test_refused(void)
{
  g_autofree char *folder = make_folder();
  g_autofree char *path = g_build_filename(folder, "catalog.db", NULL);
  assert_refused(folder, MKEPUB_CATALOG_READ, "no such file or directory");
  g_assert_true(
      g_file_set_contents(path, "this is no database, but it is long enough", -1, NULL));
  assert_refused(folder, MKEPUB_CATALOG_READ, "is not a catalog of mkepub");
  assert_refused(folder, MKEPUB_CATALOG_WRITE, "is not a catalog of mkepub");
  g_unlink(path);
  execute(folder, "CREATE TABLE recipe (name TEXT)");
  assert_refused(folder, MKEPUB_CATALOG_WRITE, "is not a catalog of mkepub");
  g_unlink(path);
  make_catalog(folder);
  execute(folder, "PRAGMA user_version = 99");
  assert_refused(folder, MKEPUB_CATALOG_READ, "was made by a newer mkepub");
  assert_refused(folder, MKEPUB_CATALOG_WRITE, "was made by a newer mkepub");
  remove_folder(folder);
}

/* A catalog of an older version is updated by the one who writes, step by step; the
 * oldest is one in which there is nothing yet. */
static void test_older(void)
{
  g_autofree char *folder = make_folder();
  execute(folder, "PRAGMA application_id = 1835754864; PRAGMA user_version = 0");
  assert_refused(folder, MKEPUB_CATALOG_READ, "was made by an older mkepub");
  make_catalog(folder);
  g_autoptr(GError) error = NULL;
  g_autoptr(MkepubCatalog) catalog = mkepub_catalog_open(folder, MKEPUB_CATALOG_READ, &error);
  g_assert_no_error(error);
  remove_folder(folder);
}

/* A catalog of the first version, written by another hand: comments, blanks and the order of
 * columns do not make it a foreign one, neither before nor after it is updated. */
static void test_first_version(void)
{
  g_autofree char *folder = make_folder(), *schema = NULL;
  g_assert_true(g_file_get_contents("src/archive/shelf/schema.sql", &schema, NULL, NULL));
  g_autoptr(GString) sql = g_string_new(schema);
  g_string_replace(sql, "-- an input folder", "-- where; it's from\n", 0);
  g_string_replace(sql, "  key TEXT PRIMARY KEY,\n  value TEXT NOT NULL",
                   "  value   TEXT NOT NULL, key TEXT PRIMARY KEY", 0);
  g_string_append(sql, "PRAGMA application_id = 1835754864; PRAGMA user_version = 1");
  execute(folder, sql->str);
  assert_refused(folder, MKEPUB_CATALOG_READ, "was made by an older mkepub");
  make_catalog(folder);
  for (guint i = 0; i < 2; i++) {
    g_autoptr(GError) error = NULL;
    g_autoptr(MkepubCatalog) catalog =
        mkepub_catalog_open(folder, (MkepubCatalogMode)i, &error);
    g_assert_no_error(error);
  }
  remove_folder(folder);
}

/* What SQLite would run, or what answers otherwise than our own tables do. */
static void test_foreign_schema(void)
{
  static const char *const changes[] = {
      "CREATE VIEW more AS SELECT 1",
      "CREATE TABLE more (a)",
      "CREATE TRIGGER more AFTER INSERT ON run BEGIN DELETE FROM run; END",
      "CREATE INDEX more ON run (abs(id))",
      "DROP INDEX tag_name",
      "ALTER TABLE run ADD COLUMN more AS (1)",
      "PRAGMA user_version = -1"};
  for (guint i = 0; i < G_N_ELEMENTS(changes); i++) {
    g_autofree char *folder = make_folder();
    make_catalog(folder);
    execute(folder, changes[i]);
    assert_refused(folder, MKEPUB_CATALOG_READ, "is damaged: its ");
    assert_refused(folder, MKEPUB_CATALOG_WRITE, "is damaged: its ");
    remove_folder(folder);
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/catalog/walks", test_walks);
  g_test_add_func("/catalog/transaction", test_transaction);
  g_test_add_func("/catalog/refused", test_refused);
  g_test_add_func("/catalog/older", test_older);
  g_test_add_func("/catalog/first version", test_first_version);
  g_test_add_func("/catalog/foreign schema", test_foreign_schema);
  return g_test_run();
}
