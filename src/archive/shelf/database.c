/* SPDX-License-Identifier: MIT */
#include "archive/shelf/database.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "archive/shelf/claim.h"
#include "archive/shelf/column.h"
#include "archive/shelf/schema.h"
#include "base/file.h"
#include "base/text.h"

#define WAIT_MS 5000 /* for another program that reads or writes */

/* Steps of SQLite's machine. Our dearest statements take about two a byte of the file; a row
 * that this program wrote since counts as much as a kilobyte may cost. */
#define STEPS_LEAST    2000000
#define STEPS_BYTE     8
#define STEPS_CHANGE   1000
#define STEPS_A_LOOK   10000
#define HEADER         100 /* bytes before the first page's content */
#define HEADER_VERSION 18  /* two bytes: 1 for a rollback journal, 2 for a write-ahead log */

static void set_failure(Database *database, GError *failure, GError **error)
{
  if (!database->failure)
    database->failure = g_error_copy(failure);
  g_propagate_error(error, failure);
}

gboolean database_is_sound(const Database *database, GError **error)
{
  if (database->failure && error)
    *error = g_error_copy(database->failure);
  return !database->failure;
}

gboolean database_damaged(Database *database, const char *what, GError **error)
{
  if (!database_is_sound(database, error))
    return FALSE;
  g_autofree char *shown = text_display_path(database->path);
  set_failure(database,
              g_error_new(MKEPUB_ERROR, MKEPUB_ERROR_INPUT, "the %s '%s'%s is damaged: %s; %s",
                          database->noun, shown, database->beside ? database->beside : "", what,
                          database->remedy),
              error);
  return FALSE;
}

/* Describes an error that only a damaged file causes, for people; NULL for other errors. */
static const char *damage_of(int code)
{
  switch (code) {
  case SQLITE_CORRUPT:
  case SQLITE_CONSTRAINT:
  case SQLITE_MISMATCH:
  case SQLITE_TOOBIG:
  case SQLITE_RANGE:
  case SQLITE_ERROR:
    return sqlite3_errstr(code); /* its message may quote the file */
  case SQLITE_INTERRUPT:
    return "reading it takes too long";
  default:
    return NULL;
  }
}

/* The sentence of a failure that is not damage. */
static char *sentence_of(const Database *database, int code)
{
  const char *verb = database->writing ? "write" : "read", *why = sqlite3_errstr(code);
  g_autofree char *shown = text_display_path(database->path);
  if (code == SQLITE_NOTADB)
    return g_strdup_printf("'%s' is not a %s of mkepub", shown, database->noun);
  if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
    why = database->writing ? "another program is using it" : "the archive is being updated";
  return g_strdup_printf("cannot %s '%s': %s", verb, shown, why);
}

gboolean database_fail(Database *database, GError **error)
{
  if (!database_is_sound(database, error))
    return FALSE;
  int code = database->db ? sqlite3_errcode(database->db) & 0xff : SQLITE_NOMEM;
  const char *damage = damage_of(code);
  if (damage)
    return database_damaged(database, damage, error);
  g_autofree char *sentence = sentence_of(database, code);
  int kind =
      database->writing && code != SQLITE_NOTADB ? MKEPUB_ERROR_OUTPUT : MKEPUB_ERROR_INPUT;
  set_failure(database, g_error_new_literal(MKEPUB_ERROR, kind, sentence), error);
  return FALSE;
}

/* Ends a statement that has taken more steps than it may. */
static int look_at_clock(gpointer data)
{
  Database *database = data;
  gint64 written = sqlite3_total_changes64(database->db);
  database->spent += STEPS_A_LOOK;
  return database->spent > database->steps + STEPS_CHANGE * written;
}

static void set_limits(sqlite3 *db)
{
  static const struct {
    int what, most;
  } limits[] = {{SQLITE_LIMIT_LENGTH, 512 << 20},    {SQLITE_LIMIT_SQL_LENGTH, 64 << 10},
                {SQLITE_LIMIT_COLUMN, 100},          {SQLITE_LIMIT_EXPR_DEPTH, 100},
                {SQLITE_LIMIT_COMPOUND_SELECT, 10},  {SQLITE_LIMIT_ATTACHED, 1},
                {SQLITE_LIMIT_VARIABLE_NUMBER, 100}, {SQLITE_LIMIT_WORKER_THREADS, 0}};
  static const struct {
    int what, on;
  } switches[] = {{SQLITE_DBCONFIG_DEFENSIVE, 1},
                  {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
                  {SQLITE_DBCONFIG_ENABLE_VIEW, 0},
                  {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
                  {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0}};
  for (guint i = 0; i < G_N_ELEMENTS(limits); i++)
    sqlite3_limit(db, limits[i].what, limits[i].most);
  for (guint i = 0; i < G_N_ELEMENTS(switches); i++)
    sqlite3_db_config(db, switches[i].what, switches[i].on, NULL);
}

/* SQLite refuses a symbolic link anywhere in a path; those above the shelf are the user's. */
static char *real_place(const char *folder, const char *name)
{
  g_autofree char *real = file_real_path(folder);
  return g_build_filename(real ? real : folder, name, NULL);
}

/* Looks at the first bytes of SCHEMA's file, before anything else is read of it. A write-ahead
 * log would be mapped into memory, and is nothing that a run leaves. */
#define WITH_LOG "it has a write-ahead log"

static gboolean has_log(const guint8 header[HEADER])
{
  return memcmp(header, "SQLite format 3", 16) == 0 &&
         (header[HEADER_VERSION] > 1 || header[HEADER_VERSION + 1] > 1);
}

/* Of a file that is not open yet: SQLite would drop its locks. To attach one with a log, SQLite
 * wants to write where it may only read. */
static gboolean file_has_log(const char *path)
{
  guint8 header[HEADER] = {0};
  int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  gboolean log = fd >= 0 && pread(fd, header, HEADER, 0) == HEADER && has_log(header);
  if (fd >= 0)
    close(fd);
  return log;
}

static gboolean look_at_header(Database *database, const char *schema, GError **error)
{
  sqlite3_file *file = NULL;
  sqlite3_int64 size = 0;
  guint8 header[HEADER] = {0};
  if (sqlite3_file_control(database->db, schema, SQLITE_FCNTL_FILE_POINTER, &file) !=
          SQLITE_OK ||
      !file || !file->pMethods || file->pMethods->xFileSize(file, &size) != SQLITE_OK)
    return database_damaged(database, "it cannot be read", error);
  database->steps += STEPS_BYTE * MIN(size, (gint64)1 << 48);
  if (size >= HEADER && file->pMethods->xRead(file, header, HEADER, 0) == SQLITE_OK &&
      has_log(header))
    return database_damaged(database, WITH_LOG, error);
  return TRUE;
}

gboolean database_open(Database *database, const char *folder, const char *name, GError **error)
{
  if (!shelf_check_database(folder, name, database->writing, error))
    return FALSE;
  g_autofree char *place = real_place(folder, name);
  /* To read is to undo first what a killed run left: that needs the right to write, which
   * SQLite does without where there is none. */
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW |
              (database->writing ? SQLITE_OPEN_CREATE : 0);
  database->steps = STEPS_LEAST;
  if (sqlite3_open_v2(place, &database->db, flags, NULL) != SQLITE_OK)
    return database_fail(database, error);
  set_limits(database->db);
  sqlite3_busy_timeout(database->db, WAIT_MS);
  sqlite3_progress_handler(database->db, STEPS_A_LOOK, look_at_clock, database);
  return look_at_header(database, "main", error) &&
         database_execute(database,
                          "PRAGMA cell_size_check = on; PRAGMA mmap_size = 0;"
                          /* a sandbox leaves no folder for temporary files */
                          " PRAGMA temp_store = memory",
                          error);
}

gboolean database_attach(Database *database, const char *folder, const char *name,
                         const char *schema, GError **error)
{
  if (!shelf_check_database(folder, name, database->writing, error))
    return FALSE;
  g_autofree char *place = real_place(folder, name);
  g_autofree char *sql = g_strdup_printf("ATTACH ? AS %s", schema);
  if (file_has_log(place))
    return database_damaged(database, WITH_LOG, error);
  g_autoptr(sqlite3_stmt) attach = database_prepare(database, sql, FALSE, error);
  if (!attach)
    return FALSE;
  sqlite3_bind_text(attach, 1, place, -1, SQLITE_STATIC);
  return database_run(database, attach, error) && look_at_header(database, schema, error);
}

void database_close(Database *database)
{
  g_clear_pointer(&database->db, sqlite3_close_v2); /* rolls back what is not committed */
  g_clear_pointer(&database->path, g_free);
  g_clear_error(&database->failure);
}

sqlite3_stmt *database_prepare(Database *database, const char *sql, gboolean lasting,
                               GError **error)
{
  sqlite3_stmt *statement = NULL;
  if (!database_is_sound(database, error))
    return NULL;
  database->spent = 0;
  if (sqlite3_prepare_v3(database->db, sql, -1, lasting ? SQLITE_PREPARE_PERSISTENT : 0,
                         &statement, NULL) != SQLITE_OK)
    database_fail(database, error);
  return statement;
}

/* Makes one step. The costs of earlier steps count, unless the statement begins again: other
 * statements may have run between. */
static int step_statement(Database *database, sqlite3_stmt *statement)
{
  gboolean begins = !sqlite3_stmt_busy(statement);
  int spent = sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_VM_STEP, begins);
  database->spent = begins ? 0 : (gint64)(guint32)spent;
  return sqlite3_step(statement);
}

int database_step(Database *database, sqlite3_stmt *statement, const char *columns,
                  GError **error)
{
  if (!database_is_sound(database, error))
    return SQLITE_ERROR;
  int result = step_statement(database, statement);
  if (result == SQLITE_DONE)
    return result;
  if (result != SQLITE_ROW) {
    database_fail(database, error);
    return result;
  }
  g_autofree char *fault = column_fault(statement, columns);
  if (!fault)
    return result;
  database_damaged(database, fault, error);
  return SQLITE_CORRUPT;
}

gboolean database_next(Database *database, sqlite3_stmt *statement, const char *columns,
                       gboolean *good, GError **error)
{
  int result = statement ? database_step(database, statement, columns, error) : SQLITE_ERROR;
  *good = result == SQLITE_ROW || result == SQLITE_DONE;
  return result == SQLITE_ROW;
}

gboolean database_run(Database *database, sqlite3_stmt *statement, GError **error)
{
  int result;
  if (!database_is_sound(database, error))
    return FALSE;
  do
    result = step_statement(database, statement);
  while (result == SQLITE_ROW);
  gboolean done = result == SQLITE_DONE || database_fail(database, error);
  sqlite3_reset(statement);
  return done;
}

gboolean database_execute(Database *database, const char *sql, GError **error)
{
  database->spent = 0;
  return database_is_sound(database, error) &&
         (sqlite3_exec(database->db, sql, NULL, NULL, NULL) == SQLITE_OK ||
          database_fail(database, error));
}

gboolean database_number(Database *database, const char *sql, gint64 *number, GError **error)
{
  g_autoptr(sqlite3_stmt) row = database_prepare(database, sql, FALSE, error);
  int result = row ? database_step(database, row, "m", error) : SQLITE_ERROR;
  if (result == SQLITE_DONE)
    database_damaged(database, "a number is missing", error);
  if (result != SQLITE_ROW)
    return FALSE;
  *number = column_number(row, 0);
  return TRUE;
}

/* Takes what the database has out of SCHEMA. FALSE when there is more, or after a failure. */
static gboolean take_all(Database *database, const char *name, Schema *schema, GError **error)
{
  g_autofree char *sql = g_strdup_printf(
      "SELECT name, coalesce(sql, ''), sql IS NULL AND type = 'index' AND rootpage > 0"
      " FROM %s.sqlite_schema",
      name);
  g_autoptr(sqlite3_stmt) row = database_prepare(database, sql, FALSE, error);
  gboolean good;
  while (database_next(database, row, "ttc", &good, error))
    if (!schema_take(schema, column_text(row, 0), column_text(row, 1)) &&
        !(column_count(row, 2) == 1 &&
          g_str_has_prefix(column_text(row, 0), "sqlite_autoindex_")))
      return database_damaged(database, "its schema differs from that of mkepub", error);
  return good;
}

gboolean database_compare(Database *database, const char *schema, const char *const *steps,
                          gsize count, GError **error)
{
  g_autoptr(Schema) wanted = schema_new(steps, count);
  if (!take_all(database, schema, wanted, error))
    return FALSE;
  return !schema_left(wanted) ||
         database_damaged(database, "its schema lacks a table or an index", error);
}
