/* SPDX-License-Identifier: MIT */
/* Books that wait under hidden names until all books of the run that share articles with them
 * are written: a published article leaves its book only for another book.
 * Used by issues.c. */
#ifndef ARCHIVE_ISSUE_HOLD_H
#define ARCHIVE_ISSUE_HOLD_H

#include "archive/issue.h"

/* Sets *held when the book of JOB may not be published by itself: it takes an article from
 * another issue, it gives one away, or another issue has its name. Fails with OUTPUT. */
gboolean issue_hold_needed(Run *run, const IssueJob *job, gboolean *held, GError **error);

/* JOB is written and waits: closes its folder and frees its pictures. */
void issue_hold_rest(IssueJob *job);

/* Publishes the book of JOB and reads its cover from it. Fails with OUTPUT, INPUT. */
gboolean issue_hold_release(Run *run, IssueJob *job, GError **error);

/* Removes what was written of JOB. The book on the shelf stays. */
void issue_hold_discard(Run *run, const IssueJob *job);

#endif
