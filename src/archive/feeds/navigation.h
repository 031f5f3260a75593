/* SPDX-License-Identifier: MIT */
/* Navigation feeds: the root, and the lists of a facet's values.
 * Used by opds.c. */
#ifndef ARCHIVE_FEEDS_NAVIGATION_H
#define ARCHIVE_FEEDS_NAVIGATION_H

#include "archive/feeds/facet.h"

/* Writes or keeps the lists of FACETS. Readers do not turn the pages of a navigation feed, so
 * that one with more than 100 values is split by first letters, and those again where they are
 * too many: 'opds/authors.xml', 'opds/authors/m.xml', 'opds/authors/ma.xml'. */
gboolean opds_navigation_write(const OpdsRun *run, const OpdsFacets *facets, GError **error);

/* Writes or keeps one list of TARGETS (an array of OpdsTarget). The root, with UP NULL, is
 * always made anew; what it was made from is the run's settings alone, by which the next run
 * sees whether they are the same. */
gboolean opds_navigation_list(const OpdsRun *run, const char *path, const char *title,
                              const char *up, const GArray *targets, GError **error);

#endif
