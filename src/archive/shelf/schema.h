/* SPDX-License-Identifier: MIT */
/* The schema that a database must have: what our own SQL makes, and nothing besides. A view, a
 * trigger, a generated column or a changed constraint would be run by SQLite whatever we ask.
 * Used by database/database.c; the text of the catalog's schema by catalog.c. */
#ifndef ARCHIVE_SHELF_SCHEMA_H
#define ARCHIVE_SHELF_SCHEMA_H

#include <glib.h>

/* SQL statements that make an empty database a catalog; ends with a NUL. */
extern const char schema_sql[], schema_sql_end[];

/* A schema as a set of definitions. */
typedef struct Schema Schema;

/* Returns the definitions after STEPS (COUNT of them) were run in order: texts of SQL, of which
 * "CREATE …" and "ALTER TABLE name ADD COLUMN …" are looked at. So a change of the schema is a
 * step more, and needs no word here. */
Schema *schema_new(const char *const *steps, gsize count);
void schema_free(Schema *schema);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Schema, schema_free)

/* Takes a row of sqlite_schema away from SCHEMA: FALSE when it is not one of what is left.
 * Comments, blanks and the order of a table's columns do not count. */
gboolean schema_take(Schema *schema, const char *name, const char *sql);
/* The definition that was not taken, borrowed; NULL when each was. */
const char *schema_left(const Schema *schema);

#endif
