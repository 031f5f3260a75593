/* SPDX-License-Identifier: MIT */
/* The pictures of a book: each found or fetched, converted and packed once, however many
 * chapters show it. Used by the chapters and by the writing of a book. */
#ifndef EPUB_PICTURES_H
#define EPUB_PICTURES_H

#include "mkepub/book.h"
#include "mkepub/convert.h"
#include "mkepub/fetch.h"
#include "mkepub/ocf.h"
#include "mkepub/resolver.h"

typedef struct {
  MkepubPicture picture; /* what chapters write; href is owned here */
  char *id;              /* manifest id */
  gboolean animated;
  MkepubOcfBlob blob;
} StoredPicture;

typedef struct Pictures Pictures;

/* LOOKS says how pictures shall be. Those on the network come from FETCHER, which only looks
 * into its cache unless it is ONLINE; borrowed like the others. */
Pictures *pictures_new(const MkepubBook *book, MkepubOcf *ocf, MkepubFetcher *fetcher,
                       gboolean online, const MkepubConvertOptions *looks);
void pictures_free(Pictures *pictures);

/* The picture that ADDRESS means in ARTICLE, packed by now; without an href, or NULL, and with
 * a finding when there is none to show (resolver.h). Thread-safe; a thread that asks for a
 * picture another one is settling waits for it. */
const MkepubPicture *pictures_resolve(Pictures *pictures, const MkepubArticle *article,
                                      const char *address, guint line,
                                      MkepubFindings *findings);

/* The picture in FILE as a cover: JPEG whatever it was, SVG excepted. NULL with a finding when
 * it cannot be shown. To be called once. */
const StoredPicture *pictures_cover(Pictures *pictures, const char *file,
                                    MkepubFindings *findings);

/* All that were packed, by href; owned by PICTURES. For the caller to unref. */
GPtrArray *pictures_all(Pictures *pictures);

/* How many were packed, and in *raster the bytes of those that conversion could make smaller.
 */
guint pictures_count(Pictures *pictures, guint64 *raster);

/* The first failure to write to the container, or NULL. */
const GError *pictures_error(const Pictures *pictures);

#endif
