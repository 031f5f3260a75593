/* SPDX-License-Identifier: MIT */
/* The file of the index, 'search.db' on the shelf: how it is opened, and its copy of the texts.
 * Used by the writer of the index and by the search. */
#ifndef ARCHIVE_SEARCH_STORE_H
#define ARCHIVE_SEARCH_STORE_H

#include "archive/shelf/column.h"
#include "archive/shelf/database.h"

#define SEARCH_FILE "search.db"
/* The id of an entry is its day shifted by this many bits, plus a number. */
#define SEARCH_DAY_SHIFT 24

/* SQL statements that create the tables of the index; ends with a NUL. */
extern const char search_schema_sql[], search_schema_sql_end[];

typedef Database SearchStore;

/* Opens the index of FOLDER for reading, with its catalog attached as 'catalog'. Fails with
 * INPUT. */
gboolean search_store_read(SearchStore *store, const char *folder, GError **error);
/* Opens or creates the index of FOLDER for writing, and begins a transaction. Removes one that
 * is damaged or of another version first. Fails with OUTPUT. */
gboolean search_store_write(SearchStore *store, const char *folder, GError **error);
/* Removes the index and begins an empty one. Fails with OUTPUT. */
gboolean search_store_renew(SearchStore *store, GError **error);
void search_store_clear(SearchStore *store);

/* Returns a statement for the caller to finalize, prepared for repeated use; NULL with an
 * error. */
sqlite3_stmt *search_store_prepare(SearchStore *store, const char *sql, GError **error);
/* Sets *number to the setting KEY; to 0 when it is not set. Fails when its value is not a
 * number. */
gboolean search_store_number(SearchStore *store, const char *key, gint64 *number,
                             GError **error);
gboolean search_store_set(SearchStore *store, const char *key, const char *value,
                          GError **error);

/* Returns the days from 0000-12-31 to a date 'YYYY-MM-DD'; 0 for anything else. */
gint64 search_store_day(const char *day);

#endif
