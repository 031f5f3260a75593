/* SPDX-License-Identifier: MIT */
/* The grammar of the names that mkepub gives to files on a shelf (the layout is in
 * mkepub/shelf.h). A name from a catalog, a manifest or a journal is data from outside until it
 * passes here.
 * Used by all that reads such a name. */
#ifndef ARCHIVE_SHELF_NAME_H
#define ARCHIVE_SHELF_NAME_H

#include "archive/shelf/catalog.h"

#define SHELF_MANIFEST "manifest-sha256.txt"
#define SHELF_LOCK     ".lock"

/* TRUE when NAME can be a published file: 'index.html', 'index.xml', 'feed.xml',
 * 'books/YEAR/DATE_….epub', 'covers/YEAR/DATE_….jpg' (png, gif, svg), 'pages/….html' (css, js,
 * svg) or 'opds/….xml' (json), of [a-z0-9._-], at most 200 bytes a part. FALSE for NULL. */
gboolean shelf_name_is_valid(const char *name);

/* The folders at the top of a shelf, and the files beside them that are published, NULL-ended.
 */
extern const char *const shelf_name_folders[];
extern const char *const shelf_name_files[];

/* Sets INPUT: "the catalog 'x/catalog.db' is damaged: …", with NAME and the way out. Returns
 * FALSE. */
gboolean shelf_name_damaged(const char *catalog, const char *name, GError **error);

#endif
