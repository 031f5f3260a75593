/* SPDX-License-Identifier: MIT */
#include "archive/search/store.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "archive/shelf/catalog-internal.h"
#include "archive/shelf/claim.h"
#include "base/embed.h"
#include "base/text.h"

#define APPLICATION_ID 0x6d6b6573 /* 'mkes' */
#define VERSION        1
#define FOLD           "1" /* raise it when the folding of words changes */

EMBED(search_schema_sql, "src/archive/search/schema.sql");

sqlite3_stmt *search_store_prepare(SearchStore *store, const char *sql, GError **error)
{
  return database_prepare(store, sql, TRUE, error);
}

/* Returns a setting for the caller to free; NULL when it is not set, and after a failure. */
static char *read_setting(SearchStore *store, const char *key, GError **error)
{
  g_autoptr(sqlite3_stmt) statement =
      search_store_prepare(store, "SELECT value FROM setting WHERE key = ?", error);
  if (!statement)
    return NULL;
  sqlite3_bind_text(statement, 1, key, -1, SQLITE_STATIC);
  return database_step(store, statement, "t", error) == SQLITE_ROW
             ? g_strdup(column_text(statement, 0))
             : NULL;
}

gboolean search_store_number(SearchStore *store, const char *key, gint64 *number,
                             GError **error)
{
  g_autofree char *value = read_setting(store, key, error);
  *number = 0;
  if (!value)
    return database_is_sound(store, NULL);
  return g_ascii_string_to_signed(value, 10, 0, G_MAXINT32, number, NULL) ||
         database_damaged(store, "a setting is not a number", error);
}

gboolean search_store_set(SearchStore *store, const char *key, const char *value,
                          GError **error)
{
  g_autoptr(sqlite3_stmt) statement = search_store_prepare(
      store, "INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)", error);
  if (!statement)
    return FALSE;
  sqlite3_bind_text(statement, 1, key, -1, SQLITE_STATIC);
  sqlite3_bind_text(statement, 2, value, -1, SQLITE_STATIC);
  return database_run(store, statement, error);
}

/* Names the folding: our rules, and the version of GLib's character tables. A word must be
 * deleted from the index as it was inserted. */
static char *fold_name(void)
{
  return g_strdup_printf(FOLD " %u.%u", glib_major_version, glib_minor_version);
}

/* The tables that SQLite adds to the virtual table 'words'. */
static const char shadows[] =
    "CREATE TABLE 'words_data'(id INTEGER PRIMARY KEY, block BLOB);"
    "CREATE TABLE 'words_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;"
    "CREATE TABLE 'words_docsize'(id INTEGER PRIMARY KEY, sz BLOB);"
    "CREATE TABLE 'words_config'(k PRIMARY KEY, v) WITHOUT ROWID;";

/* Returns TRUE when the index is of this version: FALSE without an error when it is of another
 * one, with an error when it is damaged. */
static gboolean is_ours(SearchStore *store, GError **error)
{
  static const char *const steps[] = {search_schema_sql, shadows};
  gint64 id, version;
  if (!database_number(store, "PRAGMA main.application_id", &id, error) ||
      !database_number(store, "PRAGMA main.user_version", &version, error) ||
      id != APPLICATION_ID || version != VERSION ||
      !database_compare(store, "main", steps, G_N_ELEMENTS(steps), error))
    return FALSE;
  g_autofree char *fold = read_setting(store, "fold", error), *wanted = fold_name();
  return g_strcmp0(fold, wanted) == 0;
}

static SearchStore store_of(const char *folder, gboolean writing)
{
  return (SearchStore){.path = g_build_filename(folder, SEARCH_FILE, NULL),
                       .writing = writing,
                       .noun = "search index",
                       .remedy = "delete it and run 'mkepub archive' again"};
}

static gboolean open_read(SearchStore *store, const char *folder, GError **error)
{
  static const char *const names[] = {"catalog.db", SEARCH_FILE};
  for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
    g_autofree char *path = g_build_filename(folder, names[i], NULL);
    if (g_access(path, R_OK) != 0) {
      mkepub_error_set_errno(error, MKEPUB_ERROR_INPUT, errno, "cannot open", path);
      return FALSE;
    }
  }
  return database_open(store, folder, SEARCH_FILE, error) &&
         catalog_attach(store, folder, error) &&
         database_execute(store, "PRAGMA query_only = ON; PRAGMA main.cache_size = -16384",
                          error) &&
         /* one consistent view of both files until the end, and one check for changes by other
          * programs */
         database_execute(store, "BEGIN; SELECT 1 FROM catalog.sqlite_schema", error);
}

gboolean search_store_read(SearchStore *store, const char *folder, GError **error)
{
  g_autoptr(GError) damage = NULL;
  *store = store_of(folder, FALSE);
  if (!open_read(store, folder, error))
    return FALSE;
  if (is_ours(store, &damage)) {
    store->beside = " or the catalog beside it";
    return TRUE;
  }
  g_autofree char *shown = text_display_path(store->path);
  if (damage)
    g_propagate_error(error, g_steal_pointer(&damage));
  else
    g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT,
                "'%s' is not a search index of this version; the next run makes a new one",
                shown);
  return FALSE;
}

static gboolean create_index(SearchStore *store, GError **error)
{
  g_autofree char *version = g_strdup_printf(
      "PRAGMA application_id = %d; PRAGMA user_version = %d", APPLICATION_ID, VERSION);
  g_autofree char *fold = fold_name();
  return database_execute(store, search_schema_sql, error) &&
         database_execute(store, version, error) &&
         search_store_set(store, "fold", fold, error);
}

static gboolean begin_transaction(SearchStore *store, GError **error)
{
  /* texts of 5 KB fill pages of 8 KB well. Freed pages need not be overwritten: nothing here is
   * secret, and merging frees many */
  return database_execute(store,
                          "PRAGMA page_size = 8192; PRAGMA cache_size = -8192;"
                          "PRAGMA secure_delete = OFF; BEGIN IMMEDIATE",
                          error);
}

gboolean search_store_renew(SearchStore *store, GError **error)
{
  static const char *const ends[] = {"", "-journal", "-wal", "-shm"};
  g_autofree char *folder = g_path_get_dirname(store->path);
  database_close(store);
  *store = store_of(folder, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS(ends); i++) {
    g_autofree char *path = g_strconcat(store->path, ends[i], NULL);
    if (g_unlink(path) != 0 && errno != ENOENT) {
      mkepub_error_set_errno(error, MKEPUB_ERROR_OUTPUT, errno, "cannot remove", path);
      return FALSE;
    }
  }
  return database_open(store, folder, SEARCH_FILE, error) && begin_transaction(store, error) &&
         create_index(store, error);
}

/* An index that is damaged or of another version is rebuilt from the articles. */
gboolean search_store_write(SearchStore *store, const char *folder, GError **error)
{
  g_autoptr(GError) local = NULL;
  *store = store_of(folder, TRUE);
  if (!shelf_check_database(folder, SEARCH_FILE, TRUE, error))
    return FALSE;
  if (g_file_test(store->path, G_FILE_TEST_EXISTS) &&
      database_open(store, folder, SEARCH_FILE, &local) && begin_transaction(store, &local) &&
      is_ours(store, &local))
    return TRUE;
  if (!local || g_error_matches(local, MKEPUB_ERROR, MKEPUB_ERROR_INPUT))
    return search_store_renew(store, error);
  g_propagate_error(error, g_steal_pointer(&local));
  return FALSE;
}

void search_store_clear(SearchStore *store)
{
  database_close(store);
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
