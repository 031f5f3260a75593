/* SPDX-License-Identifier: MIT */
/* Is a shelf whole: every file by its hash, the catalog against the files, the feeds against
 * the issues. Used by `mkepub check`. */
#ifndef MKEPUB_SHELF_CHECK_H
#define MKEPUB_SHELF_CHECK_H

#include "mkepub/error.h"
#include "mkepub/finding.h"

typedef struct {
  guint threads;      /* 0: one per core */
  const gint *cancel; /* read atomically; nonzero: stop; may be NULL */
} MkepubShelfCheckOptions;

typedef struct {
  guint64 files, bytes; /* that were read */
  guint missing, changed, extra;
  guint issues;
  guint64 articles;
} MkepubShelfCheckResult;

/* TRUE when FOLDER holds a catalog. */
gboolean mkepub_shelf_is(const char *folder);

/* Reads every published file of the shelf FOLDER and compares its size and SHA-256 with the
 * catalog; a book's identifier and time of change too, and one whose bytes changed is checked
 * as mkepub_check_book does. Looks for files that the catalog does not know (but for its own,
 * search.db, the manifest and what makes the shelf a bag), at the catalog itself (SQLite's own
 * check; each article in one issue; issues and their files), at manifest-sha256.txt, and
 * whether what feeds and pages refer to is there, and they name every issue. Findings are named
 * by the file, in the order of the names, the same for any number of threads. Memory does not
 * grow with the articles. A run of the archive cannot begin meanwhile. Fails with INPUT (no
 * shelf; it is being updated; a catalog that cannot be opened) or INTERRUPTED. */
gboolean mkepub_shelf_check(const char *folder, const MkepubShelfCheckOptions *options,
                            MkepubFindings *findings, MkepubShelfCheckResult *result,
                            GError **error);

#endif
