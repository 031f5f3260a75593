/* SPDX-License-Identifier: MIT */
#include "archive/article-text.h"

#include <string.h>

#include "archive/shelf/catalog-article.h"
#include "base/digest.h"
#include "base/text.h"
#include "markdown/markdown.h"

static char *on_field(gpointer data, const char *key)
{
  return mkepub_body_field(data, key);
}

GString *article_text_of(const MkepubArticle *article, const MkepubBody *body)
{
  MkepubResolver resolver = {.field = on_field, .data = (gpointer)body};
  MkepubMarkdownOptions options = {.path = article->path,
                                   .first_line = body->body_line,
                                   .title = article->title.text,
                                   .resolver = &resolver};
  return mkepub_markdown_text(body->text + body->body, body->length - body->body, &options);
}

/* The article in FILE, unless it is not the one with SHA256. */
static MkepubArticle *read_known(const char *file, const char *below, const char *root,
                                 const guint8 *sha256, GError **error)
{
  g_autofree char *path = text_display_path(below);
  g_autoptr(MkepubFindings) findings = mkepub_findings_new();
  /* its length was judged when it was taken in */
  g_autoptr(MkepubArticle) article =
      mkepub_article_read(file, path, path, root, MKEPUB_ARTICLE_FILE_LIMIT, findings);
  if (article && memcmp(article->sha256, sha256, sizeof article->sha256) == 0)
    return g_steal_pointer(&article);
  const char *why = article ? "it changed during the run"
                    : mkepub_findings_length(findings) > 0
                        ? mkepub_findings_at(findings, 0)->message
                        : "cannot be read";
  g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT, "cannot read '%s': %s", path, why);
  return NULL;
}

char *article_text(MkepubCatalog *catalog, gint64 id, gsize *length, GError **error)
{
  g_auto(CatalogFile) known = {0};
  if (!catalog_find_file(catalog, id, &known, error))
    return NULL;
  if (known.source == 0) {
    g_set_error_literal(error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT, "not in the catalog");
    return NULL;
  }
  g_autofree char *file = g_build_filename(known.root, known.below, NULL);
  g_autoptr(MkepubArticle) article =
      read_known(file, known.below, known.root, known.sha256, error);
  g_auto(MkepubBody) body = {0};
  if (!article || !mkepub_article_read_body(article, &body, error))
    return NULL;
  GString *text = article_text_of(article, &body);
  *length = text->len;
  return g_string_free(text, FALSE);
}
