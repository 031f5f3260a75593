/* SPDX-License-Identifier: MIT */
/* Metadata in the body: Readwise, MarkDownload, and text that starts with its date. Used by
 * frontmatter.c. */
#ifndef COLLECT_FRONTMATTER_BODY_METADATA_H
#define COLLECT_FRONTMATTER_BODY_METADATA_H

#include "collect/frontmatter/frontmatter.h"

/* Reads ' date 2025-01-13 First sentence…': returns the fields 'date' and 'first sentence' (the
 * title), for the caller to free, and sets *body to the offset after the date and *body_line to
 * its line. Returns NULL, and leaves both unchanged, when TEXT does not start like this. */
Fields *bodymeta_read_dated(const char *text, gsize length, gsize *body, guint *body_line);

/* Looks in the body for a Readwise '## Metadata' list or a MarkDownload excerpt below the
 * heading, adds their fields to MATTER and moves the body after them. The heading becomes the
 * field 'heading'. */
void bodymeta_read(FrontMatter *matter, const char *text, gsize length);

#endif
