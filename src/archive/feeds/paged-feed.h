/* SPDX-License-Identifier: MIT */
/* A chain: one acquisition feed in as many documents as needed. Used for all issues, and for
 * those of each facet. */
#ifndef ARCHIVE_FEEDS_PAGED_FEED_H
#define ARCHIVE_FEEDS_PAGED_FEED_H

#include "archive/feeds/feed.h"

typedef struct {
  const char *path, *title, *up;
  MkepubIssueFilter filter; /* selects and orders the issues; without offset and limit */
} OpdsChain;

/* Returns how a chain of ISSUES issues is divided. Newest first: the first document has 'head'
 * issues from offset 0 on, and documents numbered 'full' down to 1 (the oldest) follow with 50
 * each. Oldest first: documents of 50 in order; 'full' of them follow the first. */
typedef struct {
  guint head, full;
} OpdsDivision;
OpdsDivision opds_chain_divide(guint issues, gboolean newest_first);

/* Returns TRUE when all documents of a chain of ISSUES issues exist, and marks them as kept. */
gboolean opds_chain_keep(const OpdsRun *run, const OpdsChain *chain, guint issues);

/* Writes the documents that are missing or outdated, and keeps the others. */
gboolean opds_chain_write(const OpdsRun *run, const OpdsChain *chain, GError **error);

#endif
