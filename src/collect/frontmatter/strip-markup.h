/* SPDX-License-Identifier: MIT */
/* Plain text from metadata values and headings: no tags, no entities, no Markdown.
 * Used by the mapping of metadata and by heading.c. */
#ifndef COLLECT_FRONTMATTER_STRIP_MARKUP_H
#define COLLECT_FRONTMATTER_STRIP_MARKUP_H

#include <glib.h>

/* TEXT with HTML's own tags and comments taken out ('<T>' is none and stays), entities decoded
 * where they are clearly entities, characters that XML forbids left out, white space collapsed.
 * For the caller to free. */
char *plain_text(const char *text, gssize length);

/* The same for a line of Markdown: code spans, emphasis, links, pictures, footnote marks and
 * escapes become what a reader sees of them. For the caller to free. */
char *plain_inline(const char *text, gssize length);

/* A value that is one opaque word (an address, a path): entities and markup stay, white space
 * is collapsed, characters that XML forbids are left out. For the caller to free. */
char *plain_word(const char *text, gssize length);

#endif
