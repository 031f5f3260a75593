/* SPDX-License-Identifier: MIT */
/* Finds files on a shelf that its catalog does not list. Used by the check of a shelf. */
#ifndef ARCHIVE_AUDIT_CHECK_EXTRA_H
#define ARCHIVE_AUDIT_CHECK_EXTRA_H

#include "archive/shelf/catalog.h"
#include "base/beneath.h"
#include "mkepub/finding.h"

/* Walks the shelf ROOT and adds findings 'shelf-extra' in the order of names within each
 * folder. Returns their number. Follows no symbolic links. */
guint check_extra(MkepubCatalog *catalog, Beneath *root, MkepubFindings *findings);

#endif
