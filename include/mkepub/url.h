/* SPDX-License-Identifier: MIT */
/* URLs: what kind of address this is, and how it must be spelled in a book.
 * Used by the link resolver, by html and by collect for source addresses. */
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
                        * warns of (magnet, tg, geo, …), or no   URL at all: 'http:x', 'http://'
                        */
} MkepubUrlKind;

/* Looks at TEXT, outer white space ignored, schemes in any case. 'www.example.com/x' is
 * RELATIVE (what Markdown makes of it) and mkepub_url_clean is not asked to guess. A one-letter
 * scheme ('C:\x') is REFUSED. */
MkepubUrlKind mkepub_url_kind(const char *text);

/* The spelling that epubcheck's URL parser takes without a message (WHATWG URL, reference of
 * RSC-020): outer white space off; tabs and line ends inside taken out; spaces, '"', '<', '>',
 * '\', '^', '`', '{', '|', '}', controls and invalid UTF-8 percent-encoded; a '%' not followed
 * by two hex digits encoded; '[' and ']' outside a host encoded; a second '#' encoded; scheme
 * in lower case, host in lower case and ASCII (punycode by UTS 46, nontransitional), a
 * character above U+FFFF in the user name encoded; a port that is not a number, a host that
 * cannot be one, ftp or gopher without a host, and an IPv6 host in a scheme other than http,
 * https, ftp and gopher refused. Returns NULL when no valid URL can be
 * made; else a string for the caller to free. Only for WEB, NETWORK (becomes https) and OTHER.
 */
char *mkepub_url_clean(const char *text);
/* Cleans the address of a folder on the web, to which names are appended, as mkepub_url_clean
 * does, and removes '.' and '..' from its path. NULL, too, for another kind, for one with a
 * query or a fragment, and for invalid UTF-8. */
char *mkepub_url_clean_folder(const char *text);

/* FALSE when epubcheck's URL parser refuses the server that TEXT names. In a URL of http,
 * https, ftp, gopher, ws or wss and in one that begins with '//': a missing '//', a host that
 * IDNA (UTS 46) refuses, a port above 65535, or a user name with a character that must be
 * encoded. In other schemes but file: an IPv6 address in brackets. TRUE for all else. It
 * refuses nothing that the parser takes, where mkepub_url_clean is more careful. */
gboolean mkepub_url_authority_is_valid(const char *text);

/* Resolves REFERENCE against the absolute BASE (RFC 3986 section 5.2) and cleans it; NULL when
 * it cannot be. */
char *mkepub_url_resolve(const char *base, const char *reference);

/* Percent-decoding of a path; invalid sequences stay as they are. For the caller to free. */
char *mkepub_url_decode(const char *text, gssize length);

/* What an absolute web URL may be called in a text: the last part of its path, decoded, else
 * its host. Never NULL; for the caller to free. */
char *mkepub_url_name(const char *url);

/* Host of an absolute web URL without 'www.', for bylines; NULL when there is none. For the
 * caller to free. */
char *mkepub_url_host(const char *url);

#endif
