/* SPDX-License-Identifier: MIT */
/* One article as a whole XHTML document, checked before it goes anywhere.
 * Used by the writing of a book, on each of its threads. */
#ifndef EPUB_CHAPTER_H
#define EPUB_CHAPTER_H

#include "epub/links.h"
#include "epub/pictures.h"
#include "markdown/markdown.h"
#include "mkepub/book.h"

/* The tools with which one thread writes its chapters. */
typedef struct {
  const MkepubBook *book;
  const Links *links;
  Pictures *pictures;
  MkepubWriter *writer; /* the thread's own */
} ChapterTools;

/* Facts about a chapter that the rest of the book needs. */
typedef struct {
  gboolean lost;          /* its file could not be read */
  const char *properties; /* for the manifest, from the markup as written (EPUB 3.3 section
                             D.7): "svg", "mathml", both, or NULL; static */
} ChapterResult;

/* Writes article INDEX of the book. Never fails: an article whose file is gone becomes a page
 * that says so much as is known, one that fails the self-check is shown as plain text; both are
 * error findings. */
GString *chapter_write(const ChapterTools *tools, guint index, MkepubMarkdownFacts *facts,
                       MkepubFindings *findings, ChapterResult *result);

/* How the text BODY of ARTICLE is read; all borrowed. */
MkepubMarkdownOptions chapter_options(const MkepubBook *book, const MkepubBookArticle *article,
                                      const MkepubBody *body, const MkepubResolver *resolver,
                                      MkepubFindings *findings);

#endif
