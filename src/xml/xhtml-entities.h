/* SPDX-License-Identifier: MIT */
/* The names that the document types of XHTML 1.0 and 1.1 give to characters. Used by sax.c. */
#ifndef XML_XHTML_ENTITIES_H
#define XML_XHTML_ENTITIES_H

#include <glib.h>

/* Returns the character that NAME ("nbsp") means; 0 when it is not one of these names. */
gunichar xhtml_names_find(const char *name);

#endif
