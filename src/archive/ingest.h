/* SPDX-License-Identifier: MIT */
/* Brings the catalog up to date with the sources, reading only what changed.
 * Used by the run of an archive. */
#ifndef ARCHIVE_INGEST_H
#define ARCHIVE_INGEST_H

#include "archive/run.h"

/* Looks at every source file: one of known size and time is passed over, one of known hash gets
 * the new time, all others are read on the run's threads and entered. Articles whose
 * files are gone are marked (kept.h), unless some folder could not be read. Findings come in
 * the order of the files, and only for files that were read. Memory does not grow with their
 * number, but for one bit an article. Fails with INPUT (no articles at all, or none in an input
 * folder that the shelf has articles from), OUTPUT, INTERRUPTED. */
gboolean ingest_sources(Run *run, GError **error);

#endif
