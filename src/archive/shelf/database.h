/* SPDX-License-Identifier: MIT */
/* A database of SQLite that may come from anyone: how it is opened, compared with what we make,
 * and asked.
 * Used by the catalog and the index. */
#ifndef ARCHIVE_SHELF_DATABASE_H
#define ARCHIVE_SHELF_DATABASE_H

#include <sqlite3.h>

#include "mkepub/error.h"

typedef struct {
  sqlite3 *db;
  char *path;
  gboolean writing;
  const char *noun;   /* what it is called in messages: "catalog" */
  const char *beside; /* what else a failure may come from: " or the catalog beside it" */
  const char *remedy; /* how to go on when it is damaged */
  gint64 steps;       /* of SQLite's machine: what the size of the file allows a statement */
  gint64 spent;       /* by the statement that runs */
  GError *failure;    /* the first one: nothing is answered after it */
} Database;

G_DEFINE_AUTOPTR_CLEANUP_FUNC(sqlite3_stmt, sqlite3_finalize)

/* Opens NAME in FOLDER, which is made when WRITING: a regular file, not by a symbolic link.
 * Views, triggers, extensions, the memory map and functions in the schema are off; texts and
 * statements have limits. Each statement has as many steps as the file's size (and what was
 * written since) may need several times over: what would never end fails as damage. Fails as
 * the functions below. */
gboolean database_open(Database *database, const char *folder, const char *name,
                       GError **error);
/* Attaches NAME in FOLDER as SCHEMA, with the same care. */
gboolean database_attach(Database *database, const char *folder, const char *name,
                         const char *schema, GError **error);
void database_close(Database *database);

/* Whether SCHEMA ("main", or an attached one) is what STEPS make; see shelf/schema.h. Fails
 * when the database is damaged. */
gboolean database_compare(Database *database, const char *schema, const char *const *steps,
                          gsize count, GError **error);

/* Sets *error to what the database says (OUTPUT while it is written, else INPUT), or to the
 * first failure there was, and returns FALSE. A failure stays: when it was not reported
 * for lack of ERROR, the next call reports it, database_is_sound at the latest. */
gboolean database_fail(Database *database, GError **error);
/* Sets *error to damage that SQLite does not see, and returns FALSE: WHAT in words for people,
 * "'title' is missing". It stays as a failure does. */
gboolean database_damaged(Database *database, const char *what, GError **error);
/* FALSE after any failure. */
gboolean database_is_sound(const Database *database, GError **error);

/* For the caller to finalize; NULL is a failure. LASTING: to be kept for many uses. */
sqlite3_stmt *database_prepare(Database *database, const char *sql, gboolean lasting,
                               GError **error);
/* SQLITE_ROW or SQLITE_DONE; anything else is a failure. A row is as COLUMNS says (column.h).
 */
int database_step(Database *database, sqlite3_stmt *statement, const char *columns,
                  GError **error);
/* TRUE for each row of STATEMENT, then FALSE: *good is TRUE when all rows were read, and FALSE
 * after a failure. STATEMENT may be NULL, which is a failure that *error has already. */
gboolean database_next(Database *database, sqlite3_stmt *statement, const char *columns,
                       gboolean *good, GError **error);
/* Runs STATEMENT to its end, whatever it answers, and resets it. */
gboolean database_run(Database *database, sqlite3_stmt *statement, GError **error);
gboolean database_execute(Database *database, const char *sql, GError **error);
/* The only number that SQL, which must answer a row, has for an answer. */
gboolean database_number(Database *database, const char *sql, gint64 *number, GError **error);

#endif
