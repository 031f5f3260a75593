/* SPDX-License-Identifier: MIT */
/* The catalog from within: its database and the statements on it.
 * Used by the parts of the catalog. */
#ifndef ARCHIVE_SHELF_CATALOG_INTERNAL_H
#define ARCHIVE_SHELF_CATALOG_INTERNAL_H

#include "archive/shelf/catalog.h"
#include "archive/shelf/column.h"
#include "archive/shelf/database.h"

struct MkepubCatalog {
  Database database;
  GHashTable *statements; /* of sqlite3_stmt *, owned, by the address of their SQL */
  gint64 run;             /* number of the run that writes; 0 until it is known */
  guint changes;          /* of this run, entered so far */
};

/* A statement with its values bound: TYPES has a letter for each of them, 'i' a gint64, 't' a
 * text or NULL, 'b' a pointer (NULL: none) and an int, its bytes. Texts and bytes must outlive
 * the statement's next step. */
sqlite3_stmt *catalog_prepare(MkepubCatalog *catalog, GError **error, const char *sql,
                              const char *types, ...);
/* The same kept for the next time; SQL is a literal. Borrowed: to be reset after use, and not
 * to be asked for again before. */
sqlite3_stmt *catalog_query(MkepubCatalog *catalog, GError **error, const char *sql,
                            const char *types, ...);
/* The same, done at once; what it answers is left aside. */
gboolean catalog_run(MkepubCatalog *catalog, GError **error, const char *sql, const char *types,
                     ...);

/* SQLITE_ROW or SQLITE_DONE; anything else is a failure, and set in *error. The row is as
 * COLUMNS says (database/column.h), so that its values can be taken as they are. */
int catalog_step(MkepubCatalog *catalog, sqlite3_stmt *statement, const char *columns,
                 GError **error);
/* TRUE for a row. One that is missing is damage: WHAT, for people ("an article is missing"). */
gboolean catalog_must(MkepubCatalog *catalog, sqlite3_stmt *statement, const char *columns,
                      const char *what, GError **error);

/* FALSE after any failure, also one for which nobody had an ERROR: the first one is set. To be
 * asked at the end by those who only read; a commit asks itself. */
gboolean catalog_is_sound(const MkepubCatalog *catalog, GError **error);

/* Whether SQLite finds no fault in any page. Reads all of the file. Fails with INPUT. */
gboolean catalog_is_whole(MkepubCatalog *catalog, GError **error);

/* Attaches the catalog of the shelf FOLDER to DATABASE, as 'catalog', and looks whether it is
 * one, as mkepub_catalog_open does. */
gboolean catalog_attach(Database *database, const char *folder, GError **error);

/* column_text. */
const char *catalog_text(sqlite3_stmt *statement, int column);

#endif
