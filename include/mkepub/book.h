/* SPDX-License-Identifier: MIT */
/* A book: the plan (what stands where, under which name and identity) and the writing of it.
 * Made by epub from a collection and a config; used by src/cli. */
#ifndef MKEPUB_BOOK_H
#define MKEPUB_BOOK_H

#include <glib.h>

#include "mkepub/collection.h"
#include "mkepub/fetch.h"
#include "mkepub/flight.h"

#include "mkepub/ocf.h"

/* Raised whenever the same articles and settings become other bytes than before. */
#define MKEPUB_BOOK_FORMAT 1

typedef struct MkepubFinder MkepubFinder; /* media/picture-finder.h */

typedef struct {
  const MkepubArticle *article; /* borrowed from the collection */
  char *name;     /* file name in EPUB/: [a-z0-9._-]+, unique; made from the article alone */
  char *id;       /* manifest id, an NCName */
  char *language; /* never NULL */
  guint section;  /* index into sections */
} MkepubBookArticle;

typedef struct {
  char *title; /* NULL for the only section of a book without sections: it has no page of its
                  own */
  char *name;  /* file name of its page; NULL without a page */
  char *id;
  guint first, count; /* its articles: articles[first .. first + count) */
} MkepubBookSection;

typedef struct {
  char *title;    /* full title for dc:title: 'Morning Edition, issue 12' */
  char *masthead; /* large on the front page and cover: series or title */
  char *subtitle, *series, *issue, *publisher, *issn, *description,
      *rights;   /* NULL when not said */
  char *edition; /* the issue beside the series, '13–19 January 2025', for the date's place on
                    cover and front page; NULL when not said */
  char *position;   /* group-position: the issue number, or YYMMDD when there is a series; NULL
                       otherwise */
  char *identifier; /* 'urn:uuid:…' (UUIDv5) or what was said */
  char *language;   /* primary language of the book */
  gboolean rtl;     /* page-progression-direction of the primary language */
  MkepubDate date;  /* said, or that of the newest article */
  char *modified;   /* 'CCYY-MM-DDThh:mm:ssZ' */
  GPtrArray *authors, *subjects,
      *languages;      /* of char *; languages without repeats, primary first */
  GPtrArray *sections; /* of MkepubBookSection *, at least one unless there are no articles */
  GPtrArray *articles; /* of MkepubBookArticle *, in reading order */
  int toc_depth;
  gboolean smart;
  char *css, *cover;     /* extra stylesheet and cover picture: file paths or NULL */
  char *design;          /* of the cover that is made; NULL: the first */
  char *cover_font;      /* a font file for it, or NULL */
  GPtrArray *assets;     /* of char *: more folders to look for pictures in */
  GPtrArray *fonts;      /* of char *: font files to embed */
  guint max_pixels;      /* longest side of a picture */
  guint quality;         /* of JPEG */
  gboolean gray;         /* pictures in shades of gray */
  guint64 max_size;      /* bytes that the book may have; 0: any number */
  gboolean keep_sources; /* the articles as they were stand in META-INF/mkepub/ */
  char *settings;        /* book.yaml, to name it in findings; NULL without one */
  const MkepubCollection *collection; /* borrowed */
} MkepubBook;

/* Plans a book. Same collection and config, same plan: no clock, locale or directory order has
 * a say; SOURCE_DATE_EPOCH, when set, gives modified. Never fails: bad values become findings.
 */
MkepubBook *mkepub_book_plan(const MkepubCollection *collection, const MkepubConfig *config,
                             MkepubFindings *findings);
void mkepub_book_free(MkepubBook *book);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MkepubBook, mkepub_book_free)

/* Where the articles of one book differ only by thread and time: progress for a user who waits.
 */
typedef void (*MkepubProgress)(gpointer data, guint done, guint all);

typedef struct {
  guint threads;      /* 0: one per core */
  const gint *cancel; /* read atomically; nonzero: stop, publish nothing; may be NULL */
  gboolean strict;    /* publish nothing when there is an error or a warning */
  gboolean dry_run;   /* write nothing; the output may be NULL then */
  gboolean fetch;     /* pictures from the network too; else from the cache of earlier runs */
  gboolean allow_private;             /* from private addresses too */
  const char *cache;                  /* its folder; NULL: the user's (mkepub/fetch.h) */
  MkepubProgress progress;            /* called from the calling thread only; may be NULL */
  MkepubFetchProgress fetch_progress; /* with progress_data; may be NULL */
  gpointer progress_data;
  MkepubFinder
      *finder; /* of the collection's roots and the book's assets, and a fetcher that */
  MkepubFetcher *fetcher; /* fetches as said above: for those who write many books; else NULL */
  MkepubFlight *flight;   /* that the books written at once share; else NULL */
  guint64 limit;          /* publish nothing that has more bytes; 0: any number */
  gboolean whole;         /* publish nothing when an article or its source was lost */
  gboolean keep_equal;    /* a file that holds just these bytes already is not touched */
  gboolean details;       /* report sources, lost files and cover in the result */
  const MkepubOcfPlace *place; /* the open folder that the output is in; NULL: by its path */
} MkepubBookOptions;

/* What the address of a picture meant in the articles of a folder. */
typedef struct {
  char *file;    /* canonical; NULL: not found */
  char *address; /* as written */
  char *folder;  /* of the articles that name it */
} MkepubBookSource;

typedef struct {
  guint64 bytes;  /* size of the book */
  guint articles; /* chapters written, degraded ones included */
  guint lost;     /* articles that could not be written, or whose source could not be kept; each
                     has an error finding */
  guint pictures; /* distinct picture files packed */
  gboolean published;
  gboolean changed; /* it was written: the file was not there, or held other bytes */
  GPtrArray
      *sources; /* of MkepubBookSource *, sorted; NULL without details, like what follows */
  GPtrArray *lost_files;  /* of char *: the files of the lost articles, in reading order */
  GBytes *cover;          /* the cover picture */
  const char *cover_type; /* its media type; static */
} MkepubBookResult;

/* For results with details. */
void mkepub_book_result_clear(MkepubBookResult *result);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(MkepubBookResult, mkepub_book_result_clear)

/* Writes BOOK to OUTPUT: to an unnamed or temporary file beside it, synced, then renamed over
 * it, so that OUTPUT is either the old file or the whole new one. A symbolic link as OUTPUT is
 * followed. Findings come in reading order. Above the limit nothing is published, and bytes
 * tells what the book would have. Fails with OUTPUT (folder missing, disk full, …),
 * INTERRUPTED or INTERNAL; nothing is left behind then. */
gboolean mkepub_book_write(const MkepubBook *book, const char *output,
                           const MkepubBookOptions *options, MkepubFindings *findings,
                           MkepubBookResult *result, GError **error);

#endif
