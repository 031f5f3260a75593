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
/* A statement of catalog_query, reset at the end of its scope. */
typedef sqlite3_stmt CatalogQuery;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CatalogQuery, sqlite3_reset)

/* TRUE for each row of STATEMENT, then FALSE: *good is TRUE when all rows were read, and FALSE
 * after a failure. STATEMENT may be NULL, which is a failure that *error has already. */
gboolean catalog_next(MkepubCatalog *catalog, sqlite3_stmt *statement, const char *columns,
                      gboolean *good, GError **error);
/* Appends the first column of all rows of STATEMENT, which is reset: ids to IDS (of gint64),
 * copies of texts to TEXTS (of char *). COLUMN is its letter. */
gboolean catalog_list_ids(MkepubCatalog *catalog, sqlite3_stmt *statement, GArray *ids,
                          GError **error);
gboolean catalog_list_texts(MkepubCatalog *catalog, sqlite3_stmt *statement, const char *column,
                            GPtrArray *texts, GError **error);
/* *number becomes the only value of STATEMENT, which is reset; a missing one is damage. */
gboolean catalog_read_number(MkepubCatalog *catalog, sqlite3_stmt *statement, gint64 *number,
                             GError **error);
/* *has becomes whether STATEMENT, which selects 1 and is reset, has a row. */
gboolean catalog_has_row(MkepubCatalog *catalog, sqlite3_stmt *statement, gboolean *has,
                         GError **error);
/* TRUE for a row. One that is missing is damage: WHAT, for people ("an article is missing"). */
gboolean catalog_must(MkepubCatalog *catalog, sqlite3_stmt *statement, const char *columns,
                      const char *what, GError **error);

/* Attaches the catalog of the shelf FOLDER to DATABASE, as 'catalog', and looks whether it is
 * one, as mkepub_catalog_open does. */
gboolean catalog_attach(Database *database, const char *folder, GError **error);

/* column_text. */
const char *catalog_text(sqlite3_stmt *statement, int column);

#endif
