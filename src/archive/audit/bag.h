/* SPDX-License-Identifier: MIT */
/* Writes a bag of a shelf (mkepub/bag.h) whose catalog is open. Used by bag.c. */
#ifndef ARCHIVE_AUDIT_BAG_H
#define ARCHIVE_AUDIT_BAG_H

#include "archive/shelf/catalog.h"

/* Writes the bag TARGET of SHELF as mkepub_bag_write does, from the committed state of CATALOG.
 * Fails as mkepub_bag_write does. */
gboolean bag_write(MkepubCatalog *catalog, const char *shelf, const char *target,
                   GError **error);

#endif
