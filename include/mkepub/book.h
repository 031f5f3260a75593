/* SPDX-License-Identifier: MIT */
/* A book: the plan (order, file names, identity) and the writing of it. Made by epub from a
 * collection and a config; used by src/cli. */
#ifndef MKEPUB_BOOK_H
#define MKEPUB_BOOK_H

#include <glib.h>

#include "mkepub/collection.h"
#include "mkepub/fetch.h"
#include "mkepub/flight.h"

#include "mkepub/ocf.h"

/* Raised whenever the same articles and settings produce different bytes than before. */
#define MKEPUB_BOOK_FORMAT 1

typedef struct MkepubFinder MkepubFinder; /* media/picture-finder.h */

typedef struct {
  const MkepubArticle *article; /* borrowed from the collection */
  char *name;     /* file name in EPUB/: [a-z0-9._-]+, unique; depends on the article alone */
  char *id;       /* manifest id, an NCName */
  char *language; /* never NULL */
  guint section;  /* index into sections */
} MkepubBookArticle;

typedef struct {
  char *title; /* NULL for the only section of a book without sections, which has no page of its
                  own */
  char *name;  /* file name of its page; NULL without a page */
  char *id;
  guint first, count; /* its articles: articles[first .. first + count) */
} MkepubBookSection;

typedef struct {
  char *title;    /* full title for dc:title: 'Morning Edition, issue 12' */
  char *masthead; /* large on the front page and cover: series or title */
  char *subtitle, *series, *issue, *publisher, *issn, *description,
      *rights;    /* NULL when not given */
  char *edition;  /* the issue beside the series, '13–19 January 2025', for the line with the
                     date on cover and front page; NULL when not given */
  char *position; /* group-position: the issue number, or YYMMDD when there is a series; NULL
                     otherwise */
  char *identifier; /* 'urn:uuid:…' (UUIDv5) or the identifier of the config */
  char *language;   /* primary language of the book */
  gboolean rtl;     /* page-progression-direction of the primary language */
  MkepubDate date;  /* date of the config, or of the newest article */
  char *modified;   /* 'CCYY-MM-DDThh:mm:ssZ' */
  GPtrArray *authors, *subjects,
      *languages;      /* of char *; languages without repeats, primary first */
  GPtrArray *sections; /* of MkepubBookSection *; empty only when there are no articles */
  GPtrArray *articles; /* of MkepubBookArticle *, in reading order */
  int toc_depth;
  gboolean smart;
  char *css, *cover;     /* extra stylesheet and cover picture: file paths or NULL */
  char *design;          /* design of the generated cover; NULL: the first */
  char *cover_font;      /* a font file for the generated cover, or NULL */
  GPtrArray *assets;     /* of char *: further folders in which pictures are looked up */
  GPtrArray *fonts;      /* of char *: font files to embed */
  guint max_pixels;      /* longest side of a picture, in pixels */
  guint quality;         /* JPEG quality */
  gboolean gray;         /* convert pictures to shades of gray */
  guint64 max_size;      /* largest size of the book in bytes; 0: no limit */
  gboolean keep_sources; /* keep the sources of the articles in META-INF/mkepub/ */
  char *settings;        /* book.yaml, named in findings; NULL without one */
  const MkepubCollection *collection; /* borrowed */
} MkepubBook;

/* Plans a book, for the caller to free. The plan depends on COLLECTION and CONFIG alone, not on
 * clock, locale or directory order; SOURCE_DATE_EPOCH, when set, becomes modified. Never fails:
 * bad values become findings. */
MkepubBook *mkepub_book_plan(const MkepubCollection *collection, const MkepubConfig *config,
                             MkepubFindings *findings);
void mkepub_book_free(MkepubBook *book);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MkepubBook, mkepub_book_free)

/* Reports progress to a user who waits: DONE of ALL chapters (or issues) are written. Calls
 * come in the order in which threads finish. */
typedef void (*MkepubProgress)(gpointer data, guint done, guint all);

typedef struct {
  guint threads;           /* 0: one per core */
  const gint *cancel;      /* read atomically; nonzero: stop and publish nothing; may be NULL */
  gboolean strict;         /* publish nothing when there is an error or a warning finding */
  gboolean dry_run;        /* write nothing; the output may be NULL */
  gboolean fetch;          /* fetch pictures; FALSE: only use the cache of earlier runs */
  gboolean allow_private;  /* fetch from private addresses too */
  const char *cache;       /* folder of the cache; NULL: the user's (mkepub/fetch.h) */
  MkepubProgress progress; /* called from the calling thread only; may be NULL */
  MkepubFetchProgress fetch_progress; /* called with progress_data; may be NULL */
  gpointer progress_data;
  /* Shared by callers that write many books; else NULL. The finder looks in the collection's
   * roots and the book's assets, the fetcher has the options above. */
  MkepubFinder *finder;
  MkepubFetcher *fetcher;
  MkepubFlight *flight; /* shared by books that are written at once */
  guint64 limit;        /* publish nothing when the book has more bytes; 0: no limit */
  gboolean whole;       /* publish nothing when an article or its source was lost */
  gboolean keep_equal;  /* do not touch a file that already holds exactly these bytes */
  gboolean details; /* fill the fields of the result that need it: sources, lost files, cover */
  const MkepubOcfPlace *place; /* the open folder that holds the output; NULL: use the path */
} MkepubBookOptions;

/* How the address of a picture was resolved for the articles of a folder. */
typedef struct {
  char *file;    /* canonical path; NULL: not found */
  char *address; /* as written */
  char *folder;  /* folder of the articles that name it */
} MkepubBookSource;

typedef struct {
  guint64 bytes;  /* size of the book */
  guint articles; /* chapters written, degraded ones included */
  guint lost;     /* articles that could not be written, or whose source could not be kept; each
                     has an error finding */
  guint pictures; /* distinct picture files packed */
  gboolean published;
  gboolean changed;   /* the file was written: it did not exist, or held other bytes */
  GPtrArray *sources; /* of MkepubBookSource *, sorted; like all below NULL without details */
  GPtrArray *lost_files;  /* of char *: the files of the lost articles, in reading order */
  GBytes *cover;          /* the cover picture */
  const char *cover_type; /* its media type; static */
} MkepubBookResult;

/* Frees the fields of RESULT, which was filled with details. */
void mkepub_book_result_clear(MkepubBookResult *result);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(MkepubBookResult, mkepub_book_result_clear)

/* Writes BOOK to OUTPUT: to an unnamed or temporary file beside it, synced, then renamed over
 * it, so that OUTPUT is either the old file or the whole new one. A symbolic link as OUTPUT is
 * followed. Findings come in reading order. Above the limit nothing is published, and bytes
 * holds the size that the book would have. Fails with OUTPUT (folder missing, disk full, …),
 * INTERRUPTED or INTERNAL; no temporary file remains then. */
gboolean mkepub_book_write(const MkepubBook *book, const char *output,
                           const MkepubBookOptions *options, MkepubFindings *findings,
                           MkepubBookResult *result, GError **error);

#endif
