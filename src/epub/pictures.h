/* SPDX-License-Identifier: MIT */
/* The pictures of a book: each found or fetched, converted and packed once, however many
 * chapters show it. Used by the chapters and by the writing of a book. */
#ifndef EPUB_PICTURES_H
#define EPUB_PICTURES_H

#include "media/raster/convert.h"
#include "mkepub/book.h"
#include "mkepub/fetch.h"
#include "mkepub/ocf.h"
#include "xhtml/resolver.h"

typedef struct {
  MkepubPicture picture; /* what chapters write; href is owned here */
  char *id;              /* manifest id */
  gboolean animated;
  MkepubOcfBlob blob;
} StoredPicture;

typedef struct Pictures Pictures;

/* All borrowed; LOOKS is copied. */
typedef struct {
  const MkepubBook *book;
  MkepubOcf *ocf;
  MkepubFetcher *fetcher;            /* for pictures on the network */
  gboolean online;                   /* it does more than to look into its cache */
  const MkepubConvertOptions *looks; /* how pictures shall be */
  MkepubFinder *finder;              /* NULL: one of its own */
  guint64 cap; /* bytes that a raster picture may have, if it can be made so small; 0: any */
} PicturesPlan;

Pictures *pictures_new(const PicturesPlan *plan);
void pictures_free(Pictures *pictures);

/* Returns the picture that ADDRESS means in ARTICLE, already packed; without an href, or NULL,
 * and with a finding when no picture can be shown (xhtml/resolver.h). Thread-safe; waits while
 * another thread settles the picture. */
const MkepubPicture *pictures_resolve(Pictures *pictures, const MkepubArticle *article,
                                      const char *address, guint line,
                                      MkepubFindings *findings);

/* Returns the picture that the front matter of ARTICLE names, settled like any other; NULL
 * without one. */
const MkepubPicture *pictures_lead(Pictures *pictures, const MkepubArticle *article,
                                   MkepubFindings *findings);

/* The picture in FILE, a path or web address, as a cover: JPEG whatever it was, SVG excepted.
 * NULL with a finding when it cannot be shown. To be called once. */
const StoredPicture *pictures_cover(Pictures *pictures, const char *file,
                                    MkepubFindings *findings);

/* Where the pixels of all pictures are counted; borrowed, may be NULL. */
MkepubFlight *pictures_flight(const Pictures *pictures);

/* All that were packed, by href; owned by PICTURES. For the caller to unref. */
GPtrArray *pictures_all(Pictures *pictures);

/* The bytes (guint64) of each raster picture, for the caller to unref; how many pictures of any
 * kind there are, and how many of them the cap made smaller. */
GArray *pictures_sizes(Pictures *pictures, guint *count, guint *shrunk);

/* The files that were found, and the addresses that led to none, as MkepubBookSource *, sorted;
 * for the caller to unref. */
GPtrArray *pictures_sources(Pictures *pictures);

/* The first failure to write to the container, or NULL. */
const GError *pictures_error(const Pictures *pictures);

#endif
