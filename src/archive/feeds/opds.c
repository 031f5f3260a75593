/* SPDX-License-Identifier: MIT */
#include "archive/feeds/opds.h"

#include <string.h>

#include "archive/feeds/navigation.h"
#include "archive/feeds/rss.h"

static const OpdsKind kinds[] = {
    {MKEPUB_FACET_YEAR, "year", "years", "By year"},
    {MKEPUB_FACET_SECTION, "section", "sections", "By section"},
    {MKEPUB_FACET_AUTHOR, "author", "authors", "By author"},
    {MKEPUB_FACET_TAG, "tag", "tags", "By tag"},
    {MKEPUB_FACET_LANGUAGE, "language", "languages", "By language"},
};

/* Computes the hash of the settings that every document contains, and of the program's
 * version. */
static void settings_of(OpdsRun *run)
{
  OpdsSum *sum = opds_sum_new();
  opds_sum_text(sum, MKEPUB_VERSION);
  opds_sum_text(sum, run->series);
  opds_sum_text(sum, run->base_url);
  opds_sum_finish(sum, run->settings);
}

static gboolean write_all(const OpdsRun *run, gboolean newest_first, GError **error)
{
  g_autofree char *title =
      g_strdup_printf("%s: %s issues", run->series, newest_first ? "newest" : "all");
  OpdsChain chain = {.path = newest_first ? "opds/new" : "opds/all",
                     .title = title,
                     .up = "index",
                     .filter = {.issues_only = newest_first, .newest_first = newest_first}};
  return opds_chain_write(run, &chain, error);
}

static void add_target(GArray *targets, const char *path, const char *title,
                       const char *updated, guint items, const char *unit)
{
  OpdsTarget target = {
      .path = path, .title = title, .updated = updated, .items = items, .unit = unit};
  target.acquisition = strcmp(unit, "issue") == 0;
  target.newest = strcmp(path, "opds/new") == 0;
  g_array_append_val(targets, target);
}

/* Writes the feeds of a facet, and adds it to the root; does nothing for one that no article
 * has. */
static gboolean write_kind(const OpdsRun *run, const OpdsKind *kind, gboolean every,
                           GArray *targets, GStringChunk *memory, GError **error)
{
  g_autoptr(OpdsFacets) facets = opds_facets_read(run->catalog, kind, error);
  if (!facets)
    return FALSE;
  if (facets->values->len == 0)
    return TRUE;
  g_autofree char *path = g_strconcat("opds/", kind->units, NULL);
  add_target(targets, g_string_chunk_insert(memory, path), kind->title,
             g_string_chunk_insert(memory, facets->modified), facets->values->len, kind->unit);
  return opds_facets_write(run, facets, every, error) &&
         opds_navigation_write(run, facets, error);
}

static gboolean newest_modified(gpointer data, const MkepubIssue *issue)
{
  GString *newest = data;
  if (strcmp(issue->modified, newest->str) > 0)
    g_string_assign(newest, issue->modified);
  return TRUE;
}

static gboolean write_root(const OpdsRun *run, gboolean every, GError **error)
{
  static const MkepubIssueFilter any = {0}, new = {.issues_only = TRUE};
  g_autoptr(GArray) targets = g_array_new(FALSE, FALSE, sizeof(OpdsTarget));
  g_autoptr(GString) updated = g_string_new("1970-01-01T00:00:00Z");
  GStringChunk *memory = g_string_chunk_new(512);
  gboolean done = mkepub_catalog_issues(run->catalog, &any, newest_modified, updated, error);
  add_target(targets, "opds/new", "Newest", updated->str,
             mkepub_catalog_count_issues(run->catalog, &new), "issue");
  for (gsize i = 0; done && i < G_N_ELEMENTS(kinds); i++)
    done = write_kind(run, &kinds[i], every, targets, memory, error);
  add_target(targets, "opds/all", "All issues", updated->str,
             mkepub_catalog_count_issues(run->catalog, &any), "issue");
  done = done && opds_navigation_list(run, "index", run->series, NULL, targets, error);
  g_string_chunk_free(memory);
  return done;
}

gboolean opds_write(MkepubCatalog *catalog, MkepubShelf *shelf, const char *series,
                    const char *base_url, GError **error)
{
  g_autoptr(OpdsIssues) issues = opds_issues_new(catalog);
  OpdsRun run = {.catalog = catalog,
                 .shelf = shelf,
                 .series = series,
                 .base_url = base_url,
                 .issues = issues};
  settings_of(&run);
  gboolean every = !mkepub_shelf_keep_from(shelf, "index.xml", run.settings);
  return write_all(&run, TRUE, error) && write_all(&run, FALSE, error) &&
         write_root(&run, every, error) && (!base_url || opds_rss_write(&run, error));
}
