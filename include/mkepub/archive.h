/* SPDX-License-Identifier: MIT */
/* The run of an archive: a growing collection becomes a shelf of issues, and a second run does
 * only what has changed. Used by `mkepub archive`. */
#ifndef MKEPUB_ARCHIVE_H
#define MKEPUB_ARCHIVE_H

#include "mkepub/book.h"
#include "mkepub/fingerprint.h"
#include "mkepub/period.h"

/* What a run did, and why. */
typedef struct {
  const char *what; /* static: 'article added', 'article changed', 'article renamed', 'article
                       kept', 'article removed', 'repeats', 'repeats no more', 'issue written',
                       'issue removed' */
  char *subject;    /* path of an article, name of a file */
  char *why;        /* or NULL */
} MkepubChange;

/* Called from the calling thread; CHANGE is borrowed. */
typedef void (*MkepubChangeCall)(gpointer data, const MkepubChange *change);

/* Strings are borrowed; NULL, 0 and FALSE mean the default. */
typedef struct {
  const char *const *paths;   /* input folders and files, NULL-ended */
  const char *shelf;          /* made when it is not there */
  const MkepubConfig *config; /* book.yaml and the command line; its series is needed */
  MkepubEvery every;
  const char *zone;      /* 'UTC' by default */
  const char *numbering; /* 'date' (YYMMDD, default), 'count', or the front matter key whose
                            value of an issue's first article is its number */
  MkepubDedupe dedupe;
  guint max_articles;   /* of a volume; default 500 */
  guint64 max_text;     /* bytes of source text of a volume; default 5 MB */
  guint64 max_file;     /* bytes of a volume's book; default 0: any */
  gboolean omnibus;     /* a book of each year too, of at most 5000 articles a volume, in a
                           series of its own that is numbered by years */
  gboolean no_search;   /* no search.db */
  const char *base_url; /* of the shelf on the web, for clients that need absolute links; NULL:
                           that of the run before */
  gboolean no_base_url; /* forget that of an earlier run */
  gboolean prune;       /* remove what is no longer in the input */
  gboolean rebuild;     /* write closed issues anew where settings or version ask for it */
  gboolean adopt;   /* begin a shelf in a folder whose places hold other files, and keep them */
  gboolean dry_run; /* say what would be done */
  guint threads;
  const gint *cancel;
  gboolean fetch, allow_private;
  const char *cache;
  MkepubChangeCall change; /* told of each as it happens; may be NULL */
  gpointer change_data;
  MkepubProgress progress; /* issues written; may be NULL */
  gpointer progress_data;
} MkepubArchiveOptions;

typedef struct {
  guint64 seen, added, changed, removed; /* source files */
  guint64 kept;                  /* articles that this run found to be no longer in the input */
  guint64 articles;              /* in issues */
  guint64 drafts, lost, repeats; /* left out */
  guint issues, written, dropped; /* on the shelf now; written, removed by this run */
  GPtrArray *changes; /* of MkepubChange *, in order: the first 10000; the catalog has all */
  gboolean wrote;     /* the shelf is not as it was */
  gboolean recalled;  /* the base URL is that of an earlier run */
} MkepubArchiveResult;

void mkepub_archive_result_clear(MkepubArchiveResult *result);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(MkepubArchiveResult, mkepub_archive_result_clear)

/* Brings the shelf up to date. What is published depends on the sources, the settings and the
 * fonts of the machine alone: not on a clock, nor on the runs before, but for what these
 * published of articles that are no longer in the input or cannot be read: that stays as it is,
 * unless it is pruned.
 * Order of publication: books and covers, pages and feeds, search index, catalog, removal of
 * what is no longer wanted, manifest. Killed at any moment, all that was published is whole,
 * and the next run completes the work. Fails with USAGE (settings or version differ from those
 * of the shelf and would rewrite issues: the message names them and asks for --rebuild; no
 * series), INPUT, OUTPUT (another run holds the lock; the shelf cannot be written; a folder
 * without a catalog holds files that are not the archive's; a symbolic link is in the way),
 * INTERRUPTED, INTERNAL. */
gboolean mkepub_archive_run(const MkepubArchiveOptions *options, MkepubFindings *findings,
                            MkepubArchiveResult *result, GError **error);

#endif
