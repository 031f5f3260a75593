/* SPDX-License-Identifier: MIT */
/* Names and tags out of the many ways to write lists of them.
 * Used by the mapping of metadata. */
#ifndef COLLECT_FRONTMATTER_AUTHORS_H
#define COLLECT_FRONTMATTER_AUTHORS_H

#include "collect/frontmatter/fields.h"

/* Adds the authors that FIELD names to AUTHORS (of char *), without repeats and without
 * 'unknown', 'admin' and other nobodies. */
void people_add_authors(GPtrArray *authors, const Field *field);

/* Adds the tags of FIELD to TAGS (of char *), without repeats and without 'clippings'. BLANKS:
 * one value without commas holds tags parted by blanks (Jekyll). */
void people_add_tags(GPtrArray *tags, const Field *field, gboolean blanks);

/* TEXT without '#', quotes, '[[' and ']]', and markup; for the caller to free, may be "". */
char *people_clean(const char *text, gssize length);

#endif
