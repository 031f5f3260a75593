/* SPDX-License-Identifier: MIT */
/* Names: the files of feeds, links between them, their ids.
 * Used by all that writes feeds. */
#ifndef ARCHIVE_FEEDS_FEED_PATHS_H
#define ARCHIVE_FEEDS_FEED_PATHS_H

#include <glib.h>

/* A file name of [a-z0-9-] for NAME, which depends on nothing else and differs for any two
 * names: a name that is of these letters itself is taken as it is, any other gets 12 digits of
 * its hash. Never empty; at most 60 bytes. For the caller to free. */
char *opds_name_file(const char *name);

/* The same for a language tag: its letters in lower case when it is well-formed, which tells it
 * from all others (RFC 5646 section 2.1.1). */
char *opds_name_language(const char *tag);

/* The files of the document PATH, a name on the shelf without its ending, in OPDS 1.2 and
 * OPDS 2.0: opds/new/1.xml and opds/2/new/1.json for 'opds/new/1'. For the caller to free. */
char *opds_name_atom(const char *path);
char *opds_name_json(const char *path);

/* How the file FROM links to the file TO, both names on the shelf: relative, or absolute below
 * BASE_URL. Percent-encoded. For the caller to free. */
char *opds_name_href(const char *base_url, const char *from, const char *to);

/* A link to the file TO from any file: OPDS_NAME_ROOT stands where the way to the shelf's root
 * goes, which opds_name_place puts in. No link has these characters otherwise. For the caller
 * to free. */
#define OPDS_NAME_ROOT "%00"
char *opds_name_open(const char *to);

/* PART with WAY, which leads to the shelf's root, in each link that opens with START and
 * OPDS_NAME_ROOT (START: how the format writes what is before a link). WAY is put in as it is:
 * escaped as the format has it. For the caller to free. */
char *opds_name_place(const char *part, const char *start, const char *way);

/* 'urn:uuid:…' for the feed PATH of SERIES. For the caller to free. */
char *opds_name_id(const char *series, const char *path);

#endif
