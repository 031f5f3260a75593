/* SPDX-License-Identifier: MIT */
#include "archive/run-search.h"

gboolean run_search_open(Run *run, gint64 last, GError **error)
{
  (void)run, (void)last, (void)error;
  return TRUE;
}

gboolean run_search_lacks(Run *run, gint64 id)
{
  (void)run, (void)id;
  return FALSE;
}

gboolean run_search_put(Run *run, const CatalogArticle *article, const GString *text,
                        GError **error)
{
  (void)run, (void)article, (void)text, (void)error;
  return TRUE;
}

gboolean run_search_again(Run *run, gint64 id, GError **error)
{
  (void)run, (void)id, (void)error;
  return TRUE;
}

gboolean run_search_remove(Run *run, gint64 id, GError **error)
{
  (void)run, (void)id, (void)error;
  return TRUE;
}

gboolean run_search_changed(const Run *run)
{
  (void)run;
  return FALSE;
}

gboolean run_search_commit(Run *run, GError **error)
{
  (void)run, (void)error;
  return TRUE;
}
