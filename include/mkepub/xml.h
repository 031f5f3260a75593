/* SPDX-License-Identifier: MIT */
/* The self-check of documents: whether they are well-formed XML with all namespaces bound. Used
 * on every XHTML, NCX and package document before it is packed. */
#ifndef MKEPUB_XML_H
#define MKEPUB_XML_H

#include <glib.h>

/* Initializes libxml2. Call once, before any thread calls mkepub_xml_check. */
void mkepub_xml_init(void);

/* Parses DOCUMENT, one that mkepub wrote and that declares no entities, with libxml2: no
 * network, no external entities, no tree kept. NAME is used in messages. Returns FALSE with an
 * INTERNAL error that holds the parser's first message and line when it is not well-formed or
 * not namespace-well-formed. */
gboolean mkepub_xml_check(const char *document, gsize length, const char *name, GError **error);

#endif
