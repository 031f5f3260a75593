/* SPDX-License-Identifier: MIT */
/* The catalog of a shelf by itself: SQLite's own check, and whether its tables agree.
 * Used by the check of a shelf. */
#ifndef ARCHIVE_AUDIT_CHECK_CATALOG_H
#define ARCHIVE_AUDIT_CHECK_CATALOG_H

#include "archive/shelf/catalog.h"
#include "mkepub/finding.h"

/* Findings 'shelf-catalog' at PLACE. Of each kind of trouble the first few are told, with what
 * they are about. */
void check_catalog(MkepubCatalog *catalog, const char *place, MkepubFindings *findings);

#endif
