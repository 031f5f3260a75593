/* SPDX-License-Identifier: MIT */
/* Issues that must be written although no article of theirs changed: a picture did, or a file
 * on the shelf is not as it was published. Used by the run of an archive. */
#ifndef ARCHIVE_CHANGED_FILES_H
#define ARCHIVE_CHANGED_FILES_H

#include "archive/run.h"

/* Looks at the size and time of every picture file that an issue shows, and then at its hash,
 * whether its address means another file by now, and whether a picture that was missing is
 * there. Their issues become stale and dirty. One that is gone stays in the book, but for
 * --prune. Fails with OUTPUT. */
gboolean changed_files_find_pictures(Run *run, GError **error);

/* The same for the files on the shelf. That one is gone, or another one than was published, is
 * noted in run->damaged, also of a file that belongs to no issue, and of the manifest. */
gboolean changed_files_find_published(Run *run, GError **error);

#endif
