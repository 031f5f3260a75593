/* SPDX-License-Identifier: MIT */
/* XML documents that are not pages, through libxml2's xmlTextWriter.
 * Used by the package document, the NCX and the container file. */
#ifndef EPUB_DOCUMENT_H
#define EPUB_DOCUMENT_H

#include <glib.h>

typedef struct Document Document;

/* Begins a document with its XML declaration. document_finish ends it and frees DOCUMENT. */
Document *document_new(void);

void document_open(Document *document, const char *name);
/* Adds an attribute to the element opened last; a VALUE that is NULL is left out. */
void document_attribute(Document *document, const char *name, const char *value);
void document_text(Document *document, const char *text);
void document_close(Document *document);

/* <NAME>TEXT</NAME> */
void document_element(Document *document, const char *name, const char *text);

/* Closes all that is open and returns the markup; NULL with an INTERNAL error when libxml2
 * failed anywhere. */
GString *document_finish(Document *document, GError **error);

#endif
