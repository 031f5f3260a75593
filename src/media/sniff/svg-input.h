/* SPDX-License-Identifier: MIT */
/* Converts the bytes of an SVG file to text that is safe for an XML parser. Used by sniff.c and
 * clean.c. */
#ifndef MEDIA_SNIFF_SVG_INPUT_H
#define MEDIA_SNIFF_SVG_INPUT_H

#include <glib.h>

typedef struct {
  guint references; /* processing instructions that refer to a style sheet */
  guint named;      /* entities of HTML, resolved although they are not declared */
} SvgInputNotes;

/* Returns LENGTH bytes, possibly compressed by gzip, as UTF-8 without XML declaration, document
 * type, comments and processing instructions, with all line numbers unchanged; for the caller
 * to free. Entities that the document type declares as plain text are resolved (XML 1.0 section
 * 4.4); of all others only the five of XML and numeric references remain in valid files. The
 * number of tags, and of attributes in each, is limited, so that parsing takes linear time.
 * Linear. NOTES may be NULL. NULL with *trouble, static, when the bytes are not such a text. */
GString *svg_input_read(const guint8 *bytes, gsize length, SvgInputNotes *notes,
                        const char **trouble);

#endif
