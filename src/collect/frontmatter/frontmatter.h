/* SPDX-License-Identifier: MIT */
/* Reads the metadata at the start of a text, in any dialect, and finds where the body begins.
 * Used by article.c. */
#ifndef COLLECT_FRONTMATTER_FRONTMATTER_H
#define COLLECT_FRONTMATTER_FRONTMATTER_H

#include "collect/frontmatter/fields.h"
#include "mkepub/finding.h"

typedef struct {
  Fields *fields;      /* never NULL; owned */
  const char *dialect; /* static: "YAML", "TOML", "JSON", "key: value", "LCTT", "Logseq",
                          "plain", and those of body-metadata.h */
  gsize body;          /* offset of the body */
  guint body_line;     /* its line, from 1 */
} FrontMatter;

void frontmatter_clear(FrontMatter *matter);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(FrontMatter, frontmatter_clear)

/* Reads the start of TEXT into *MATTER. Errors of syntax go to FINDINGS (may be NULL) as
 * FRONT_MATTER_INVALID for PATH. */
void frontmatter_read(FrontMatter *matter, const char *text, gsize length, const char *path,
                      MkepubFindings *findings);

#endif
