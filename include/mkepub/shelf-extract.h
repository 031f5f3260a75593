/* SPDX-License-Identifier: MIT */
/* The articles' own files that a shelf keeps, given back.
 * Used by `mkepub extract`. */
#ifndef MKEPUB_SHELF_EXTRACT_H
#define MKEPUB_SHELF_EXTRACT_H

#include "mkepub/extract.h"

/* Writes the sources that the issues of SHELF keep below FOLDER, as mkepub_extract_book does of
 * each; its yearly books keep none. *count grows by their number. Fails with INPUT (no shelf,
 * it keeps no sources, an issue is missing, a source is not what was kept) or OUTPUT; what was
 * written before stays. */
gboolean mkepub_shelf_extract(const char *shelf, const char *folder, MkepubExtractMode mode,
                              guint *count, GError **error);

#endif
