/* SPDX-License-Identifier: MIT */
/* Decides which URLs may be requested, and their spelling. Used by fetch.c. */
#ifndef MEDIA_FETCH_URL_H
#define MEDIA_FETCH_URL_H

#include <glib.h>

/* Returns the spelling of URL for requests and for the name in the cache: cleaned
 * (mkepub_url_clean), in ASCII, without its fragment. For the caller to free. Fails with USAGE
 * when URL is not a web address or holds a user name. */
char *fetch_url_request(const char *url, GError **error);

#endif
