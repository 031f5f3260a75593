/* SPDX-License-Identifier: MIT */
/* Writes the feeds of a shelf for reading programs: OPDS 1.2, OPDS 2.0, and RSS. Used by the
 * run of an archive. */
#ifndef ARCHIVE_FEEDS_OPDS_H
#define ARCHIVE_FEEDS_OPDS_H

#include "archive/shelf/shelf.h"

/* Writes or keeps on the shelf, each Atom file NAME.xml also as JSON, opds/2/NAME.json: */
/* clang-format off */
/*   index.xml         the root, a navigation feed (opds/2/index.json)
 *   opds/new.xml      all issues, newest first: an acquisition feed. Without yearly books: that
 *                     of the current year would be first all year, and KOReader, which detects
 *                     new books by the address of the first one, would not see new issues
 *   opds/all.xml      all issues and yearly books, oldest first
 *   opds/years.xml    navigation over a facet; also sections, authors, tags, languages
 *   opds/year/….xml   the issues of one of its values, newest first
 *   feed.xml          RSS 2.0 of the newest issues; only with BASE_URL, as its links must be
 *                     absolute */
/* clang-format on */
/* A feed that is newest first has its newest 25 to 74 issues in the first document and the rest
 * in documents of 50, 'opds/new/1.xml' the oldest. These refer to nothing newer than
 * themselves, so that they do not change when an issue is added (the archive documents of RFC
 * 5005). Links are relative without BASE_URL. SERIES is the title of the root feed and, with
 * the path of each feed, determines the feeds' ids. No search is offered, as static files
 * cannot answer one. The files depend only on these parameters and on the catalog's issues and
 * articles. Files whose issues did not change are not written again. Fails with OUTPUT, INPUT
 * (a damaged catalog), INTERNAL. */
gboolean opds_write(MkepubCatalog *catalog, MkepubShelf *shelf, const char *series,
                    const char *base_url, GError **error);

#endif
