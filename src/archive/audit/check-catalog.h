/* SPDX-License-Identifier: MIT */
/* Checks the catalog of a shelf by itself: SQLite's own check, and whether its tables agree.
 * Used by the check of a shelf. */
#ifndef ARCHIVE_AUDIT_CHECK_CATALOG_H
#define ARCHIVE_AUDIT_CHECK_CATALOG_H

#include "archive/shelf/catalog.h"
#include "mkepub/finding.h"

/* Adds findings 'shelf-catalog' at PLACE: of each kind of inconsistency the first few, with
 * their subjects. */
void check_catalog(MkepubCatalog *catalog, const char *place, MkepubFindings *findings);

#endif
