/* SPDX-License-Identifier: MIT */
/* The index over several runs: what is changed, removed, killed in between, and what is too
 * much to be ranked. SQLite's own view of the index (fts5vocab) is the oracle. */
#include "search-shelf.h"

static sqlite3 *open_index(const Shelf *shelf)
{
  sqlite3 *db;
  g_autofree char *path = g_build_filename(shelf->folder, "search.db", NULL);
  g_assert_cmpint(sqlite3_open(path, &db), ==, SQLITE_OK);
  return db;
}

static gint64 number_of(sqlite3 *db, const char *sql)
{
  sqlite3_stmt *statement;
  g_assert_cmpint(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint(sqlite3_step(statement), ==, SQLITE_ROW);
  gint64 number = sqlite3_column_int64(statement, 0);
  sqlite3_finalize(statement);
  return number;
}

/* The index holds ARTICLES; what it counts is what FTS5 holds, and that is sound. */
static void assert_sound(const Shelf *shelf, gint64 articles)
{
  sqlite3 *db = open_index(shelf);
  shelf_sql(db, "CREATE VIRTUAL TABLE temp.held USING fts5vocab(main, words, row)");
  shelf_sql(db, "INSERT INTO words (words) VALUES ('integrity-check')");
  g_assert_cmpint(number_of(db, "SELECT count(*) FROM entry"), ==, articles);
  g_assert_cmpint(number_of(db, "SELECT count(*) FROM text"), ==, articles);
  g_assert_cmpint(number_of(db, "SELECT count(*) FROM words_docsize"), ==, articles);
  g_assert_cmpint(number_of(db, "SELECT value FROM setting WHERE key = 'articles'"), ==,
                  articles);
  g_assert_cmpint(number_of(db, "SELECT count(*) FROM (SELECT term, doc FROM temp.held EXCEPT"
                                " SELECT term, articles FROM vocabulary)"),
                  ==, 0);
  g_assert_cmpint(number_of(db, "SELECT count(*) FROM (SELECT term, articles FROM vocabulary"
                                " EXCEPT SELECT term, doc FROM temp.held)"),
                  ==, 0);
  sqlite3_close(db);
}

static void remove_article(Shelf *shelf, gint64 id)
{
  g_autoptr(GError) error = NULL;
  mkepub_search_remove(shelf->writer, id, &error);
  g_assert_no_error(error);
}

static void test_runs(void)
{
  static const char *const texts[] = {"ferry and café", "开源社区 ferry", "كِتَابًا ferry pier",
                                      "ferry ferry ferry", "हिन्दी ferry mole \xff\xc3"};
  Shelf shelf;
  shelf_start(&shelf);
  for (gint64 i = 0; i < 5; i++)
    shelf_put(&shelf, &(Made){.id = i + 1,
                              .title = "Title",
                              .byline = "Bo",
                              .section = "News",
                              .language = "en-US",
                              .text = texts[i],
                              .day = i % 2 ? "2025-01-13" : "2024-01-13"});
  shelf_commit(&shelf, 1);
  assert_sound(&shelf, 5);
  shelf_write(&shelf);
  shelf_put(&shelf, &(Made){.id = 1, .title = "Title", .text = "pier", .day = "2025-01-13"});
  shelf_put(&shelf, &(Made){.id = 2, .title = "Other", .text = "开源", .day = NULL});
  shelf_put(&shelf, &(Made){.id = 2, .title = "Other", .text = "社区", .day = NULL});
  shelf_put(&shelf, &(Made){.id = 6, .title = "New", .text = "ferry", .day = "2024-01-13"});
  remove_article(&shelf, 3);
  remove_article(&shelf, 3);
  remove_article(&shelf, 77);
  shelf_commit(&shelf, 2);
  assert_sound(&shelf, 5);
  assert_found(&shelf, "ferry", "4 5 6");
  assert_found(&shelf, "pier", "1");
  assert_found(&shelf, "cafe", "");
  assert_found(&shelf, "开源", "");
  assert_found(&shelf, "社区", "2");
  assert_found(&shelf, "كتابا", "");
  shelf_write(&shelf);
  for (gint64 i = 1; i <= 6; i++)
    remove_article(&shelf, i);
  shelf_commit(&shelf, 3);
  assert_sound(&shelf, 0);
  assert_found(&shelf, "ferry", "");
  shelf_end(&shelf);
}

static void test_not_committed(void)
{
  Shelf shelf;
  shelf_start(&shelf);
  shelf_put(&shelf, &(Made){.id = 1, .title = "x", .text = "ferry"});
  shelf_commit(&shelf, 1);
  shelf_write(&shelf);
  shelf_put(&shelf, &(Made){.id = 2, .title = "x", .text = "ferry"});
  remove_article(&shelf, 1);
  g_clear_pointer(&shelf.writer, mkepub_search_writer_free);
  assert_found(&shelf, "ferry", "1");
  assert_sound(&shelf, 1);
  shelf_end(&shelf);
}

static MkepubSearchState mend(Shelf *shelf, gint64 run)
{
  g_autoptr(GError) error = NULL;
  MkepubSearchState state;
  shelf_write(shelf);
  mkepub_search_mend(shelf->writer, run, &state, &error);
  g_assert_no_error(error);
  return state;
}

/* The index was committed, the catalog was not, or the other way round. */
static void test_killed_between(void)
{
  Shelf shelf;
  shelf_start(&shelf);
  for (gint64 i = 1; i <= 20; i++)
    shelf_put(&shelf, &(Made){.id = i, .title = "x", .text = "ferry"});
  shelf_commit(&shelf, 1);
  g_assert_cmpint(mend(&shelf, 1), ==, MKEPUB_SEARCH_GOOD);
  shelf_put(&shelf, &(Made){.id = 2, .title = "x", .text = "pier"});
  shelf_put(&shelf, &(Made){.id = 21, .title = "x", .text = "pier"});
  remove_article(&shelf, 3);
  shelf_commit(&shelf, 2);
  /* the catalog knows of run 1 only: of what it holds, 2 and 3 have to be put again */
  g_assert_cmpint(mend(&shelf, 1), ==, MKEPUB_SEARCH_MENDED);
  g_assert_true(mkepub_search_has(shelf.writer, 1));
  g_assert_false(mkepub_search_has(shelf.writer, 2));
  g_assert_false(mkepub_search_has(shelf.writer, 3));
  g_assert_false(mkepub_search_has(shelf.writer, 21));
  for (gint64 i = 2; i <= 3; i++)
    shelf_put(&shelf, &(Made){.id = i, .title = "x", .text = "ferry"});
  shelf_commit(&shelf, 2);
  assert_sound(&shelf, 20);
  assert_found(&shelf, "pier", "");
  /* runs without an index have changed who knows what */
  g_assert_cmpint(mend(&shelf, 5), ==, MKEPUB_SEARCH_EMPTY);
  g_assert_false(mkepub_search_has(shelf.writer, 1));
  shelf_put(&shelf, &(Made){.id = 1, .title = "x", .text = "mole"});
  shelf_commit(&shelf, 6);
  assert_sound(&shelf, 1);
  /* the catalog was removed */
  g_assert_cmpint(mend(&shelf, 0), ==, MKEPUB_SEARCH_EMPTY);
  shelf_commit(&shelf, 1);
  assert_sound(&shelf, 0);
  shelf_end(&shelf);
}

static void damage(const Shelf *shelf, const char *bytes)
{
  g_autofree char *path = g_build_filename(shelf->folder, "search.db", NULL);
  g_assert_true(g_file_set_contents(path, bytes, -1, NULL));
}

static void test_damaged(void)
{
  Shelf shelf;
  gboolean empty = FALSE;
  g_autoptr(GError) error = NULL;
  shelf_start(&shelf);
  shelf_put(&shelf, &(Made){.id = 1, .title = "x", .text = "ferry"});
  shelf_commit(&shelf, 1);
  damage(&shelf,
         "This is no database, but it is long enough to be looked at as if it were one, "
         "with all the bytes that its head has to have, and then some more of them.");
  g_assert_null(mkepub_search(shelf.folder, &(MkepubQuery){.words = "ferry"}, &error));
  g_assert_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT);
  g_clear_error(&error);
  shelf.writer = mkepub_search_writer_open(shelf.folder, &empty, &error);
  g_assert_no_error(error);
  g_assert_true(empty);
  shelf_put(&shelf, &(Made){.id = 1, .title = "x", .text = "ferry"});
  shelf_commit(&shelf, 2);
  assert_found(&shelf, "ferry", "1");
  sqlite3 *db = open_index(&shelf);
  shelf_sql(db, "UPDATE setting SET value = '0 of another version' WHERE key = 'fold'");
  sqlite3_close(db);
  g_assert_null(mkepub_search(shelf.folder, &(MkepubQuery){.words = "ferry"}, &error));
  g_assert_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT);
  g_clear_error(&error);
  shelf.writer = mkepub_search_writer_open(shelf.folder, &empty, &error);
  g_assert_no_error(error);
  g_assert_true(empty);
  shelf_end(&shelf);
  g_assert_null(mkepub_search("/nonexistent", &(MkepubQuery){.words = "ferry"}, &error));
  g_assert_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT);
}

/* Article NUMBER has ten words with each of the letters a to h; all of them are many. */
static char *make_common(guint number)
{
  GString *text = g_string_new("everywhere");
  for (char letter = 'a'; letter <= 'h'; letter++)
    for (guint i = 0; i < 10; i++)
      g_string_append_printf(text, " %c%u", letter, (number * 7 + i * 31) % 300);
  return g_string_free(text, FALSE);
}

static void test_bounded(void)
{
  enum { ARTICLES = 6000 };
  Shelf shelf;
  shelf_start(&shelf);
  shelf_sql(shelf.catalog, "BEGIN");
  for (guint i = 1; i <= ARTICLES; i++) {
    g_autofree char *text = make_common(i), *day = g_strdup_printf("%04u-01-01", i);
    shelf_put(&shelf, &(Made){.id = i, .title = "x", .text = text, .day = day});
  }
  shelf_sql(shelf.catalog, "COMMIT");
  shelf_commit(&shelf, 1);
  /* a word that is everywhere is still ranked whole here */
  g_autoptr(MkepubHits) all = shelf_search(&shelf, (MkepubQuery){.words = "everywhere"});
  g_assert_cmpuint(all->found, ==, ARTICLES);
  g_assert_false(all->bounded);
  /* the newest are ranked, and it is said */
  g_autoptr(MkepubHits) some =
      shelf_search(&shelf, (MkepubQuery){.words = "a* b* c* d* e* f* g* h*"});
  g_assert_true(some->bounded);
  g_assert_cmpuint(some->hits->len, ==, 20);
  g_assert_cmpuint(some->found, >=, 20);
  g_assert_cmpuint(some->found, <, ARTICLES);
  for (guint i = 0; i < some->hits->len; i++)
    g_assert_cmpint(((MkepubHit *)g_ptr_array_index(some->hits, i))->article, >,
                    ARTICLES - (gint64)some->found * 2);
  /* what is left out is left out whole, or not at all */
  g_autoptr(GError) error = NULL;
  g_assert_null(mkepub_search(shelf.folder, &(MkepubQuery){.words = "everywhere -a*"}, &error));
  g_assert_error(error, MKEPUB_ERROR, MKEPUB_ERROR_USAGE);
  shelf_end(&shelf);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/search-index/articles are changed and removed", test_runs);
  g_test_add_func("/search-index/without a commit nothing stays", test_not_committed);
  g_test_add_func("/search-index/a run that was killed is mended", test_killed_between);
  g_test_add_func("/search-index/what is damaged or of another version is made anew",
                  test_damaged);
  g_test_add_func("/search-index/what is too much is bounded and said", test_bounded);
  return g_test_run();
}
