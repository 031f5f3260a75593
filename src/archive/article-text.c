/* SPDX-License-Identifier: MIT */
#include "archive/article-text.h"

#include "archive/catalog-state.h"
#include "base/text.h"
#include "mkepub/markdown.h"

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

char *article_text(MkepubCatalog *catalog, gint64 id, gsize *length)
{
  sqlite3_stmt *row = catalog_query(
      catalog, NULL,
      "SELECT s.path, a.file FROM article a JOIN source s ON s.id = a.source WHERE a.id = ?",
      "i", id);
  g_autofree char *root = NULL, *below = NULL;
  if (row && catalog_step(catalog, row, "pp", NULL) == SQLITE_ROW) {
    root = column_path(row, 0);
    below = column_path(row, 1);
  }
  if (row)
    sqlite3_reset(row);
  if (!root)
    return NULL;
  g_autofree char *file = g_build_filename(root, below, NULL);
  g_autofree char *path = text_display_path(below);
  g_autoptr(MkepubArticle) article = mkepub_article_read(file, path, path, root, NULL);
  g_auto(MkepubBody) body = {0};
  if (!article || !mkepub_article_read_body(article, &body, NULL))
    return NULL;
  GString *text = article_text_of(article, &body);
  *length = text->len;
  return g_string_free(text, FALSE);
}
