/* SPDX-License-Identifier: MIT */
/* Articles that repeat one another: which of them stands in an issue.
 * Used by the run of an archive. */
#ifndef ARCHIVE_DEDUPE_H
#define ARCHIVE_DEDUPE_H

#include "archive/run.h"

/* Of articles that are the same (mkepub/fingerprint.h) the one of the earliest day stays, of
 * those the one whose path comes first; an undated one only among its like. What is the same as
 * the same is the same. One whose file is missing stays whatever its day: its book is not
 * written again (kept.h).
 * No published text disappears: a published article gives way only to one with its text (or,
 * of two that are published, nearly its text where that is asked for). A new one with another
 * text is left out, two published ones both stay; either is a warning. */

/* Looks at all articles that were touched, and at what they are the same as; every repeat is
 * told as a finding and in the log. */
gboolean dedupe_settle(Run *run, GError **error);

#endif
