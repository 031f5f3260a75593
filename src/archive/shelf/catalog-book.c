/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "archive/shelf/catalog-internal.h"
#include "archive/shelf/catalog-issue.h"

#define BOOK         "SELECT id, file, cover, thumbnail, made_from FROM issue "
#define BOOK_COLUMNS "ifFFh"

void catalog_book_free(gpointer data)
{
  CatalogBook *book = data;
  if (!book)
    return;
  g_free(book->file);
  g_free(book->cover);
  g_free(book->thumbnail);
  g_free(book);
}

static CatalogBook *book_of(sqlite3_stmt *row)
{
  CatalogBook *book = g_new0(CatalogBook, 1);
  book->id = column_number(row, 0);
  book->file = g_strdup(catalog_text(row, 1));
  book->cover = g_strdup(catalog_text(row, 2));
  book->thumbnail = g_strdup(catalog_text(row, 3));
  memcpy(book->made_from, column_hash(row, 4), DIGEST_SHA256);
  return book;
}

gboolean catalog_find_book(MkepubCatalog *catalog, gboolean omnibus, const char *period,
                           guint volume, CatalogBook **book, GError **error)
{
  gboolean good;
  g_autoptr(CatalogQuery) row =
      catalog_query(catalog, error, BOOK "WHERE kind = ? AND period = ? AND volume = ?", "iti",
                    (gint64)omnibus, period, (gint64)volume);
  *book = catalog_next(catalog, row, BOOK_COLUMNS, &good, error) ? book_of(row) : NULL;
  return good;
}

CatalogBook *catalog_read_book(MkepubCatalog *catalog, gint64 id, GError **error)
{
  g_autoptr(CatalogQuery) row = catalog_query(catalog, error, BOOK "WHERE id = ?", "i", id);
  return row && catalog_must(catalog, row, BOOK_COLUMNS, "an issue is missing", error)
             ? book_of(row)
             : NULL;
}

gboolean catalog_list_books(MkepubCatalog *catalog, gboolean omnibus, const char *period,
                            guint volume, GPtrArray *books, GError **error)
{
  gboolean good;
  g_autoptr(CatalogQuery) row = catalog_query(
      catalog, error,
      BOOK "WHERE kind = ? AND period = ? AND volume > ? AND id NOT IN temp.kept_issue"
           " ORDER BY volume",
      "iti", (gint64)omnibus, period, (gint64)volume);
  while (catalog_next(catalog, row, BOOK_COLUMNS, &good, error))
    g_ptr_array_add(books, book_of(row));
  return good;
}

gboolean catalog_issue_has(MkepubCatalog *catalog, gint64 issue, gboolean omnibus,
                           gint64 article, gboolean *has, GError **error)
{
  return catalog_has_row(
      catalog,
      catalog_query(catalog, error,
                    omnibus ? "SELECT 1 FROM omnibus WHERE article = ? AND issue = ?"
                            : "SELECT 1 FROM article WHERE id = ? AND issue = ?",
                    "ii", article, issue),
      has, error);
}

gboolean catalog_count_in_issue(MkepubCatalog *catalog, gint64 issue, gint64 *count,
                                GError **error)
{
  g_autoptr(CatalogQuery) row = catalog_query(
      catalog, error, "SELECT count(*) FROM article WHERE issue = ? AND state = 0", "i", issue);
  if (!row || !catalog_must(catalog, row, "n", "a number is missing", error))
    return FALSE;
  *count = column_number(row, 0);
  return TRUE;
}

gboolean catalog_name_is_taken(MkepubCatalog *catalog, const char *name, gint64 issue,
                               gboolean *taken, GError **error)
{
  return catalog_has_row(catalog,
                         catalog_query(catalog, error,
                                       "SELECT 1 FROM issue WHERE file = ? AND id <> ?", "ti",
                                       name, issue),
                         taken, error);
}

gboolean catalog_name_is_kept(MkepubCatalog *catalog, const char *name, const MkepubIssue *than,
                              gboolean *taken, GError **error)
{
  return catalog_has_row(
      catalog,
      catalog_query(catalog, error,
                    "SELECT 1 FROM issue WHERE file = ? AND id IN temp.kept_issue"
                    " AND NOT (kind = ? AND period = ? AND volume = ?)",
                    "titi", name, (gint64)than->omnibus, than->period, (gint64)than->volume),
      taken, error);
}

gboolean catalog_find_language(MkepubCatalog *catalog, char **language, GError **error)
{
  gboolean good;
  g_autoptr(CatalogQuery) row = catalog_query(
      catalog, error,
      "SELECT language FROM issue GROUP BY language ORDER BY count(*) DESC, language LIMIT 1",
      "");
  *language =
      catalog_next(catalog, row, "t", &good, error) ? g_strdup(catalog_text(row, 0)) : NULL;
  return good;
}

gboolean catalog_find_owner(MkepubCatalog *catalog, const char *name, gint64 *id,
                            gboolean *omnibus, char **period, GError **error)
{
  gboolean good;
  g_autoptr(CatalogQuery) row = catalog_query(
      catalog, error,
      "SELECT id, kind, period FROM issue WHERE file = ?1 OR cover = ?1 OR thumbnail = ?1", "t",
      name);
  *id = 0;
  *omnibus = FALSE;
  *period = NULL;
  if (!catalog_next(catalog, row, "ick", &good, error))
    return good;
  *id = column_number(row, 0);
  *omnibus = column_count(row, 1) == 1;
  *period = g_strdup(catalog_text(row, 2));
  return TRUE;
}

gboolean catalog_find_identity(MkepubCatalog *catalog, const char *name, char **identifier,
                               char **modified, GError **error)
{
  gboolean good;
  g_autoptr(CatalogQuery) row = catalog_query(
      catalog, error, "SELECT identifier, modified FROM issue WHERE file = ?", "t", name);
  gboolean found = catalog_next(catalog, row, "tz", &good, error);
  *identifier = found ? g_strdup(catalog_text(row, 0)) : NULL;
  *modified = found ? g_strdup(catalog_text(row, 1)) : NULL;
  return good;
}

gboolean catalog_find_published(MkepubCatalog *catalog, const char *name, guint8 *sha256,
                                gboolean *known, GError **error)
{
  gboolean good;
  g_autoptr(CatalogQuery) row =
      catalog_query(catalog, error, "SELECT sha256 FROM file WHERE name = ?", "t", name);
  *known = catalog_next(catalog, row, "h", &good, error);
  if (*known && sha256)
    memcpy(sha256, column_hash(row, 0), DIGEST_SHA256);
  return good;
}

gboolean catalog_set_published_time(MkepubCatalog *catalog, const char *name, gint64 mtime,
                                    GError **error)
{
  return catalog_run(catalog, error, "UPDATE file SET mtime = ? WHERE name = ?", "it", mtime,
                     name);
}

gboolean catalog_walk_pictures(MkepubCatalog *catalog, CatalogPictureCall call, gpointer data,
                               GError **error)
{
  gboolean good = TRUE, went_on = TRUE;
  g_autoptr(sqlite3_stmt) row = catalog_prepare(
      catalog, error,
      "SELECT i.id, i.kind, i.period, r.source, r.beside, r.bytes, r.mtime, r.sha256, r.address"
      " FROM resource r JOIN issue i ON i.id = r.issue ORDER BY r.issue, r.number",
      "");
  while (went_on && catalog_next(catalog, row, "ickpPmmHP", &good, error)) {
    g_autofree char *source = column_path(row, 3), *beside = column_path(row, 4),
                    *address = column_path(row, 8);
    CatalogPicture picture = {.issue = column_number(row, 0),
                              .omnibus = column_count(row, 1) == 1,
                              .period = catalog_text(row, 2),
                              .source = source,
                              .beside = beside,
                              .address = address,
                              .bytes = column_number(row, 5),
                              .mtime = column_number(row, 6),
                              .sha256 = column_hash(row, 7)};
    went_on = call(data, &picture, error);
  }
  return went_on && good;
}

gboolean catalog_note_picture_time(MkepubCatalog *catalog, const char *source, gint64 mtime,
                                   GError **error)
{
  return catalog_run(catalog, error,
                     "INSERT OR REPLACE INTO temp.picture_time (source, mtime) VALUES (?, ?)",
                     "bi", source, (int)strlen(source), mtime);
}

gboolean catalog_set_picture_times(MkepubCatalog *catalog, GError **error)
{
  return catalog_run(catalog, error,
                     "UPDATE resource SET mtime = (SELECT t.mtime FROM temp.picture_time t"
                     " WHERE t.source = resource.source)"
                     " WHERE source IN (SELECT source FROM temp.picture_time)",
                     "");
}

gboolean catalog_walk_missing(MkepubCatalog *catalog, CatalogChapterCall call, gpointer data,
                              GError **error)
{
  gboolean good = TRUE, went_on = TRUE;
  g_autoptr(sqlite3_stmt) row =
      catalog_prepare(catalog, error,
                      "SELECT a.id, i.file, a.chapter FROM article a JOIN issue i"
                      " ON i.id = a.issue WHERE a.missing <> 0 AND a.state = 0",
                      "");
  while (went_on && catalog_next(catalog, row, "ift", &good, error))
    went_on =
        call(data, column_number(row, 0), catalog_text(row, 1), catalog_text(row, 2), error);
  return went_on && good;
}
