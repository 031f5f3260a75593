/* SPDX-License-Identifier: MIT */
/* Whether a folder may be a shelf, before anything in it is changed.
 * Used by the run of an archive, and before a database of a shelf is opened. */
#ifndef ARCHIVE_SHELF_CLAIM_H
#define ARCHIVE_SHELF_CLAIM_H

#include "archive/shelf/journal.h"
#include "base/beneath.h"
#include "mkepub/error.h"

/* TRUE unless catalog.db is missing or empty. */
gboolean shelf_has_catalog(Beneath *root);

/* For every run: what has the name of one of the shelf's folders is a folder, and no symbolic
 * link, and what has the manifest's name can be replaced by it. Fails with OUTPUT. */
gboolean shelf_check_folders(Beneath *root, GError **error);

/* For a run without a catalog. Every file in the places of a shelf must be the archive's:
 * listed by JOURNAL (of a run that was killed; may be NULL) with its state, or by a manifest of
 * mkepub with its bytes (of a shelf that lost its catalog). ADOPT: others may be in the
 * folders, and stay there; one in the place of a file that each run writes is refused all the
 * same. Fails with OUTPUT, naming the file and the way out. *proven becomes the names of the
 * files that are the archive's, of char *, for the caller to unref. */
gboolean shelf_claim(Beneath *root, const Journal *journal, gboolean adopt, GHashTable **proven,
                     GError **error);

/* Whether the database NAME ('catalog.db') of the shelf FOLDER and the files that SQLite keeps
 * beside it are regular files, or missing: SQLite would wait for the writer of a pipe, and
 * follow a link. None that is written may have a second name (a hard link), which may be
 * anybody's. Fails with INPUT. */
gboolean shelf_check_database(const char *folder, const char *name, gboolean writing,
                              GError **error);

#endif
