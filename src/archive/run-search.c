/* SPDX-License-Identifier: MIT */
#include "archive/run-search.h"

#include <errno.h>
#include <unistd.h>

#include "archive/shelf/catalog-internal.h"
#include "archive/shelf/shelf-internal.h"
#include "mkepub/reader.h"
#include "mkepub/xml.h"

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

gboolean run_search_put_text(Run *run, gint64 id, const char *text, gsize length,
                             GError **error)
{
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
  return put(run, &article, text, length, error);
}

/* The text of the article in ROW from its chapter, which is all that there is of it. */
static gboolean put_chapter(Run *run, sqlite3_stmt *row, GError **error)
{
  const char *file = catalog_text(row, 1);
  gint64 id = column_number(row, 0);
  if (!run_search_lacks(run, id))
    return TRUE;
  g_autoptr(GError) own = NULL;
  struct stat info;
  int trouble, fd = beneath_open_file(run->root, file, &info, &trouble);
  g_autofree char *path = g_strdup_printf("/proc/self/fd/%d", fd);
  g_autofree char *name = g_strconcat("EPUB/", catalog_text(row, 2), NULL);
  if (fd < 0)
    shelf_fail(run->root, MKEPUB_ERROR_INPUT, trouble, "cannot open", file, &own);
  g_autoptr(MkepubReader) reader = fd < 0 ? NULL : mkepub_reader_open_as(path, file, &own);
  GString *text = reader ? mkepub_reader_text(reader, name, &own) : NULL;
  if (fd >= 0)
    close(fd);
  if (!text) {
    mkepub_findings_add(run->findings, MKEPUB_FINDING_BOOK_UNREADABLE, file, 0, 0,
                        "the search cannot find '%s': %s", name, own->message);
    return TRUE;
  }
  gboolean done = run_search_put_text(run, id, text->str, text->len, error);
  g_string_free(text, TRUE);
  return done;
}

gboolean run_search_kept(Run *run, GError **error)
{
  if (!run->search || !run->search_lacks)
    return TRUE;
  mkepub_xml_init();
  g_autoptr(sqlite3_stmt) row =
      catalog_prepare(run->catalog, error,
                      "SELECT a.id, i.file, a.chapter FROM article a JOIN issue i"
                      " ON i.id = a.issue WHERE a.missing <> 0 AND a.state = 0",
                      "");
  int result = row ? SQLITE_ROW : SQLITE_ERROR;
  while (result == SQLITE_ROW &&
         (result = catalog_step(run->catalog, row, "ift", error)) == SQLITE_ROW)
    if (!put_chapter(run, row, error))
      return FALSE;
  return result == SQLITE_DONE;
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
  int errnum = beneath_remove(run->root, "search.db");
  return errnum == 0 || errnum == ENOENT ||
         shelf_fail(run->root, MKEPUB_ERROR_OUTPUT, errnum, "cannot remove", "search.db",
                    error);
}
