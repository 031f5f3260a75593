/* SPDX-License-Identifier: MIT */
/* Metadata without delimiters: Pelican and MultiMarkdown, LCTT, Logseq.
 * Used by frontmatter.c. */
#ifndef COLLECT_FRONTMATTER_KEY_VALUE_H
#define COLLECT_FRONTMATTER_KEY_VALUE_H

#include "collect/frontmatter/fields.h"

/* Each reads the head of TEXT, *body becomes the offset of the first line behind it and
 * *body_line that line. NULL, and both untouched, when TEXT does not start like this. */

/* 'Title: x' up to the first blank line, with indented continuation lines. One key at least
 * must be one that only metadata has, so that a paragraph 'Note: …' stays a paragraph. */
Fields *keyvalue_read_headers(const char *text, gsize length, gsize *body, guint *body_line);

/* '[#]: subject: (x)' or '[#]: subject: "x"'. */
Fields *keyvalue_read_lctt(const char *text, gsize length, gsize *body, guint *body_line);

/* 'key:: value'. */
Fields *keyvalue_read_logseq(const char *text, gsize length, gsize *body, guint *body_line);

#endif
