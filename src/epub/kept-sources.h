/* SPDX-License-Identifier: MIT */
/* Kept sources: the files of the articles inside the book. Used by the writing of a book whose
 * settings ask for them. */
#ifndef EPUB_KEPT_SOURCES_H
#define EPUB_KEPT_SOURCES_H

#include "mkepub/book.h"
#include "mkepub/ocf.h"

/* They are in META-INF/, where a container may hold files that readers pass over (EPUB 3.3
 * section 4.2.6.1), outside of the manifest:
 *   META-INF/mkepub/sources.xml   <sources version="1"><source path= entry= chapter= bytes=
 *                                 sha256=/>… in reading order
 *                                 and <lost path= chapter=/> for one that could not be read
 *   META-INF/mkepub/NAME.md       one an article, NAME that of its chapter
 * 'path' is the article's path below its input folder, percent-encoded byte by byte, so that
 * any name a file system takes comes back. When the articles come from several folders, the
 * name of the folder comes before it, with a number when two have the same. */
#define SOURCES_FOLDER "META-INF/mkepub/"
#define SOURCES_INDEX  SOURCES_FOLDER "sources.xml"

typedef struct {
  MkepubOcfBlob blob;
  char sha256[65]; /* in hexadecimal digits; "" for an article that could not be read */
} SourcesEntry;

/* Reads the file of ARTICLE again and packs its bytes, which are those that its chapter is made
 * from. Thread-safe. Fails with INPUT when they cannot be read (ENTRY then says so), OUTPUT. */
gboolean sources_pack(MkepubOcf *ocf, const MkepubArticle *article, SourcesEntry *entry,
                      GError **error);

/* Names all ENTRIES, one an article of BOOK, in the container, and their list. Fails with
 * OUTPUT or INTERNAL. */
gboolean sources_add(MkepubOcf *ocf, const MkepubBook *book, const SourcesEntry *entries,
                     GError **error);

#endif
