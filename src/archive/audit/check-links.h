/* SPDX-License-Identifier: MIT */
/* Extracts the references from a feed or a page of a shelf. Used by the check of a shelf. */
#ifndef ARCHIVE_AUDIT_CHECK_LINKS_H
#define ARCHIVE_AUDIT_CHECK_LINKS_H

#include <glib.h>

/* The kinds of files that must name all issues; bits. */
typedef enum {
  CHECK_LINKS_ATOM = 1, /* opds/….xml */
  CHECK_LINKS_JSON = 2, /* opds/….json */
  CHECK_LINKS_HTML = 4  /* index.html, pages/….html */
} CheckLinksKind;

/* Returns the kind of the file NAME; 0 for one that refers to files but need not name all
 * issues. */
guint check_links_kind(const char *name);
/* Returns TRUE when NAME is a feed or a page, whose references are read. */
gboolean check_links_has(const char *name);

/* Returns the files of the shelf to which BYTES, the file NAME, refer, as names on the shelf
 * ('books/…'), without repeats and without references to the outside. Absolute URLs below
 * BASE_URL (may be NULL) lead to the shelf too. Of char *, for the caller to unref; NULL when
 * the file is not well-formed. */
GPtrArray *check_links_read(const char *name, const void *bytes, gsize length,
                            const char *base_url);

#endif
