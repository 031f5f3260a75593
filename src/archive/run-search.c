/* SPDX-License-Identifier: MIT */
#include "archive/run-search.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "archive/article-text.h"
#include "archive/catalog-state.h"

gboolean run_search_open(Run *run, gint64 last, GError **error)
{
  MkepubSearchState state;
  if (run->options->no_search)
    return TRUE;
  run->search = mkepub_search_writer_open(run->shelf_path, NULL, error);
  if (!run->search || !mkepub_search_mend(run->search, last, &state, error))
    return FALSE;
  run->search_lacks = state != MKEPUB_SEARCH_GOOD;
  return TRUE;
}

gboolean run_search_lacks(Run *run, gint64 id)
{
  return run->search_lacks && !mkepub_search_has(run->search, id);
}

static gboolean put(Run *run, const CatalogArticle *article, const char *text, gsize length,
                    GError **error)
{
  g_autoptr(GPtrArray) authors = g_ptr_array_new();
  for (guint i = 0; article->authors && i < article->authors->len; i++)
    g_ptr_array_add(authors, article->authors->pdata[i]);
  g_ptr_array_add(authors, NULL);
  MkepubSearchArticle entry = {.id = article->id,
                               .day = article->day,
                               .title = article->title,
                               .byline = article->byline,
                               .section = article->section,
                               .language = article->language,
                               .authors = (const char *const *)authors->pdata,
                               .text = text,
                               .length = length};
  run->search_changed = TRUE;
  return mkepub_search_put(run->search, &entry, error);
}

gboolean run_search_put(Run *run, const CatalogArticle *article, const GString *text,
                        GError **error)
{
  if (!run->search)
    return TRUE;
  if (article->state != CATALOG_IN_ISSUE)
    return run_search_remove(run, article->id, error);
  return put(run, article, text ? text->str : "", text ? text->len : 0, error);
}

/* The authors of article ID, for the caller to unref. */
static GPtrArray *authors_of(Run *run, gint64 id)
{
  GPtrArray *authors = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(sqlite3_stmt) row = catalog_prepare(
      run->catalog, NULL, "SELECT name FROM author WHERE article = ? ORDER BY name", "i", id);
  while (row && catalog_step(run->catalog, row, "t", NULL) == SQLITE_ROW)
    g_ptr_array_add(authors, g_strdup(catalog_text(row, 0)));
  return authors;
}

gboolean run_search_again(Run *run, gint64 id, GError **error)
{
  gsize length = 0;
  if (!run->search)
    return TRUE;
  g_autofree char *text = article_text(run->catalog, id, &length);
  g_autoptr(GPtrArray) authors = authors_of(run, id);
  g_autoptr(sqlite3_stmt) row = catalog_prepare(
      run->catalog, error,
      "SELECT day, title, byline, section, language FROM article WHERE id = ?", "i", id);
  if (!row || !catalog_must(run->catalog, row, "DtTTT", "an article is missing", error))
    return FALSE;
  CatalogArticle article = {.id = id,
                            .day = catalog_text(row, 0),
                            .title = catalog_text(row, 1),
                            .byline = catalog_text(row, 2),
                            .section = catalog_text(row, 3),
                            .language = catalog_text(row, 4),
                            .authors = authors};
  return put(run, &article, text ? text : "", length, error);
}

gboolean run_search_remove(Run *run, gint64 id, GError **error)
{
  if (!run->search)
    return TRUE;
  run->search_changed = TRUE;
  return mkepub_search_remove(run->search, id, error);
}

gboolean run_search_changed(const Run *run)
{
  return run->search_changed;
}

gboolean run_search_commit(Run *run, GError **error)
{
  if (run->search)
    return mkepub_search_commit(run->search, run->catalog->run, error);
  /* one that is not kept up to date would answer wrongly */
  g_autofree char *path = g_build_filename(run->shelf_path, "search.db", NULL);
  if (g_unlink(path) == 0 || errno == ENOENT)
    return TRUE;
  mkepub_error_set_errno(error, MKEPUB_ERROR_OUTPUT, errno, "cannot remove", path);
  return FALSE;
}
