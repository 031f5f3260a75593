/* SPDX-License-Identifier: MIT */
/* A chain: one acquisition feed in as many documents as it takes.
 * Used for all issues, and for those of each facet. */
#ifndef ARCHIVE_FEEDS_PAGED_FEED_H
#define ARCHIVE_FEEDS_PAGED_FEED_H

#include "archive/feeds/feed.h"

typedef struct {
  const char *path, *title, *up;
  MkepubIssueFilter filter; /* which issues, and in which order; no offset, no limit */
} OpdsChain;

/* How CHAIN of ISSUES issues is divided, newest first: the first document has offset 0, and the
 * documents 1 to 'full' behind it have 50 each, 'full' coming next and 1, the oldest, last.
 * Oldest first: documents of 50 in order, 'full' of them behind the first. */
typedef struct {
  guint head, full;
} OpdsDivision;
OpdsDivision opds_chain_divide(guint issues, gboolean newest_first);

/* TRUE when all documents of a chain of ISSUES issues are there and kept. */
gboolean opds_chain_keep(const OpdsRun *run, const OpdsChain *chain, guint issues);

/* Writes those documents that are not there as they must be, and keeps the others. */
gboolean opds_chain_write(const OpdsRun *run, const OpdsChain *chain, GError **error);

#endif
