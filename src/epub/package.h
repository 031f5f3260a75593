/* SPDX-License-Identifier: MIT */
/* The package document (EPUB 3.3 section 5) and the NCX of EPUB 2 readers.
 * Used by the writing of a book, after all chapters are known. */
#ifndef EPUB_PACKAGE_H
#define EPUB_PACKAGE_H

#include "mkepub/book.h"

typedef struct {
  char *id;               /* NCName, unique */
  char *href;             /* relative to EPUB/ */
  const char *media_type; /* static */
  const char *properties; /* static or NULL: "nav", "cover-image", "svg", "mathml" */
  gboolean spine;         /* in reading order, in the order of the array */
} PackageItem;

/* Counted over the finished chapters; what the accessibility metadata rests on. */
typedef struct {
  guint images;      /* informative pictures shown, cover excepted */
  guint images_bare; /* of these, without a description */
  gboolean animated; /* a picture with more than one frame */
  gboolean mathml;
} PackageFacts;

/* package.opf. ITEMS (of PackageItem *) is the manifest; those with spine make the spine. */
GString *package_opf(const MkepubBook *book, const GPtrArray *items, const PackageFacts *facts,
                     GError **error);

/* toc.ncx with playOrder by the spine. */
GString *package_ncx(const MkepubBook *book, GError **error);

/* META-INF/container.xml. */
GString *package_container(GError **error);

#endif
