/* SPDX-License-Identifier: MIT */
#include "archive/shelf/catalog-article.h"

#include <string.h>

#include "archive/shelf/catalog-internal.h"

#define NO_ARTICLE "an article is missing"

void catalog_record_clear(CatalogRecord *record)
{
  g_clear_pointer(&record->day, g_free);
  g_clear_pointer(&record->path, g_free);
  g_clear_pointer(&record->canonical, g_free);
}

gboolean catalog_find_record(MkepubCatalog *catalog, gint64 id, CatalogRecord *record,
                             GError **error)
{
  gboolean good;
  g_autoptr(CatalogQuery) row = catalog_query(
      catalog, error,
      "SELECT issue, same_as, state, missing, day, path, canonical, text_hash, sha256, simhash"
      " FROM article WHERE id = ?",
      "i", id);
  *record = (CatalogRecord){0};
  if (!catalog_next(catalog, row, "IIccDtTShM", &good, error))
    return good;
  *record = (CatalogRecord){.id = id,
                            .issue = column_number(row, 0),
                            .same_as = column_number(row, 1),
                            .state = (int)column_count(row, 2),
                            .missing = (int)column_count(row, 3),
                            .day = g_strdup(catalog_text(row, 4)),
                            .path = g_strdup(catalog_text(row, 5)),
                            .canonical = g_strdup(catalog_text(row, 6)),
                            .has_text_hash = column_hash(row, 7) != NULL,
                            .simhash = (guint64)column_number(row, 9)};
  if (record->has_text_hash)
    memcpy(record->text_hash, column_hash(row, 7), sizeof record->text_hash);
  memcpy(record->sha256, column_hash(row, 8), DIGEST_SHA256);
  return TRUE;
}

gboolean catalog_read_record(MkepubCatalog *catalog, gint64 id, CatalogRecord *record,
                             GError **error)
{
  return catalog_find_record(catalog, id, record, error) &&
         (record->id > 0 || catalog_damaged(catalog, NO_ARTICLE, error));
}

void catalog_file_clear(CatalogFile *file)
{
  g_clear_pointer(&file->root, g_free);
  g_clear_pointer(&file->below, g_free);
}

gboolean catalog_find_file(MkepubCatalog *catalog, gint64 id, CatalogFile *file, GError **error)
{
  gboolean good;
  g_autoptr(CatalogQuery) row = catalog_query(
      catalog, error,
      "SELECT s.id, s.path, a.file, a.sha256 FROM article a JOIN source s ON s.id = a.source"
      " WHERE a.id = ?",
      "i", id);
  *file = (CatalogFile){0};
  if (!catalog_next(catalog, row, "ipph", &good, error))
    return good;
  file->source = column_number(row, 0);
  file->root = column_path(row, 1);
  file->below = column_path(row, 2);
  memcpy(file->sha256, column_hash(row, 3), DIGEST_SHA256);
  return TRUE;
}

void catalog_heading_clear(CatalogHeading *heading)
{
  char **texts[] = {&heading->day, &heading->title, &heading->byline, &heading->section,
                    &heading->language};
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
    g_clear_pointer(texts[i], g_free);
  g_clear_pointer(&heading->authors, g_ptr_array_unref);
}

gboolean catalog_read_heading(MkepubCatalog *catalog, gint64 id, CatalogHeading *heading,
                              GError **error)
{
  g_autoptr(CatalogQuery) row = catalog_query(
      catalog, error, "SELECT day, title, byline, section, language FROM article WHERE id = ?",
      "i", id);
  *heading = (CatalogHeading){.authors = g_ptr_array_new_with_free_func(g_free)};
  if (!row || !catalog_must(catalog, row, "DtTTT", NO_ARTICLE, error))
    return FALSE;
  heading->day = g_strdup(catalog_text(row, 0));
  heading->title = g_strdup(catalog_text(row, 1));
  heading->byline = g_strdup(catalog_text(row, 2));
  heading->section = g_strdup(catalog_text(row, 3));
  heading->language = g_strdup(catalog_text(row, 4));
  return catalog_list_texts(
      catalog,
      catalog_query(catalog, error, "SELECT name FROM author WHERE article = ? ORDER BY name",
                    "i", id),
      "t", heading->authors, error);
}

gboolean catalog_count_articles(MkepubCatalog *catalog, CatalogTotals *totals, GError **error)
{
  g_autoptr(CatalogQuery) row = catalog_query(
      catalog, error,
      "SELECT sum(state = 0 AND (missing = 0 OR issue IS NOT NULL)), sum(state = 1),"
      " sum(state = 2), sum(state = 3 OR missing = 2) FROM article",
      "");
  if (!row || !catalog_must(catalog, row, "NNNN", NO_ARTICLE, error))
    return FALSE;
  *totals = (CatalogTotals){(guint64)column_number(row, 0), (guint64)column_number(row, 1),
                            (guint64)column_number(row, 2), (guint64)column_number(row, 3)};
  return TRUE;
}

gboolean catalog_count_known(MkepubCatalog *catalog, gint64 *count, gint64 *last,
                             GError **error)
{
  g_autoptr(CatalogQuery) row =
      catalog_query(catalog, error,
                    "SELECT (SELECT count(*) FROM article WHERE missing <> 1),"
                    " (SELECT coalesce(max(id), 0) FROM article)",
                    "");
  if (!row || !catalog_must(catalog, row, "nn", NO_ARTICLE, error))
    return FALSE;
  *count = column_number(row, 0);
  *last = column_number(row, 1);
  return TRUE;
}

gboolean catalog_walk_articles(MkepubCatalog *catalog, CatalogIdCall call, gpointer data,
                               GError **error)
{
  gboolean good;
  g_autoptr(sqlite3_stmt) row = catalog_prepare(catalog, error, "SELECT id FROM article", "");
  while (catalog_next(catalog, row, "i", &good, error))
    call(data, column_number(row, 0));
  return good;
}

gboolean catalog_walk_hashes(MkepubCatalog *catalog, CatalogHashCall call, gpointer data,
                             GError **error)
{
  gboolean good;
  g_autoptr(sqlite3_stmt) row = catalog_prepare(
      catalog, error,
      "SELECT id, simhash FROM article WHERE text_hash IS NOT NULL AND state IN (0, 2)"
      " ORDER BY id",
      "");
  while (catalog_next(catalog, row, "iM", &good, error))
    call(data, column_number(row, 0), (guint64)column_number(row, 1));
  return good;
}

gboolean catalog_list_same(MkepubCatalog *catalog, gint64 id, GArray *ids, GError **error)
{
  return catalog_list_ids(
      catalog,
      catalog_query(catalog, error,
                    "SELECT id FROM article WHERE same_as ="
                    " (SELECT coalesce(same_as, id) FROM article WHERE id = ?1)"
                    " UNION SELECT same_as FROM article WHERE id = ?1 AND same_as IS NOT NULL",
                    "i", id),
      ids, error);
}

gboolean catalog_list_by_address(MkepubCatalog *catalog, const char *canonical, GArray *ids,
                                 GError **error)
{
  return catalog_list_ids(
      catalog,
      catalog_query(catalog, error, "SELECT id FROM article WHERE canonical = ? ORDER BY id",
                    "t", canonical),
      ids, error);
}

gboolean catalog_list_by_text(MkepubCatalog *catalog, const guint8 *text_hash, GArray *ids,
                              GError **error)
{
  return catalog_list_ids(
      catalog,
      catalog_query(catalog, error, "SELECT id FROM article WHERE text_hash = ? ORDER BY id",
                    "b", text_hash, COLUMN_SHORT_HASH),
      ids, error);
}

/* The index on missing articles is used for '<> 0' only. */
#define GONE "missing = 1 AND missing <> 0"

gboolean catalog_list_gone(MkepubCatalog *catalog, GArray *ids, GError **error)
{
  return catalog_list_ids(
      catalog,
      catalog_query(catalog, error, "SELECT id FROM article WHERE " GONE " ORDER BY day, path",
                    ""),
      ids, error);
}

gboolean catalog_walk_renamed(MkepubCatalog *catalog, gint64 known, CatalogMatchCall call,
                              gpointer data, GError **error)
{
  gboolean good;
  g_autoptr(sqlite3_stmt) row =
      catalog_prepare(catalog, error,
                      "SELECT n.id, k.id FROM article k JOIN article n ON n.sha256 = k.sha256"
                      " WHERE k.missing = 1 AND k.missing <> 0 AND n.id > ? AND n.state = 0"
                      " ORDER BY n.id, k.id",
                      "i", known);
  while (catalog_next(catalog, row, "ii", &good, error))
    call(data, column_number(row, 0), column_number(row, 1));
  return good;
}

gboolean catalog_set_repeat(MkepubCatalog *catalog, gint64 id, gint64 keeper, const char *why,
                            GError **error)
{
  return catalog_run(catalog, error,
                     "UPDATE article SET state = 2, same_as = ?, why = ? WHERE id = ?", "iti",
                     keeper, why, id);
}

gboolean catalog_set_keeper(MkepubCatalog *catalog, gint64 id, GError **error)
{
  return catalog_run(catalog, error,
                     "UPDATE article SET state = 0, same_as = NULL, why = NULL WHERE id = ?",
                     "i", id);
}

gboolean catalog_replace_article(MkepubCatalog *catalog, gint64 from, gint64 to, GError **error)
{
  return catalog_run(catalog, error,
                     "UPDATE article SET (issue, place, chapter, published) ="
                     " (SELECT issue, place, chapter, published FROM article WHERE id = ?1)"
                     " WHERE id = ?2 AND issue IS NULL",
                     "ii", from, to) &&
         catalog_run(catalog, error, "UPDATE omnibus SET article = ?2 WHERE article = ?1", "ii",
                     from, to) &&
         catalog_run(catalog, error, "UPDATE article SET same_as = ?2 WHERE same_as = ?1", "ii",
                     from, to);
}
