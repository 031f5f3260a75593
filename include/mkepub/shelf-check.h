/* SPDX-License-Identifier: MIT */
/* Checks a shelf: every file by its hash, the catalog against the files, the feeds against the
 * issues. Used by `mkepub check`. */
#ifndef MKEPUB_SHELF_CHECK_H
#define MKEPUB_SHELF_CHECK_H

#include "mkepub/error.h"
#include "mkepub/finding.h"

typedef struct {
  guint threads;      /* 0: one per core */
  const gint *cancel; /* read atomically; nonzero: stop; may be NULL */
} MkepubShelfCheckOptions;

typedef struct {
  guint64 files, bytes; /* files and bytes that were read */
  guint missing, changed, extra;
  guint issues;
  guint64 articles;
} MkepubShelfCheckResult;

/* Returns TRUE when FOLDER holds a catalog. */
gboolean mkepub_shelf_is(const char *folder);

/* Reads every published file of the shelf FOLDER and compares its size and SHA-256 with the
 * catalog; for a book its identifier and time of change too. Checks a book whose bytes changed
 * as mkepub_check_book does. Reports files that the catalog does not list (except its own,
 * search.db, the manifest and the files of a bag). Checks the catalog itself (SQLite's own
 * check; each article in one issue; issues and their files), manifest-sha256.txt, and the feeds
 * and pages: the files that they refer to exist, and they name every issue. Findings are named
 * by the file, in the order of the names, and do not depend on the number of threads. Memory
 * does not grow with the articles. Holds the lock of the shelf, so that no run of the archive
 * can begin meanwhile. Fails with INPUT (no shelf; it is being updated; a catalog that cannot
 * be opened) or INTERRUPTED. */
gboolean mkepub_shelf_check(const char *folder, const MkepubShelfCheckOptions *options,
                            MkepubFindings *findings, MkepubShelfCheckResult *result,
                            GError **error);

#endif
