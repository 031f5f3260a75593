/* SPDX-License-Identifier: MIT */
#include "mkepub/catalog.h"

#include <errno.h>
#include <string.h>

#include "archive/catalog-state.h"
#include "archive/schema.h"
#include "archive/shelf-claim.h"
#include "base/text.h"

#define APPLICATION_ID 0x6d6b6570 /* 'mkep' */
#define WAIT_MS        5000       /* for another program that reads or writes */

/* What brings the schema from a version to the next one; the first step makes it. */
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

gboolean catalog_fail(MkepubCatalog *catalog, GError **error)
{
  int code = catalog->db ? sqlite3_errcode(catalog->db) : SQLITE_NOMEM;
  g_autofree char *shown = text_display_path(catalog->path);
  if (code == SQLITE_NOTADB)
    g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT, "'%s' is no catalog of mkepub", shown);
  else if (code == SQLITE_CORRUPT)
    g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT, "the catalog '%s' is damaged", shown);
  else if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
    g_set_error(error, MKEPUB_ERROR,
                catalog->writing ? MKEPUB_ERROR_OUTPUT : MKEPUB_ERROR_INPUT,
                catalog->writing ? "cannot write '%s': another program is using it"
                                 : "cannot read '%s': the archive is being updated",
                shown);
  else
    g_set_error(error, MKEPUB_ERROR,
                catalog->writing ? MKEPUB_ERROR_OUTPUT : MKEPUB_ERROR_INPUT,
                "cannot %s '%s': %s", catalog->writing ? "write" : "read", shown,
                catalog->db ? sqlite3_errmsg(catalog->db) : "out of memory");
  return FALSE;
}

static void finalize(gpointer statement)
{
  sqlite3_finalize(statement);
}

static void bind(sqlite3_stmt *statement, const char *types, va_list args)
{
  for (int i = 1; *types; types++, i++) {
    if (*types == 'i') {
      sqlite3_bind_int64(statement, i, va_arg(args, gint64));
    } else if (*types == 't') {
      const char *text = va_arg(args, const char *);
      sqlite3_bind_text(statement, i, text, -1, SQLITE_STATIC);
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
  sqlite3_stmt *statement = NULL;
  if (sqlite3_prepare_v2(catalog->db, sql, -1, &statement, NULL) != SQLITE_OK) {
    catalog_fail(catalog, error);
    return NULL;
  }
  va_list args;
  va_start(args, types);
  bind(statement, types, args);
  va_end(args);
  return statement;
}

static sqlite3_stmt *lookup(MkepubCatalog *catalog, const char *sql, GError **error)
{
  sqlite3_stmt *statement = g_hash_table_lookup(catalog->statements, sql);
  if (statement)
    return statement;
  if (sqlite3_prepare_v3(catalog->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) !=
      SQLITE_OK) {
    catalog_fail(catalog, error);
    return NULL;
  }
  g_hash_table_insert(catalog->statements, (gpointer)sql, statement);
  return statement;
}

sqlite3_stmt *catalog_query(MkepubCatalog *catalog, GError **error, const char *sql,
                            const char *types, ...)
{
  sqlite3_stmt *statement = lookup(catalog, sql, error);
  va_list args;
  va_start(args, types);
  if (statement)
    bind(statement, types, args);
  va_end(args);
  return statement;
}

gboolean catalog_run(MkepubCatalog *catalog, GError **error, const char *sql, const char *types,
                     ...)
{
  sqlite3_stmt *statement = lookup(catalog, sql, error);
  if (!statement)
    return FALSE;
  va_list args;
  va_start(args, types);
  bind(statement, types, args);
  va_end(args);
  int result;
  do
    result = sqlite3_step(statement);
  while (result == SQLITE_ROW);
  gboolean done = result == SQLITE_DONE || catalog_fail(catalog, error);
  sqlite3_reset(statement);
  return done;
}

int catalog_step(MkepubCatalog *catalog, sqlite3_stmt *statement, GError **error)
{
  int result = sqlite3_step(statement);
  if (result != SQLITE_ROW && result != SQLITE_DONE)
    catalog_fail(catalog, error);
  return result;
}

const char *catalog_text(sqlite3_stmt *statement, int column)
{
  return (const char *)sqlite3_column_text(statement, column);
}

static gboolean execute(MkepubCatalog *catalog, const char *sql, GError **error)
{
  return sqlite3_exec(catalog->db, sql, NULL, NULL, NULL) == SQLITE_OK ||
         catalog_fail(catalog, error);
}

static gboolean read_number(MkepubCatalog *catalog, const char *sql, gint64 *number,
                            GError **error)
{
  g_autoptr(sqlite3_stmt) statement = catalog_prepare(catalog, error, sql, "");
  if (!statement || catalog_step(catalog, statement, error) != SQLITE_ROW)
    return FALSE;
  *number = sqlite3_column_int64(statement, 0);
  return TRUE;
}

/* Whose it is; *version becomes 0 for a database in which there is nothing yet. */
static gboolean identify(MkepubCatalog *catalog, gint64 *version, GError **error)
{
  gint64 id, tables;
  if (!read_number(catalog, "PRAGMA application_id", &id, error) ||
      !read_number(catalog, "PRAGMA user_version", version, error) ||
      !read_number(catalog, "SELECT count(*) FROM sqlite_schema", &tables, error))
    return FALSE;
  g_autofree char *shown = text_display_path(catalog->path);
  if (id != APPLICATION_ID && (id != 0 || tables > 0 || !catalog->writing)) {
    g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT, "'%s' is no catalog of mkepub", shown);
    return FALSE;
  }
  if (*version > (gint64)VERSION) {
    g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT,
                "the catalog '%s' was made by a newer mkepub", shown);
    return FALSE;
  }
  return TRUE;
}

static gboolean bring_up_to_date(MkepubCatalog *catalog, gint64 version, GError **error)
{
  if (version == (gint64)VERSION)
    return TRUE;
  for (; version < (gint64)VERSION; version++)
    if (!execute(catalog, steps[version], error))
      return FALSE;
  g_autofree char *stamp =
      g_strdup_printf("PRAGMA application_id = %d; PRAGMA user_version = %" G_GINT64_FORMAT,
                      APPLICATION_ID, version);
  return execute(catalog, stamp, error);
}

/* For this run only: what it touches, and the issues whose books stay as they are (kept.h). */
static const char temporary[] =
    "CREATE TEMP TABLE touched (kind INTEGER NOT NULL, name TEXT NOT NULL,"
    " PRIMARY KEY (kind, name)) WITHOUT ROWID;"
    "CREATE TEMP TABLE kept_issue (id INTEGER PRIMARY KEY)";

static gboolean begin_reading(MkepubCatalog *catalog, GError **error)
{
  gint64 version;
  if (!execute(catalog, "PRAGMA query_only = on", error) || !identify(catalog, &version, error))
    return FALSE;
  if (version == (gint64)VERSION)
    return TRUE;
  g_autofree char *shown = text_display_path(catalog->path);
  g_set_error(
      error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT,
      "the catalog '%s' was made by an older mkepub: 'mkepub archive' brings it up to date",
      shown);
  return FALSE;
}

static gboolean begin_writing(MkepubCatalog *catalog, GError **error)
{
  gint64 version;
  return execute(catalog,
                 "PRAGMA foreign_keys = on; PRAGMA synchronous = full;"
                 "PRAGMA temp_store = memory",
                 error) &&
         execute(catalog, temporary, error) && execute(catalog, "BEGIN IMMEDIATE", error) &&
         identify(catalog, &version, error) && bring_up_to_date(catalog, version, error);
}

MkepubCatalog *mkepub_catalog_open(const char *folder, MkepubCatalogMode mode, GError **error)
{
  g_autoptr(MkepubCatalog) catalog = g_new0(MkepubCatalog, 1);
  catalog->path = g_build_filename(folder, "catalog.db", NULL);
  catalog->writing = mode == MKEPUB_CATALOG_WRITE;
  catalog->statements = g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, finalize);
  if (!catalog->writing && !g_file_test(catalog->path, G_FILE_TEST_EXISTS)) {
    mkepub_error_set_errno(error, MKEPUB_ERROR_INPUT, ENOENT, "cannot open", catalog->path);
    return NULL;
  }
  if (!shelf_check_database(folder, "catalog.db", error))
    return NULL;
  /* To read is to undo first what a killed run left: that needs the right to write, which
   * SQLite does without where there is none. */
  int flags =
      SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (catalog->writing ? SQLITE_OPEN_CREATE : 0);
  if (sqlite3_open_v2(catalog->path, &catalog->db, flags, NULL) != SQLITE_OK) {
    catalog_fail(catalog, error);
    return NULL;
  }
  sqlite3_busy_timeout(catalog->db, WAIT_MS);
  if (!execute(catalog, "PRAGMA cache_size = -32000; PRAGMA temp_store = memory", error) ||
      !(catalog->writing ? begin_writing(catalog, error) : begin_reading(catalog, error)))
    return NULL;
  return g_steal_pointer(&catalog);
}

void mkepub_catalog_free(MkepubCatalog *catalog)
{
  if (!catalog)
    return;
  g_clear_pointer(&catalog->statements, g_hash_table_unref);
  sqlite3_close(catalog->db); /* rolls back what is not committed */
  g_free(catalog->path);
  g_free(catalog);
}

gboolean mkepub_catalog_commit(MkepubCatalog *catalog, GError **error)
{
  return execute(catalog, "COMMIT", error);
}

char *mkepub_catalog_setting(MkepubCatalog *catalog, const char *key)
{
  g_autoptr(sqlite3_stmt) statement =
      catalog_prepare(catalog, NULL, "SELECT value FROM setting WHERE key = ?", "t", key);
  if (!statement || catalog_step(catalog, statement, NULL) != SQLITE_ROW)
    return NULL;
  return g_strdup(catalog_text(statement, 0));
}
