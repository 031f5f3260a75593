/* SPDX-License-Identifier: MIT */
/* The columns of an answer of SQLite, checked before they are read: a database may come from
 * anyone, and what its schema says of a column does not bind what the file holds.
 * Used by all that reads the catalog and the index; nothing else calls sqlite3_column_*. */
#ifndef ARCHIVE_SHELF_COLUMN_H
#define ARCHIVE_SHELF_COLUMN_H

#include <sqlite3.h>

#include "base/digest.h"

enum { COLUMN_SHORT_HASH = 16 };

/* A row is described by a letter for each of its columns; a capital allows NULL as well.
 *   i  an id: from 1 to 2^53
 *   n  a count or a size: from 0 to 2^53
 *   c  a small count: from 0 to 2^31 - 1
 *   m  any integer
 *   r  any number
 *   t  text: valid UTF-8 without NUL
 *   b  bytes
 *   p  a path: bytes without NUL, at least one ('P': may be empty)
 *   h  a SHA-256: 32 bytes
 *   s  a short hash: 16 bytes
 *   d  a day: 'YYYY-MM-DD'
 *   z  a time: 'YYYY-MM-DDThh:mm:ssZ'
 *   y  a year: 'YYYY' or 'undated'
 *   k  a period: what mkepub_period_bounds knows, 'undated', or a number of at least 6 digits
 *   f  the name of a file on the shelf */

/* Returns the fault of the row in words for people, for the caller to free: "'title' is
 * missing". NULL when each column is as COLUMNS says. */
char *column_fault(sqlite3_stmt *row, const char *columns);

/* The values, of columns that have been checked. Borrowed until the next step; NULL for NULL.
 */
const char *column_text(sqlite3_stmt *row, int column);
const guint8 *column_bytes(sqlite3_stmt *row, int column, gsize *length);
const guint8 *column_hash(sqlite3_stmt *row, int column);
/* For the caller to free; NULL for NULL and for no bytes. */
char *column_path(sqlite3_stmt *row, int column);
/* 0 for NULL. */
gint64 column_number(sqlite3_stmt *row, int column);
guint column_count(sqlite3_stmt *row, int column);
double column_real(sqlite3_stmt *row, int column);

#endif
