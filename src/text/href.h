/* SPDX-License-Identifier: MIT */
/* Where a reference of a book leads within its container (EPUB 3.3 sections 4.2.3 and 4.2.4).
 * Used by the package document and by the check of links. */
#ifndef TEXT_HREF_H
#define TEXT_HREF_H

#include <glib.h>

typedef enum {
  HREF_INSIDE,  /* a path of the container */
  HREF_WEB,     /* http, https or '//host' */
  HREF_OTHER,   /* another scheme: nothing to look for */
  HREF_OUTSIDE, /* absolute, or above the container's root */
  HREF_INVALID  /* empty; no valid server; or decoded no UTF-8, or with control characters */
} HrefKind;

/* Resolves REFERENCE as it stands in the file BASE of the container. INSIDE: *path (may hold
 * nothing but what BASE holds, for '#x') and *fragment, decoded, NULL without one; both for the
 * caller to free. Otherwise both are NULL. */
HrefKind href_resolve(const char *base, const char *reference, char **path, char **fragment);

/* TRUE for a name that a container may have and that stays in the folder it is unpacked to: no
 * empty, '.' or '..' part, no backslash, no control characters, relative, UTF-8. A final '/'
 * (an entry for a folder) is allowed. */
gboolean href_is_safe(const char *name);

#endif
