/* SPDX-License-Identifier: MIT */
/* The internal subset of a document type: which plain words stand for which.
 * Used by input.c. */
#ifndef MEDIA_SNIFF_SVG_DOCTYPE_H
#define MEDIA_SNIFF_SVG_DOCTYPE_H

#include <glib.h>

/* Reads a document type declaration from '<!DOCTYPE' on, up to END. Entities whose value is
 * text go into ENTITIES (char * to char *, owned), the first of a name winning (XML 1.0 section
 * 4.2); external and parameter entities, and all other declarations, are passed over. Returns
 * what follows, or NULL when it never ends or holds too many. */
const char *svg_doctype_read(const char *text, const char *end, GHashTable *entities);

/* The text that the entity NAME stands for, references in it resolved; NULL when it is not
 * declared, refers to itself or to what is not declared, or is too long. Owned by ENTITIES. */
const char *svg_doctype_entity(GHashTable *entities, const char *name);

#endif
