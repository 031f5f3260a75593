/* SPDX-License-Identifier: MIT */
/* The catalog by itself: its sums, and whether its tables agree.
 * Used by the checks of a shelf. */
#ifndef ARCHIVE_SHELF_CATALOG_AUDIT_H
#define ARCHIVE_SHELF_CATALOG_AUDIT_H

#include "archive/shelf/catalog.h"

/* The catalog in numbers; days are NULL without articles. */
typedef struct {
  guint64 articles, words; /* in issues */
  guint64 drafts, repeats, lost;
  char *first, *last; /* days of the oldest and newest article; for the caller to free */
  guint issues, omnibuses;
  guint64 files, bytes, book_bytes; /* published; bytes of all, and of books */
} CatalogSums;
/* Fails with INPUT. */
gboolean catalog_read_sums(MkepubCatalog *catalog, CatalogSums *sums, GError **error);
/* When the last run was and of which version, for the caller to free; NULL without a run. Fails
 * with INPUT. */
gboolean catalog_read_last_run(MkepubCatalog *catalog, char **started, char **version,
                               GError **error);

/* Calls CALL for each fault that SQLite or a comparison of the tables finds, at most five of a
 * kind: MESSAGE has a '%s' for SUBJECT. Fails with INPUT when the catalog cannot be read. */
typedef void (*CatalogFaultCall)(gpointer data, const char *message, const char *subject);
gboolean catalog_walk_faults(MkepubCatalog *catalog, CatalogFaultCall call, gpointer data,
                             GError **error);

#endif
