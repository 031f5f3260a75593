/* SPDX-License-Identifier: MIT */
#include "archive/opds-xml.h"

#include <libxml/xmlwriter.h>
#include <string.h>

#include "base/text.h"
#include "mkepub/error.h"

struct OpdsXml {
  xmlBuffer *buffer;
  xmlTextWriter *writer;
  gboolean failed;
};

static void note(OpdsXml *xml, int result)
{
  xml->failed |= result < 0;
}

OpdsXml *opds_xml_new_part(void)
{
  OpdsXml *xml = g_new0(OpdsXml, 1);
  xml->buffer = xmlBufferCreate();
  xml->writer = xmlNewTextWriterMemory(xml->buffer, 0);
  g_assert(xml->writer); /* out of memory aborts */
  note(xml, xmlTextWriterSetIndent(xml->writer, 1));
  note(xml, xmlTextWriterSetIndentString(xml->writer, BAD_CAST ""));
  return xml;
}

OpdsXml *opds_xml_new(void)
{
  OpdsXml *xml = opds_xml_new_part();
  note(xml, xmlTextWriterStartDocument(xml->writer, "1.0", "utf-8", NULL));
  return xml;
}

void opds_xml_free(OpdsXml *xml)
{
  if (!xml)
    return;
  xmlFreeTextWriter(xml->writer);
  xmlBufferFree(xml->buffer);
  g_free(xml);
}

void opds_xml_open(OpdsXml *xml, const char *name)
{
  note(xml, xmlTextWriterStartElement(xml->writer, BAD_CAST name));
}

void opds_xml_attribute(OpdsXml *xml, const char *name, const char *value)
{
  if (!value)
    return;
  g_autofree char *clean = text_repair(value, strlen(value), NULL, NULL, NULL);
  note(xml, xmlTextWriterWriteAttribute(xml->writer, BAD_CAST name, BAD_CAST clean));
}

void opds_xml_text(OpdsXml *xml, const char *text)
{
  g_autofree char *clean = text_repair(text, strlen(text), NULL, NULL, NULL);
  note(xml, xmlTextWriterWriteString(xml->writer, BAD_CAST clean));
}

void opds_xml_close(OpdsXml *xml)
{
  note(xml, xmlTextWriterEndElement(xml->writer));
}

void opds_xml_element(OpdsXml *xml, const char *name, const char *text)
{
  if (!text)
    return;
  opds_xml_open(xml, name);
  opds_xml_text(xml, text);
  opds_xml_close(xml);
}

void opds_xml_part(OpdsXml *xml, const char *part)
{
  note(xml, xmlTextWriterWriteRaw(xml->writer, BAD_CAST part));
}

GString *opds_xml_finish(OpdsXml *xml, GError **error)
{
  note(xml, xmlTextWriterEndDocument(xml->writer));
  note(xml, xmlTextWriterFlush(xml->writer));
  if (!xml->failed)
    return g_string_new_len((const char *)xmlBufferContent(xml->buffer),
                            xmlBufferLength(xml->buffer));
  g_set_error_literal(error, MKEPUB_ERROR, MKEPUB_ERROR_INTERNAL,
                      "libxml2 could not write a feed");
  return NULL;
}
