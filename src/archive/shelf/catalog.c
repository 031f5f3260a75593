/* SPDX-License-Identifier: MIT */
#include "archive/shelf/catalog.h"

#include <errno.h>
#include <string.h>

#include "archive/shelf/catalog-internal.h"
#include "archive/shelf/catalog-write.h"
#include "archive/shelf/schema.h"
#include "base/text.h"

#define APPLICATION_ID 0x6d6b6570 /* 'mkep' */
#define REMEDY         "delete it and run 'mkepub archive' again"

/* Each step brings the schema to the next version; the first one creates it. */
static const char *const steps[] = {
    schema_sql,
    /* of a picture that was found, as it was written; NULL for one that is missing */
    "ALTER TABLE resource ADD COLUMN address BLOB;",
    /* whether the file is there (1: no longer in the input, 2: not readable), and the hash of
     * what its issue was made of */
    "ALTER TABLE article ADD COLUMN missing INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE article ADD COLUMN published BLOB;"
    "UPDATE article SET published = sha256 WHERE issue IS NOT NULL;"
    "CREATE INDEX article_missing ON article (issue) WHERE missing <> 0;"};
#define VERSION G_N_ELEMENTS(steps)

static void finalize_statement(gpointer statement)
{
  sqlite3_finalize(statement);
}

static void bind_values(sqlite3_stmt *statement, const char *types, va_list args)
{
  for (int i = 1; *types; types++, i++) {
    if (*types == 'i') {
      sqlite3_bind_int64(statement, i, va_arg(args, gint64));
    } else if (*types == 't') {
      const char *text = va_arg(args, const char *);
      /* text that is not UTF-8 could not be read again */
      if (!text || g_utf8_validate(text, -1, NULL))
        sqlite3_bind_text(statement, i, text, -1, SQLITE_STATIC);
      else
        sqlite3_bind_text(statement, i, g_utf8_make_valid(text, -1), -1, g_free);
    } else {
      const void *bytes = va_arg(args, const void *);
      int length = va_arg(args, int);
      sqlite3_bind_blob(statement, i, bytes, length, SQLITE_STATIC);
    }
  }
}

sqlite3_stmt *catalog_prepare(MkepubCatalog *catalog, GError **error, const char *sql,
                              const char *types, ...)
{
  sqlite3_stmt *statement = database_prepare(&catalog->database, sql, FALSE, error);
  va_list args;
  va_start(args, types);
  if (statement)
    bind_values(statement, types, args);
  va_end(args);
  return statement;
}

static sqlite3_stmt *find_statement(MkepubCatalog *catalog, const char *sql, GError **error)
{
  sqlite3_stmt *statement = g_hash_table_lookup(catalog->statements, sql);
  if (statement)
    return statement;
  statement = database_prepare(&catalog->database, sql, TRUE, error);
  if (statement)
    g_hash_table_insert(catalog->statements, (gpointer)sql, statement);
  return statement;
}

sqlite3_stmt *catalog_query(MkepubCatalog *catalog, GError **error, const char *sql,
                            const char *types, ...)
{
  sqlite3_stmt *statement = find_statement(catalog, sql, error);
  va_list args;
  va_start(args, types);
  if (statement)
    bind_values(statement, types, args);
  va_end(args);
  return statement;
}

gboolean catalog_run(MkepubCatalog *catalog, GError **error, const char *sql, const char *types,
                     ...)
{
  sqlite3_stmt *statement = find_statement(catalog, sql, error);
  if (!statement)
    return FALSE;
  va_list args;
  va_start(args, types);
  bind_values(statement, types, args);
  va_end(args);
  return database_run(&catalog->database, statement, error);
}

int catalog_step(MkepubCatalog *catalog, sqlite3_stmt *statement, const char *columns,
                 GError **error)
{
  return database_step(&catalog->database, statement, columns, error);
}

gboolean catalog_must(MkepubCatalog *catalog, sqlite3_stmt *statement, const char *columns,
                      const char *what, GError **error)
{
  int result = catalog_step(catalog, statement, columns, error);
  if (result == SQLITE_DONE)
    database_damaged(&catalog->database, what, error);
  return result == SQLITE_ROW;
}

gboolean catalog_next(MkepubCatalog *catalog, sqlite3_stmt *statement, const char *columns,
                      gboolean *good, GError **error)
{
  return database_next(&catalog->database, statement, columns, good, error);
}

gboolean catalog_list_ids(MkepubCatalog *catalog, sqlite3_stmt *statement, GArray *ids,
                          GError **error)
{
  gboolean good;
  while (catalog_next(catalog, statement, "i", &good, error)) {
    gint64 id = column_number(statement, 0);
    g_array_append_val(ids, id);
  }
  sqlite3_reset(statement);
  return good;
}

gboolean catalog_list_texts(MkepubCatalog *catalog, sqlite3_stmt *statement, const char *column,
                            GPtrArray *texts, GError **error)
{
  gboolean good;
  while (catalog_next(catalog, statement, column, &good, error))
    g_ptr_array_add(texts, g_strdup(catalog_text(statement, 0)));
  sqlite3_reset(statement);
  return good;
}

gboolean catalog_read_number(MkepubCatalog *catalog, sqlite3_stmt *statement, gint64 *number,
                             GError **error)
{
  gboolean there =
      statement && catalog_must(catalog, statement, "n", "a number is missing", error);
  if (there)
    *number = column_number(statement, 0);
  sqlite3_reset(statement);
  return there;
}

gboolean catalog_has_row(MkepubCatalog *catalog, sqlite3_stmt *statement, gboolean *has,
                         GError **error)
{
  gboolean good;
  *has = catalog_next(catalog, statement, "n", &good, error);
  sqlite3_reset(statement);
  return good;
}

gboolean catalog_damaged(MkepubCatalog *catalog, const char *what, GError **error)
{
  return database_damaged(&catalog->database, what, error);
}

gboolean catalog_is_sound(const MkepubCatalog *catalog, GError **error)
{
  return database_is_sound(&catalog->database, error);
}

gboolean catalog_is_whole(MkepubCatalog *catalog, GError **error)
{
  g_autoptr(sqlite3_stmt) row = catalog_prepare(catalog, error, "PRAGMA quick_check(1)", "");
  if (!row || !catalog_must(catalog, row, "t", "SQLite cannot look through it", error))
    return FALSE;
  return strcmp(catalog_text(row, 0), "ok") == 0 ||
         database_damaged(&catalog->database, "SQLite finds errors in it", error);
}

const char *catalog_text(sqlite3_stmt *statement, int column)
{
  return column_text(statement, column);
}

static gboolean execute_sql(MkepubCatalog *catalog, const char *sql, GError **error)
{
  return database_execute(&catalog->database, sql, error);
}

static gboolean refuse_catalog(const Database *database, const char *format, GError **error)
{
  g_autofree char *shown = text_display_path(database->path);
  g_autofree char *sentence = g_strdup_printf(format, shown);
  g_set_error_literal(error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT, sentence);
  return FALSE;
}

static gboolean read_number(Database *database, const char *format, const char *schema,
                            gint64 *number, GError **error)
{
  g_autofree char *sql = g_strdup_printf(format, schema);
  return database_number(database, sql, number, error);
}

/* Whose SCHEMA is; *version becomes 0 for a database in which there is nothing yet. */
static gboolean identify_schema(Database *database, const char *schema, gint64 *version,
                                GError **error)
{
  gint64 id, tables = 1;
  if (!read_number(database, "PRAGMA %s.application_id", schema, &id, error) ||
      !read_number(database, "PRAGMA %s.user_version", schema, version, error))
    return FALSE;
  if (*version == 0 &&
      !read_number(database, "SELECT count(*) FROM %s.sqlite_schema", schema, &tables, error))
    return FALSE;
  if (id != APPLICATION_ID && (id != 0 || tables > 0 || !database->writing))
    return refuse_catalog(database, "'%s' is not a catalog of mkepub", error);
  if (*version > (gint64)VERSION)
    return refuse_catalog(database, "the catalog '%s' was made by a newer mkepub", error);
  if (tables == 0)
    return TRUE;
  if (*version < 1)
    return database_damaged(database, "its version is out of range", error);
  return database_compare(database, schema, steps, (gsize)*version, error);
}

static gboolean bring_up_to_date(MkepubCatalog *catalog, gint64 version, GError **error)
{
  if (version == (gint64)VERSION)
    return TRUE;
  for (; version < (gint64)VERSION; version++)
    if (!execute_sql(catalog, steps[version], error))
      return FALSE;
  g_autofree char *stamp =
      g_strdup_printf("PRAGMA application_id = %d; PRAGMA user_version = %" G_GINT64_FORMAT,
                      APPLICATION_ID, version);
  return execute_sql(catalog, stamp, error);
}

/* For this run only: facets that it touches, issues that keep their books (catalog-plan.h), new
 * times of pictures. */
static const char temporary[] =
    "CREATE TEMP TABLE touched (kind INTEGER NOT NULL, name TEXT NOT NULL,"
    " PRIMARY KEY (kind, name)) WITHOUT ROWID;"
    "CREATE TEMP TABLE kept_issue (id INTEGER PRIMARY KEY);"
    "CREATE TEMP TABLE picture_time (source BLOB PRIMARY KEY, mtime INTEGER NOT NULL)"
    " WITHOUT ROWID";

static gboolean begin_reading(MkepubCatalog *catalog, GError **error)
{
  gint64 version;
  if (!execute_sql(catalog, "PRAGMA query_only = on", error) ||
      !identify_schema(&catalog->database, "main", &version, error))
    return FALSE;
  return version == (gint64)VERSION ||
         refuse_catalog(
             &catalog->database,
             "the catalog '%s' was made by an older mkepub; 'mkepub archive' updates it",
             error);
}

static gboolean begin_writing(MkepubCatalog *catalog, GError **error)
{
  gint64 version;
  return execute_sql(catalog,
                     "PRAGMA foreign_keys = on; PRAGMA synchronous = full;"
                     "PRAGMA temp_store = memory",
                     error) &&
         execute_sql(catalog, temporary, error) &&
         execute_sql(catalog, "BEGIN IMMEDIATE", error) &&
         identify_schema(&catalog->database, "main", &version, error) &&
         bring_up_to_date(catalog, version, error);
}

MkepubCatalog *mkepub_catalog_open(const char *folder, MkepubCatalogMode mode, GError **error)
{
  g_autoptr(MkepubCatalog) catalog = g_new0(MkepubCatalog, 1);
  gboolean writing = mode == MKEPUB_CATALOG_WRITE;
  catalog->database = (Database){.path = g_build_filename(folder, "catalog.db", NULL),
                                 .writing = writing,
                                 .noun = "catalog",
                                 .remedy = REMEDY};
  catalog->statements =
      g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, finalize_statement);
  if (!writing && !g_file_test(catalog->database.path, G_FILE_TEST_EXISTS)) {
    mkepub_error_set_errno(error, MKEPUB_ERROR_INPUT, ENOENT, "cannot open",
                           catalog->database.path);
    return NULL;
  }
  if (!database_open(&catalog->database, folder, "catalog.db", error) ||
      !execute_sql(catalog, "PRAGMA cache_size = -32000", error) ||
      !(writing ? begin_writing(catalog, error) : begin_reading(catalog, error)))
    return NULL;
  return g_steal_pointer(&catalog);
}

gboolean catalog_attach(Database *database, const char *folder, GError **error)
{
  gint64 version;
  g_autofree char *path = g_build_filename(folder, "catalog.db", NULL);
  /* what is wrong with it is said of its own file */
  Database own = {.db = database->db,
                  .path = path,
                  .noun = "catalog",
                  .remedy = REMEDY,
                  .steps = database->steps};
  gboolean good = database_attach(&own, folder, "catalog.db", "catalog", error) &&
                  identify_schema(&own, "catalog", &version, error);
  database->steps = own.steps;
  g_clear_error(&own.failure);
  return good;
}

void mkepub_catalog_free(MkepubCatalog *catalog)
{
  if (!catalog)
    return;
  g_clear_pointer(&catalog->statements, g_hash_table_unref);
  database_close(&catalog->database);
  g_free(catalog);
}

gboolean mkepub_catalog_commit(MkepubCatalog *catalog, GError **error)
{
  return execute_sql(catalog, "COMMIT", error);
}

char *mkepub_catalog_setting(MkepubCatalog *catalog, const char *key)
{
  g_autoptr(sqlite3_stmt) statement =
      catalog_prepare(catalog, NULL, "SELECT value FROM setting WHERE key = ?", "t", key);
  if (!statement || catalog_step(catalog, statement, "t", NULL) != SQLITE_ROW)
    return NULL;
  return g_strdup(catalog_text(statement, 0));
}
