/* SPDX-License-Identifier: MIT */
/* The content of one document of a book: whether it is well-formed, its ids, and its
 * references. Used by the check of books, on each of its threads. */
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
  const char *target;   /* path within the container; of a remote one the address */
  const char *fragment; /* or NULL */
  guint line, column;
  guint resource : 1; /* shown in place: a picture, a stylesheet; else a link to go to */
  guint remote : 1;   /* on the network, where only some resources may be */
} ContentLink;

typedef struct {
  ContentKind kind;
  GHashTable *ids; /* of char *; NULL when the document is not well-formed, and for CSS */
  GArray *links;   /* of ContentLink */
  GStringChunk *texts;
  gboolean curtailed; /* the budget did not do for all of it, or the parser left it */
} Content;

ContentKind content_kind(const char *media_type);

/* Whose document it is, and where its findings go. */
typedef struct {
  const char *name, *shown; /* within the book; the book as findings name it */
  gint *budget; /* atomic: bytes that the references and ids of the whole book may still take */
  MkepubFindings *findings;
} ContentSource;

/* Reads the document into CONTENT, to be cleared. Findings: what is not well-formed, ids given
 * twice, references that no book may hold. */
void content_read(Content *content, ContentKind kind, const ContentSource *source,
                  const void *bytes, gsize length);
void content_clear(Content *content);

#endif
