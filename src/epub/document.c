/* SPDX-License-Identifier: MIT */
#include "epub/document.h"

#include <libxml/xmlwriter.h>
#include <string.h>

#include "base/text.h"
#include "mkepub/error.h"

struct Document {
  xmlBuffer *buffer;
  xmlTextWriter *writer;
  gboolean failed;
};

static void note(Document *document, int result)
{
  document->failed |= result < 0;
}

Document *document_new(void)
{
  Document *document = g_new0(Document, 1);
  document->buffer = xmlBufferCreate();
  document->writer = xmlNewTextWriterMemory(document->buffer, 0);
  g_assert(document->writer); /* out of memory aborts */
  note(document, xmlTextWriterSetIndent(document->writer, 1));
  note(document, xmlTextWriterSetIndentString(document->writer, BAD_CAST ""));
  note(document, xmlTextWriterStartDocument(document->writer, "1.0", "utf-8", NULL));
  return document;
}

void document_open(Document *document, const char *name)
{
  note(document, xmlTextWriterStartElement(document->writer, BAD_CAST name));
}

void document_attribute(Document *document, const char *name, const char *value)
{
  if (!value)
    return;
  g_autofree char *clean = text_repair(value, strlen(value), NULL, NULL, NULL);
  note(document, xmlTextWriterWriteAttribute(document->writer, BAD_CAST name, BAD_CAST clean));
}

void document_text(Document *document, const char *text)
{
  g_autofree char *clean = text_repair(text, strlen(text), NULL, NULL, NULL);
  note(document, xmlTextWriterWriteString(document->writer, BAD_CAST clean));
}

void document_close(Document *document)
{
  note(document, xmlTextWriterEndElement(document->writer));
}

void document_element(Document *document, const char *name, const char *text)
{
  document_open(document, name);
  document_text(document, text);
  document_close(document);
}

GString *document_finish(Document *document, GError **error)
{
  GString *out = NULL;
  note(document, xmlTextWriterEndDocument(document->writer));
  xmlFreeTextWriter(document->writer);
  if (document->failed)
    g_set_error_literal(error, MKEPUB_ERROR, MKEPUB_ERROR_INTERNAL,
                        "libxml2 could not write a document");
  else
    out = g_string_new_len((const char *)xmlBufferContent(document->buffer),
                           xmlBufferLength(document->buffer));
  xmlBufferFree(document->buffer);
  g_free(document);
  return out;
}
