/* SPDX-License-Identifier: MIT */
/* A bag of a shelf (BagIt 1.0, RFC 8493): a copy for keeping, that any such tool can verify.
 * Used by `mkepub archive --bag`. */
#ifndef MKEPUB_BAG_H
#define MKEPUB_BAG_H

#include "mkepub/error.h"

/* Writes the bag TARGET beside or far from the SHELF, not into it:
 *   bagit.txt, bag-info.txt
 *   manifest-sha256.txt, manifest-sha512.txt, and tagmanifests of both
 *   data/…           every published file, catalog.db, the shelf's manifest: a shelf again
 * Published files are hard links where that can be: a run replaces them and never writes into
 * them. Each is hashed first and compared with the catalog: a file that is missing or changed
 * stops it, so that a bag never holds what is not sound. A bag that stands at TARGET is
 * replaced whole; anything else there is not touched. The bytes depend on the shelf alone:
 * Bagging-Date is that of SOURCE_DATE_EPOCH, or of the newest issue. Fails with INPUT (no
 * shelf, or it is being updated or not sound) or OUTPUT; nothing is left behind then. */
gboolean mkepub_bag_write(const char *shelf, const char *target, GError **error);

#endif
