/* SPDX-License-Identifier: MIT */
/* Writes the site of a shelf: index.html, a page for each year, and a search that runs in the
 * browser, also from the disk. Used by the run of an archive. */
#ifndef ARCHIVE_SITE_PAGE_H
#define ARCHIVE_SITE_PAGE_H

#include "archive/shelf/shelf.h"

/* Returns the visible text of the body of ARTICLE (its id in the catalog), for the caller to
 * free; NULL when it is not available, and, with *error set, when the run must stop. */
typedef char *(*PageText)(gpointer data, gint64 article, gsize *length, GError **error);

/* The input of index.html and pages/…. The files are:
 *   pages/2025.html          the issues of a year and their contents; when this would be too
 *                            long, only the year's covers, and a page for each month:
 *   pages/2025-03.html       (2025-03-2.html, … when a month is too long), 'undated-1.html'
 *   pages/find/2025/t0.js    the articles that contain a word; d0.js: the texts of hits
 *   pages/years.js           the list of these files
 *   pages/shelf.css, pages/search.js, pages/icon.svg */
typedef struct {
  MkepubCatalog *catalog;
  MkepubShelf *shelf;
  PageText text; /* NULL: no texts are available */
  gpointer text_data;
  gboolean feed;        /* the shelf has a feed.xml */
  const char *series;   /* its name */
  const char *language; /* tag of the shelf's language; NULL: English */
} PageSource;

/* The search covers the articles' texts while all of them together have at most this many words
 * (about 36 MB of English, which become 16 MB of search files). */
#define PAGE_TEXT_WORDS 6000000

/* Writes or keeps the files of the site, with a search of titles, authors, sections and
 * descriptions, and of texts up to PAGE_TEXT_WORDS. Years that no run touched are kept. The
 * files depend on the catalog and the texts alone. Fails with INPUT (a damaged catalog),
 * OUTPUT. */
gboolean page_write(const PageSource *source, GError **error);

#endif
