/* SPDX-License-Identifier: MIT */
/* A book that was written becomes an issue on the shelf and in the catalog; one that is there
 * stays or goes. Used by issues.c. */
#ifndef ARCHIVE_ISSUE_ENTER_H
#define ARCHIVE_ISSUE_ENTER_H

#include "archive/issue.h"

/* Looks up the issue that JOB is to replace: sets its id. Sets *there when it needs no writing:
 * it was made from the same, nothing that it shows has changed, its files are there, and the
 * catalog has its articles in it. Fails with OUTPUT. */
gboolean issue_is_there(Run *run, IssueJob *job, gboolean *there, GError **error);

/* Publishes cover and thumbnail, and the articles' own files with --keep-sources, and enters
 * all into the catalog. Fails with OUTPUT. */
gboolean issue_enter(Run *run, IssueJob *job, GError **error);

/* Enters JOB as planned into the catalog of a rehearsal, which is thrown away: for what is
 * planned on the issues as they are by then. */
gboolean issue_rehearse(Run *run, IssueJob *job, GError **error);

/* The volumes of PERIOD beyond VOLUMES leave the shelf, but for those that keep their books. */
gboolean issue_drop_volumes(Run *run, const char *period, gboolean omnibus, guint volumes,
                            GError **error);

/* The issues of periods that the settings of the run do not know leave the shelf, but for those
 * that keep their books. */
gboolean issue_drop_strange(Run *run, GError **error);

#endif
