/* SPDX-License-Identifier: MIT */
/* The file of the index: 'search.db' on the shelf, how it is opened, what it keeps of a text.
 * Used by the writer of the index and by the search. */
#ifndef ARCHIVE_SEARCH_STORE_H
#define ARCHIVE_SEARCH_STORE_H

#include "archive/shelf/column.h"
#include "archive/shelf/database.h"

#define SEARCH_FILE "search.db"
/* An entry's id holds its day above so many bits. */
#define SEARCH_DAY_SHIFT 24

/* SQL statements that make an empty database an index; ends with a NUL. */
extern const char search_schema_sql[], search_schema_sql_end[];

typedef Database SearchStore;

/* Opens the index of FOLDER to read it, its catalog attached as 'catalog'. Fails with INPUT. */
gboolean search_store_read(SearchStore *store, const char *folder, GError **error);
/* Opens or makes it to write it, in a transaction. One that is damaged or of another version is
 * removed first. Fails with OUTPUT. */
gboolean search_store_write(SearchStore *store, const char *folder, GError **error);
/* Removes the index and begins an empty one. Fails with OUTPUT. */
gboolean search_store_renew(SearchStore *store, GError **error);
void search_store_clear(SearchStore *store);

/* For the caller to finalize, and to be used many times; NULL is a failure. */
sqlite3_stmt *search_store_prepare(SearchStore *store, const char *sql, GError **error);
/* The setting KEY as a number; 0 when there is none. Fails when it is not one. */
gboolean search_store_number(SearchStore *store, const char *key, gint64 *number,
                             GError **error);
gboolean search_store_set(SearchStore *store, const char *key, const char *value,
                          GError **error);

/* The days from 0000-12-31 to a date 'YYYY-MM-DD'; 0 for anything else. */
gint64 search_store_day(const char *day);

#endif
