/* SPDX-License-Identifier: MIT */
/* Articles that repeat one another: which of them stands in an issue.
 * Used by the run of an archive. */
#ifndef ARCHIVE_DEDUPE_H
#define ARCHIVE_DEDUPE_H

#include "archive/run.h"

/* Of articles that are the same (mkepub/fingerprint.h) the one of the earliest day stays, of
 * those the one whose path comes first; an undated one only among its like. So what stays
 * depends on the articles alone and not on which was there first, and an article that stands in
 * a closed issue gives way only to an older one. What is the same as the same is the same. One
 * whose file is missing stays whatever its day: its book is not written again (kept.h). */

/* ID will change or go: those that repeat it, or what it repeats, are to be looked at again. */
gboolean repeats_part(Run *run, gint64 id, GError **error);

/* Looks at all articles that were touched, and at what they are the same as; every repeat is
 * told as a finding and in the log. */
gboolean repeats_settle(Run *run, GError **error);

#endif
