/* SPDX-License-Identifier: MIT */
#include "xml/write.h"

#include <libxml/xmlwriter.h>
#include <string.h>

#include "base/text.h"
#include "mkepub/error.h"

struct MkepubXml {
  xmlBuffer *buffer;
  xmlTextWriter *writer;
  gboolean failed;
};

static void note(MkepubXml *xml, int result)
{
  xml->failed |= result < 0;
}

MkepubXml *mkepub_xml_new_part(void)
{
  MkepubXml *xml = g_new0(MkepubXml, 1);
  xml->buffer = xmlBufferCreate();
  xml->writer = xmlNewTextWriterMemory(xml->buffer, 0);
  g_assert(xml->writer); /* out of memory aborts */
  note(xml, xmlTextWriterSetIndent(xml->writer, 1));
  note(xml, xmlTextWriterSetIndentString(xml->writer, BAD_CAST ""));
  return xml;
}

MkepubXml *mkepub_xml_new(void)
{
  MkepubXml *xml = mkepub_xml_new_part();
  note(xml, xmlTextWriterStartDocument(xml->writer, "1.0", "utf-8", NULL));
  return xml;
}

void mkepub_xml_free(MkepubXml *xml)
{
  if (!xml)
    return;
  xmlFreeTextWriter(xml->writer);
  xmlBufferFree(xml->buffer);
  g_free(xml);
}

void mkepub_xml_open(MkepubXml *xml, const char *name)
{
  note(xml, xmlTextWriterStartElement(xml->writer, BAD_CAST name));
}

void mkepub_xml_attribute(MkepubXml *xml, const char *name, const char *value)
{
  if (!value)
    return;
  g_autofree char *clean = text_repair(value, strlen(value), NULL, NULL, NULL);
  note(xml, xmlTextWriterWriteAttribute(xml->writer, BAD_CAST name, BAD_CAST clean));
}

void mkepub_xml_text(MkepubXml *xml, const char *text)
{
  g_autofree char *clean = text_repair(text, strlen(text), NULL, NULL, NULL);
  note(xml, xmlTextWriterWriteString(xml->writer, BAD_CAST clean));
}

void mkepub_xml_close(MkepubXml *xml)
{
  note(xml, xmlTextWriterEndElement(xml->writer));
}

void mkepub_xml_element(MkepubXml *xml, const char *name, const char *text)
{
  if (!text)
    return;
  mkepub_xml_open(xml, name);
  mkepub_xml_text(xml, text);
  mkepub_xml_close(xml);
}

void mkepub_xml_part(MkepubXml *xml, const char *part)
{
  note(xml, xmlTextWriterWriteRaw(xml->writer, BAD_CAST part));
}

GString *mkepub_xml_finish(MkepubXml *xml, GError **error)
{
  note(xml, xmlTextWriterEndDocument(xml->writer));
  note(xml, xmlTextWriterFlush(xml->writer));
  if (!xml->failed)
    return g_string_new_len((const char *)xmlBufferContent(xml->buffer),
                            xmlBufferLength(xml->buffer));
  g_set_error_literal(error, MKEPUB_ERROR, MKEPUB_ERROR_INTERNAL,
                      "libxml2 could not write a document");
  return NULL;
}
