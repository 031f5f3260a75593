/* SPDX-License-Identifier: MIT */
/* The catalog for readers' programs: OPDS 1.2, the same in OPDS 2.0, and an RSS feed.
 * Used by the run of an archive. */
#ifndef ARCHIVE_FEEDS_OPDS_H
#define ARCHIVE_FEEDS_OPDS_H

#include "archive/shelf/shelf.h"

/* Writes or keeps on the shelf, each Atom file NAME.xml also as JSON, opds/2/NAME.json: */
/* clang-format off */
/*   index.xml         the root, a navigation feed (opds/2/index.json)
 *   opds/new.xml      all issues, newest first: an acquisition feed. Without yearly books: that of
 *                     this year would be on top for a year, where KOReader, which knows what it
 *                     has by the address of the first book, would see nothing new behind it
 *   opds/all.xml      all issues and yearly books, oldest first
 *   opds/years.xml    navigation over a facet; likewise sections, authors, tags, languages
 *   opds/year/….xml   the issues of one of its values, newest first
 *   feed.xml          RSS 2.0 of the newest issues; only with BASE_URL, for its links must be
 *                     absolute */
/* clang-format on */
/* A feed that is newest first has its newest 25 to 74 issues in the first document and the rest
 * in documents of 50, 'opds/new/1.xml' the oldest. These name nothing newer than themselves, so
 * that they stay as they are when an issue is added (the archive documents of RFC 5005).
 * Links are relative without BASE_URL. SERIES names the whole and, with the address of each
 * feed in it, makes the feeds' ids. No search is announced: files alone cannot answer one.
 * What is written depends on these words and on the catalog's issues and articles alone. Files
 * whose issues did not change are not made again. Fails with OUTPUT, INPUT (a damaged catalog),
 * INTERNAL. */
gboolean opds_write(MkepubCatalog *catalog, MkepubShelf *shelf, const char *series,
                    const char *base_url, GError **error);

#endif
