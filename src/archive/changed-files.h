/* SPDX-License-Identifier: MIT */
/* Finds issues that must be rewritten because a picture or a published file changed.
 * Used by the run of an archive. */
#ifndef ARCHIVE_CHANGED_FILES_H
#define ARCHIVE_CHANGED_FILES_H

#include "archive/run.h"

/* Looks at the size and time of every picture file that an issue shows, and then at its hash,
 * whether its address means another file by now, and whether a picture that was missing is
 * there. Their issues become stale and dirty. One that is gone stays in the book, but for
 * --prune. Fails with OUTPUT. */
gboolean changed_files_find_pictures(Run *run, GError **error);

/* Compares the size and time of every published file with the catalog, and the manifest with
 * both. The issue of a file that changed or is missing becomes stale and dirty; run->damaged is
 * set for any such file. Fails with OUTPUT. */
gboolean changed_files_find_published(Run *run, GError **error);

#endif
