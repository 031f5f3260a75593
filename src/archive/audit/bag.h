/* SPDX-License-Identifier: MIT */
/* A bag of a shelf whose catalog is open: mkepub/bag.h tells what it is.
 * Used by whoever holds the shelf already. */
#ifndef ARCHIVE_AUDIT_BAG_H
#define ARCHIVE_AUDIT_BAG_H

#include "archive/shelf/catalog.h"

/* As mkepub_bag_write. Nothing that CATALOG has not committed is in the bag. */
gboolean bag_write(MkepubCatalog *catalog, const char *shelf, const char *target,
                   GError **error);

#endif
