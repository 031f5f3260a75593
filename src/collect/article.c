/* SPDX-License-Identifier: MIT */
#include "mkepub/article.h"

#include <string.h>

#include "base/digest.h"
#include "base/text.h"
#include "collect/frontmatter/fields.h"
#include "collect/frontmatter/frontmatter.h"
#include "collect/frontmatter/heading.h"
#include "collect/frontmatter/mapping.h"
#include "collect/read-text.h"
#include "mkepub/error.h"

#define FIELD_LIMIT 8192 /* bytes of a value that templates may repeat without bound */

static void value_clear(MkepubValue *value)
{
  g_clear_pointer(&value->text, g_free);
  g_clear_pointer(&value->origin, g_free);
}

void mkepub_article_free(MkepubArticle *article)
{
  if (!article)
    return;
  MkepubValue *values[] = {
      &article->title,        &article->subtitle,       &article->source,
      &article->site,         &article->section,        &article->language,
      &article->description,  &article->image,          &article->image_words,
      &article->authors_from, &article->published_from, &article->modified_from};
  for (gsize i = 0; i < G_N_ELEMENTS(values); i++)
    value_clear(values[i]);
  g_ptr_array_unref(article->authors);
  g_ptr_array_unref(article->tags);
  g_ptr_array_unref(article->addresses);
  g_free(article->path);
  g_free(article->file);
  g_free(article->relative);
  g_free(article->root);
  g_free(article);
}

static MkepubArticle *article_new(const char *file, const char *path, const char *relative,
                                  const char *root)
{
  MkepubArticle *article = g_new0(MkepubArticle, 1);
  article->file = g_strdup(file);
  article->path = text_display_path(path);
  article->relative = text_display_path(relative);
  article->root = g_strdup(root);
  article->authors = g_ptr_array_new_with_free_func(g_free);
  article->tags = g_ptr_array_new_with_free_func(g_free);
  article->addresses = g_ptr_array_new_with_free_func(g_free);
  article->published = MKEPUB_DATE_NONE;
  article->modified = MKEPUB_DATE_NONE;
  article->weight = G_MAXINT64;
  return article;
}

static InputPlan plan_of(const MkepubArticleFile *file, MkepubFindings *findings)
{
  return (InputPlan){file->file, file->path,
                     file->limit > 0 ? file->limit : MKEPUB_ARTICLE_TEXT_LIMIT, findings};
}

/* Makes an article of BYTES, which it owns. */
static MkepubArticle *parse_article(char *bytes, gsize length, const MkepubArticleFile *file,
                                    MkepubFindings *findings)
{
  guint8 sha256[DIGEST_SHA256];
  digest_sha256(bytes, length, sha256);
  const InputPlan plan = plan_of(file, findings);
  g_autofree char *text = input_decode(&plan, bytes, &length, NULL);
  if (!text)
    return NULL;
  MkepubArticle *article = article_new(file->file, file->path, file->relative, file->root);
  memcpy(article->sha256, sha256, sizeof sha256);
  g_auto(FrontMatter) matter;
  frontmatter_read(&matter, text, length, file->path, findings);
  g_auto(Place) place;
  place_init(&place, article->relative, file->root);
  const Mapping mapping = {article, &matter, text + matter.body, length - matter.body,
                           &place,  findings};
  article->limit = plan.limit;
  article->dialect = matter.dialect;
  mapping_read_texts(&mapping);
  mapping_read_origin(&mapping);
  mapping_read_dates(&mapping);
  mapping_read_rest(&mapping);
  article->body_words = heading_count_words(mapping.body, mapping.length);
  return article;
}

MkepubArticle *mkepub_article_read(const char *file, const char *path, const char *relative,
                                   const char *root, gsize limit, MkepubFindings *findings)
{
  const MkepubArticleFile place = {file, path, relative, root, limit};
  const InputPlan plan = plan_of(&place, findings);
  gsize length;
  char *bytes = input_load(&plan, &length, NULL);
  return bytes ? parse_article(bytes, length, &place, findings) : NULL;
}

GBytes *mkepub_article_load(const char *file, const char *path, MkepubFindings *findings,
                            GError **error)
{
  const InputPlan plan = {file, path, MKEPUB_ARTICLE_FILE_LIMIT, findings};
  gsize length;
  char *bytes = input_load(&plan, &length, error);
  return bytes ? g_bytes_new_take(bytes, length) : NULL;
}

/* Returns a copy of BYTES, followed by a NUL. */
static char *copy_bytes(GBytes *bytes, gsize *length)
{
  const char *data = g_bytes_get_data(bytes, length);
  char *copy = g_malloc(*length + 1);
  memcpy(copy, data ? data : "", *length);
  copy[*length] = '\0';
  return copy;
}

MkepubArticle *mkepub_article_parse(GBytes *bytes, const MkepubArticleFile *file,
                                    MkepubFindings *findings)
{
  gsize length;
  char *copy = copy_bytes(bytes, &length);
  return parse_article(copy, length, file, findings);
}

void mkepub_body_clear(MkepubBody *body)
{
  g_clear_pointer(&body->text, g_free);
  g_clear_pointer(&body->fields, fields_free);
}

/* Sets *body from BYTES, which it owns. */
static gboolean parse_body(const MkepubArticle *article, char *bytes, gsize length,
                           MkepubBody *body, GError **error)
{
  *body = (MkepubBody){.body_line = 1, .length = length};
  const InputPlan plan = {article->file, article->path, article->limit, NULL};
  body->text = input_decode(&plan, bytes, &body->length, error);
  if (!body->text)
    return FALSE;
  g_auto(FrontMatter) matter;
  frontmatter_read(&matter, body->text, body->length, article->path, NULL);
  body->body = matter.body;
  body->body_line = matter.body_line;
  body->fields = g_steal_pointer(&matter.fields);
  return TRUE;
}

gboolean mkepub_article_parse_body(const MkepubArticle *article, GBytes *bytes,
                                   MkepubBody *body, GError **error)
{
  gsize length;
  char *copy = copy_bytes(bytes, &length);
  return parse_body(article, copy, length, body, error);
}

gboolean mkepub_article_read_body(const MkepubArticle *article, MkepubBody *body,
                                  GError **error)
{
  gsize length;
  char *bytes = mkepub_article_read_source(article, &length, error);
  *body = (MkepubBody){.body_line = 1};
  return bytes && parse_body(article, bytes, length, body, error);
}

char *mkepub_article_read_source(const MkepubArticle *article, gsize *length, GError **error)
{
  guint8 sha256[DIGEST_SHA256];
  const InputPlan plan = {article->file, article->path, article->limit, NULL};
  g_autofree char *bytes = input_load(&plan, length, error);
  if (!bytes)
    return NULL;
  digest_sha256(bytes, *length, sha256);
  if (memcmp(sha256, article->sha256, sizeof sha256) == 0)
    return g_steal_pointer(&bytes);
  g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT,
              "cannot read '%s': it changed while the book was made", article->path);
  return NULL;
}

char *mkepub_body_field(const MkepubBody *body, const char *key)
{
  GString *folded = g_string_new(NULL);
  for (; *key; key++)
    if (!strchr("-_ ", *key))
      g_string_append_c(folded, g_ascii_tolower(*key));
  const Field *field = body->fields ? fields_find(body->fields, folded->str) : NULL;
  g_string_free(folded, TRUE);
  const char *value = field ? g_ptr_array_index(field->values, 0) : NULL;
  return value && strnlen(value, FIELD_LIMIT) < FIELD_LIMIT ? g_strdup(value) : NULL;
}
