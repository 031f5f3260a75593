/* SPDX-License-Identifier: MIT */
/* The page of a shelf for people: index.html, a page for each year, and a search that a browser
 * does by itself, from the disk as well. Used by the run of an archive. */
#ifndef ARCHIVE_SHELF_PAGE_H
#define ARCHIVE_SHELF_PAGE_H

#include "mkepub/shelf.h"

/* Writes index.html and pages/…:
 *   pages/2025.html          the issues of a year and what they hold; the year's covers alone
 *                            where this would be too long, with a page for each month then
 *   pages/2025-03.html       (2025-03-2.html, … where a month is too long), 'undated-1.html'
 *   pages/find/2025/t0.js    which articles hold a word, d0.js: what a hit shows
 *   pages/years.js           which of these there are
 *   pages/shelf.css, pages/search.js, pages/icon.svg
 * Years that no run touched stay as they are. SERIES is the name of the series, LANGUAGE its
 * tag (NULL: English). Depends on the catalog alone. Fails with INPUT, OUTPUT. */
gboolean page_write(MkepubCatalog *catalog, MkepubShelf *shelf, const char *series,
                    const char *language, GError **error);

#endif
