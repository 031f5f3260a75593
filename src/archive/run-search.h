/* SPDX-License-Identifier: MIT */
/* The full-text index of a run, unless it goes without one.
 * Used by the parts of the run. */
#ifndef ARCHIVE_RUN_SEARCH_H
#define ARCHIVE_RUN_SEARCH_H

#include "archive/run.h"

/* Opens the index and brings it in line with the catalog, whose last run was LAST (0: none). */
gboolean run_search_open(Run *run, gint64 last, GError **error);
/* Whether the index misses an article that the catalog knows. */
gboolean run_search_lacks(Run *run, gint64 id);
/* Puts ARTICLE with its TEXT when it is in an issue; removes it otherwise. */
gboolean run_search_put(Run *run, const CatalogArticle *article, const GString *text,
                        GError **error);
/* Puts article ID with TEXT and with what the catalog says of it. Needs an index. */
gboolean run_search_put_text(Run *run, gint64 id, const char *text, gsize length,
                             GError **error);
/* Puts the articles that an index made again lacks and whose files are missing: their text is
 * in their books. */
gboolean run_search_kept(Run *run, GError **error);
gboolean run_search_remove(Run *run, gint64 id, GError **error);
/* Whether anything was put or removed. */
gboolean run_search_changed(const Run *run);
/* Right before the commit of the catalog. */
gboolean run_search_commit(Run *run, GError **error);

#endif
