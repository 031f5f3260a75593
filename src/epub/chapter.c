/* SPDX-License-Identifier: MIT */
#include "epub/chapter.h"

#include <string.h>

#include "base/markup.h"
#include "base/text.h"
#include "epub/pages.h"
#include "mkepub/error.h"
#include "mkepub/url.h"
#include "mkepub/xml.h"
#include "text/words.h"

/* The data that the resolver's calls receive. */
typedef struct {
  const ChapterTools *tools;
  const MkepubBookArticle *article;
  MkepubFindings *findings;
  const MkepubBody *body;
} Context;

static char *on_link(gpointer data, const char *address, guint line)
{
  Context *context = data;
  return links_resolve(context->tools->links, context->article, address, line,
                       context->findings);
}

static char *on_page(gpointer data, const char *name, guint line)
{
  Context *context = data;
  return links_page(context->tools->links, context->article, name, line, context->findings);
}

static char *on_field(gpointer data, const char *key)
{
  const Context *context = data;
  return mkepub_body_field(context->body, key);
}

static const MkepubPicture *on_picture(gpointer data, const char *address, guint line)
{
  Context *context = data;
  return pictures_resolve(context->tools->pictures, context->article->article, address, line,
                          context->findings);
}

/* Letters and digits of the start of TEXT, at most LIMIT bytes of them, case folded. */
static char *letters_of(const char *text, gsize length, gsize limit)
{
  GString *out = g_string_new(NULL);
  for (const char *p = text; p < text + length && out->len < limit; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (g_unichar_isalnum(c))
      g_string_append_unichar(out, g_unichar_tolower(c));
  }
  return g_string_free(out, FALSE);
}

/* Many front matters repeat the article's first sentences as its description: those are not set
 * twice. */
static gboolean repeats_opening(const char *description, const char *body, gsize length)
{
  g_autofree char *wanted = letters_of(description, strlen(description), 60);
  g_autofree char *opening = letters_of(body, MIN(length, 2000), 1200);
  return strstr(opening, wanted) != NULL;
}

static void write_byline(GString *out, const MkepubBookArticle *article)
{
  const MkepubArticle *facts = article->article;
  g_autofree char *date = mkepub_date_format_w3cdtf(&facts->published);
  g_autofree char *day = mkepub_date_format_human(&facts->published, article->language);
  const char *authors = facts->authors_from.text;
  if (!authors && !date)
    return;
  markup_open(out, "p", "class", "byline", NULL);
  if (authors) {
    g_autofree char *by = mkepub_words_fill(MKEPUB_WORD_BY, article->language, authors);
    markup_text(out, by);
  }
  if (authors && date)
    markup_text(out, ", ");
  if (date)
    markup_element(out, "time", day, "datetime", date, NULL);
  markup_close(out, "p");
}

static void write_header(GString *out, const ChapterTools *tools,
                         const MkepubBookArticle *article, const char *body, gsize length)
{
  const MkepubArticle *facts = article->article;
  const MkepubBookSection *section = g_ptr_array_index(tools->book->sections, article->section);
  markup_open(out, "header", NULL);
  if (section->title)
    markup_element(out, "p", section->title, "class", "kicker", NULL);
  markup_element(out, "h1", facts->title.text, NULL);
  const char *standfirst =
      facts->subtitle.text ? facts->subtitle.text : facts->description.text;
  if (standfirst && !repeats_opening(standfirst, body, length)) {
    g_autofree char *shown = text_shorten(standfirst, 500);
    markup_element(out, "p", shown, "class", "standfirst", NULL);
  }
  write_byline(out, article);
  markup_close(out, "header");
  g_string_append_c(out, '\n');
}

static const MkepubBookArticle *article_at(const MkepubBook *book, gint index)
{
  return index < 0 || index >= (gint)book->articles->len
             ? NULL
             : g_ptr_array_index(book->articles, index);
}

/* Source, and the way on: previous, contents, next. */
static void write_footer(GString *out, const ChapterTools *tools, guint index)
{
  const MkepubBookArticle *article = article_at(tools->book, (gint)index);
  const MkepubBookArticle *previous = article_at(tools->book, (gint)index - 1);
  const MkepubBookArticle *next = article_at(tools->book, (gint)index + 1);
  const char *language = article->language;
  const char *source = article->article->source.text;
  g_autofree char *url = source ? mkepub_url_clean(source) : NULL;
  g_autofree char *host = url ? mkepub_url_host(url) : NULL;
  markup_open(out, "footer", NULL);
  if (url) {
    const char *name = article->article->site.text ? article->article->site.text : host;
    markup_open(out, "p", "class", "source", NULL);
    markup_text(out, mkepub_words_lookup(MKEPUB_WORD_SOURCE, language));
    markup_text(out, ": ");
    markup_element(out, "a", name ? name : url, "href", url, NULL);
    markup_close(out, "p");
  }
  markup_open(out, "p", "class", "pager", NULL);
  if (previous) {
    markup_element(out, "a", mkepub_words_lookup(MKEPUB_WORD_PREVIOUS, language), "href",
                   previous->name, NULL);
    markup_text(out, " | ");
  }
  markup_element(out, "a", mkepub_words_lookup(MKEPUB_WORD_CONTENTS, language), "href",
                 "nav.xhtml", NULL);
  if (next) {
    markup_text(out, " | ");
    markup_element(out, "a", mkepub_words_lookup(MKEPUB_WORD_NEXT, language), "href",
                   next->name, NULL);
  }
  markup_close(out, "p");
  markup_close(out, "footer");
  g_string_append_c(out, '\n');
}

static void tell_broken_fragments(const Context *context)
{
  const GPtrArray *broken = mkepub_writer_broken(context->tools->writer);
  for (guint i = 0; broken && i < broken->len; i++) {
    const MkepubBrokenFragment *one = g_ptr_array_index(broken, i);
    mkepub_findings_add(context->findings, MKEPUB_FINDING_LINK_BROKEN,
                        context->article->article->path, one->line, 0,
                        "no such anchor in the article: '#%s'", one->fragment);
  }
}

MkepubMarkdownOptions chapter_options(const MkepubBook *book, const MkepubBookArticle *article,
                                      const MkepubBody *body, const MkepubResolver *resolver,
                                      MkepubFindings *findings)
{
  return (MkepubMarkdownOptions){
      .path = article->article->path,
      .first_line = body->body_line,
      .flags = book->smart ? MKEPUB_MARKDOWN_SMART : 0,
      .title = article->article->title.text,
      .resolver = resolver,
      .findings = findings,
  };
}

/* Returns NULL when the text needs too much memory; adds no finding then. */
static GString *write_body(Context *context, const MkepubBody *body, MkepubMarkdownFacts *facts)
{
  g_autoptr(MkepubFindings) own = mkepub_findings_new();
  MkepubFindings *findings = context->findings;
  MkepubMarkdownFacts before = *facts;
  MkepubResolver resolver = {on_link, on_page, on_picture, on_field, context};
  MkepubMarkdownOptions options =
      chapter_options(context->tools->book, context->article, body, &resolver, own);
  MkepubWriter *writer = context->tools->writer;
  mkepub_writer_reset(writer);
  context->findings = own;
  gboolean whole = mkepub_markdown_write(body->text + body->body, body->length - body->body,
                                         &options, writer, facts);
  g_autoptr(GString) markup = mkepub_writer_finish(writer);
  if (whole) {
    tell_broken_fragments(context);
    mkepub_findings_take(findings, own);
  } else {
    *facts = before;
  }
  context->findings = findings;
  return whole ? g_steal_pointer(&markup) : NULL;
}

/* The picture that the article's front matter names, under the headline; not when the text
 * shows it as well. */
static void write_lead(GString *out, Context *context, const GString *content,
                       MkepubMarkdownFacts *facts)
{
  const MkepubArticle *article = context->article->article;
  const MkepubPicture *picture =
      pictures_lead(context->tools->pictures, article, context->findings);
  if (!picture || !picture->href || strstr(content->str, picture->href))
    return;
  const char *words = article->image_words.text;
  facts->images++;
  facts->images_bare += words ? 0 : 1;
  markup_open(out, "p", "class", "lead", NULL);
  markup_void(out, "img", "src", picture->href, "alt", words ? words : "", NULL);
  markup_close(out, "p");
  g_string_append_c(out, '\n');
}

/* The whole document around CONTENT (finished markup). */
static GString *assemble_chapter(const ChapterTools *tools, guint index, const MkepubBody *body,
                                 const GString *lead, const GString *content)
{
  const MkepubBookArticle *article = article_at(tools->book, (gint)index);
  GString *out = g_string_sized_new(content->len + 4096);
  page_begin(out, tools->book, article->article->title.text, article->language);
  markup_open(out, "article", NULL);
  write_header(out, tools, article, body->text ? body->text + body->body : "",
               body->text ? body->length - body->body : 0);
  if (lead)
    g_string_append_len(out, lead->str, (gssize)lead->len);
  g_string_append_len(out, content->str, (gssize)content->len);
  write_footer(out, tools, index);
  markup_close(out, "article");
  page_end(out);
  return out;
}

/* Writes BODY as escaped text: only its form is lost. WHY goes into the finding. */
static GString *degrade_to_text(const Context *context, guint index, const MkepubBody *body,
                                const char *why)
{
  mkepub_findings_add(context->findings, MKEPUB_FINDING_CHAPTER_DEGRADED,
                      context->article->article->path, 0, 0,
                      "the chapter is shown as plain text: %s", why);
  g_autoptr(GString) plain = g_string_new(NULL);
  markup_element(plain, "pre", body->text ? body->text + body->body : "", NULL);
  return assemble_chapter(context->tools, index, body, NULL, plain);
}

/* The content of the markup that the writer has finished. */
static const char *properties_of(const MkepubWriter *writer)
{
  gboolean svg = mkepub_writer_has_subtree(writer, MKEPUB_EL_SVG);
  gboolean math = mkepub_writer_has_subtree(writer, MKEPUB_EL_MATH);
  return svg && math ? "mathml svg" : svg ? "svg" : math ? "mathml" : NULL;
}

GString *chapter_write(const ChapterTools *tools, guint index, MkepubMarkdownFacts *facts,
                       MkepubFindings *findings, ChapterResult *result)
{
  const MkepubBookArticle *article = article_at(tools->book, (gint)index);
  g_auto(MkepubBody) body = {0};
  Context context = {tools, article, findings, &body};
  g_autoptr(GError) error = NULL;
  result->properties = NULL;
  result->lost = !mkepub_article_read_body(article->article, &body, &error);
  if (result->lost) {
    mkepub_findings_add(findings, MKEPUB_FINDING_INPUT_UNREADABLE, article->article->path, 0, 0,
                        "%s", error->message);
    g_autoptr(GString) nothing = g_string_new(NULL);
    return assemble_chapter(tools, index, &body, NULL, nothing);
  }
  g_autoptr(GString) content = write_body(&context, &body, facts);
  if (!content)
    return degrade_to_text(&context, index, &body,
                           "its markup needs too much memory; split the article");
  if (!mkepub_writer_shows(tools->writer))
    mkepub_findings_add(findings, MKEPUB_FINDING_TEXT_MISSING, article->article->path,
                        body.body_line, 0, "no text below the title");
  g_autoptr(GString) lead = g_string_new(NULL);
  write_lead(lead, &context, content, facts);
  GString *document = assemble_chapter(tools, index, &body, lead, content);
  if (mkepub_xml_check(document->str, document->len, article->name, &error)) {
    result->properties = properties_of(tools->writer);
    return document;
  }
  g_string_free(document, TRUE);
  return degrade_to_text(&context, index, &body, error->message);
}
