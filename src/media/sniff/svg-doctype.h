/* SPDX-License-Identifier: MIT */
/* The internal subset of a document type: entities whose value is plain text. Used by
 * svg-input.c. */
#ifndef MEDIA_SNIFF_SVG_DOCTYPE_H
#define MEDIA_SNIFF_SVG_DOCTYPE_H

#include <glib.h>

/* Reads a document type declaration from '<!DOCTYPE' on, up to END. Puts entities whose value
 * is text into ENTITIES (char * to char *, owned), the first of a name winning (XML 1.0 section
 * 4.2); ignores external and parameter entities, and all other declarations. Returns the byte
 * after it, or NULL when it does not end or holds too many. */
const char *svg_doctype_read(const char *text, const char *end, GHashTable *entities);

/* Returns the value of the entity NAME with its references resolved; NULL when it is not
 * declared, refers to itself or to an undeclared entity, or is too long. Owned by ENTITIES. */
const char *svg_doctype_entity(GHashTable *entities, const char *name);

#endif
