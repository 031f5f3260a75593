/* SPDX-License-Identifier: MIT */
#include "archive/shelf/catalog-write.h"

#include <string.h>

#include "archive/shelf/catalog-internal.h"

gboolean catalog_set(MkepubCatalog *catalog, const char *key, const char *value, GError **error)
{
  if (!value)
    return catalog_run(catalog, error, "DELETE FROM setting WHERE key = ?", "t", key);
  return catalog_run(catalog, error,
                     "INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)", "tt", key,
                     value);
}

gint64 catalog_source(MkepubCatalog *catalog, const char *path, GError **error)
{
  int length = (int)strlen(path);
  gint64 id;
  if (!catalog_read_number(
          catalog,
          catalog_query(catalog, error,
                        "SELECT coalesce(max(id), 0) FROM source WHERE path = ?", "b", path,
                        length),
          &id, error))
    return 0;
  if (id > 0)
    return id;
  return catalog_run(catalog, error, "INSERT INTO source (path) VALUES (?)", "b", path, length)
             ? sqlite3_last_insert_rowid(catalog->database.db)
             : 0;
}

gboolean catalog_move_source(MkepubCatalog *catalog, const GPtrArray *roots, GError **error)
{
  g_autoptr(sqlite3_stmt) row =
      catalog_prepare(catalog, error, "SELECT id, path FROM source ORDER BY id", "");
  g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) now = g_hash_table_new(g_str_hash, g_str_equal);
  for (guint i = 0; i < roots->len; i++)
    g_hash_table_add(now, roots->pdata[i]);
  gint64 old = 0;
  guint gone = 0, new = 0, at = 0;
  gboolean good;
  while (catalog_next(catalog, row, "ip", &good, error)) {
    char *path = column_path(row, 1);
    if (!g_hash_table_contains(now, path)) {
      old = column_number(row, 0);
      gone++;
    }
    g_hash_table_add(known, path);
  }
  for (guint i = 0; i < roots->len; i++)
    if (!g_hash_table_contains(known, roots->pdata[i])) {
      at = i;
      new ++;
    }
  if (!good || gone != 1 || new != 1)
    return good;
  const char *path = roots->pdata[at];
  return catalog_run(catalog, error, "UPDATE source SET path = ? WHERE id = ?", "bi", path,
                     (int)strlen(path), old);
}

gboolean catalog_find_stamp(MkepubCatalog *catalog, gint64 source, const char *below,
                            CatalogStamp *stamp, GError **error)
{
  gboolean good;
  g_autoptr(CatalogQuery) row =
      catalog_query(catalog, error,
                    "SELECT id, bytes, mtime, sha256, state, missing FROM article"
                    " WHERE source = ? AND file = ?",
                    "ib", source, below, (int)strlen(below));
  *stamp = (CatalogStamp){0};
  if (!catalog_next(catalog, row, "inmhcc", &good, error))
    return good;
  *stamp = (CatalogStamp){.id = column_number(row, 0),
                          .bytes = column_number(row, 1),
                          .mtime = column_number(row, 2),
                          .state = (int)column_count(row, 4),
                          .missing = (int)column_count(row, 5)};
  memcpy(stamp->sha256, column_hash(row, 3), DIGEST_SHA256);
  return TRUE;
}

gboolean catalog_set_stamp(MkepubCatalog *catalog, gint64 id, gint64 bytes, gint64 mtime,
                           GError **error)
{
  return catalog_run(catalog, error,
                     "UPDATE article SET bytes = ?, mtime = ?, missing = 0 WHERE id = ?", "iii",
                     bytes, mtime, id);
}

static gboolean put_names(MkepubCatalog *catalog, const char *clear, const char *add, gint64 id,
                          const GPtrArray *names, GError **error)
{
  if (!catalog_run(catalog, error, clear, "i", id))
    return FALSE;
  for (guint i = 0; names && i < names->len; i++)
    if (!catalog_run(catalog, error, add, "it", id, (const char *)names->pdata[i]))
      return FALSE;
  return TRUE;
}

#define COLUMNS                                                                                \
  "source, file, path, bytes, mtime, sha256, taken, state, title, byline, date, date_raw, "    \
  "day,"                                                                                       \
  " language, section, description, url, canonical, text_hash, simhash, characters, words,"    \
  " number"

gboolean catalog_put_article(MkepubCatalog *catalog, CatalogArticle *a, GError **error)
{
  static const char insert[] = "INSERT INTO article (" COLUMNS
                               ", id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                               " ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  static const char update[] = "UPDATE article SET (" COLUMNS
                               ") = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                               " ?, ?, ?, ?, ?), same_as = NULL, why = NULL, missing = 0"
                               " WHERE id = ?";
  gboolean old = a->id > 0;
  return (old ||
          catalog_read_number(
              catalog,
              catalog_query(catalog, error, "SELECT coalesce(max(id), 0) + 1 FROM article", ""),
              &a->id, error)) &&
         catalog_run(catalog, error, old ? update : insert, "ibtiibtittttttttttbiiiti",
                     a->source, a->below, (int)strlen(a->below), a->path, a->bytes, a->mtime,
                     a->sha256, DIGEST_SHA256, a->taken, (gint64)a->state, a->title, a->byline,
                     a->date, a->date_raw, a->day, a->language, a->section, a->description,
                     a->url, a->canonical, a->text_hash, 16, (gint64)a->simhash,
                     (gint64)a->characters, (gint64)a->words, a->number, a->id) &&
         put_names(catalog, "DELETE FROM author WHERE article = ?",
                   "INSERT OR IGNORE INTO author (article, name) VALUES (?, ?)", a->id,
                   a->authors, error) &&
         put_names(catalog, "DELETE FROM tag WHERE article = ?",
                   "INSERT OR IGNORE INTO tag (article, name) VALUES (?, ?)", a->id, a->tags,
                   error);
}

gboolean catalog_set_missing(MkepubCatalog *catalog, gint64 id, int missing, GError **error)
{
  return catalog_run(catalog, error, "UPDATE article SET missing = ? WHERE id = ?", "ii",
                     (gint64)missing, id);
}

gboolean catalog_remove_article(MkepubCatalog *catalog, gint64 id, GError **error)
{
  return catalog_run(catalog, error, "UPDATE article SET same_as = NULL WHERE same_as = ?", "i",
                     id) &&
         catalog_run(catalog, error, "DELETE FROM article WHERE id = ?", "i", id);
}

gboolean catalog_touch_article(MkepubCatalog *catalog, gint64 id, GError **error)
{
  return catalog_run(catalog, error,
                     "INSERT OR IGNORE INTO touched"
                     " SELECT 1, section FROM article WHERE id = ?1 AND section IS NOT NULL"
                     " UNION SELECT 2, name FROM author WHERE article = ?1"
                     " UNION SELECT 3, name FROM tag WHERE article = ?1"
                     " UNION SELECT 4, language FROM article WHERE id = ?1"
                     " AND language IS NOT NULL"
                     " UNION SELECT 0, i.year FROM article a JOIN issue i ON i.id = a.issue"
                     " WHERE a.id = ?1",
                     "i", id);
}

static gboolean copy_database(sqlite3 *from, sqlite3 *to)
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
                  (copy_database(catalog->database.db, made.db) || database_fail(&made, error));
  database_close(&made);
  return good;
}
