/* SPDX-License-Identifier: MIT */
/* The cover of a book: the picture that was given, or one made of its words, or, by the design
 * 'picture', of both.
 * Used by the writing of a book, by whichever thread begins first. */
#ifndef EPUB_COVERS_H
#define EPUB_COVERS_H

#include "epub/pictures.h"

typedef struct {
  char *href; /* NULL when nothing came of it */
  const char *media_type;
  const StoredPicture *given; /* NULL for one that was made */
  MkepubOcfBlob blob;
} BookCover;

/* Settles the cover of BOOK and packs it into OCF. What is wrong with a given picture, a font
 * or a design is a finding, and the cover is made without it. Fails with OUTPUT or INTERNAL. */
gboolean covers_settle(const MkepubBook *book, Pictures *pictures, MkepubOcf *ocf,
                       MkepubFindings *findings, BookCover *cover, GError **error);
void covers_clear(BookCover *cover);

#endif
