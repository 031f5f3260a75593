/* SPDX-License-Identifier: MIT */
/* The RSS feed of the newest issues (RSS 2.0).
 * Used by opds.c. */
#ifndef ARCHIVE_FEEDS_RSS_H
#define ARCHIVE_FEEDS_RSS_H

#include "archive/feeds/feed.h"

/* Writes or keeps feed.xml with the newest 50 issues, each with its book as the enclosure.
 * Needs the base URL of RUN. */
gboolean opds_rss_write(const OpdsRun *run, GError **error);

/* DATE ('YYYY-MM-DD…' or 'YYYY-MM-DDThh:mm:ssZ') as RFC 822 has it: 'Mon, 13 Jan 2025 00:00:00
 * GMT'; NULL when it is none. For the caller to free. */
char *opds_rss_date(const char *date);

#endif
