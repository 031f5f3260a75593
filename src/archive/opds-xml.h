/* SPDX-License-Identifier: MIT */
/* XML through libxml2's xmlTextWriter, with what Atom and RSS need.
 * Used by the feeds. */
#ifndef ARCHIVE_OPDS_XML_H
#define ARCHIVE_OPDS_XML_H

#include <glib.h>

typedef struct OpdsXml OpdsXml;

/* Begins a document with its XML declaration, or a part of one without. */
OpdsXml *opds_xml_new(void);
OpdsXml *opds_xml_new_part(void);
void opds_xml_free(OpdsXml *xml);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OpdsXml, opds_xml_free)

/* Characters that XML forbids are left out of all texts and values. An attribute belongs to the
 * element opened last; one whose value is NULL is left out. */
void opds_xml_open(OpdsXml *xml, const char *name);
void opds_xml_attribute(OpdsXml *xml, const char *name, const char *value);
void opds_xml_text(OpdsXml *xml, const char *text);
void opds_xml_close(OpdsXml *xml);
/* <NAME>TEXT</NAME>; nothing when TEXT is NULL. */
void opds_xml_element(OpdsXml *xml, const char *name, const char *text);

/* A part that was written before, as it is. */
void opds_xml_part(OpdsXml *xml, const char *part);

/* Closes all that is open and returns the markup; NULL with INTERNAL when libxml2 failed
 * anywhere. */
GString *opds_xml_finish(OpdsXml *xml, GError **error);

#endif
