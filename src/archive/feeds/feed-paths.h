/* SPDX-License-Identifier: MIT */
/* Names: the files of feeds, links between them, their ids. Used by all code that writes
 * feeds. */
#ifndef ARCHIVE_FEEDS_FEED_PATHS_H
#define ARCHIVE_FEEDS_FEED_PATHS_H

#include <glib.h>

/* Returns a file name of [a-z0-9-] for NAME. It depends on NAME alone and differs for any two
 * names: a name of these letters is used unchanged, any other gets 12 digits of its hash. Never
 * empty; at most 60 bytes. For the caller to free. */
char *opds_name_file(const char *name);

/* Returns a file name of [a-z0-9-] for a language tag: one in canonical form is written in
 * lower case, as case does not distinguish tags (RFC 5646 section 2.1.1); any other gets 12
 * digits of its hash. For the caller to free. */
char *opds_name_language(const char *tag);

/* Return the file names of the document PATH, a name on the shelf without its ending, in OPDS
 * 1.2 and OPDS 2.0: opds/new/1.xml and opds/2/new/1.json for 'opds/new/1'. For the caller to
 * free. */
char *opds_name_atom(const char *path);
char *opds_name_json(const char *path);

/* Returns the link from the file FROM to the file TO, both names on the shelf: relative, or
 * absolute below BASE_URL. Percent-encoded. For the caller to free. */
char *opds_name_href(const char *base_url, const char *from, const char *to);

/* Returns a link to the file TO that can be used in any file: it begins with OPDS_NAME_ROOT,
 * which opds_name_place replaces by the path to the shelf's root. No other link contains these
 * characters. For the caller to free. */
#define OPDS_NAME_ROOT "%00"
char *opds_name_open(const char *to);

/* Returns PART with WAY, the path to the shelf's root, in place of OPDS_NAME_ROOT in each link,
 * which begins with START (the characters that precede a link in the format). WAY must be
 * escaped as the format requires. For the caller to free. */
char *opds_name_place(const char *part, const char *start, const char *way);

/* Returns 'urn:uuid:…' for the feed PATH of SERIES. For the caller to free. */
char *opds_name_id(const char *series, const char *path);

#endif
