/* SPDX-License-Identifier: MIT */
/* What a run that was killed left on the shelf.
 * Used by the run of an archive. */
#ifndef ARCHIVE_SHELF_TIDY_H
#define ARCHIVE_SHELF_TIDY_H

#include "mkepub/shelf.h"

/* Removes hidden temporary files of the shelf, and from its own folders (books, covers, pages,
 * opds, sources) all that the catalog does not know. To be called after the commit. Fails with
 * OUTPUT. */
gboolean shelf_tidy(MkepubShelf *shelf, GError **error);

#endif
