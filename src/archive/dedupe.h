/* SPDX-License-Identifier: MIT */
/* Articles that repeat one another: which of them is in an issue.
 * Used by the run of an archive. */
#ifndef ARCHIVE_DEDUPE_H
#define ARCHIVE_DEDUPE_H

#include "archive/run.h"

/* Of articles that are the same (mkepub/fingerprint.h) the one of the earliest day stays, of
 * those the one whose path comes first; an undated one only among undated ones. Two
 * articles that equal a third one are equal. One whose file is missing stays whatever its day:
 * its book is not written again (kept.h). No published text disappears: a published article
 * gives way only to one with its text (or, of two that are published, nearly its text where
 * that is asked for). A new one with another text is left out, two published ones both stay;
 * either is a warning. */

/* Compares all touched articles with those that equal them; reports every repeat as a finding
 * and in the log. Fails with OUTPUT, INTERRUPTED. */
gboolean dedupe_settle(Run *run, GError **error);

#endif
