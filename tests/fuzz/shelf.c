/* SPDX-License-Identifier: MIT */
/* From any bytes, taken as a row of damages, to what the program does with a shelf that has
 * them: rows and schema of its databases, names, links, pipes, and bytes of any of its files.
 * Whatever it says of such a shelf, all beside it and the files that others put on it stay as
 * they are. */
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "mkepub/archive.h"
#include "mkepub/bag.h"
#include "mkepub/search.h"
#include "mkepub/shelf-check.h"
#include "mkepub/shelf-extract.h"
#include "mkepub/shelf-info.h"
#include "mkepub/xml.h"
#include "press.h"
#include "scene.h"

/* The bytes, from the front to the back. */
typedef struct {
  const uint8_t *at, *end;
} Bytes;

static guint next(Bytes *bytes)
{
  return bytes->at < bytes->end ? *bytes->at++ : 0;
}

static guint next_wide(Bytes *bytes)
{
  guint high = next(bytes);
  return high << 8 | next(bytes);
}

static const char *pick_name(Bytes *bytes)
{
  const GPtrArray *names = scene()->names;
  return g_ptr_array_index(names, next_wide(bytes) % names->len);
}

static char *path_of(const char *name)
{
  return g_build_filename(scene()->shelf, name, NULL);
}

/* Removes whatever is at PATH, folders with all that they hold. */
static void remove_at(const char *path)
{
  struct stat info;
  if (g_lstat(path, &info) == 0 && S_ISDIR(info.st_mode))
    scene_remove(path);
  else
    g_unlink(path);
}

/* The values that a row may get, as SQL; '%s' is the folder that holds the shelf. */
static const char *const values[] = {
    "NULL",
    "-1",
    "0",
    "9223372036854775807",
    "-9223372036854775807",
    "23622320128",
    "1e300",
    "x''",
    "x'00'",
    "zeroblob(33)",
    "zeroblob(31)",
    "zeroblob(70000)",
    "''",
    "'x'",
    "'..'",
    "'.'",
    "'../beside/thesis.odt'",
    "'../../beside/thesis.odt'",
    "'%s/beside/thesis.odt'",
    "'books/../../beside/thesis.odt'",
    "'books/2025/../../../beside/thesis.odt'",
    "'books'",
    "'books/'",
    "'index.html/x'",
    "'catalog.db'",
    "'.lock'",
    "'undated'",
    "'9999-99-99'",
    "'2025-W99'",
    "CAST(x'FFFE41' AS TEXT)",
    "CAST(x'610062' AS TEXT)",
    "char(27) || '[2J' || char(10) || 'forged'",
    "printf('%%.70000c', 'x')",
    "(SELECT max(id) FROM article)",
};

static const char *const statements[] = {
    "PRAGMA user_version = -1000",
    "PRAGMA user_version = 1000",
    "PRAGMA user_version = 0",
    "PRAGMA user_version = 1",
    "PRAGMA application_id = 1",
    "PRAGMA journal_mode = WAL",
    "PRAGMA encoding = 'UTF-16'",
    "DROP TABLE file",
    "DROP TABLE article; CREATE VIEW article AS SELECT * FROM issue",
    "DROP TABLE change",
    "DROP INDEX issue_order",
    "DROP INDEX article_issue",
    "ALTER TABLE article ADD COLUMN more TEXT",
    "ALTER TABLE file RENAME TO files",
    "CREATE TABLE more (x)",
    "CREATE VIEW v AS SELECT 1",
    "CREATE TRIGGER t AFTER INSERT ON change BEGIN DELETE FROM article; END",
    "CREATE TRIGGER t BEFORE DELETE ON file BEGIN SELECT RAISE(ABORT, 'no'); END",
    "ALTER TABLE file RENAME TO f; CREATE VIEW file AS WITH RECURSIVE n(i) AS (SELECT 1 UNION"
    " ALL SELECT i + 1 FROM n) SELECT 'books/2025/' || i AS name, 'book' AS kind, 1 AS bytes,"
    " 1 AS mtime, zeroblob(32) AS sha256, NULL AS made_from FROM n",
    "ALTER TABLE issue RENAME TO f; CREATE VIEW issue AS WITH RECURSIVE n(i) AS (SELECT 1"
    " UNION ALL SELECT i + 1 FROM n) SELECT * FROM f, n",
    "ALTER TABLE setting RENAME TO f; CREATE VIEW setting AS WITH RECURSIVE n(i) AS (SELECT 1"
    " UNION ALL SELECT i + 1 FROM n) SELECT i AS key, i AS value FROM n",
    "DELETE FROM file",
    "DELETE FROM issue",
    "DELETE FROM article",
    "DELETE FROM setting",
    "DELETE FROM source",
    "DELETE FROM entry",
    "DELETE FROM run",
    "INSERT INTO file VALUES ('../beside/thesis.odt', 'page', 1, 1, zeroblob(32), NULL)",
    "INSERT INTO file VALUES ('books/../../beside/thesis.odt', 'book', 1, 1, zeroblob(32), "
    "NULL)",
    "INSERT INTO run VALUES (9223372036854775807, '', '', 0, 0, 0, 0, 0)",
    "UPDATE article SET id = id + 23622320128",
    "UPDATE article SET id = -id",
    "UPDATE issue SET id = -id",
    "UPDATE sqlite_schema SET sql = 'CREATE TABLE file (name)' WHERE name = 'file'",
    "UPDATE sqlite_schema SET sql = 'x' WHERE name = 'article'",
    "UPDATE sqlite_schema SET rootpage = 1 WHERE name = 'article'",
    "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name ="
    " 'issue') WHERE name = 'file'",
    "UPDATE sqlite_schema SET type = 'view' WHERE name = 'run'",
    "DROP TABLE words",
    "DROP TABLE entry; CREATE VIEW entry AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT"
    " i + 1 FROM n) SELECT * FROM n",
    "UPDATE words_data SET block = zeroblob(40)",
    "UPDATE words_data SET block = x'FFFFFFFFFFFFFFFF'",
    "DELETE FROM words_data",
};

static void execute(sqlite3 *db, const char *sql)
{
  sqlite3_exec(db, sql, NULL, NULL, NULL); /* what SQLite refuses is no damage */
}

static const char *database_of(Bytes *bytes)
{
  return next(bytes) % 4 == 0 ? "search.db" : "catalog.db";
}

static sqlite3 *open_database(const char *name)
{
  g_autofree char *path = path_of(name);
  struct stat info;
  sqlite3 *db = NULL;
  static const char *const ends[] = {"", "-journal", "-wal", "-shm"};
  for (guint i = 0; i < G_N_ELEMENTS(ends); i++) { /* SQLite would wait for a pipe */
    g_autofree char *file = g_strconcat(path, ends[i], NULL);
    if (g_lstat(file, &info) != 0 ? i == 0 : !S_ISREG(info.st_mode) || info.st_nlink > 1)
      return NULL;
  }
  if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
    g_clear_pointer(&db, sqlite3_close);
  else
    execute(db, "PRAGMA writable_schema = ON; PRAGMA synchronous = OFF");
  return db;
}

/* Runs SQL on a database, without its constraints where LOOSE: they are back afterwards, so
 * that the schema is as it was and the rows are not. */
static void change_database(const char *name, const char *sql, gboolean loose)
{
  for (guint step = 0; step < 3; step++) {
    static const char *const steps[] = {
        "CREATE TABLE kept AS SELECT name, sql FROM sqlite_schema; UPDATE sqlite_schema SET sql"
        " = replace(sql, 'NOT NULL', '') WHERE type = 'table' AND name <> 'kept'",
        NULL,
        "UPDATE sqlite_schema AS s SET sql = k.sql FROM kept k WHERE k.name = s.name;"
        " DROP TABLE kept"};
    sqlite3 *db = steps[step] && !loose ? NULL : open_database(name);
    if (db)
      execute(db, steps[step] ? steps[step] : sql);
    sqlite3_close(db);
  }
}

static void change_value(Bytes *bytes)
{
  const char *database = database_of(bytes);
  const GPtrArray *columns =
      *database == 's' ? scene()->search_columns : scene()->catalog_columns;
  const SceneColumn *column = g_ptr_array_index(columns, next(bytes) % columns->len);
  const char *value = values[next(bytes) % G_N_ELEMENTS(values)];
  guint row = next(bytes) % 8;
  g_autoptr(GString) sql = g_string_new(NULL);
  g_string_printf(sql, "UPDATE OR REPLACE \"%s\" SET \"%s\" = ", column->table, column->name);
  g_string_append_printf(sql, value, scene()->folder);
  if (row > 0)
    g_string_append_printf(sql,
                           " WHERE \"%s\" IS (SELECT \"%s\" FROM \"%s\" LIMIT 1 OFFSET %u)",
                           column->name, column->name, column->table, row - 1);
  change_database(database, sql->str, TRUE);
}

static void change_schema(Bytes *bytes)
{
  const char *database = database_of(bytes);
  change_database(database, statements[next(bytes) % G_N_ELEMENTS(statements)], FALSE);
}

/* A few bytes of the file NAME. */
static void change_bytes(const char *name, Bytes *bytes)
{
  g_autofree char *path = path_of(name);
  int fd = open(path, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  struct stat info;
  guint count = 1 + next(bytes) % 4;
  if (fd < 0)
    return;
  if (fstat(fd, &info) == 0 && S_ISREG(info.st_mode) && info.st_nlink == 1 && info.st_size > 0)
    for (guint i = 0; i < count; i++) {
      guint place = next_wide(bytes) << 8 | next(bytes);
      guint8 value = (guint8)next(bytes);
      /* the first pages of a database have what it is made of */
      off_t at = place & 1 ? place % MIN(info.st_size, 4096) : place % info.st_size;
      g_assert_cmpint(pwrite(fd, &value, 1, at), ==, 1);
    }
  close(fd);
}

static void change_file(Bytes *bytes)
{
  change_bytes(pick_name(bytes), bytes);
}

static void change_page(Bytes *bytes)
{
  change_bytes(database_of(bytes), bytes);
}

static void cut_file(Bytes *bytes)
{
  g_autofree char *path = path_of(pick_name(bytes));
  struct stat info;
  guint part = next(bytes);
  if (g_lstat(path, &info) == 0 && S_ISREG(info.st_mode) && info.st_nlink == 1)
    g_assert_cmpint(
        truncate(path, part == 255 ? info.st_size + 5000 : info.st_size * part / 256), ==, 0);
}

static void replace_by_link(Bytes *bytes)
{
  static const char *const targets[] = {"../beside",
                                        "../../beside",
                                        "../beside/thesis.odt",
                                        "../../beside/thesis.odt",
                                        "%s/beside",
                                        "%s/beside/thesis.odt",
                                        "%s/beside/new",
                                        "%s/articles",
                                        "/dev/zero",
                                        "/dev/null",
                                        "/proc/self/environ",
                                        ".",
                                        "..",
                                        "index.html",
                                        "books",
                                        "loop"};
  const char *name = pick_name(bytes);
  g_autofree char *path = path_of(name);
  g_autoptr(GString) target = g_string_new(NULL);
  g_string_printf(target, targets[next(bytes) % G_N_ELEMENTS(targets)], scene()->folder);
  remove_at(path);
  (void)!symlink(target->str, path);
}

static void replace_by_other(Bytes *bytes)
{
  g_autofree char *path = path_of(pick_name(bytes));
  g_autofree char *victim = g_build_filename(scene()->folder, "beside", "thesis.odt", NULL);
  guint kind = next(bytes) % 4;
  remove_at(path);
  if (kind == 0)
    (void)!mkfifo(path, 0666);
  else if (kind == 1)
    g_mkdir(path, 0777);
  else if (kind == 2)
    (void)!link(victim, path);
  else
    g_file_set_contents(path, "", 0, NULL);
}

static void remove_name(Bytes *bytes)
{
  g_autofree char *path = path_of(pick_name(bytes));
  remove_at(path);
}

/* Lines of names for the files in which names are lines. */
static void write_lines(Bytes *bytes)
{
  static const char *const files[] = {".lock", "manifest-sha256.txt", "catalog.db-journal",
                                      "search.db-journal", "catalog.db-wal"};
  static const char *const lines[] = {
      "unfinished",
      "books/2025/own.epub",
      "../beside/thesis.odt",
      "%s/beside/thesis.odt",
      "books/../../beside/thesis.odt",
      "books",
      "",
      "x\033[2J",
      ".catalog.db.AbCdEf",
      "index.html",
      "books/2025/.own.epub.ABCDEF",
      "0000000000000000000000000000000000000000000000000000000000000000  ../beside/thesis.odt",
      "0000000000000000000000000000000000000000000000000000000000000000  index.html"};
  g_autofree char *path = path_of(files[next(bytes) % G_N_ELEMENTS(files)]);
  g_autoptr(GString) text = g_string_new(NULL);
  guint mode = next(bytes), count = mode % 6;
  struct stat info;
  if (g_lstat(path, &info) == 0 && (!S_ISREG(info.st_mode) || info.st_nlink > 1))
    return;
  for (guint i = 0; i < count; i++) {
    g_string_append_printf(text, lines[next(bytes) % G_N_ELEMENTS(lines)], scene()->folder);
    g_string_append_c(text, mode & 64 ? '\0' : '\n');
  }
  FILE *file = g_fopen(path, mode & 128 ? "w" : "a");
  if (!file)
    return;
  fwrite(text->str, 1, text->len, file);
  fclose(file);
}

static void damage(Bytes *bytes)
{
  static void (*const kinds[])(Bytes *) = {
      change_value, change_value, change_schema,   change_page,      change_file,
      cut_file,     write_lines,  replace_by_link, replace_by_other, remove_name};
  for (guint i = 0; i < 8 && bytes->at < bytes->end; i++)
    kinds[next(bytes) % G_N_ELEMENTS(kinds)](bytes);
}

/* A call fails with an error, and only then has one. */
static void check_outcome(const char *call, gboolean done, GError *error, GString *trouble)
{
  if (done != (error == NULL))
    g_string_append_printf(trouble, "[%s: %s]", call,
                           error ? error->message : "failed without an error");
  g_clear_error(&error);
}

static void read_shelf(GString *trouble)
{
  const char *shelf = scene()->shelf;
  g_auto(MkepubShelfInfo) info = {0};
  MkepubShelfCheckResult result = {0};
  MkepubShelfCheckOptions options = {.threads = 1};
  g_autoptr(MkepubFindings) findings = mkepub_findings_new();
  GError *error = NULL;
  gboolean done = mkepub_shelf_info_read(shelf, &info, &error);
  check_outcome("info", done, error, trouble);
  error = NULL;
  done = mkepub_shelf_check(shelf, &options, findings, &result, &error);
  check_outcome("check", done, error, trouble);
  error = NULL;
  MkepubQuery query = {.words = "text OR bridge*"};
  g_autoptr(MkepubHits) hits = mkepub_search(shelf, &query, &error);
  check_outcome("search", hits != NULL, error, trouble);
}

static void copy_out(GString *trouble)
{
  g_autofree char *out = g_build_filename(scene()->folder, "out", NULL);
  g_autofree char *bag = g_build_filename(scene()->folder, "bag", NULL);
  GError *error = NULL;
  guint count = 0;
  gboolean done =
      mkepub_shelf_extract(scene()->shelf, out, MKEPUB_EXTRACT_OVERWRITE, &count, &error);
  check_outcome("extract", done, error, trouble);
  error = NULL;
  done = mkepub_bag_write(scene()->shelf, bag, &error);
  check_outcome("bag", done, error, trouble);
}

static void archive(gboolean dry_run, GString *trouble)
{
  GError *error = NULL;
  gboolean done = scene_archive(dry_run, &error);
  check_outcome("archive", done, error, trouble);
}

char *fuzz_one(const uint8_t *data, size_t size)
{
  g_autoptr(GString) trouble = g_string_new(NULL);
  Bytes bytes = {data, data + size};
  guint calls = next(&bytes);
  mkepub_xml_init();
  scene_set();
  damage(&bytes);
  scene_remember();
  if (calls & 1)
    read_shelf(trouble);
  if (calls & 2)
    archive(calls & 4, trouble);
  if (calls & 8)
    copy_out(trouble);
  if ((calls & 48) == 48)
    archive(FALSE, trouble);
  scene_compare(trouble);
  return trouble->len > 0 ? g_strdup(trouble->str) : NULL;
}
