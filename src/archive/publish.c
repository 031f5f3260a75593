/* SPDX-License-Identifier: MIT */
#include "archive/publish.h"

#include <glib/gstdio.h>

#include "archive/feeds/opds.h"
#include "archive/run-search.h"
#include "archive/settings.h"
#include "archive/shelf/catalog-internal.h"
#include "archive/shelf/shelf-internal.h"
#include "archive/site/page.h"

/* The language that most issues are in. */
static char *language_of(const Run *run)
{
  if (run->options->config->language)
    return g_strdup(run->options->config->language);
  g_autoptr(sqlite3_stmt) row = catalog_prepare(
      run->catalog, NULL,
      "SELECT language FROM issue GROUP BY language ORDER BY count(*) DESC, language LIMIT 1",
      "");
  if (!row || catalog_step(run->catalog, row, "t", NULL) != SQLITE_ROW)
    return NULL;
  return g_strdup(catalog_text(row, 0));
}

static gboolean end_run(Run *run, GError **error)
{
  const MkepubArchiveResult *result = run->result;
  CatalogCounts counts = {.seen = (gint64)result->seen,
                          .added = (gint64)result->added,
                          .changed = (gint64)result->changed,
                          .removed = (gint64)result->removed,
                          .issues = result->written + result->dropped};
  return (run->catalog->run > 0 || catalog_begin_run(run->catalog, run->now, error)) &&
         catalog_end_run(run->catalog, &counts, error);
}

static gboolean commit(Run *run, GError **error)
{
  return settings_keep(run, error) && end_run(run, error) &&
         mkepub_shelf_forget(run->shelf, error) && run_search_commit(run, error) &&
         mkepub_catalog_commit(run->catalog, error);
}

static char *text_of(gpointer data, gint64 article, gsize *length, GError **error)
{
  Run *run = data;
  return mkepub_search_text(run->search, article, length, error);
}

static gboolean write_pages(Run *run, const char *language, GError **error)
{
  PageSource source = {.catalog = run->catalog,
                       .shelf = run->shelf,
                       .text = run->search ? text_of : NULL,
                       .text_data = run,
                       .feed = run->base_url != NULL,
                       .series = run->series,
                       .language = language};
  return page_write(&source, error);
}

gboolean publish_all(Run *run, gboolean tidy, GError **error)
{
  g_autofree char *language = language_of(run);
  if (run->remake && !catalog_touch_all(run->catalog, error))
    return FALSE;
  mkepub_shelf_keep_all(run->shelf, "books/");
  mkepub_shelf_keep_all(run->shelf, "covers/");
  return write_pages(run, language, error) &&
         opds_write(run->catalog, run->shelf, run->series, run->base_url, error) &&
         run_goes_on(run, error) && commit(run, error) &&
         mkepub_shelf_sweep(run->shelf, error) && (!tidy || shelf_tidy(run->shelf, error)) &&
         mkepub_shelf_write_manifest(run->shelf, error);
}
