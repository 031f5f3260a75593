/* SPDX-License-Identifier: MIT */
/* One issue: what its bytes depend on, and the making of its book.
 * Used by issues.c. */
#ifndef ARCHIVE_ISSUE_H
#define ARCHIVE_ISSUE_H

#include "archive/plan-issues.h"

/* An article of the issue, as its file is found. */
typedef struct {
  gint64 id;
  char *root, *below;           /* as the file system spells them */
  guint8 sha256[DIGEST_SHA256]; /* of what was taken in */
} IssueFile;

/* An issue on its way; made on any thread. */
typedef struct {
  const Run *run;   /* only what does not change while books are made is looked at */
  IssuePlan *plan;  /* owned */
  gint64 id;        /* of the issue that is there; 0: new */
  GPtrArray *files; /* of IssueFile * */
  GArray *lost;     /* of gint64: articles that cannot be read now, or hold other bytes by now;
                       each has an error finding, and nothing is published */
  guint8 made_from[DIGEST_SHA256];
  char *name;              /* of the book on the shelf */
  MkepubShelfPlace *place; /* owned; NULL: the book is planned and not written */
  guint threads;
  MkepubFinder *finder;
  MkepubFetcher *fetcher;
  guint64 limit;    /* bytes; 0: any */
  gboolean measure; /* only the size of the book is wanted: nothing is published */
  gboolean held;    /* the book stays under its hidden name for now: issue-hold.h */
  /* Set by issue_job_write. */
  gboolean done; /* under a lock of issues.c */
  GError *error;
  MkepubFindings *findings;
  MkepubBookResult book;
  char *title, *edition, *language, *identifier, *modified;
  GPtrArray *chapters; /* of char *, in reading order */
  GArray *order;       /* of gint64: the articles, in reading order */
  gsize words;
  GBytes *thumbnail; /* NULL: none */
} IssueJob;

/* Takes PLAN. Looks up its files and works out what its bytes depend on: the articles' own
 * bytes and paths, what the issue is called, the settings, the format of books. NULL when the
 * catalog cannot be read. */
IssueJob *issue_job_new(Run *run, IssuePlan *plan, GError **error);
void issue_job_free(gpointer job);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(IssueJob, issue_job_free)

/* Reads the articles again, plans the book and writes it, unless it has no path, or one of them
 * is lost, or it is larger than the limit (book.bytes has its size): book.published is FALSE.
 */
void issue_job_write(IssueJob *job);

/* Makes the thumbnail of the book's cover; none for an SVG, which readers scale themselves. */
void issue_job_make_thumbnail(IssueJob *job);

#endif
