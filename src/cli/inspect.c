/* SPDX-License-Identifier: MIT */
#include "cli/cli.h"
#include "cli/print.h"

static void print_value(const char *label, const char *text, const char *origin)
{
  if (text)
    print_line("  %-12s %s%s%s%s", label, text, origin ? "  (" : "", origin ? origin : "",
               origin ? ")" : "");
}

static void print_list(const char *label, const GPtrArray *list)
{
  g_autoptr(GString) words = g_string_new(NULL);
  for (guint i = 0; i < list->len; i++)
    g_string_append_printf(words, "%s%s", i > 0 ? ", " : "", (const char *)list->pdata[i]);
  if (list->len > 0)
    print_line("  %-12s %s", label, words->str);
}

static void print_article(const MkepubArticle *article)
{
  g_autofree char *date = mkepub_date_format_w3cdtf(&article->published);
  g_autofree char *changed = mkepub_date_format_w3cdtf(&article->modified);
  print_line("%s: %s, %" G_GSIZE_FORMAT " words", article->path, article->dialect,
             article->body_words);
  print_value("title", article->title.text, article->title.origin);
  print_value("subtitle", article->subtitle.text, article->subtitle.origin);
  print_value("authors", article->authors_from.text, article->authors_from.origin);
  print_value("date", date, article->published_from.origin);
  print_value("modified", changed, article->modified_from.origin);
  print_value("section", article->section.text, article->section.origin);
  print_value("language", article->language.text, article->language.origin);
  print_value("source", article->source.text, article->source.origin);
  print_value("site", article->site.text, article->site.origin);
  print_value("image", article->image.text, article->image.origin);
  print_value("description", article->description.text, article->description.origin);
  print_list("tags", article->tags);
  print_plain("\n");
}

/* A rehearsal of the book, for what only the making of it finds: broken links, missing
 * pictures. */
static gboolean rehearse(const Options *options, const MkepubCollection *collection,
                         const MkepubConfig *config, MkepubFindings *findings, GError **error)
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
      !rehearse(options, collection, config, findings, &error)) {
    report_findings(options, findings, 0);
    return report_failure(error);
  }
  if (options->json) {
    inspect_json_print(collection, findings);
    return report_status(options, findings);
  }
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
