/* SPDX-License-Identifier: MIT */
/* Which articles are in which issue.
 * Used by the run of an archive. */
#ifndef ARCHIVE_PLAN_ISSUES_H
#define ARCHIVE_PLAN_ISSUES_H

#include "archive/run.h"

/* An issue as it shall be. */
typedef struct {
  gboolean omnibus;
  char *period;          /* as in the schema */
  guint part;            /* among those planned with it, from 0 */
  guint volume, volumes; /* those that keep their books (kept.h) are counted too */
  char *number;          /* NULL: none */
  char *date;            /* its first day; NULL: undated */
  char *year;            /* 'YYYY' or 'undated' */
  GArray *articles;      /* of gint64, by day and path */
} IssuePlan;

void issue_plan_free(gpointer plan);

/* The plans (of IssuePlan *) of one period: its volumes but for those that keep their books,
 * none when it has no articles. SPLIT
 * (of guint) says how many articles each has; NULL: by the limits of the run. */
GPtrArray *plan_period(Run *run, const char *period, const GArray *split, GError **error);
/* The plans (of IssuePlan *) of the book of YEAR, over the issues that the catalog has now.
 * SPLIT (of guint) says how many articles each has; NULL: by fixed limits. */
GPtrArray *plan_year(Run *run, const char *year, const GArray *split, GError **error);

/* The periods (char *, sorted) that are to be looked at: the dirty ones, and those whose number
 * is another one now. */
GPtrArray *affected_periods_find(Run *run, GError **error);

#endif
