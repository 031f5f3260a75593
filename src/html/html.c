/* SPDX-License-Identifier: MIT */
/* The interface of the raw HTML reader. It is one automaton with tag.c, skip.c, media.c,
 * embed.c, foreign-content.c and attribute.c: the meaning of the text and tags in one chunk
 * depends on the elements that earlier chunks opened. */
#include "html/html.h"

#include <string.h>

#include "html/html-internal.h"
#include "xhtml/writer-internal.h"

/* Maximum number of different messages per article. */
#define TOLD_LIMIT 64

void html_tell(MkepubHtml *html, MkepubFindingId id, guint line, char *message)
{
  if (g_hash_table_size(html->told) >= TOLD_LIMIT) {
    g_free(message);
    return;
  }
  if (!g_hash_table_contains(html->told, message))
    mkepub_findings_add(html->findings, id, html->path, line, 0, "%s", message);
  /* the table owns the message */
  g_hash_table_add(html->told, message);
}

void html_mended(MkepubHtml *html, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  html_tell(html, MKEPUB_FINDING_HTML_REPAIRED, html->line,
            g_strdup_vprintf(format, arguments));
  va_end(arguments);
}

static void on_repair(gpointer data, const char *what, guint line)
{
  MkepubHtml *html = data;
  html_tell(html, MKEPUB_FINDING_HTML_REPAIRED, line > 0 ? line : html->line, g_strdup(what));
}

void mkepub_html_begin(MkepubHtml *html, guint line)
{
  html->line = line;
}

MkepubHtml *mkepub_html_new(MkepubWriter *writer, const MkepubResolver *resolver,
                            const char *path, MkepubFindings *findings)
{
  MkepubHtml *html = g_new0(MkepubHtml, 1);
  html->writer = writer;
  html->resolver = resolver;
  html->path = path;
  html->findings = findings;
  tokenizer_init(&html->tokenizer);
  html->told = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  html->shown = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  html->kept = g_string_new(NULL);
  mkepub_writer_on_repair(writer, on_repair, html);
  return html;
}

void mkepub_html_free(MkepubHtml *html)
{
  if (!html)
    return;
  mkepub_writer_on_repair(html->writer, NULL, NULL);
  tokenizer_clear(&html->tokenizer);
  g_hash_table_unref(html->told);
  g_hash_table_unref(html->shown);
  g_string_free(html->kept, TRUE);
  g_free(html->media_title);
  g_free(html->instead);
  g_free(html->picture_address);
  g_free(html->late_picture);
  g_free(html);
}

void mkepub_html_look_ahead(MkepubHtml *html, MkepubHtmlAhead ahead, gpointer data)
{
  html->ahead = ahead;
  html->ahead_data = data;
}

void mkepub_html_count_lines(MkepubHtml *html, MkepubHtmlLine line_of, gpointer data)
{
  html->line_of = line_of;
  html->line_data = data;
}

void mkepub_html_pictures(const MkepubHtml *html, guint *shown, guint *bare)
{
  *shown = html->pictures;
  *bare = html->bare_pictures;
}

void html_text(MkepubHtml *html, const char *text)
{
  mkepub_writer_text(html->writer, text, strlen(text));
}

void html_show_raw(MkepubHtml *html)
{
  const struct tokenizer *tokenizer = &html->tokenizer;
  mkepub_writer_text(html->writer, tokenizer->raw, (gsize)(tokenizer->at - tokenizer->raw));
}

static void read_comment(MkepubHtml *html)
{
  struct tokenizer *tokenizer = &html->tokenizer;
  if (tokenizer->broken && !html_skip(html, SKIP_COMMENT, NULL, MKEPUB_HTML_DOCUMENT)) {
    html_mended(html, "a comment without an end hides nothing");
    tokenizer->at = tokenizer->raw + 4;
    return;
  }
  html_tell(html, MKEPUB_FINDING_COMMENT_DROPPED, html->line,
            g_strdup("an HTML comment is not shown"));
}

static void read_token(MkepubHtml *html)
{
  const struct tokenizer *tokenizer = &html->tokenizer;
  switch (tokenizer->kind) {
  case TOKEN_TEXT:
    if (tokenizer->broken)
      html_mended(html, "an unfinished tag is shown as text");
    mkepub_writer_text(html->writer, tokenizer->strings->str, tokenizer->strings->len);
    break;
  case TOKEN_START:
    html_start_tag(html);
    break;
  case TOKEN_END:
    html_end_tag(html);
    break;
  case TOKEN_COMMENT:
    read_comment(html);
    break;
  case TOKEN_CDATA:
    html_mended(html, "a CDATA section is shown as text");
    mkepub_writer_text(html->writer, tokenizer->strings->str, tokenizer->strings->len);
    break;
  case TOKEN_OTHER:
    html_mended(html, tokenizer->raw[1] == '/'   ? "an end tag without a name is left out"
                      : tokenizer->raw[1] == '?' ? "a processing instruction is left out"
                                                 : "a declaration is left out");
    break;
  case TOKEN_END_OF_INPUT:
    break;
  }
}

static guint count_lines(const char *from, const char *to)
{
  guint lines = 0;
  while (from < to && (from = memchr(from, '\n', (gsize)(to - from)))) {
    lines++;
    from++;
  }
  return lines;
}

/* Returns the line in the file of line ROW (from 0) of the input that begins at LINE. */
static guint line_of_row(const MkepubHtml *html, guint line, guint row)
{
  return row > 0 && html->line_of ? html->line_of(html->line_data, row) : line + row;
}

void mkepub_html_feed(MkepubHtml *html, const char *text, gsize length, guint line)
{
  struct tokenizer *tokenizer = &html->tokenizer;
  guint row = 0;
  html->line = line;
  html->input = text;
  tokenizer_feed(tokenizer, text, length);
  while (tokenizer->at < tokenizer->end) {
    const char *before = tokenizer->at;
    html->writer->line = html->line;
    if (html->skip != SKIP_NOTHING)
      html_skip_on(html);
    else if (tokenizer_next(tokenizer) != TOKEN_END_OF_INPUT)
      read_token(html);
    guint lines = count_lines(before, tokenizer->at);
    row += lines;
    if (lines > 0)
      html->line = line_of_row(html, line, row);
  }
  /* findings reported after the text belong to its last line */
  if (length > 0 && text[length - 1] == '\n' && row > 0)
    html->line = line_of_row(html, line, row - 1);
  html->writer->line = 0;
  g_clear_pointer(&html->ends, g_hash_table_unref);
}

void mkepub_html_finish(MkepubHtml *html)
{
  elements_end_start_tag(html->writer);
  if (html->writer->guards->len == 0)
    elements_pop_to(html->writer, 1, POP_CLOSE);
}
