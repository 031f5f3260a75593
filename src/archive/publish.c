/* SPDX-License-Identifier: MIT */
#include "archive/publish.h"

#include <glib/gstdio.h>

#include "archive/feeds/opds.h"
#include "archive/run-search.h"
#include "archive/settings.h"
#include "archive/shelf/catalog-issue.h"
#include "archive/shelf/shelf-internal.h"
#include "archive/site/page.h"

/* *language becomes that of the settings, or else of most issues. */
static gboolean find_language(const Run *run, char **language, GError **error)
{
  *language = g_strdup(run->options->config->language);
  return *language || catalog_find_language(run->catalog, language, error);
}

static gboolean end_run(Run *run, GError **error)
{
  const MkepubArchiveResult *result = run->result;
  CatalogCounts counts = {.seen = (gint64)result->seen,
                          .added = (gint64)result->added,
                          .changed = (gint64)result->changed,
                          .removed = (gint64)result->removed,
                          .issues = result->written + result->dropped};
  return (catalog_run_number(run->catalog) > 0 ||
          catalog_begin_run(run->catalog, run->now, error)) &&
         catalog_end_run(run->catalog, &counts, error);
}

static gboolean commit_run(Run *run, GError **error)
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
  g_autofree char *language = NULL;
  if (!find_language(run, &language, error) ||
      (run->remake && !catalog_touch_all(run->catalog, error)))
    return FALSE;
  mkepub_shelf_keep_all(run->shelf, "books/");
  mkepub_shelf_keep_all(run->shelf, "covers/");
  return write_pages(run, language, error) &&
         opds_write(run->catalog, run->shelf, run->series, run->base_url, error) &&
         run_goes_on(run, error) && commit_run(run, error) &&
         mkepub_shelf_sweep(run->shelf, error) && (!tidy || shelf_tidy(run->shelf, error)) &&
         mkepub_shelf_write_manifest(run->shelf, error);
}
