/* SPDX-License-Identifier: MIT */
/* The text of an article that the catalog knows, read again from its file.
 * Used by the parts of a run. */
#ifndef ARCHIVE_ARTICLE_TEXT_H
#define ARCHIVE_ARTICLE_TEXT_H

#include "archive/shelf/catalog.h"
#include "mkepub/article.h"

/* What a reader sees of it, plain; for the caller to free. NULL with an INPUT error when its
 * file cannot be read, or does not hold what the catalog knows. */
char *article_text(MkepubCatalog *catalog, gint64 id, gsize *length, GError **error);

/* The same for an article that was read, BODY being its own. */
GString *article_text_of(const MkepubArticle *article, const MkepubBody *body);

#endif
