/* SPDX-License-Identifier: MIT */
#include "mkepub/article.h"

#include <string.h>

#include "base/text.h"
#include "collect/fields.h"
#include "collect/frontmatter.h"
#include "collect/heading.h"
#include "collect/input.h"
#include "collect/mapping.h"

#define FIELD_LIMIT 8192 /* bytes of what a template may ask for again and again */

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

MkepubArticle *mkepub_article_read(const char *file, const char *path, const char *relative,
                                   const char *root, MkepubFindings *findings)
{
  gsize length;
  g_autofree char *text = input_read(file, path, &length, findings, NULL);
  if (!text)
    return NULL;
  MkepubArticle *article = article_new(file, path, relative, root);
  g_auto(FrontMatter) matter;
  frontmatter_read(&matter, text, length, path, findings);
  g_auto(Place) place;
  place_init(&place, article->relative, root);
  const Mapping mapping = {article, &matter, text + matter.body, length - matter.body,
                           &place,  findings};
  article->dialect = matter.dialect;
  mapping_read_texts(&mapping);
  mapping_read_origin(&mapping);
  mapping_read_dates(&mapping);
  mapping_read_rest(&mapping);
  article->body_words = heading_count_words(mapping.body, mapping.length);
  return article;
}

void mkepub_body_clear(MkepubBody *body)
{
  g_clear_pointer(&body->text, g_free);
  g_clear_pointer(&body->fields, fields_free);
}

gboolean mkepub_article_read_body(const MkepubArticle *article, MkepubBody *body,
                                  GError **error)
{
  *body = (MkepubBody){.body_line = 1};
  body->text = input_read(article->file, article->path, &body->length, NULL, error);
  if (!body->text)
    return FALSE;
  g_auto(FrontMatter) matter;
  frontmatter_read(&matter, body->text, body->length, article->path, NULL);
  body->body = matter.body;
  body->body_line = matter.body_line;
  body->fields = g_steal_pointer(&matter.fields);
  return TRUE;
}

char *mkepub_article_read_source(const MkepubArticle *article, gsize *length, GError **error)
{
  return input_load(article->file, article->path, length, NULL, error);
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
