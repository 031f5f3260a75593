/* SPDX-License-Identifier: MIT */
#include "archive/run-search.h"

#include <errno.h>
#include <unistd.h>

#include "archive/shelf/catalog-article.h"
#include "archive/shelf/catalog-issue.h"
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

static gboolean put_entry(Run *run, const CatalogArticle *article, const char *text,
                          gsize length, GError **error)
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
  return put_entry(run, article, text ? text->str : "", text ? text->len : 0, error);
}

gboolean run_search_put_text(Run *run, gint64 id, const char *text, gsize length,
                             GError **error)
{
  g_auto(CatalogHeading) heading = {0};
  if (!catalog_read_heading(run->catalog, id, &heading, error))
    return FALSE;
  CatalogArticle article = {.id = id,
                            .day = heading.day,
                            .title = heading.title,
                            .byline = heading.byline,
                            .section = heading.section,
                            .language = heading.language,
                            .authors = heading.authors};
  return put_entry(run, &article, text, length, error);
}

/* The text of article ID from CHAPTER of the book FILE, which alone still has it. */
static gboolean put_chapter(gpointer data, gint64 id, const char *file, const char *chapter,
                            GError **error)
{
  Run *run = data;
  if (!run_search_lacks(run, id))
    return TRUE;
  g_autoptr(GError) own = NULL;
  struct stat info;
  int trouble, fd = beneath_open_file(run->root, file, &info, &trouble);
  g_autofree char *path = g_strdup_printf("/proc/self/fd/%d", fd);
  g_autofree char *name = g_strconcat("EPUB/", chapter, NULL);
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
  return catalog_walk_missing(run->catalog, put_chapter, run, error);
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
    return mkepub_search_commit(run->search, catalog_run_number(run->catalog), error);
  /* one that is not kept up to date would answer wrongly */
  int errnum = beneath_remove(run->root, "search.db");
  return errnum == 0 || errnum == ENOENT ||
         shelf_fail(run->root, MKEPUB_ERROR_OUTPUT, errnum, "cannot remove", "search.db",
                    error);
}
