/* SPDX-License-Identifier: MIT */
/* All issues that a run writes: which, in parallel, and their entering into the catalog.
 * Used by the run of an archive. */
#ifndef ARCHIVE_ISSUES_H
#define ARCHIVE_ISSUES_H

#include "archive/issue.h"

/* Brings the issues of PERIODS (of char *, sorted) up to date: those that are there as they
 * shall be stay untouched, and so do those that keep their books (kept.h); those whose volume
 * has no articles any more go, all others are written, several at once, and entered in their
 * order with covers and sources. With OMNIBUS, PERIODS are years, and it is their books. In a
 * rehearsal nothing is written; the changes are reported. Fails with OUTPUT, INTERRUPTED. */
gboolean issues_update(Run *run, const GPtrArray *periods, gboolean omnibus, GError **error);

#endif
