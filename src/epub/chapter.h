/* SPDX-License-Identifier: MIT */
/* One article as a whole XHTML document, checked before it goes anywhere.
 * Used by the writing of a book, on each of its threads. */
#ifndef EPUB_CHAPTER_H
#define EPUB_CHAPTER_H

#include "epub/links.h"
#include "epub/pictures.h"
#include "mkepub/book.h"
#include "mkepub/markdown.h"

/* What one thread writes its chapters with. */
typedef struct {
  const MkepubBook *book;
  const Links *links;
  Pictures *pictures;
  MkepubWriter *writer; /* the thread's own */
} ChapterTools;

/* Writes article INDEX of the book. Never fails: an article whose file is gone becomes a page
 * that says so much as is known (*lost becomes TRUE), one that fails the self-check is shown as
 * plain text; both are error findings. */
GString *chapter_write(const ChapterTools *tools, guint index, MkepubMarkdownFacts *facts,
                       MkepubFindings *findings, gboolean *lost);

#endif
