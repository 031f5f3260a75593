/* SPDX-License-Identifier: MIT */
/* A run of the archive: what its parts share, from the reading of the sources to the
 * publication. Used by these parts. */
#ifndef ARCHIVE_RUN_H
#define ARCHIVE_RUN_H

#include "archive/shelf/catalog-write.h"
#include "archive/shelf/catalog.h"
#include "archive/shelf/shelf.h"
#include "base/beneath.h"
#include "mkepub/archive.h"
#include "mkepub/flight.h"
#include "mkepub/search.h"

typedef struct {
  const MkepubArchiveOptions *options;
  MkepubFindings *findings;
  MkepubArchiveResult *result;
  const char *series;
  char *base_url;   /* of the options, or of an earlier run; NULL: none */
  char *shelf_path; /* canonical; NULL while there is no folder */
  Beneath *root;    /* the folder of shelf_path, open; NULL while there is no folder */
  GTimeZone *zone;
  char *now;             /* for the catalog alone */
  GPtrArray *settings;   /* of settings.c */
  char *settings_digest; /* over all that reaches books */
  MkepubCatalog *catalog;
  MkepubShelf *shelf;         /* NULL in a rehearsal */
  MkepubSearchWriter *search; /* NULL without an index */
  MkepubFlight *flight;       /* of all threads that read articles */
  gboolean search_lacks;      /* it may miss articles that the catalog knows */
  gboolean search_changed;
  GHashTable *shown; /* of char *: root to how the user named it, with a '/' */
  GPtrArray *roots;  /* of char * */
  char *folders;     /* what of them reaches books, of settings.c; NULL: nothing */
  char *tree;        /* stamp of the folders where pictures are looked for; NULL: unknown */
  const char *number_key; /* of the front matter; NULL: numbers are not made so */
  gboolean fresh;         /* the first run of this shelf */
  gboolean read_all;      /* whether changed or not: what is known of it may be other now */
  gboolean remake;        /* pages and feeds: settings or version are others */
  gboolean damaged;       /* a file on the shelf is not as it was published */
  gboolean reread;        /* an article was read again, or its stamp is another one */
  GHashTable *dirty;      /* of char *: periods to look at again */
  char *dirty_day, *dirty_path; /* with periods by count: from this article on; NULL: none */
  gint64 dirty_chunk;           /* with periods by count: from this number on; 0: none */
  GHashTable *ordinals;         /* with numbering by count: of each dated period; else NULL */
  GHashTable *stale;            /* of gint64 *: issues to write although nothing else changed */
  GHashTable *dirty_years;      /* of char *: whose yearly books are to be looked at again */
  GArray *touched; /* of gint64: articles new or changed, for the search of duplicates */
  GArray *gone;    /* of gint64: articles that this run found to be no longer in the input */
  GArray *kept_chunks; /* of gint64: periods by count whose issue keeps its book */
} Run;

/* RUN has its options, findings and result; all else is set here but for the settings, the
 * shelf and the catalog. Fails with USAGE. */
gboolean run_init(Run *run, GError **error);
void run_clear(Run *run);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Run, run_clear)

/* Reports to the user, and to the catalog, that WHAT was done with SUBJECT. Fails with OUTPUT
 * when the catalog cannot be written. */
gboolean run_report(Run *run, const char *what, const char *subject, const char *why,
                    GError **error);

/* Moves FINDINGS to those of the run: no more than a user would read, but for errors. */
void run_take_findings(Run *run, MkepubFindings *findings);

/* FALSE with INTERRUPTED when the user asked to stop. */
gboolean run_goes_on(const Run *run, GError **error);

/* The period of an article of DAY (NULL: undated) and PATH must be planned again. */
void run_mark_period_dirty(Run *run, const char *day, const char *path);

/* Article ID will change or go: the articles that repeat it, or that it repeats, must be
 * compared again. Fails with OUTPUT. */
gboolean run_mark_duplicates(Run *run, gint64 id, GError **error);

/* TRUE for a period that the settings of the run make: by weeks, '2025-01' is not one. */
gboolean run_knows_period(const Run *run, const char *period);

#endif
