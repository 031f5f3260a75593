/* SPDX-License-Identifier: MIT */
/* Articles that a shelf keeps although their files left the input, or cannot be read in this
 * run. Used by the run of an archive.
 * An issue that holds such an article cannot be written again without losing it: its book
 * stays as it is, and new or changed articles of its period go to a further volume. */
#ifndef ARCHIVE_KEPT_H
#define ARCHIVE_KEPT_H

#include "archive/run.h"

/* The articles UNSEEN (of gint64) are no longer in the input: what was published is marked and
 * kept, the rest leaves the catalog. A new article (its id above KNOWN) with the bytes of a
 * marked one takes its place: it was renamed. With --prune removes all that are marked. */
gboolean kept_mark(Run *run, const GArray *unseen, gint64 known, GError **error);

/* The part of kept_mark that finds new articles with the bytes of one that is marked. */
gboolean kept_find_renamed(Run *run, gint64 known, GError **error);

/* Article ID takes the place of the marked article GONE, which leaves the catalog. */
gboolean kept_take_over(Run *run, gint64 id, gint64 gone, GError **error);

/* Article ID, which was marked, is there again: its issue can be written again. */
gboolean kept_return(Run *run, gint64 id, GError **error);
/* The articles of PERIOD are to be put into issues again. */
gboolean kept_return_period(Run *run, const char *period, GError **error);

/* Article ID cannot be read, as MESSAGE says (NULL: said already): an error finding. The next
 * run tries again. */
gboolean kept_lose(Run *run, gint64 id, const char *message, GError **error);

/* Reports what this run marked. */
gboolean kept_report(Run *run, GError **error);

/* Works out which issues keep their books. Articles in them whose text is another one now are
 * to be published again, and so are those that no run has published yet. To be called when all
 * articles are known, and after each kept_lose() before periods are planned. */
gboolean kept_find_issues(Run *run, GError **error);

/* The place of period number PERIOD (from 1) among those that articles are counted into, from
 * 0; -1 when its issue keeps its book. */
gint64 kept_rank(const Run *run, gint64 period);

#endif
