/* SPDX-License-Identifier: MIT */
/* The package document (EPUB 3.3 section 5, and that of EPUB 2) as it is read back.
 * Used by the reader, and by the check of books, which wants to know what is wrong with it. */
#ifndef CHECK_OPF_H
#define CHECK_OPF_H

#include "mkepub/finding.h"
#include "mkepub/reader.h"

/* A reference of the package document other than an item: of the guide, of a link. */
typedef struct {
  char *target; /* path within the container */
  guint line, column;
  gboolean metadata; /* of a link: readers can do without */
} OpfReference;

/* Where doubts go: findings 'book-package' with SHOWN (the book) before the entry's name. */
typedef struct {
  MkepubFindings *findings;
  const char *shown;
  GPtrArray *references; /* of OpfReference *, to be filled; may be NULL */
} OpfReport;

void opf_reference_free(gpointer reference);

/* The path of the package document, from META-INF/container.xml; NULL with INPUT. */
char *opf_find(MkepubReader *reader, GError **error);

/* Reads BYTES, the package document at PATH within the container. REPORT may be NULL. NULL with
 * INPUT ("'EPUB/package.opf' line 3: …") when it is not well-formed or no package document at
 * all, which is a finding too. */
MkepubPackage *opf_parse(const char *path, const void *bytes, gsize length,
                         const OpfReport *report, GError **error);

#endif
