/* SPDX-License-Identifier: MIT */
/* The schema of the catalog, compiled in from schema.sql.
 * Used by catalog.c. */
#ifndef ARCHIVE_SCHEMA_H
#define ARCHIVE_SCHEMA_H

/* SQL statements that make an empty database a catalog; ends with a NUL. */
extern const char schema_sql[], schema_sql_end[];

#endif
