/* SPDX-License-Identifier: MIT */
#include "cli/cli.h"
#include "cli/json.h"

static json_t *value_of(const MkepubValue *value)
{
  return json_pack("{s:o, s:o}", "value", json_text(value->text), "origin",
                   json_text(value->origin));
}

static json_t *date_of(const MkepubDate *date, const MkepubValue *from)
{
  g_autofree char *w3cdtf = mkepub_date_format_w3cdtf(date);
  return json_pack("{s:o, s:o, s:o}", "value", json_text(w3cdtf), "raw", json_text(from->text),
                   "origin", json_text(from->origin));
}

static json_t *article_of(const MkepubArticle *article)
{
  return json_pack(
      "{s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:b, s:I}", "path",
      json_text(article->path), "dialect", json_text(article->dialect), "title",
      value_of(&article->title), "subtitle", value_of(&article->subtitle), "date",
      date_of(&article->published, &article->published_from), "modified",
      date_of(&article->modified, &article->modified_from), "authors",
      json_texts(article->authors), "source", value_of(&article->source), "section",
      value_of(&article->section), "language", value_of(&article->language), "description",
      value_of(&article->description), "image", value_of(&article->image), "tags",
      json_texts(article->tags), "draft", article->draft, "words",
      (json_int_t)article->body_words);
}

int inspect_json_print(const MkepubCollection *collection, const MkepubFindings *findings,
                       int status)
{
  json_t *articles = json_array();
  for (guint i = 0; i < collection->articles->len; i++)
    articles = json_add(articles, article_of(g_ptr_array_index(collection->articles, i)));
  return json_print(json_pack("{s:o, s:o, s:i, s:i}", "articles", articles, "findings",
                              json_findings(findings), "drafts", (int)collection->drafts,
                              "lost", (int)collection->lost),
                    0, status);
}
