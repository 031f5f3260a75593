/* SPDX-License-Identifier: MIT */
/* Writes XML documents that are not pages, through libxml2's xmlTextWriter. Used by the package
 * document, the NCX, the container file and the feeds. */
#ifndef XML_WRITE_H
#define XML_WRITE_H

#include <glib.h>

typedef struct MkepubXml MkepubXml;

/* Begins a document with its XML declaration, or a fragment without one. For the caller to
 * free. */
MkepubXml *mkepub_xml_new(void);
MkepubXml *mkepub_xml_new_part(void);
void mkepub_xml_free(MkepubXml *xml);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MkepubXml, mkepub_xml_free)

/* Opens an element; adds an attribute to the element opened last (nothing when VALUE is NULL);
 * appends text; closes the element opened last. Characters that XML forbids are left out of all
 * texts and values. */
void mkepub_xml_open(MkepubXml *xml, const char *name);
void mkepub_xml_attribute(MkepubXml *xml, const char *name, const char *value);
void mkepub_xml_text(MkepubXml *xml, const char *text);
void mkepub_xml_close(MkepubXml *xml);
/* Writes <NAME>TEXT</NAME>; nothing when TEXT is NULL. */
void mkepub_xml_element(MkepubXml *xml, const char *name, const char *text);

/* Copies PART, markup that mkepub_xml_finish returned, unchanged. */
void mkepub_xml_part(MkepubXml *xml, const char *part);

/* Closes all open elements and returns the markup, for the caller to free; NULL with INTERNAL
 * when libxml2 failed at any call. */
GString *mkepub_xml_finish(MkepubXml *xml, GError **error);

#endif
