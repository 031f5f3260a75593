/* SPDX-License-Identifier: MIT */
/* Writes one document of a feed as OPDS 1.2 and OPDS 2.0 at once. Used by chains of
 * acquisition feeds and by navigation. */
#ifndef ARCHIVE_FEEDS_FEED_H
#define ARCHIVE_FEEDS_FEED_H

#include "archive/feeds/issue.h"
#include "archive/shelf/shelf.h"

/* The state shared by all documents of a run; strings are borrowed. */
typedef struct {
  MkepubCatalog *catalog;
  MkepubShelf *shelf;
  const char *series, *base_url; /* base_url may be NULL */
  OpdsIssues *issues;
  guint8
      settings[OPDS_DIGEST]; /* hash over the parts of the run that every document contains */
} OpdsRun;

/* A document. A path is a name on the shelf without its extension: 'opds/new/1' is
 * opds/new/1.xml and opds/2/new/1.json, 'index' is index.xml and opds/2/index.json. */
typedef struct {
  const char *path;
  const char *logical; /* path that determines the id: of the feed's first document */
  const char *title;
  const char *updated;                        /* 'YYYY-MM-DDThh:mm:ssZ' */
  gboolean acquisition;                       /* otherwise navigation */
  const char *up;                             /* the navigation feed above; NULL for the root */
  const char *next, *previous, *first, *last; /* may be NULL */
  guint items;                                /* of the whole feed; 0: left out */
  guint per_page, page;                       /* 0: left out */
} OpdsFeed;

/* A target of a navigation feed. */
typedef struct {
  const char *path, *title, *updated;
  gboolean acquisition;
  gboolean newest;  /* it is the feed of new issues */
  guint items;      /* in the target */
  const char *unit; /* their kind: 'issue' */
} OpdsTarget;

typedef struct OpdsPage OpdsPage;

/* Begins the document FEED (borrowed until opds_page_finish). */
OpdsPage *opds_page_new(const OpdsRun *run, const OpdsFeed *feed);
/* Add an entry to an acquisition feed; add a link to a navigation feed. */
void opds_page_issue(OpdsPage *page, const MkepubIssue *issue, OpdsContents *contents);
void opds_page_target(OpdsPage *page, const OpdsTarget *target);
/* Publishes both files and frees PAGE. MADE_FROM as for opds_page_keep. */
gboolean opds_page_finish(OpdsPage *page, const guint8 *made_from, GError **error);
void opds_page_free(OpdsPage *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OpdsPage, opds_page_free)

/* Marks both files of PATH as kept; returns FALSE when one does not exist, or when MADE_FROM
 * (may be NULL), the hash of the document's inputs, differs from the one recorded. */
gboolean opds_page_keep(const OpdsRun *run, const char *path, const guint8 *made_from);

#endif
