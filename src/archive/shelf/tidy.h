/* SPDX-License-Identifier: MIT */
/* What a run that was killed left on the shelf.
 * Used by the run of an archive. */
#ifndef ARCHIVE_SHELF_TIDY_H
#define ARCHIVE_SHELF_TIDY_H

#include "archive/shelf/shelf.h"

/* Removes temporary files that the runs in the journal made, and files that the journal lists
 * with the state they still have and the catalog does not know; nothing else. To be called
 * after the commit. Fails with OUTPUT. */
gboolean shelf_tidy(MkepubShelf *shelf, GError **error);

#endif
