/* SPDX-License-Identifier: MIT */
#include "archive/search-store.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "archive/shelf-claim.h"
#include "base/embed.h"
#include "base/text.h"

#define APPLICATION_ID 0x6d6b6573 /* 'mkes' */
#define VERSION        1
#define FOLD           "1" /* to be raised when words are folded in another way */
#define WAIT_MS        5000

EMBED(search_schema_sql, "src/archive/search-schema.sql");

void search_store_damaged(const SearchStore *store, GError **error)
{
  g_autofree char *shown = text_display_path(store->path);
  g_set_error(error, MKEPUB_ERROR, store->writing ? MKEPUB_ERROR_OUTPUT : MKEPUB_ERROR_INPUT,
              "the search index '%s' is damaged: remove it, and the next run makes it anew",
              shown);
}

gboolean search_store_fail(const SearchStore *store, GError **error)
{
  int code = store->db ? sqlite3_errcode(store->db) : SQLITE_NOMEM;
  g_autofree char *shown = text_display_path(store->path);
  MkepubErrorCode kind = store->writing ? MKEPUB_ERROR_OUTPUT : MKEPUB_ERROR_INPUT;
  const char *verb = store->writing ? "write" : "read";
  if (code == SQLITE_NOTADB || code == SQLITE_CORRUPT)
    search_store_damaged(store, error);
  else if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
    g_set_error(error, MKEPUB_ERROR, kind, "cannot %s '%s': %s", verb, shown,
                store->writing ? "another program is using it"
                               : "the archive is being updated");
  else
    g_set_error(error, MKEPUB_ERROR, kind, "cannot %s '%s': %s", verb, shown,
                store->db ? sqlite3_errmsg(store->db) : "out of memory");
  return FALSE;
}

sqlite3_stmt *search_store_prepare(const SearchStore *store, const char *sql, GError **error)
{
  sqlite3_stmt *statement = NULL;
  if (sqlite3_prepare_v3(store->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) !=
      SQLITE_OK)
    search_store_fail(store, error);
  return statement;
}

gboolean search_store_run(const SearchStore *store, sqlite3_stmt *statement, GError **error)
{
  int result;
  do
    result = sqlite3_step(statement);
  while (result == SQLITE_ROW);
  gboolean done = result == SQLITE_DONE || search_store_fail(store, error);
  sqlite3_reset(statement);
  return done;
}

gboolean search_store_exec(const SearchStore *store, const char *sql, GError **error)
{
  return sqlite3_exec(store->db, sql, NULL, NULL, NULL) == SQLITE_OK ||
         search_store_fail(store, error);
}

static char *setting(const SearchStore *store, const char *key)
{
  g_autoptr(sqlite3_stmt) statement =
      search_store_prepare(store, "SELECT value FROM setting WHERE key = ?", NULL);
  if (!statement)
    return NULL;
  sqlite3_bind_text(statement, 1, key, -1, SQLITE_STATIC);
  return sqlite3_step(statement) == SQLITE_ROW
             ? g_strdup((const char *)sqlite3_column_text(statement, 0))
             : NULL;
}

gint64 search_store_number(const SearchStore *store, const char *key)
{
  g_autofree char *value = setting(store, key);
  return value ? g_ascii_strtoll(value, NULL, 10) : 0;
}

gboolean search_store_set(const SearchStore *store, const char *key, const char *value,
                          GError **error)
{
  g_autoptr(sqlite3_stmt) statement = search_store_prepare(
      store, "INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)", error);
  if (!statement)
    return FALSE;
  sqlite3_bind_text(statement, 1, key, -1, SQLITE_STATIC);
  sqlite3_bind_text(statement, 2, value, -1, SQLITE_STATIC);
  return search_store_run(store, statement, error);
}

/* What words are folded by: our rules, and the tables of characters that GLib has. A word can
 * be taken out of the index only as it was put in. */
static char *fold_name(void)
{
  return g_strdup_printf(FOLD " %u.%u", glib_major_version, glib_minor_version);
}

static gboolean open_file(SearchStore *store, int flags, GError **error)
{
  int code = sqlite3_open_v2(store->path, &store->db, flags, NULL);
  if (code != SQLITE_OK)
    return search_store_fail(store, error);
  sqlite3_extended_result_codes(store->db, 0);
  sqlite3_busy_timeout(store->db, WAIT_MS);
  /* the sandbox of a run leaves no folder for temporary files */
  sqlite3_exec(store->db, "PRAGMA temp_store = memory", NULL, NULL, NULL);
  /* nothing in a database from elsewhere may call what is not needed to read it */
  sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config(store->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  return TRUE;
}

static gint64 pragma(const SearchStore *store, const char *sql)
{
  g_autoptr(sqlite3_stmt) statement = search_store_prepare(store, sql, NULL);
  return statement && sqlite3_step(statement) == SQLITE_ROW ? sqlite3_column_int64(statement, 0)
                                                            : -1;
}

static gboolean is_ours(const SearchStore *store)
{
  if (pragma(store, "PRAGMA application_id") != APPLICATION_ID ||
      pragma(store, "PRAGMA user_version") != VERSION)
    return FALSE;
  g_autofree char *fold = setting(store, "fold"), *wanted = fold_name();
  return g_strcmp0(fold, wanted) == 0;
}

gboolean search_store_read(SearchStore *store, const char *folder, GError **error)
{
  g_autofree char *catalog = g_build_filename(folder, "catalog.db", NULL);
  *store = (SearchStore){.path = g_build_filename(folder, SEARCH_FILE, NULL)};
  for (guint i = 0; i < 2; i++) {
    const char *path = i == 0 ? catalog : store->path;
    if (g_access(path, R_OK) != 0) {
      mkepub_error_set_errno(error, MKEPUB_ERROR_INPUT, errno, "cannot open", path);
      return FALSE;
    }
  }
  if (!shelf_check_database(folder, SEARCH_FILE, error) ||
      !shelf_check_database(folder, "catalog.db", error))
    return FALSE;
  /* to write, where that is allowed: what a killed run left half done is rolled back so */
  if (!open_file(store, SQLITE_OPEN_READWRITE, error))
    return FALSE;
  g_autoptr(sqlite3_stmt) attach = search_store_prepare(store, "ATTACH ? AS catalog", error);
  if (!attach)
    return FALSE;
  sqlite3_bind_text(attach, 1, catalog, -1, SQLITE_STATIC);
  if (!search_store_run(store, attach, error) ||
      !search_store_exec(store, "PRAGMA query_only = ON; PRAGMA main.cache_size = -16384",
                         error) ||
      /* one view of both files until the end, and one look at the disk for other programs */
      !search_store_exec(store, "BEGIN; SELECT 1 FROM catalog.sqlite_schema", error))
    return FALSE;
  if (is_ours(store))
    return TRUE;
  g_autofree char *shown = text_display_path(store->path);
  g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT,
              "'%s' is no search index of this version: the next run makes it anew", shown);
  return FALSE;
}

static gboolean make(SearchStore *store, GError **error)
{
  g_autofree char *version = g_strdup_printf(
      "PRAGMA application_id = %d; PRAGMA user_version = %d", APPLICATION_ID, VERSION);
  g_autofree char *fold = fold_name();
  return search_store_exec(store, search_schema_sql, error) &&
         search_store_exec(store, version, error) &&
         search_store_set(store, "fold", fold, error);
}

static gboolean begin(SearchStore *store, GError **error)
{
  /* texts of 5 KB pack well into pages of 8 KB. Pages that are freed need not be overwritten:
   * nothing here is secret, and merging frees many */
  return search_store_exec(store,
                           "PRAGMA page_size = 8192; PRAGMA cache_size = -8192;"
                           "PRAGMA secure_delete = OFF; BEGIN IMMEDIATE",
                           error);
}

gboolean search_store_renew(SearchStore *store, GError **error)
{
  static const char *const ends[] = {"", "-journal", "-wal", "-shm"};
  g_clear_pointer(&store->db, sqlite3_close_v2);
  for (guint i = 0; i < G_N_ELEMENTS(ends); i++) {
    g_autofree char *path = g_strconcat(store->path, ends[i], NULL);
    if (g_unlink(path) != 0 && errno != ENOENT) {
      mkepub_error_set_errno(error, MKEPUB_ERROR_OUTPUT, errno, "cannot remove", path);
      return FALSE;
    }
  }
  return open_file(store, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, error) &&
         begin(store, error) && make(store, error);
}

gboolean search_store_write(SearchStore *store, const char *folder, GError **error)
{
  *store = (SearchStore){.path = g_build_filename(folder, SEARCH_FILE, NULL), .writing = TRUE};
  if (!shelf_check_database(folder, SEARCH_FILE, error))
    return FALSE;
  if (!g_file_test(store->path, G_FILE_TEST_EXISTS))
    return search_store_renew(store, error);
  g_autoptr(GError) local = NULL;
  if (!open_file(store, SQLITE_OPEN_READWRITE, &local) || !begin(store, &local)) {
    int code = sqlite3_errcode(store->db);
    if (code == SQLITE_NOTADB || code == SQLITE_CORRUPT)
      return search_store_renew(store, error);
    g_propagate_error(error, g_steal_pointer(&local));
    return FALSE;
  }
  return is_ours(store) || search_store_renew(store, error);
}

void search_store_clear(SearchStore *store)
{
  g_clear_pointer(&store->db, sqlite3_close_v2);
  g_clear_pointer(&store->path, g_free);
}

gint64 search_store_day(const char *day)
{
  static const char pattern[] = "dddd-dd-dd";
  guint part[3] = {0, 0, 0}, parts = 0;
  if (!day || strlen(day) != strlen(pattern))
    return 0;
  for (guint i = 0; pattern[i]; i++) {
    if (pattern[i] == '-' ? day[i] != '-' : !g_ascii_isdigit(day[i]))
      return 0;
    if (pattern[i] == '-')
      parts++;
    else
      part[parts] = part[parts] * 10 + (guint)g_ascii_digit_value(day[i]);
  }
  if (!g_date_valid_dmy((GDateDay)part[2], (GDateMonth)part[1], (GDateYear)part[0]))
    return 0;
  GDate date;
  g_date_clear(&date, 1);
  g_date_set_dmy(&date, (GDateDay)part[2], (GDateMonth)part[1], (GDateYear)part[0]);
  return g_date_get_julian(&date);
}
