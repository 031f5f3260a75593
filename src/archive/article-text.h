/* SPDX-License-Identifier: MIT */
/* The text of an article that the catalog knows, read again from its file.
 * Used by the parts of a run. */
#ifndef ARCHIVE_ARTICLE_TEXT_H
#define ARCHIVE_ARTICLE_TEXT_H

#include "archive/shelf/catalog.h"
#include "mkepub/article.h"

/* Returns the plain text that a reader sees, for the caller to free. NULL with an INPUT error
 * when the file cannot be read, or its hash differs from that in the catalog. */
char *article_text(MkepubCatalog *catalog, gint64 id, gsize *length, GError **error);

/* Returns the plain text of ARTICLE, whose body is BODY; for the caller to free. */
GString *article_text_of(const MkepubArticle *article, const MkepubBody *body);

#endif
