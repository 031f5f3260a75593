/* SPDX-License-Identifier: MIT */
/* Metadata without delimiters: Pelican and MultiMarkdown, LCTT, Logseq. Used by
 * frontmatter.c. */
#ifndef COLLECT_FRONTMATTER_KEY_VALUE_H
#define COLLECT_FRONTMATTER_KEY_VALUE_H

#include "collect/frontmatter/fields.h"

/* Each function reads the start of TEXT and returns its fields, for the caller to free; *body
 * becomes the offset of the first line after them and *body_line that line. NULL, with both
 * unchanged, when TEXT does not start like this. */

/* Reads 'Title: x' up to the first blank line, with indented continuation lines. At least one
 * key must be typical of metadata, so that a paragraph 'Note: …' stays a paragraph. */
Fields *keyvalue_read_headers(const char *text, gsize length, gsize *body, guint *body_line);

/* Reads '[#]: subject: (x)' or '[#]: subject: "x"'. */
Fields *keyvalue_read_lctt(const char *text, gsize length, gsize *body, guint *body_line);

/* Reads 'key:: value'. */
Fields *keyvalue_read_logseq(const char *text, gsize length, gsize *body, guint *body_line);

#endif
