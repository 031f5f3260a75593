/* SPDX-License-Identifier: MIT */
/* Metadata that stands in the body: Readwise, MarkDownload, and the text that starts with its
 * date. Used by frontmatter.c. */
#ifndef COLLECT_FRONTMATTER_BODY_METADATA_H
#define COLLECT_FRONTMATTER_BODY_METADATA_H

#include "collect/frontmatter/frontmatter.h"

/* ' date 2025-01-13 First sentence…': fields 'date' and 'first sentence' (the title), the body
 * begins behind the date. Parameters as in key-value.h. */
Fields *bodymeta_read_dated(const char *text, gsize length, gsize *body, guint *body_line);

/* Looks behind the front matter for a Readwise '## Metadata' list or a MarkDownload excerpt
 * below the heading, adds what they say to MATTER and moves the body behind them. The heading
 * becomes the field 'heading'. */
void bodymeta_read(FrontMatter *matter, const char *text, gsize length);

#endif
