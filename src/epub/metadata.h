/* SPDX-License-Identifier: MIT */
/* The metadata section of the package document (EPUB 3.3 section 5.5, EPUB Accessibility 1.1
 * section 2.2). Used by package.c and ncx.c. */
#ifndef EPUB_METADATA_H
#define EPUB_METADATA_H

#include "epub/package.h"
#include "xml/write.h"

/* Appends <metadata> with all that BOOK and FACTS say; empty values are left out, as the
 * specification wants. COVER_ID is the manifest id of the cover picture or NULL. */
void metadata_write(MkepubXml *xml, const MkepubBook *book, const PackageFacts *facts,
                    const char *cover_id);

/* <meta name="NAME" content="CONTENT"/>: the NCX's form, and that of EPUB 2, of which Nook
 * wants the name first. */
void metadata_write_meta(MkepubXml *xml, const char *name, const char *content);

/* The unique identifier, which the NCX must repeat; never empty. For the caller to free. */
char *metadata_identifier(const MkepubBook *book);

#endif
