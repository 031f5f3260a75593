/* SPDX-License-Identifier: MIT */
/* Addresses of pages for comparing.
 * Used where the archive looks for articles that were taken in before. */
#ifndef TEXT_URL_CANONICAL_H
#define TEXT_URL_CANONICAL_H

/* An address by which the same page is known again whoever shared it: 'https' whether it was
 * http or https, without 'www.', 'm.', 'mobile.' and 'amp.' in the host, default port, user,
 * fragment, tracking parameters (utm_*, fbclid, gclid, mc_cid, …), '/amp' and 'index.html' at
 * the end and trailing slashes; the other parameters sorted; the host in lower case; no
 * percent-encoding of what needs none (RFC 3986 section 6.2.2). Paths and parameters keep their
 * case ('watch?v=aB'), and so stay '#!…' and '#/…', which are pages. Never use it to fetch. For
 * the caller to free; NULL when URL is no http or https address. */
char *mkepub_url_canonical(const char *url);

#endif
