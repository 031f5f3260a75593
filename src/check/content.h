/* SPDX-License-Identifier: MIT */
/* What one document of a book holds: whether it is well-formed, its ids, and all that it refers
 * to. Used by the check of books, on each of its threads. */
#ifndef CHECK_CONTENT_H
#define CHECK_CONTENT_H

#include "mkepub/finding.h"

typedef enum {
  CONTENT_NONE, /* nothing to look into */
  CONTENT_XHTML,
  CONTENT_SVG,
  CONTENT_NCX,
  CONTENT_CSS
} ContentKind;

typedef struct {
  char *target;   /* path within the container */
  char *fragment; /* or NULL */
  guint line;
  gboolean resource; /* shown in place: a picture, a stylesheet; else a link to go to */
} ContentLink;

typedef struct {
  ContentKind kind;
  GHashTable *ids; /* of char *; NULL when the document is not well-formed, and for CSS */
  GArray *links;   /* of ContentLink */
} Content;

ContentKind content_kind(const char *media_type);

/* Reads the document NAME of the book SHOWN into CONTENT, to be cleared. Findings: what is not
 * well-formed, ids given twice, references that no book may hold. */
void content_read(Content *content, ContentKind kind, const char *name, const void *bytes,
                  gsize length, const char *shown, MkepubFindings *findings);
void content_clear(Content *content);

#endif
