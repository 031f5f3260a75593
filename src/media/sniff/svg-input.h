/* SPDX-License-Identifier: MIT */
/* From the bytes of an SVG file to text that an XML parser can be trusted with.
 * Used by sniff.c and clean.c. */
#ifndef MEDIA_SNIFF_SVG_INPUT_H
#define MEDIA_SNIFF_SVG_INPUT_H

#include <glib.h>

typedef struct {
  guint references; /* processing instructions that lead to a style sheet */
  guint named;      /* entities of HTML, resolved though nothing declares them */
} SvgInputNotes;

/* LENGTH bytes, perhaps compressed by gzip, as UTF-8 without XML declaration, document type,
 * comments and processing instructions: lines stay where they were. Entities that the document
 * type declares as plain text are resolved (XML 1.0 section 4.4); of all others only the five
 * of XML and numeric references are left in sound files. No tag has so many attributes, and the
 * whole not so many tags, that a parser would take long. Linear. NOTES may be NULL. NULL with
 * *trouble, static, when it is no such text; else for the caller to free. */
GString *svg_input_read(const guint8 *bytes, gsize length, SvgInputNotes *notes,
                        const char **trouble);

#endif
