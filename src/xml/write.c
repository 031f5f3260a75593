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

static void record_result(MkepubXml *xml, int result)
{
  xml->failed |= result < 0;
}

MkepubXml *mkepub_xml_new_part(void)
{
  MkepubXml *xml = g_new0(MkepubXml, 1);
  xml->buffer = xmlBufferCreate();
  xml->writer = xmlNewTextWriterMemory(xml->buffer, 0);
  g_assert(xml->writer); /* out of memory aborts */
  record_result(xml, xmlTextWriterSetIndent(xml->writer, 1));
  record_result(xml, xmlTextWriterSetIndentString(xml->writer, BAD_CAST ""));
  return xml;
}

MkepubXml *mkepub_xml_new(void)
{
  MkepubXml *xml = mkepub_xml_new_part();
  record_result(xml, xmlTextWriterStartDocument(xml->writer, "1.0", "utf-8", NULL));
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
  record_result(xml, xmlTextWriterStartElement(xml->writer, BAD_CAST name));
}

void mkepub_xml_attribute(MkepubXml *xml, const char *name, const char *value)
{
  if (!value)
    return;
  g_autofree char *clean = text_repair(value, strlen(value), NULL, NULL, NULL);
  record_result(xml, xmlTextWriterWriteAttribute(xml->writer, BAD_CAST name, BAD_CAST clean));
}

void mkepub_xml_text(MkepubXml *xml, const char *text)
{
  g_autofree char *clean = text_repair(text, strlen(text), NULL, NULL, NULL);
  record_result(xml, xmlTextWriterWriteString(xml->writer, BAD_CAST clean));
}

void mkepub_xml_close(MkepubXml *xml)
{
  record_result(xml, xmlTextWriterEndElement(xml->writer));
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
  record_result(xml, xmlTextWriterWriteRaw(xml->writer, BAD_CAST part));
}

GString *mkepub_xml_finish(MkepubXml *xml, GError **error)
{
  record_result(xml, xmlTextWriterEndDocument(xml->writer));
  record_result(xml, xmlTextWriterFlush(xml->writer));
  if (!xml->failed)
    return g_string_new_len((const char *)xmlBufferContent(xml->buffer),
                            xmlBufferLength(xml->buffer));
  g_set_error_literal(error, MKEPUB_ERROR, MKEPUB_ERROR_INTERNAL,
                      "libxml2 could not write a document");
  return NULL;
}
