/* SPDX-License-Identifier: MIT */
/* XML documents that are not pages, through libxml2's xmlTextWriter.
 * Used by the package document, the NCX, the container file and the feeds. */
#ifndef XML_WRITE_H
#define XML_WRITE_H

#include <glib.h>

typedef struct MkepubXml MkepubXml;

/* Begins a document with its XML declaration, or a part of one without. */
MkepubXml *mkepub_xml_new(void);
MkepubXml *mkepub_xml_new_part(void);
void mkepub_xml_free(MkepubXml *xml);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MkepubXml, mkepub_xml_free)

/* Characters that XML forbids are left out of all texts and values. An attribute belongs to the
 * element opened last; one whose value is NULL is left out. */
void mkepub_xml_open(MkepubXml *xml, const char *name);
void mkepub_xml_attribute(MkepubXml *xml, const char *name, const char *value);
void mkepub_xml_text(MkepubXml *xml, const char *text);
void mkepub_xml_close(MkepubXml *xml);
/* <NAME>TEXT</NAME>; nothing when TEXT is NULL. */
void mkepub_xml_element(MkepubXml *xml, const char *name, const char *text);

/* A part that was written before, as it is. */
void mkepub_xml_part(MkepubXml *xml, const char *part);

/* Closes all that is open and returns the markup; NULL with INTERNAL when libxml2 failed
 * anywhere. */
GString *mkepub_xml_finish(MkepubXml *xml, GError **error);

#endif
