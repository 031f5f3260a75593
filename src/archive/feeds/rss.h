/* SPDX-License-Identifier: MIT */
/* The RSS feed of the newest issues (RSS 2.0). Used by opds.c. */
#ifndef ARCHIVE_FEEDS_RSS_H
#define ARCHIVE_FEEDS_RSS_H

#include "archive/feeds/feed.h"

/* Writes or keeps feed.xml with the newest 50 issues, each with its book as the enclosure.
 * Needs the base URL of RUN. */
gboolean opds_rss_write(const OpdsRun *run, GError **error);

/* Returns DATE ('YYYY-MM-DD…' or 'YYYY-MM-DDThh:mm:ssZ') in RFC 822 form, 'Mon, 13 Jan 2025
 * 00:00:00 GMT', for the caller to free; NULL when it is invalid. */
char *opds_rss_date(const char *date);

#endif
