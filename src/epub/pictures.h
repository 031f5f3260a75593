/* SPDX-License-Identifier: MIT */
/* The pictures of a book: each found, looked at and packed once, however many chapters show it.
 * Used by the link resolver of a chapter and by the writing of a book. */
#ifndef EPUB_PICTURES_H
#define EPUB_PICTURES_H

#include "mkepub/book.h"
#include "mkepub/ocf.h"
#include "mkepub/resolver.h"

typedef struct {
  MkepubPicture picture; /* what chapters write; href is owned here */
  char *id;              /* manifest id */
  gboolean animated;
  MkepubOcfBlob blob;
} StoredPicture;

typedef struct Pictures Pictures;

Pictures *pictures_new(const MkepubBook *book, MkepubOcf *ocf);
void pictures_free(Pictures *pictures);

/* The picture that ADDRESS means in ARTICLE, packed by now; NULL with a finding when there is
 * none to show. Thread-safe; a thread that asks for a picture another one is packing waits for
 * it. */
const MkepubPicture *pictures_resolve(Pictures *pictures, const MkepubArticle *article,
                                      const char *address, guint line,
                                      MkepubFindings *findings);

/* The picture in FILE itself, for a cover that was given. As above. */
const StoredPicture *pictures_file(Pictures *pictures, const char *file,
                                   MkepubFindings *findings);

/* All that were packed, by href; owned by PICTURES. For the caller to unref. */
GPtrArray *pictures_all(Pictures *pictures);

/* The first failure to write to the container, or NULL. */
const GError *pictures_error(const Pictures *pictures);

#endif
