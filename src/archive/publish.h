/* SPDX-License-Identifier: MIT */
/* The end of a run: all that lies beside the books, the catalogs, and what has to go.
 * Used by archive.c. */
#ifndef ARCHIVE_PUBLISH_H
#define ARCHIVE_PUBLISH_H

#include "archive/run.h"

/* Pages and feeds, then the search index, the catalog, removals, the manifest, in this order.
 * TIDY: the run before was killed; what it left is removed. Fails with OUTPUT. */
gboolean publish_all(Run *run, gboolean tidy, GError **error);

#endif
