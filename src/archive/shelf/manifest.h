/* SPDX-License-Identifier: MIT */
/* The manifest of a shelf, read back.
 * Used where a run looks for files that are not as they were published. */
#ifndef ARCHIVE_SHELF_MANIFEST_H
#define ARCHIVE_SHELF_MANIFEST_H

#include <stdio.h>

#include "archive/shelf/catalog.h"
#include "base/beneath.h"

/* Opens the manifest of the shelf ROOT, for the caller to close; NULL when there is no regular
 * file of that name. */
FILE *shelf_manifest_open(Beneath *root);

/* Whether the next line is the one of FILE; for NULL, whether there is none. FILE are those of
 * mkepub_catalog_files, in its order. */
gboolean shelf_manifest_goes_on(FILE *manifest, const MkepubShelfFile *file);

#endif
