/* SPDX-License-Identifier: MIT */
/* The catalog from within: its database and the statements on it.
 * Used by the parts of the catalog. */
#ifndef ARCHIVE_CATALOG_STATE_H
#define ARCHIVE_CATALOG_STATE_H

#include <sqlite3.h>

#include "mkepub/catalog.h"

struct MkepubCatalog {
  sqlite3 *db;
  char *path;
  gboolean writing;
  GHashTable *statements; /* of sqlite3_stmt *, owned, by the address of their SQL */
  gint64 run;             /* number of the run that writes; 0 until it is known */
  guint changes;          /* of this run, entered so far */
};

G_DEFINE_AUTOPTR_CLEANUP_FUNC(sqlite3_stmt, sqlite3_finalize)

/* Sets *error to what the database says: OUTPUT while it is written, else INPUT. Returns FALSE.
 */
gboolean catalog_fail(MkepubCatalog *catalog, GError **error);

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

/* SQLITE_ROW or SQLITE_DONE; anything else is told in *error. */
int catalog_step(MkepubCatalog *catalog, sqlite3_stmt *statement, GError **error);

/* Texts of a column, borrowed until the next step; NULL for NULL. */
const char *catalog_text(sqlite3_stmt *statement, int column);

#endif
