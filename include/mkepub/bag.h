/* SPDX-License-Identifier: MIT */
/* A bag of a shelf (BagIt 1.0, RFC 8493): a copy for preservation that any BagIt tool can
 * verify. Used by `mkepub archive --bag`. */
#ifndef MKEPUB_BAG_H
#define MKEPUB_BAG_H

#include "mkepub/error.h"

/* Writes the bag TARGET, which must not be inside the SHELF:
 *   bagit.txt, bag-info.txt
 *   manifest-sha256.txt, manifest-sha512.txt, and tagmanifests of both
 *   data/…           a complete shelf: every published file, catalog.db, the manifest
 * Published files are hard links where the file system allows: a run replaces published files
 * and never writes into them. Each file is hashed first and compared with the catalog; a
 * missing or changed file stops the bag. An existing bag at TARGET is replaced whole; anything
 * else there is not touched. The bytes depend on the shelf alone: Bagging-Date is that of
 * SOURCE_DATE_EPOCH, or of the newest issue. Fails with INPUT (no shelf, or it is being updated
 * or damaged) or OUTPUT, and removes what it wrote then. */
gboolean mkepub_bag_write(const char *shelf, const char *target, GError **error);

#endif
