/* SPDX-License-Identifier: MIT */
/* What a feed or a page of a shelf refers to.
 * Used by the check of a shelf. */
#ifndef ARCHIVE_AUDIT_CHECK_LINKS_H
#define ARCHIVE_AUDIT_CHECK_LINKS_H

#include <glib.h>

/* The kinds of files that name issues; bits. */
typedef enum {
  CHECK_LINKS_ATOM = 1, /* opds/….xml */
  CHECK_LINKS_JSON = 2, /* opds/….json */
  CHECK_LINKS_HTML = 4  /* index.html, pages/….html */
} CheckLinksKind;

/* The kind of the file NAME; 0 for one that refers to files but need not name any issue. */
guint check_links_kind(const char *name);
/* Whether NAME is read at all: a feed or a page. */
gboolean check_links_has(const char *name);

/* The files of the shelf that BYTES, the file NAME, refer to, each as it is named on the shelf
 * ('books/…'), without repeats; what lies outside the shelf is left out. Absolute addresses
 * below BASE_URL (may be NULL) mean the shelf too. Of char *, for the caller to unref; NULL
 * when the file is not well-formed. */
GPtrArray *check_links_read(const char *name, const void *bytes, gsize length,
                            const char *base_url);

#endif
