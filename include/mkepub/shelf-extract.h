/* SPDX-License-Identifier: MIT */
/* Extracts the kept sources of a shelf. Used by `mkepub extract`. */
#ifndef MKEPUB_SHELF_EXTRACT_H
#define MKEPUB_SHELF_EXTRACT_H

#include "mkepub/extract.h"

/* Writes the kept sources of the issues of SHELF below FOLDER, as mkepub_extract_book does for
 * each; yearly books keep none. *count grows by their number. Fails with INPUT (no shelf, it
 * keeps no sources, an issue is missing, a source is changed) or OUTPUT; files written before
 * the failure remain. */
gboolean mkepub_shelf_extract(const char *shelf, const char *folder, MkepubExtractMode mode,
                              guint *count, GError **error);

#endif
