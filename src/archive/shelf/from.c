/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "archive/shelf/catalog-internal.h"
#include "archive/shelf/shelf-internal.h"

enum { HASH_SIZE = 32 };

gboolean mkepub_shelf_put_from(MkepubShelf *shelf, const char *name, const char *kind,
                               const void *bytes, gsize length, const guint8 *made_from,
                               GError **error)
{
  return shelf_put_later(shelf, name, kind, bytes, length, made_from, error);
}

gboolean mkepub_shelf_keep_from(MkepubShelf *shelf, const char *name, const guint8 *made_from)
{
  sqlite3_stmt *row = catalog_query(shelf->catalog, NULL,
                                    "SELECT made_from FROM file WHERE name = ?", "t", name);
  gboolean same = row && catalog_step(shelf->catalog, row, "H", NULL) == SQLITE_ROW &&
                  column_hash(row, 0) && memcmp(column_hash(row, 0), made_from, HASH_SIZE) == 0;
  if (row)
    sqlite3_reset(row);
  return same && mkepub_shelf_keep(shelf, name);
}
