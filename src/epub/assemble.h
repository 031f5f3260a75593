/* SPDX-License-Identifier: MIT */
/* The rest of a book once its chapters are packed: styles, cover, pages, table of contents,
 * fonts, package document; and the order of all entries. Used by the writing of a book. */
#ifndef EPUB_ASSEMBLE_H
#define EPUB_ASSEMBLE_H

#include "epub/covers.h"
#include "epub/fonts.h"
#include "epub/kept-sources.h"
#include "epub/package.h"

/* A chapter as it was packed. */
typedef struct {
  MkepubOcfBlob blob;
  const char *properties; /* for the manifest, or NULL; static */
} BindChapter;

/* The pages that hang on the plan alone, and are made while the chapters are: title page, table
 * of contents, its NCX, and those of the sections. */
guint bind_page_count(const MkepubBook *book);

/* Makes and packs the page INDEX; a section without one leaves *blob as it is. FONTS learn what
 * it shows. Thread-safe. Fails with OUTPUT or INTERNAL. */
gboolean bind_page(const MkepubBook *book, guint index, MkepubOcf *ocf, Fonts *fonts,
                   MkepubOcfBlob *blob, GError **error);

/* All borrowed. */
typedef struct {
  const MkepubBook *book;
  MkepubOcf *ocf;
  Pictures *pictures;
  Fonts *fonts;
  const BookCover *cover;
  const BindChapter *chapters; /* one an article */
  const SourcesEntry *sources; /* NULL when sources are not kept */
  const MkepubOcfBlob *pages;  /* bind_page_count() of them */
  PackageFacts facts;          /* as counted over the chapters */
} BindParts;

/* Packs all that is missing and names every entry of the container. Fails with OUTPUT, INPUT (a
 * stylesheet that cannot be read) or INTERNAL. */
gboolean bind_book(const BindParts *parts, MkepubFindings *findings, GError **error);

#endif
