/* SPDX-License-Identifier: MIT */
/* How a large issue is split into volumes.
 * Used by the run of an archive; pure. */
#ifndef ARCHIVE_VOLUMES_H
#define ARCHIVE_VOLUMES_H

#include <glib.h>

/* Fills one volume after the other with articles of SIZES bytes (guint64, in order) until it
 * has ARTICLES of them, or one more would make it larger than BYTES; an article larger than
 * that has its own volume. Returns the number of articles of each (guint), for the caller to
 * unref; none when there are no articles. */
GArray *volumes_split(const GArray *sizes, guint articles, guint64 bytes);

/* Replaces volume AT of COUNTS by its two halves. FALSE when it has but one article. */
gboolean volumes_halve(GArray *counts, guint at);

#endif
