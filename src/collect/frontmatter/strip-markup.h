/* SPDX-License-Identifier: MIT */
/* Reduces metadata values and headings to plain text: no tags, no entities, no Markdown. Used
 * by the mapping of metadata and by heading.c. */
#ifndef COLLECT_FRONTMATTER_STRIP_MARKUP_H
#define COLLECT_FRONTMATTER_STRIP_MARKUP_H

#include <glib.h>

/* Returns TEXT (LENGTH bytes, or -1) without the tags and comments of HTML ('<T>' is kept),
 * with clear cases of entities decoded, without characters that XML forbids, white space
 * collapsed. For the caller to free. */
char *plain_text(const char *text, gssize length);

/* Returns the visible text of a line of Markdown, cleaned as by plain_text: code spans,
 * emphasis, links, pictures, footnote marks and escapes become what a reader sees of them. For
 * the caller to free. */
char *plain_inline(const char *text, gssize length);

/* Returns a value that is one opaque word (an address, a path): entities and markup are kept,
 * white space is collapsed, characters that XML forbids are left out. For the caller to
 * free. */
char *plain_word(const char *text, gssize length);

#endif
