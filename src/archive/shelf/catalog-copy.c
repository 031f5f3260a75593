/* SPDX-License-Identifier: MIT */
#include "archive/shelf/catalog-internal.h"
#include "archive/shelf/catalog-write.h"

static gboolean copy(sqlite3 *from, sqlite3 *to)
{
  sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");
  if (!backup)
    return FALSE;
  sqlite3_backup_step(backup, -1);
  return sqlite3_backup_finish(backup) == SQLITE_OK;
}

gboolean catalog_copy(const char *folder, const char *to, GError **error)
{
  g_autofree char *path = g_build_filename(folder, "catalog.db", NULL);
  if (!g_file_test(path, G_FILE_TEST_EXISTS))
    return TRUE;
  g_autoptr(MkepubCatalog) catalog = mkepub_catalog_open(folder, MKEPUB_CATALOG_READ, error);
  if (!catalog)
    return FALSE;
  Database made = {.path = g_build_filename(to, "catalog.db", NULL),
                   .writing = TRUE,
                   .noun = "catalog",
                   .remedy = "run it again"};
  gboolean good = database_open(&made, to, "catalog.db", error) &&
                  (copy(catalog->database.db, made.db) || database_fail(&made, error));
  database_close(&made);
  return good;
}
