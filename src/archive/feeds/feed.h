/* SPDX-License-Identifier: MIT */
/* One document of the catalog, written as OPDS 1.2 and OPDS 2.0 at once.
 * Used by chains of acquisition feeds and by navigation. */
#ifndef ARCHIVE_FEEDS_FEED_H
#define ARCHIVE_FEEDS_FEED_H

#include "archive/feeds/issue.h"
#include "archive/shelf/shelf.h"

/* What all documents of a run share; strings are borrowed. */
typedef struct {
  MkepubCatalog *catalog;
  MkepubShelf *shelf;
  const char *series, *base_url; /* base_url may be NULL */
  OpdsIssues *issues;
  guint8 settings[OPDS_DIGEST]; /* over all of the run that stands in every document */
} OpdsRun;

/* A document. A path is a name on the shelf without its ending: 'opds/new/1' is opds/new/1.xml
 * and opds/2/new/1.json, 'index' is index.xml and opds/2/index.json. */
typedef struct {
  const char *path;
  const char *logical; /* the path that makes its id: of the first document of its feed */
  const char *title;
  const char *updated;                        /* 'YYYY-MM-DDThh:mm:ssZ' */
  gboolean acquisition;                       /* else navigation */
  const char *up;                             /* the navigation feed above; NULL for the root */
  const char *next, *previous, *first, *last; /* may be NULL */
  guint items;                                /* of the whole feed; 0: not said */
  guint per_page, page;                       /* 0: not said */
} OpdsFeed;

/* What a navigation feed leads to. */
typedef struct {
  const char *path, *title, *updated;
  gboolean acquisition;
  gboolean newest;  /* it is the feed of what is new */
  guint items;      /* in it */
  const char *unit; /* what these are: 'issue' */
} OpdsTarget;

typedef struct OpdsPage OpdsPage;

/* Begins the document FEED (borrowed until the end). */
OpdsPage *opds_page_new(const OpdsRun *run, const OpdsFeed *feed);
/* An entry of an acquisition feed, a link of a navigation feed. */
void opds_page_issue(OpdsPage *page, const MkepubIssue *issue, OpdsContents *contents);
void opds_page_target(OpdsPage *page, const OpdsTarget *target);
/* Publishes both files and frees PAGE. MADE_FROM as opds_page_keep takes it. */
gboolean opds_page_finish(OpdsPage *page, const guint8 *made_from, GError **error);
void opds_page_free(OpdsPage *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OpdsPage, opds_page_free)

/* TRUE when both files of PATH are there and kept. With MADE_FROM (may be NULL), when they were
 * made from just this. */
gboolean opds_page_keep(const OpdsRun *run, const char *path, const guint8 *made_from);

#endif
