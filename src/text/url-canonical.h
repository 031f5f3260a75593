/* SPDX-License-Identifier: MIT */
/* Canonical addresses of pages, for comparison. Used by the archive to find duplicates. */
#ifndef TEXT_URL_CANONICAL_H
#define TEXT_URL_CANONICAL_H

/* Returns the canonical address of the page at URL: 'https' whether it was http or https;
 * without 'www.', 'm.', 'mobile.' and 'amp.' in the host, default port, user, fragment,
 * tracking parameters (utm_*, fbclid, gclid, mc_cid, …), '/amp' and 'index.html' at the end and
 * trailing slashes; the other parameters sorted; the host in lower case; no percent-encoding of
 * characters that do not need it (RFC 3986 section 6.2.2). Paths and parameters keep their case
 * ('watch?v=aB'); the fragments '#!…' and '#/…' are kept, as they identify pages. Not for
 * fetching. For the caller to free; NULL when URL is not an http or https address. */
char *mkepub_url_canonical(const char *url);

#endif
