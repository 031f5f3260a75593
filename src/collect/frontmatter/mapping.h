/* SPDX-License-Identifier: MIT */
/* Maps fields, body and path of a file to an article: the table of keys. Used by article.c. */
#ifndef COLLECT_FRONTMATTER_MAPPING_H
#define COLLECT_FRONTMATTER_MAPPING_H

#include "collect/frontmatter/frontmatter.h"
#include "collect/frontmatter/path-metadata.h"
#include "mkepub/article.h"

typedef struct {
  MkepubArticle *article;
  const FrontMatter *matter;
  const char *body; /* starts after the metadata */
  gsize length;     /* bytes of body */
  const Place *place;
  MkepubFindings *findings;
} Mapping;

/* Each function fills its part of the article. */
void mapping_read_texts(
    const Mapping *m); /* title, subtitle, description, section, language, image */
void mapping_read_origin(const Mapping *m); /* source, site, addresses */
void mapping_read_dates(const Mapping *m);  /* published, modified, and their findings */
void mapping_read_rest(const Mapping *m);   /* authors, tags, weight, draft */

/* Returns the first field of KEYS (folded names, NULL-ended) that has a value, from index *at
 * on; *at becomes the index after it. NULL when no further field has one. */
const Field *mapping_next(const Mapping *m, const char *const *keys, guint *at);

/* Sets *value to TEXT, which it owns, with FIELD as origin; returns FALSE, and frees TEXT, when
 * TEXT is NULL or "". */
gboolean mapping_take(MkepubValue *value, char *text, const Field *field);

/* Sets *value to TEXT, which it owns, with the phrase ORIGIN (MkepubValue) as origin; returns
 * FALSE, and frees TEXT, when TEXT is NULL or "". */
gboolean mapping_take_from(MkepubValue *value, char *text, const char *origin);

#endif
