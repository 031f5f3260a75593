/* SPDX-License-Identifier: MIT */
#include "mkepub/shelf-extract.h"

#include <unistd.h>

#include "archive/lock.h"
#include "base/text.h"
#include "mkepub/catalog.h"

typedef struct {
  MkepubCatalog *catalog;
  const char *shelf, *folder;
  MkepubExtractMode mode;
  guint *count;
  GError *error;
} Extract;

static gboolean add_chapter(gpointer data, const MkepubIssueArticle *article)
{
  g_hash_table_add(data, g_strconcat("EPUB/", article->chapter, NULL));
  return TRUE;
}

/* A book that stays as it is may have an older text of an article that another one has by now:
 * the catalog says which is meant. What can be given back is, before a failure is reported. */
static gboolean extract_issue(gpointer data, const MkepubIssue *issue)
{
  Extract *extract = data;
  g_autoptr(GError) own = NULL;
  g_autoptr(GHashTable) chapters = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *book = g_build_filename(extract->shelf, issue->file, NULL);
  if (mkepub_catalog_articles(extract->catalog, issue->id, add_chapter, chapters, &own) &&
      mkepub_extract_book(book, extract->folder, extract->mode, chapters, extract->count, &own))
    return TRUE;
  gboolean goes_on = g_error_matches(own, MKEPUB_ERROR, MKEPUB_ERROR_INPUT);
  if (!extract->error)
    extract->error = g_steal_pointer(&own);
  return goes_on;
}

static gboolean extract_all(MkepubCatalog *catalog, Extract *extract, GError **error)
{
  extract->catalog = catalog;
  static const MkepubIssueFilter issues = {.issues_only = TRUE};
  g_autofree char *kept = mkepub_catalog_setting(catalog, "keep-sources");
  if (!kept || !*kept) {
    g_autofree char *shown = text_display_path(extract->shelf);
    g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT,
                "'%s' keeps no sources: it was made without --keep-sources", shown);
    return FALSE;
  }
  if (!mkepub_catalog_issues(catalog, &issues, extract_issue, extract, error))
    return FALSE;
  if (!extract->error)
    return TRUE;
  g_propagate_error(error, extract->error);
  return FALSE;
}

gboolean mkepub_shelf_extract(const char *shelf, const char *folder, MkepubExtractMode mode,
                              guint *count, GError **error)
{
  Extract extract = {
      .shelf = shelf, .folder = folder, .mode = mode, .count = count, .error = NULL};
  int lock = lock_share(shelf, error);
  if (lock == LOCK_REFUSED)
    return FALSE;
  g_autoptr(MkepubCatalog) catalog = mkepub_catalog_open(shelf, MKEPUB_CATALOG_READ, error);
  gboolean done = catalog && extract_all(catalog, &extract, error);
  if (lock >= 0)
    close(lock);
  return done;
}
