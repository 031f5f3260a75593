/* SPDX-License-Identifier: MIT */
#include "mkepub/shelf-extract.h"

#include <unistd.h>

#include "archive/catalog-state.h"
#include "archive/lock.h"
#include "base/text.h"

typedef struct {
  const char *shelf, *folder;
  MkepubExtractMode mode;
  guint *count;
  GError *error;
} Extract;

static gboolean extract_issue(gpointer data, const MkepubIssue *issue)
{
  Extract *extract = data;
  g_autofree char *book = g_build_filename(extract->shelf, issue->file, NULL);
  return mkepub_extract_book(book, extract->folder, extract->mode, extract->count,
                             &extract->error);
}

static gboolean extract_all(MkepubCatalog *catalog, Extract *extract, GError **error)
{
  static const MkepubIssueFilter issues = {.issues_only = TRUE};
  g_autofree char *kept = mkepub_catalog_setting(catalog, "keep-sources");
  if (!catalog_is_sound(catalog, error))
    return FALSE;
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
  Extract extract = {shelf, folder, mode, count, NULL};
  int lock = lock_share(shelf, error);
  if (lock == LOCK_REFUSED)
    return FALSE;
  g_autoptr(MkepubCatalog) catalog = mkepub_catalog_open(shelf, MKEPUB_CATALOG_READ, error);
  gboolean done = catalog && extract_all(catalog, &extract, error);
  if (lock >= 0)
    close(lock);
  return done;
}
