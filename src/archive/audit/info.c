/* SPDX-License-Identifier: MIT */
#include "mkepub/shelf-info.h"

#include "archive/shelf/catalog-audit.h"

void mkepub_shelf_info_clear(MkepubShelfInfo *info)
{
  char **texts[] = {&info->series, &info->every, &info->first,
                    &info->last,   &info->run,   &info->version};
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
    g_clear_pointer(texts[i], g_free);
}

gboolean mkepub_shelf_info_read(const char *shelf, MkepubShelfInfo *info, GError **error)
{
  CatalogSums sums;
  *info = (MkepubShelfInfo){0};
  g_autoptr(MkepubCatalog) catalog = mkepub_catalog_open(shelf, MKEPUB_CATALOG_READ, error);
  if (!catalog || !catalog_read_sums(catalog, &sums, error))
    return FALSE;
  *info = (MkepubShelfInfo){.series = mkepub_catalog_setting(catalog, "series"),
                            .every = mkepub_catalog_setting(catalog, "every"),
                            .issues = sums.issues,
                            .omnibuses = sums.omnibuses,
                            .articles = sums.articles,
                            .words = sums.words,
                            .drafts = sums.drafts,
                            .repeats = sums.repeats,
                            .lost = sums.lost,
                            .first = sums.first,
                            .last = sums.last,
                            .files = sums.files,
                            .bytes = sums.bytes,
                            .book_bytes = sums.book_bytes};
  return catalog_read_last_run(catalog, &info->run, &info->version, error) &&
         catalog_is_sound(catalog, error);
}
