/* SPDX-License-Identifier: MIT */
/* Splits authors and tags from the many ways to write lists of them. Used by the mapping of
 * metadata. */
#ifndef COLLECT_FRONTMATTER_AUTHORS_H
#define COLLECT_FRONTMATTER_AUTHORS_H

#include "collect/frontmatter/fields.h"

/* Adds the authors in FIELD to AUTHORS (of char *), without repeats and without placeholders
 * such as 'unknown' and 'admin'. */
void people_add_authors(GPtrArray *authors, const Field *field);

/* Adds the tags of FIELD to TAGS (of char *), without repeats and without 'clippings'. BLANKS:
 * one value without commas holds tags separated by blanks (Jekyll). */
void people_add_tags(GPtrArray *tags, const Field *field, gboolean blanks);

/* Returns TEXT without '#', quotes, '[[' and ']]', and markup; for the caller to free, may be
 * "". */
char *people_clean(const char *text, gssize length);

#endif
