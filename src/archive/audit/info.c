/* SPDX-License-Identifier: MIT */
#include "mkepub/shelf-info.h"

#include "archive/shelf/catalog-internal.h"

void mkepub_shelf_info_clear(MkepubShelfInfo *info)
{
  char **texts[] = {&info->series, &info->every, &info->first,
                    &info->last,   &info->run,   &info->version};
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
    g_clear_pointer(texts[i], g_free);
}

/* Returns the only row of SQL, to be finalized; NULL with an error. */
static sqlite3_stmt *query_row(MkepubCatalog *catalog, const char *sql, const char *columns,
                               GError **error)
{
  g_autoptr(sqlite3_stmt) row = catalog_prepare(catalog, error, sql, "");
  return row && catalog_step(catalog, row, columns, error) == SQLITE_ROW ? g_steal_pointer(&row)
                                                                         : NULL;
}

static gboolean read_articles(MkepubCatalog *catalog, MkepubShelfInfo *info, GError **error)
{
  g_autoptr(sqlite3_stmt) row = query_row(
      catalog,
      "SELECT sum(state = 0), sum(CASE WHEN state = 0 THEN words END), sum(state = 1),"
      " sum(state = 2), sum(state = 3), min(CASE WHEN state = 0 THEN day END),"
      " max(CASE WHEN state = 0 THEN day END) FROM article",
      "NNNNNDD", error);
  if (!row)
    return FALSE;
  guint64 *numbers[] = {&info->articles, &info->words, &info->drafts, &info->repeats,
                        &info->lost};
  for (guint i = 0; i < G_N_ELEMENTS(numbers); i++)
    *numbers[i] = (guint64)column_number(row, (int)i);
  info->first = g_strdup(catalog_text(row, 5));
  info->last = g_strdup(catalog_text(row, 6));
  return TRUE;
}

static gboolean read_books(MkepubCatalog *catalog, MkepubShelfInfo *info, GError **error)
{
  g_autoptr(sqlite3_stmt) issues =
      query_row(catalog, "SELECT sum(kind = 0), sum(kind = 1) FROM issue", "CC", error);
  g_autoptr(sqlite3_stmt) files = query_row(
      catalog,
      "SELECT count(*), sum(bytes), sum(CASE WHEN kind = 'book' THEN bytes END) FROM file",
      "nNN", error);
  if (!issues || !files)
    return FALSE;
  info->issues = column_count(issues, 0);
  info->omnibuses = column_count(issues, 1);
  info->files = (guint64)column_number(files, 0);
  info->bytes = (guint64)column_number(files, 1);
  info->book_bytes = (guint64)column_number(files, 2);
  return TRUE;
}

/* Reads the last run. A catalog without a run is not damaged. */
static void read_run(MkepubCatalog *catalog, MkepubShelfInfo *info)
{
  g_autoptr(sqlite3_stmt) row = query_row(
      catalog, "SELECT started, version FROM run ORDER BY id DESC LIMIT 1", "tt", NULL);
  if (!row)
    return;
  info->run = g_strdup(catalog_text(row, 0));
  info->version = g_strdup(catalog_text(row, 1));
}

gboolean mkepub_shelf_info_read(const char *shelf, MkepubShelfInfo *info, GError **error)
{
  *info = (MkepubShelfInfo){0};
  g_autoptr(MkepubCatalog) catalog = mkepub_catalog_open(shelf, MKEPUB_CATALOG_READ, error);
  if (!catalog || !read_articles(catalog, info, error) || !read_books(catalog, info, error))
    return FALSE;
  info->series = mkepub_catalog_setting(catalog, "series");
  info->every = mkepub_catalog_setting(catalog, "every");
  read_run(catalog, info);
  return catalog_is_sound(catalog, error);
}
