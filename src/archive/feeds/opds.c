/* SPDX-License-Identifier: MIT */
#include "archive/feeds/opds.h"

#include <string.h>

#include "archive/feeds/facet.h"
#include "archive/feeds/feed-paths.h"
#include "archive/feeds/rss.h"

enum { MOST = 100 };

static void made_from(const OpdsRun *run, const OpdsFeed *feed, const GArray *targets,
                      guint8 digest[OPDS_DIGEST])
{
  OpdsSum *sum = opds_sum_new();
  opds_sum_digest(sum, run->settings);
  opds_sum_text(sum, feed->path);
  opds_sum_text(sum, feed->title);
  opds_sum_text(sum, feed->up);
  for (guint i = 0; i < targets->len; i++) {
    const OpdsTarget *target = &g_array_index(targets, OpdsTarget, i);
    opds_sum_text(sum, target->path);
    opds_sum_text(sum, target->title);
    opds_sum_text(sum, target->updated);
    opds_sum_count(sum, target->items);
  }
  opds_sum_finish(sum, digest);
}

/* Writes or keeps one list of TARGETS (an array of OpdsTarget). The root, with UP NULL, is
 * written in every run; the hash recorded for it is of the run's settings alone, so that the
 * next run can tell whether they changed. */
static gboolean opds_navigation_list(const OpdsRun *run, const char *path, const char *title,
                                     const char *up, const GArray *targets, GError **error)
{
  guint8 from[OPDS_DIGEST];
  OpdsFeed feed = {.path = path, .logical = path, .title = title, .up = up};
  feed.updated = "1970-01-01T00:00:00Z"; /* of a catalog without issues */
  for (guint i = 0; i < targets->len; i++) {
    const OpdsTarget *target = &g_array_index(targets, OpdsTarget, i);
    if (strcmp(target->updated, feed.updated) > 0)
      feed.updated = target->updated;
  }
  if (up) {
    made_from(run, &feed, targets, from);
    if (opds_page_keep(run, path, from))
      return TRUE;
  } else {
    memcpy(from, run->settings, OPDS_DIGEST);
  }
  OpdsPage *page = opds_page_new(run, &feed);
  for (guint i = 0; i < targets->len; i++)
    opds_page_target(page, &g_array_index(targets, OpdsTarget, i));
  return opds_page_finish(page, from, error);
}

/* Values FROM to TO (not included) whose keys begin alike, and the list that they make. */
typedef struct {
  guint from, to;
  char *path, *title, *up;
} Group;

static void group_clear(gpointer data)
{
  Group *group = data;
  g_free(group->path);
  g_free(group->title);
  g_free(group->up);
}

/* How many characters the keys of all values of GROUP begin with in common: as many as the
 * first and the last, since they are sorted. */
static glong common_prefix(const OpdsFacets *facets, const Group *group)
{
  const char *a = g_array_index(facets->values, OpdsFacet, group->from).key;
  const char *b = g_array_index(facets->values, OpdsFacet, group->to - 1).key;
  glong common = 0;
  while (*a && g_utf8_get_char(a) == g_utf8_get_char(b)) {
    a = g_utf8_next_char(a);
    b = g_utf8_next_char(b);
    common++;
  }
  return common;
}

/* The first LENGTH characters of KEY, or all when it has fewer. */
static gsize prefix_bytes(const char *key, glong length)
{
  const char *p = key;
  while (*p && length-- > 0)
    p = g_utf8_next_char(p);
  return (gsize)(p - key);
}

/* The values from FROM on that share their first LENGTH characters; where they end. */
static guint same_prefix(const OpdsFacets *facets, guint from, guint to, glong length)
{
  const char *key = g_array_index(facets->values, OpdsFacet, from).key;
  gsize bytes = prefix_bytes(key, length);
  guint i = from + 1;
  while (i < to) {
    const char *other = g_array_index(facets->values, OpdsFacet, i).key;
    if (prefix_bytes(other, length) != bytes || memcmp(key, other, bytes) != 0)
      break;
    i++;
  }
  return i;
}

/* What people read for the values that begin with the first BYTES of KEY: 'MA', or '一–仿' for
 * a block of another script. */
static char *label_of(const OpdsFacets *facets, const Group *group, gsize bytes)
{
  const OpdsFacet *first = &g_array_index(facets->values, OpdsFacet, group->from);
  const OpdsFacet *last = &g_array_index(facets->values, OpdsFacet, group->to - 1);
  gboolean block = (guchar)first->key[0] >= 0xf0 && prefix_bytes(first->key, 1) == bytes;
  if (block) {
    const char *a = g_utf8_next_char(first->key), *b = g_utf8_next_char(last->key);
    return g_strdup_printf("%.*s–%.*s", (int)prefix_bytes(a, 1), a, (int)prefix_bytes(b, 1), b);
  }
  gsize start = (guchar)first->key[0] >= 0xf0 ? prefix_bytes(first->key, 1) : 0;
  return g_utf8_strup(first->key + start, (gssize)(bytes - start));
}

static const char *newest_of(const OpdsFacets *facets, const Group *group)
{
  const char *newest = "";
  for (guint i = group->from; i < group->to; i++) {
    const OpdsFacet *value = &g_array_index(facets->values, OpdsFacet, i);
    if (strcmp(value->modified, newest) > 0)
      newest = value->modified;
  }
  return newest;
}

static void list_values(const OpdsFacets *facets, guint from, guint to, GArray *targets)
{
  for (guint i = from; i < to; i++) {
    const OpdsFacet *value = &g_array_index(facets->values, OpdsFacet, i);
    OpdsTarget target = {.path = value->path,
                         .title = value->name,
                         .updated = value->modified,
                         .acquisition = TRUE,
                         .items = value->issues,
                         .unit = "issue"};
    g_array_append_val(targets, target);
  }
}

/* Lists the groups that GROUP falls into, and puts them behind it in GROUPS. Keys that are no
 * longer than what all have in common name their value itself, and so does a group of one. */
static void list_groups(const OpdsRun *run, const OpdsFacets *facets, const Group *group,
                        GArray *groups, GArray *targets)
{
  glong length = common_prefix(facets, group) + 1;
  guint end;
  for (guint i = group->from; i < group->to; i = end) {
    const char *key = g_array_index(facets->values, OpdsFacet, i).key;
    Group part = {.from = i, .to = same_prefix(facets, i, group->to, length)};
    gsize bytes = prefix_bytes(key, length);
    end = part.to;
    if (end - i == 1 || prefix_bytes(key, length - 1) == bytes) {
      list_values(facets, i, end, targets);
      continue;
    }
    g_autofree char *prefix = g_strndup(key, bytes);
    g_autofree char *file = opds_name_file(prefix);
    g_autofree char *label = label_of(facets, &part, bytes);
    part.path = g_strdup_printf("opds/%s/%s", facets->kind->units, file);
    part.title = g_strdup_printf("%s: %s", run->series, label);
    part.up = g_strdup(group->path);
    g_array_append_val(groups, part);
    OpdsTarget target = {.path = g_string_chunk_insert(facets->memory, part.path),
                         .title = g_string_chunk_insert(facets->memory, label),
                         .updated = newest_of(facets, &part),
                         .items = part.to - part.from,
                         .unit = facets->kind->unit};
    g_array_append_val(targets, target);
  }
}

/* Writes or keeps the lists of FACETS. Readers do not turn the pages of a navigation feed, so
 * that one with more than 100 values is split by first letters, and those again where they are
 * too many: 'opds/authors.xml', 'opds/authors/m.xml', 'opds/authors/ma.xml'. */
static gboolean opds_navigation_write(const OpdsRun *run, const OpdsFacets *facets,
                                      GError **error)
{
  g_autoptr(GArray) groups = g_array_new(FALSE, FALSE, sizeof(Group));
  g_array_set_clear_func(groups, group_clear);
  Group all = {.to = facets->values->len,
               .path = g_strconcat("opds/", facets->kind->units, NULL),
               .title = g_strdup_printf("%s: %s", run->series, facets->kind->units),
               .up = g_strdup("index")};
  g_array_append_val(groups, all);
  gboolean ordered = facets->kind->kind != MKEPUB_FACET_YEAR, done = TRUE;
  for (guint i = 0; done && i < groups->len; i++) {
    g_autoptr(GArray) targets = g_array_new(FALSE, FALSE, sizeof(OpdsTarget));
    /* the array moves when it grows */
    Group group = g_array_index(groups, Group, i);
    if (ordered && group.to - group.from > MOST)
      list_groups(run, facets, &group, groups, targets);
    else
      list_values(facets, group.from, group.to, targets);
    done = opds_navigation_list(run, group.path, group.title, group.up, targets, error);
  }
  return done;
}

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
