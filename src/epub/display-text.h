/* SPDX-License-Identifier: MIT */
/* Plain one-line texts about a book and its articles, fit for labels, lists and metadata.
 * Used by the pages, the cover and the package document. All results are for the caller to
 * free. */
#ifndef EPUB_DISPLAY_TEXT_H
#define EPUB_DISPLAY_TEXT_H

#include "mkepub/book.h"

#define LABEL_LIMIT                                                                            \
  200 /* characters of a title in lists; more does not help in a table of contents */

/* TEXT as one line of valid characters; NULL when nothing to see is left. TEXT may be NULL. */
char *label_clean(const char *text);

/* A title, at most LABEL_LIMIT characters, never empty: 'Untitled' in LANGUAGE. TITLE may be
 * NULL. */
char *label_title(const char *title, const char *language);

/* The name of the book in large letters; never NULL or empty. */
char *label_masthead(const MkepubBook *book);

/* The book's own full title, never NULL or empty; not shortened. */
char *label_book(const MkepubBook *book);

/* 'Issue 12', or the issue as it was written; NULL without one, or when it only repeats the
 * date. */
char *label_issue(const MkepubBook *book);

/* The book's day for people, or its edition; NULL when neither is known. */
char *label_date(const MkepubBook *book);

/* 'Ann O'Nym, Bob' or else the site; at most 80 characters; NULL when neither is known. */
char *label_byline(const MkepubArticle *article);

/* The language of the book for attributes and words: never NULL or empty. Borrowed. */
const char *label_language(const MkepubBook *book);

/* 'cover.xhtml' and other pages with a fixed name in every book. */
#define NAME_COVER "cover.xhtml"
#define NAME_TITLE "title.xhtml"
#define NAME_NAV   "nav.xhtml"

/* The first page after the table of contents: a section's page or an article; NULL in a book
 * without articles. Borrowed. */
const char *label_start(const MkepubBook *book);

#endif
