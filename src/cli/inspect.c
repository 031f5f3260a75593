/* SPDX-License-Identifier: MIT */
#include "cli/cli.h"
#include "cli/print.h"

static void print_origin(const char *label, const char *text, const char *origin)
{
  g_autofree char *value = origin ? g_strdup_printf("%s  (%s)", text, origin) : NULL;
  print_value(label, text && value ? value : text);
}

static void print_article(const MkepubArticle *article)
{
  g_autofree char *date = mkepub_date_format_w3cdtf(&article->published);
  g_autofree char *changed = mkepub_date_format_w3cdtf(&article->modified);
  print_line("%s: %s, %" G_GSIZE_FORMAT " words", article->path, article->dialect,
             article->body_words);
  print_origin("title", article->title.text, article->title.origin);
  print_origin("subtitle", article->subtitle.text, article->subtitle.origin);
  print_origin("authors", article->authors_from.text, article->authors_from.origin);
  print_origin("date", date, article->published_from.origin);
  print_origin("modified", changed, article->modified_from.origin);
  print_origin("section", article->section.text, article->section.origin);
  print_origin("language", article->language.text, article->language.origin);
  print_origin("source", article->source.text, article->source.origin);
  print_origin("site", article->site.text, article->site.origin);
  print_origin("image", article->image.text, article->image.origin);
  print_origin("description", article->description.text, article->description.origin);
  print_list("tags", article->tags);
  print_plain("\n");
}

/* A rehearsal of the book, for what only the making of it finds: broken links, missing
 * pictures. */
static gboolean build_without_writing(const Options *options,
                                      const MkepubCollection *collection,
                                      const MkepubConfig *config, MkepubFindings *findings,
                                      GError **error)
{
  g_autoptr(MkepubBook) book = mkepub_book_plan(collection, config, findings);
  MkepubBookOptions how = {
      .threads = (guint)options->threads, .cancel = &cli_cancel, .dry_run = TRUE};
  MkepubBookResult result;
  return mkepub_book_write(book, NULL, &how, findings, &result, error);
}

int inspect_main(const Options *options)
{
  g_autoptr(MkepubFindings) findings = mkepub_findings_new();
  g_autoptr(MkepubConfig) config = NULL;
  g_autoptr(MkepubCollection) collection = NULL;
  g_autoptr(GError) error = NULL;
  if (!cli_collect(options, &config, &collection, findings, &error) ||
      !build_without_writing(options, collection, config, findings, &error)) {
    report_findings(options, findings, 0);
    return report_failure(error);
  }
  if (options->json)
    return inspect_json_print(collection, findings, report_status(options, findings));
  for (guint i = 0; i < collection->articles->len; i++)
    print_article(g_ptr_array_index(collection->articles, i));
  for (guint i = 0; i < mkepub_findings_length(findings); i++) {
    g_autofree char *line = mkepub_finding_format(mkepub_findings_at(findings, i));
    print_line("%s", line);
  }
  print_line("%u articles, %u drafts left out, %u errors, %u warnings, %u notes",
             collection->articles->len, collection->drafts,
             mkepub_findings_count(findings, MKEPUB_SEVERITY_ERROR),
             mkepub_findings_count(findings, MKEPUB_SEVERITY_WARNING),
             mkepub_findings_count(findings, MKEPUB_SEVERITY_NOTE));
  return report_status(options, findings);
}
