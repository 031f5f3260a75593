/* SPDX-License-Identifier: MIT */
/* Resolves references of a book within its container (EPUB 3.3 sections 4.2.3 and 4.2.4). Used
 * by the package document and by the check of links. */
#ifndef TEXT_HREF_H
#define TEXT_HREF_H

#include <glib.h>

typedef enum {
  HREF_INSIDE,  /* a path of the container */
  HREF_WEB,     /* http, https or '//host' */
  HREF_OTHER,   /* another scheme: not checked */
  HREF_OUTSIDE, /* absolute, or above the container's root */
  HREF_INVALID  /* empty; an invalid server; or, decoded, invalid UTF-8 or control characters */
} HrefKind;

/* Resolves REFERENCE, written in the file BASE of the container. For HREF_INSIDE, sets *path
 * (it is BASE for '#x'; the container may lack it) and *fragment, decoded, NULL without one;
 * both for the caller to free. Otherwise sets both to NULL. */
HrefKind href_resolve(const char *base, const char *reference, char **path, char **fragment);

/* Returns TRUE for a name that a container may use and that stays in the folder to which it is
 * unpacked: no empty, '.' or '..' part, no backslash, no control characters, relative, UTF-8. A
 * final '/' (an entry for a folder) is allowed. */
gboolean href_is_safe(const char *name);

#endif
