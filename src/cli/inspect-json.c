/* SPDX-License-Identifier: MIT */
#include <jansson.h>
#include <stdio.h>

#include "cli/cli.h"

/* Null for what is not known. */
static json_t *text(const char *value)
{
  return value ? json_string(value) : json_null();
}

static json_t *value_of(const MkepubValue *value)
{
  return json_pack("{s:o, s:o}", "value", text(value->text), "origin", text(value->origin));
}

static json_t *date_of(const MkepubDate *date, const MkepubValue *from)
{
  g_autofree char *w3cdtf = mkepub_date_format_w3cdtf(date);
  return json_pack("{s:o, s:o, s:o}", "value", text(w3cdtf), "raw", text(from->text), "origin",
                   text(from->origin));
}

static json_t *list_of(const GPtrArray *list)
{
  json_t *array = json_array();
  for (guint i = 0; i < list->len; i++)
    json_array_append_new(array, json_string(g_ptr_array_index(list, i)));
  return array;
}

static json_t *article_of(const MkepubArticle *article)
{
  return json_pack(
      "{s:s, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:b, s:I}", "path",
      article->path, "dialect", article->dialect, "title", value_of(&article->title),
      "subtitle", value_of(&article->subtitle), "date",
      date_of(&article->published, &article->published_from), "modified",
      date_of(&article->modified, &article->modified_from), "authors",
      list_of(article->authors), "source", value_of(&article->source), "section",
      value_of(&article->section), "language", value_of(&article->language), "description",
      value_of(&article->description), "image", value_of(&article->image), "tags",
      list_of(article->tags), "draft", article->draft, "words",
      (json_int_t)article->body_words);
}

static json_t *finding_of(const MkepubFinding *finding)
{
  return json_pack("{s:s, s:s, s:o, s:i, s:i, s:s}", "id", mkepub_finding_name(finding->id),
                   "severity", mkepub_severity_name(mkepub_finding_severity(finding->id)),
                   "path", text(finding->path), "line", (int)finding->line, "column",
                   (int)finding->column, "message", finding->message);
}

void inspect_json_print(const MkepubCollection *collection, const MkepubFindings *findings)
{
  json_t *articles = json_array(), *list = json_array();
  for (guint i = 0; i < collection->articles->len; i++)
    json_array_append_new(articles, article_of(g_ptr_array_index(collection->articles, i)));
  for (guint i = 0; i < mkepub_findings_length(findings); i++)
    json_array_append_new(list, finding_of(mkepub_findings_at(findings, i)));
  json_t *root = json_pack("{s:o, s:o, s:i, s:i}", "articles", articles, "findings", list,
                           "drafts", (int)collection->drafts, "lost", (int)collection->lost);
  json_dumpf(root, stdout, JSON_INDENT(2));
  fputc('\n', stdout);
  json_decref(root);
}
