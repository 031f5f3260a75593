/* SPDX-License-Identifier: MIT */
/* The articles' own files that a shelf keeps, given back.
 * Used by `mkepub extract`. */
#ifndef MKEPUB_SHELF_EXTRACT_H
#define MKEPUB_SHELF_EXTRACT_H

#include "mkepub/extract.h"

/* Writes the file of every article that stands in an issue of SHELF below FOLDER (extract.h),
 * on its way below the input folder, which has its own name in front when there were several.
 * Each is compared with the SHA-256 that the catalog has of it. *count grows by their number.
 * Fails with INPUT (no shelf, it keeps no sources, one is missing or changed) or OUTPUT; what
 * was written before stays. */
gboolean mkepub_shelf_extract(const char *shelf, const char *folder, MkepubExtractMode mode,
                              guint *count, GError **error);

#endif
