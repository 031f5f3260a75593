/* SPDX-License-Identifier: MIT */
/* URLs: their kinds, and their spelling in a book. Used by the link resolver, by html and by
 * collect for source addresses. */
#ifndef MKEPUB_URL_H
#define MKEPUB_URL_H

#include <glib.h>

typedef enum {
  MKEPUB_URL_EMPTY,    /* '' or white space */
  MKEPUB_URL_FRAGMENT, /* '#x' */
  MKEPUB_URL_RELATIVE, /* 'a.md', '../b/', '/c', '?q' */
  MKEPUB_URL_NETWORK,  /* '//host/path' */
  MKEPUB_URL_WEB,      /* http and https, with a host */
  MKEPUB_URL_OTHER,    /* a scheme that epubcheck 5.3.0 takes (HTM-025) and readers can use:
                          mailto, tel, ftp, urn, news, irc, xmpp, sip, … */
  MKEPUB_URL_REFUSED   /* javascript, data, file, vbscript, blob, about, a scheme that epubcheck
                          warns of (magnet, tg, geo, …), or an invalid URL: 'http:x', 'http://' */
} MkepubUrlKind;

/* Returns the kind of TEXT, ignoring outer white space and the case of schemes.
 * 'www.example.com/x' is RELATIVE, as in Markdown. A one-letter scheme ('C:\x') is REFUSED. */
MkepubUrlKind mkepub_url_kind(const char *text);

/* Returns the spelling of TEXT that epubcheck's URL parser accepts without a message (WHATWG
 * URL, reference of RSC-020), for the caller to free: outer white space, tabs and line ends are
 * removed; spaces, '"', '<', '>', '\', '^', '`', '{', '|', '}', controls and invalid UTF-8 are
 * percent-encoded; so are a '%' not followed by two hex digits, '[' and ']' outside a host, a
 * second '#', and a character above U+FFFF in the user name; the scheme is in lower case, the
 * host in lower case and ASCII (punycode by UTS 46, nontransitional). Returns NULL when no
 * valid URL can be made: for an invalid host, a port that is not a number, ftp or gopher
 * without a host, and an IPv6 host in a scheme other than http, https, ftp and gopher. Only for
 * WEB, NETWORK (becomes https) and OTHER. */
char *mkepub_url_clean(const char *text);
/* Returns the address of a folder on the web, to which names are appended, in the spelling of
 * mkepub_url_clean and without '.' and '..' in its path; for the caller to free. NULL for a URL
 * of another kind than WEB, for one with a query or a fragment, for invalid UTF-8, and when
 * mkepub_url_clean returns NULL. */
char *mkepub_url_clean_folder(const char *text);

/* Returns FALSE when epubcheck's URL parser refuses the server of TEXT. In a URL of http,
 * https, ftp, gopher, ws or wss and in one that begins with '//', it refuses a missing '//', a
 * host that is invalid by IDNA (UTS 46), a port above 65535, and a user name with a character
 * that must be encoded; in other schemes but file, an IPv6 address in brackets. Returns TRUE
 * for all else. Accepts everything that the parser accepts; mkepub_url_clean refuses more. */
gboolean mkepub_url_authority_is_valid(const char *text);

/* Resolves REFERENCE against the absolute BASE (RFC 3986 section 5.2) and cleans the result as
 * mkepub_url_clean does, for the caller to free; NULL when that is not possible. */
char *mkepub_url_resolve(const char *base, const char *reference);

/* Percent-decodes a path of LENGTH bytes (-1: up to its NUL); invalid sequences are kept. For
 * the caller to free. */
char *mkepub_url_decode(const char *text, gssize length);

/* Returns a name for an absolute web URL in running text: the last part of its path, decoded,
 * else its host. Never NULL; for the caller to free. */
char *mkepub_url_name(const char *url);

/* Returns the host of an absolute web URL without 'www.', for bylines; NULL when it has no
 * host. For the caller to free. */
char *mkepub_url_host(const char *url);

#endif
