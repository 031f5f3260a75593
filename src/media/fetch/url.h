/* SPDX-License-Identifier: MIT */
/* Which addresses may be asked for, and how.
 * Used by fetch.c. */
#ifndef MEDIA_FETCH_URL_H
#define MEDIA_FETCH_URL_H

#include <glib.h>

/* The spelling of URL that is asked for and that names it in the cache: cleaned
 * (mkepub_url_clean), in ASCII, without its fragment. For the caller to free. Fails with USAGE
 * for what is no web address or holds a user name. */
char *fetch_url_request(const char *url, GError **error);

#endif
