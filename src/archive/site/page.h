/* SPDX-License-Identifier: MIT */
/* The page of a shelf for people: index.html, a page for each year, and a search that a browser
 * does by itself, from the disk as well. Used by the run of an archive. */
#ifndef ARCHIVE_SITE_PAGE_H
#define ARCHIVE_SITE_PAGE_H

#include "archive/shelf/shelf.h"

/* What a reader sees of the body of ARTICLE (its id in the catalog), for the caller to free;
 * NULL when it is not known, and, with *error set, when the run cannot go on. */
typedef char *(*PageText)(gpointer data, gint64 article, gsize *length, GError **error);

/* What index.html and pages/… are made of:
 *   pages/2025.html          the issues of a year and what they hold; the year's covers alone
 *                            where this would be too long, with a page for each month then
 *   pages/2025-03.html       (2025-03-2.html, … where a month is too long), 'undated-1.html'
 *   pages/find/2025/t0.js    which articles hold a word, d0.js: what a hit shows
 *   pages/years.js           which of these there are
 *   pages/shelf.css, pages/search.js, pages/icon.svg
 * Years that no run touched stay as they are. Depends on the catalog and the texts alone. */
typedef struct {
  MkepubCatalog *catalog;
  MkepubShelf *shelf;
  PageText text; /* NULL: there are no texts */
  gpointer text_data;
  gboolean feed;        /* the shelf has a feed.xml */
  const char *series;   /* its name */
  const char *language; /* its tag; NULL: English */
} PageSource;

/* The search knows titles, authors, sections and descriptions; the articles' texts as well, as
 * long as all of them together have at most PAGE_TEXT_WORDS words (about 36 MB of English,
 * which become 16 MB for the search). Fails with INPUT, OUTPUT. */
#define PAGE_TEXT_WORDS 6000000
gboolean page_write(const PageSource *source, GError **error);

#endif
