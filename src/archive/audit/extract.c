/* SPDX-License-Identifier: MIT */
#include "mkepub/shelf-extract.h"

#include <unistd.h>

#include "archive/shelf/catalog.h"
#include "archive/shelf/lock.h"
#include "archive/shelf/shelf-internal.h"
#include "base/text.h"

typedef struct {
  MkepubCatalog *catalog;
  Beneath *shelf;
  const char *folder;
  MkepubExtractMode mode;
  guint *count;
  GError *error;
} Extract;

static gboolean add_chapter(gpointer data, const MkepubIssueArticle *article)
{
  g_hash_table_add(data, g_strconcat("EPUB/", article->chapter, NULL));
  return TRUE;
}

/* A book that is not rewritten may have an older text of an article of which another book has
 * the current one: the catalog decides which is extracted. Everything that can be extracted is,
 * before a failure is reported. */
static gboolean extract_issue(gpointer data, const MkepubIssue *issue)
{
  Extract *extract = data;
  g_autoptr(GError) own = NULL;
  g_autoptr(GHashTable) chapters = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  MkepubExtractPlan plan = {extract->folder, extract->mode, chapters};
  struct stat info;
  int trouble, fd = beneath_open_file(extract->shelf, issue->file, &info, &trouble);
  /* the open file, even when its name now belongs to another one */
  g_autofree char *open_file = g_strdup_printf("/proc/self/fd/%d", fd);
  g_autofree char *shown = beneath_path(extract->shelf, issue->file);
  gboolean done =
      (fd >= 0 || shelf_fail(extract->shelf, MKEPUB_ERROR_INPUT, trouble, "cannot open",
                             issue->file, &own)) &&
      mkepub_catalog_articles(extract->catalog, issue->id, add_chapter, chapters, &own) &&
      mkepub_extract_book(open_file, shown, &plan, extract->count, &own);
  if (fd >= 0)
    close(fd);
  if (done)
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
  if (!catalog_is_sound(catalog, error))
    return FALSE;
  if (!kept || !*kept) {
    g_autofree char *shown = text_display_path(extract->shelf->path);
    g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT,
                "'%s' has no kept sources: it was made without --keep-sources", shown);
    return FALSE;
  }
  g_autoptr(GError) first = NULL;
  gboolean done = mkepub_catalog_issues(catalog, &issues, extract_issue, extract, &first);
  /* a damaged catalog matters more than the issue in which it showed */
  if (!first)
    first = g_steal_pointer(&extract->error);
  g_clear_error(&extract->error);
  if (!first)
    return done;
  g_propagate_error(error, g_steal_pointer(&first));
  return FALSE;
}

gboolean mkepub_shelf_extract(const char *shelf, const char *folder, MkepubExtractMode mode,
                              guint *count, GError **error)
{
  g_autoptr(Beneath) root = beneath_new(shelf);
  Extract extract = {
      .shelf = root, .folder = folder, .mode = mode, .count = count, .error = NULL};
  int lock = lock_share(shelf, error);
  if (lock == LOCK_REFUSED)
    return FALSE;
  g_autoptr(MkepubCatalog) catalog = mkepub_catalog_open(shelf, MKEPUB_CATALOG_READ, error);
  gboolean done = catalog && root && extract_all(catalog, &extract, error);
  if (lock >= 0)
    close(lock);
  return done;
}
