/* SPDX-License-Identifier: MIT */
/* Navigation feeds: the root, and the lists of a facet's values. Used by opds.c. */
#ifndef ARCHIVE_FEEDS_NAVIGATION_H
#define ARCHIVE_FEEDS_NAVIGATION_H

#include "archive/feeds/facet.h"

/* Writes or keeps the lists of FACETS. Readers do not page through a navigation feed, so one
 * with more than 100 values is split by first letters, and again where there are still too
 * many: 'opds/authors.xml', 'opds/authors/m.xml', 'opds/authors/ma.xml'. */
gboolean opds_navigation_write(const OpdsRun *run, const OpdsFacets *facets, GError **error);

/* Writes or keeps one list of TARGETS (an array of OpdsTarget). Always writes the root, with UP
 * NULL; its recorded hash covers only the run's settings, so that the next run can detect a
 * change of these. */
gboolean opds_navigation_list(const OpdsRun *run, const char *path, const char *title,
                              const char *up, const GArray *targets, GError **error);

#endif
