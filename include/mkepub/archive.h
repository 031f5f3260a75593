/* SPDX-License-Identifier: MIT */
/* The run of an archive: a growing collection becomes a shelf of issues, and a second run does
 * only what has changed. Used by `mkepub archive`. */
#ifndef MKEPUB_ARCHIVE_H
#define MKEPUB_ARCHIVE_H

#include "mkepub/book.h"
#include "mkepub/fingerprint.h"
#include "mkepub/period.h"

/* One thing that a run did, and why. */
typedef struct {
  const char *what; /* static: 'article added', 'article changed', 'article renamed', 'article
                       kept', 'article removed', 'repeats', 'repeats no more', 'issue written',
                       'issue removed' */
  char *subject;    /* path of an article, name of a file */
  char *why;        /* the reason, or NULL */
} MkepubChange;

/* Called from the calling thread; CHANGE is borrowed. */
typedef void (*MkepubChangeCall)(gpointer data, const MkepubChange *change);

/* The options of a run. Strings are borrowed; NULL, 0 and FALSE mean the default. */
typedef struct {
  const char *const *paths;   /* input folders and files, NULL-ended */
  const char *shelf;          /* folder of the shelf; created when it does not exist */
  const MkepubConfig *config; /* book.yaml and the command line; must name a series */
  MkepubEvery every;
  const char *zone;      /* 'UTC' by default */
  const char *numbering; /* 'date' (YYMMDD, default), 'count', or the front matter key whose
                            value of an issue's first article is its number */
  MkepubDedupe dedupe;
  guint max_articles; /* of a volume; default 500 */
  guint64 max_text;   /* bytes of source text of a volume; default 5 MB */
  guint64 max_file;   /* bytes of a volume's book; default 0: any */
  gboolean omnibus;   /* also write yearly books, of at most 5000 articles a volume, in a series
                         of their own that is numbered by years */
  gboolean no_search; /* write no search.db */
  const char *base_url; /* URL of the shelf on the web, for clients that need absolute links;
                           NULL: the one of the previous run */
  gboolean no_base_url; /* forget the base URL of previous runs */
  gboolean prune;       /* remove articles that are no longer in the input */
  gboolean rebuild;     /* rewrite closed issues when settings or version changed */
  gboolean adopt;   /* create a shelf in a folder that already holds files at the shelf's paths,
                       and keep those files */
  gboolean dry_run; /* report what would be done, write nothing */
  guint threads;
  const gint *cancel;
  gboolean fetch, allow_private;
  const char *cache;
  MkepubChangeCall change; /* called for each change as it happens; may be NULL */
  gpointer change_data;
  MkepubProgress progress; /* counts issues written; may be NULL */
  gpointer progress_data;
} MkepubArchiveOptions;

typedef struct {
  guint64 seen, added, changed, removed; /* source files */
  guint64 kept;                   /* articles that this run found missing from the input */
  guint64 articles;               /* articles in issues */
  guint64 drafts, lost, repeats;  /* articles left out */
  guint issues, written, dropped; /* issues on the shelf now; written, removed by this run */
  GPtrArray *changes; /* of MkepubChange *, in order: the first 10000; the catalog holds all */
  gboolean wrote;     /* the run changed the shelf */
  gboolean recalled;  /* the base URL is the one of a previous run */
} MkepubArchiveResult;

void mkepub_archive_result_clear(MkepubArchiveResult *result);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(MkepubArchiveResult, mkepub_archive_result_clear)

/* Brings the shelf up to date. The published files depend only on the sources, the settings and
 * the fonts of the machine, not on a clock or on previous runs, with one exception: articles
 * that left the input or cannot be read stay published until they are pruned. Order of
 * publication: books and covers, pages and feeds, search index, catalog, removal of files that
 * are no longer wanted, manifest. When the process is killed at any moment, every published
 * file is whole, and the next run completes the work. Fails with USAGE (settings or version
 * differ from those of the shelf and would rewrite issues: the message names them and suggests
 * --rebuild; no series), INPUT, OUTPUT (another run holds the lock; the shelf cannot be
 * written; a folder without a catalog holds files that are not the archive's; a symbolic link
 * is in the way), INTERRUPTED, INTERNAL. */
gboolean mkepub_archive_run(const MkepubArchiveOptions *options, MkepubFindings *findings,
                            MkepubArchiveResult *result, GError **error);

#endif
