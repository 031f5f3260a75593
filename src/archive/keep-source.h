/* SPDX-License-Identifier: MIT */
/* The articles as they were, on the shelf: --keep-sources.
 * Used by the run of an archive. */
#ifndef ARCHIVE_KEEP_SOURCE_H
#define ARCHIVE_KEEP_SOURCE_H

#include "archive/run.h"

/* The name on the shelf of the file BELOW the folder ROOT: 'sources/', the folder's own name,
 * the way below it. Bytes that are no ASCII letter, digit or one of '._-' are written '%XX', so
 * that any name a file system takes comes back (RFC 3986 section 2.1); so is a dot at the
 * front. A part that would be longer than 200 bytes is cut, and gets '~' and sixteen digits of
 * the SHA-256 of the whole: its name is in the catalog. For the caller to free. */
char *keep_source_name(const char *root, const char *below);

/* Publishes the files of FILES (of IssueFile *), when the run keeps sources. A file that is
 * gone was told by its chapter. Fails with OUTPUT. */
gboolean keep_sources(Run *run, const GPtrArray *files, GError **error);

/* Publishes those of all articles in issues: the shelf begins to keep them. */
gboolean keep_all_sources(Run *run, GError **error);

#endif
