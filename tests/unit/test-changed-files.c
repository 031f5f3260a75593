/* SPDX-License-Identifier: MIT */
/* Pictures whose file has only a new time: how the archive looks at them. */
#include "archive/changed-files.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

#include "linear.h"

static const char bytes[] = "not a picture, but a file";

/* A catalog in FOLDER where each of COUNT issues shows the file PICTURE, with the time 1. */
static void fill_catalog(const char *folder, const char *picture, gsize count)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(MkepubCatalog) catalog = mkepub_catalog_open(folder, MKEPUB_CATALOG_WRITE, &error);
  g_assert_no_error(error);
  g_assert_true(mkepub_catalog_commit(catalog, &error));
  g_autofree char *path = g_build_filename(folder, "catalog.db", NULL);
  g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, bytes, -1);
  g_autofree char *sql = g_strdup_printf(
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
      "%" G_GSIZE_FORMAT
      ") INSERT INTO issue SELECT i, 0, printf('%%06d', i), 1, 1, 'T', 'N', NULL, '2025-01-01',"
      " '2025', 'en', 'urn:x:' || i, '2025-01-31T00:00:00Z', 'books/2025/' || i || '.epub', "
      "NULL,"
      " NULL, NULL, 10, zeroblob(32), zeroblob(32), 2, 100 FROM n;"
      "INSERT INTO resource (issue, number, source, beside, address, bytes, mtime, sha256)"
      " SELECT id, 0, CAST('%s' AS BLOB), CAST('%s' AS BLOB), CAST('p.png' AS BLOB), %d, 1, "
      "x'%s'"
      " FROM issue",
      count, picture, folder, (int)sizeof bytes - 1, hash);
  sqlite3 *db;
  g_assert_cmpint(sqlite3_open(path, &db), ==, SQLITE_OK);
  g_assert_cmpint(sqlite3_exec(db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close(db);
}

/* How many pictures still have the time 1. */
static int count_old(const char *folder)
{
  sqlite3 *db;
  sqlite3_stmt *row;
  g_autofree char *path = g_build_filename(folder, "catalog.db", NULL);
  g_assert_cmpint(sqlite3_open(path, &db), ==, SQLITE_OK);
  g_assert_cmpint(
      sqlite3_prepare_v2(db, "SELECT count(*) FROM resource WHERE mtime = 1", -1, &row, NULL),
      ==, SQLITE_OK);
  g_assert_cmpint(sqlite3_step(row), ==, SQLITE_ROW);
  int count = sqlite3_column_int(row, 0);
  sqlite3_finalize(row);
  sqlite3_close(db);
  return count;
}

static void find_changed(const char *folder)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(MkepubFindings) findings = mkepub_findings_new();
  MkepubConfig config = {.series = (char *)"S"};
  MkepubArchiveOptions options = {.config = &config, .every = {.kind = MKEPUB_EVERY_COUNT}};
  MkepubArchiveResult result = {0};
  Run run = {.options = &options, .findings = findings, .result = &result};
  g_assert_true(run_init(&run, &error));
  run.catalog = mkepub_catalog_open(folder, MKEPUB_CATALOG_WRITE, &error);
  g_assert_no_error(error);
  g_assert_true(changed_files_find_pictures(&run, &error));
  g_assert_cmpuint(g_hash_table_size(run.stale), ==, 0);
  g_assert_true(run.reread);
  g_assert_true(mkepub_catalog_commit(run.catalog, &error));
  run_clear(&run);
  mkepub_archive_result_clear(&result);
}

static void compare_pictures(gpointer data, gsize count)
{
  (void)data;
  g_autofree char *made = g_dir_make_tmp("mkepub-changed-XXXXXX", NULL);
  g_autofree char *folder = g_canonicalize_filename(made, NULL);
  g_autofree char *picture = g_build_filename(folder, "p.png", NULL);
  g_autofree char *catalog = g_build_filename(folder, "catalog.db", NULL);
  g_assert_true(g_file_set_contents(picture, bytes, -1, NULL));
  fill_catalog(folder, picture, count);
  find_changed(folder);
  g_assert_cmpint(count_old(folder), ==, 0);
  g_unlink(catalog);
  g_unlink(picture);
  g_rmdir(folder);
}

/* One pass over the pictures, however many issues show the same file. */
static void test_shared_picture(void)
{
  assert_linear(compare_pictures, NULL, 4000, "issues with the same picture");
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/changed files/shared picture", test_shared_picture);
  return g_test_run();
}
