/* SPDX-License-Identifier: MIT */
#include "mkepub/html.h"

#include <string.h>

#include "xhtml/html-state.h"
#include "xhtml/state.h"

/* More different messages than anybody reads about one article. */
#define TOLD_LIMIT 64

void html_tell(MkepubHtml *html, MkepubFindingId id, char *message)
{
  if (g_hash_table_size(html->told) >= TOLD_LIMIT) {
    g_free(message);
    return;
  }
  if (!g_hash_table_contains(html->told, message))
    mkepub_findings_add(html->findings, id, html->path, html->line, 0, "%s", message);
  /* takes the message */
  g_hash_table_add(html->told, message);
}

static void on_repair(gpointer data, const char *what)
{
  html_tell(data, MKEPUB_FINDING_HTML_REPAIRED, g_strdup(what));
}

MkepubHtml *mkepub_html_new(MkepubWriter *writer, const MkepubResolver *resolver,
                            const char *path, MkepubFindings *findings)
{
  MkepubHtml *html = g_new0(MkepubHtml, 1);
  html->writer = writer;
  html->resolver = resolver;
  html->path = path;
  html->findings = findings;
  tokeniser_init(&html->tokeniser);
  html->told = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  html->shown = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  return html;
}

void mkepub_html_free(MkepubHtml *html)
{
  if (!html)
    return;
  tokeniser_clear(&html->tokeniser);
  g_hash_table_unref(html->told);
  g_hash_table_unref(html->shown);
  g_free(html->media_title);
  g_free(html);
}

gboolean mkepub_html_hidden(const MkepubHtml *html)
{
  return html->hidden != NULL;
}

void html_text(MkepubHtml *html, const char *text)
{
  mkepub_writer_text(html->writer, text, strlen(text));
}

/* The tag or text as it stands. */
static void show_raw(MkepubHtml *html)
{
  const struct tokeniser *tokeniser = &html->tokeniser;
  mkepub_writer_text(html->writer, tokeniser->raw, (gsize)(tokeniser->at - tokeniser->raw));
}

/* TRUE when the rest of this input holds an end tag of NAME. The set is made once an input. */
static gboolean has_end_tag(MkepubHtml *html, const char *name)
{
  const struct tokeniser *tokeniser = &html->tokeniser;
  if (!html->ends) {
    html->ends = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (const char *p = tokeniser->at; p + 2 < tokeniser->end; p++) {
      if (p[0] != '<' || p[1] != '/')
        continue;
      gsize length = 0;
      while (p + 2 + length < tokeniser->end && !strchr(" \t\n\f\r/><", p[2 + length]))
        length++;
      if (length < 64)
        g_hash_table_add(html->ends, g_ascii_strdown(p + 2, (gssize)length));
    }
  }
  return g_hash_table_contains(html->ends, name);
}

/* A tag that HTML does not know: '<T>' and '<Vec>' are code that lost its backquotes. */
static void open_unknown(MkepubHtml *html)
{
  const struct tokeniser *tokeniser = &html->tokeniser;
  const char *name = tokeniser->strings->str;
  if (tokeniser->attributes->len > 0 || strchr(name, '-') || has_end_tag(html, name)) {
    html_tell(html, MKEPUB_FINDING_HTML_REPAIRED, g_strdup_printf("unknown tag '%.40s'", name));
    return;
  }
  html_tell(html, MKEPUB_FINDING_HTML_REPAIRED,
            g_strdup_printf("'<%.40s>' is no HTML and is shown as text", name));
  g_hash_table_add(html->shown, g_strdup(name));
  show_raw(html);
}

/* '<Option>' and '<Object>' in prose about code: nobody writes a lone tag like this. */
static gboolean reads_like_code(const struct tokeniser *tokeniser, const struct tag_name *tag)
{
  const char *name = tokeniser->raw + 1;
  return tag->role != ROLE_ELEMENT && tag->role != ROLE_HEADING &&
         tokeniser->attributes->len == 0 && g_ascii_isupper(name[0]) &&
         g_ascii_islower(name[1]);
}

static void open_heading(MkepubHtml *html, const struct tag_name *tag)
{
  guint level = MIN(tag->element - MKEPUB_EL_H1 + 1u, html->writer->level + 1);
  MkepubElement element = MKEPUB_EL_H1 + MAX(level, 2) - 1;
  mkepub_writer_open(html->writer, element);
  html_write_attributes(html, element);
}

static void open_element(MkepubHtml *html, const struct tag_name *tag)
{
  struct tokeniser *tokeniser = &html->tokeniser;
  mkepub_writer_open(html->writer, tag->element);
  html_write_attributes(html, tag->element);
  /* the line end behind '<pre>' is not part of it */
  if (tag->element == MKEPUB_EL_PRE) {
    if (tokeniser->at < tokeniser->end && *tokeniser->at == '\r')
      tokeniser->at++;
    if (tokeniser->at < tokeniser->end && *tokeniser->at == '\n')
      tokeniser->at++;
  }
}

static void start_tag(MkepubHtml *html)
{
  struct tokeniser *tokeniser = &html->tokeniser;
  const struct tag_name *tag = tag_name_find(tokeniser->strings->str);
  if (html->foreign) {
    /* HTML's own blocks end an svg that was not closed (HTML 13.2.6.5) */
    if (!tag || tag->role != ROLE_ELEMENT || element_facts[tag->element].kind != KIND_BLOCK) {
      if (tag && tag->role == ROLE_HIDDEN && !tokeniser->self_closing)
        tokeniser_skip_to_end_tag(tokeniser, tag->name);
      else
        html_text(html, " ");
      return;
    }
    html->foreign = NULL;
  }
  if (!tag || (reads_like_code(tokeniser, tag) && !has_end_tag(html, tag->name))) {
    open_unknown(html);
    return;
  }
  switch ((enum tag_role)tag->role) {
  case ROLE_ELEMENT:
    open_element(html, tag);
    break;
  case ROLE_HEADING:
    open_heading(html, tag);
    break;
  case ROLE_HIDDEN:
    html_tell(html, MKEPUB_FINDING_HTML_DROPPED,
              g_strdup_printf("'%s' is left out", tag->name));
    html->hidden = tag;
    break;
  case ROLE_LINK:
    html_open_link(html);
    break;
  case ROLE_IMAGE:
    html_write_image(html);
    break;
  case ROLE_FRAME:
    html_write_frame(html, tag);
    break;
  case ROLE_MEDIA:
    html_open_media(html, tag);
    break;
  case ROLE_SOURCE:
    html_write_source(html);
    break;
  case ROLE_INPUT:
    html_write_input(html);
    break;
  case ROLE_FOREIGN:
    html_open_foreign(html, tag);
    break;
  case ROLE_CONTENT:
    if (g_str_has_prefix(tag->name, "opt"))
      html_text(html, " ");
    break;
  case ROLE_NOTHING:
    break;
  }
}

static void end_tag(MkepubHtml *html)
{
  const char *name = html->tokeniser.strings->str;
  const struct tag_name *tag = tag_name_find(name);
  if (html->foreign) {
    if (tag == html->foreign)
      html->foreign = NULL;
    else
      html_text(html, " ");
    return;
  }
  if (html->media && tag == html->media) {
    html->media = NULL;
    return;
  }
  if (g_hash_table_contains(html->shown, name))
    show_raw(html);
  else if (tag && strcmp(name, "br") == 0)
    mkepub_writer_open(html->writer, MKEPUB_EL_BR);
  else if (tag && tag->role != ROLE_IMAGE && tag->element != ELEMENT_NONE)
    mkepub_writer_close(html->writer, tag->element);
}

/* Skips what is hidden; TRUE when its end tag has been reached and read. */
static gboolean skip(MkepubHtml *html, const struct tag_name *tag)
{
  struct tokeniser *tokeniser = &html->tokeniser;
  if (!tokeniser_skip_to_end_tag(tokeniser, tag->name))
    return FALSE;
  tokeniser_next(tokeniser);
  return TRUE;
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

static void read_token(MkepubHtml *html)
{
  const struct tokeniser *tokeniser = &html->tokeniser;
  if (tokeniser->kind == TOKEN_TEXT)
    mkepub_writer_text(html->writer, tokeniser->strings->str, tokeniser->strings->len);
  else if (tokeniser->kind == TOKEN_START)
    start_tag(html);
  else if (tokeniser->kind == TOKEN_END)
    end_tag(html);
}

void mkepub_html_feed(MkepubHtml *html, const char *text, gsize length, guint line)
{
  struct tokeniser *tokeniser = &html->tokeniser;
  html->line = line;
  mkepub_writer_on_repair(html->writer, on_repair, html);
  tokeniser_feed(tokeniser, text, length);
  for (;;) {
    const char *before = tokeniser->at;
    if (html->hidden) {
      if (skip(html, html->hidden))
        html->hidden = NULL;
    } else if (html->skipped) {
      if (skip(html, html->skipped) && html->skipped == html->foreign)
        html->foreign = NULL;
      html->skipped = NULL;
    } else if (tokeniser_next(tokeniser) != TOKEN_END_OF_INPUT) {
      read_token(html);
    }
    html->line += count_lines(before, tokeniser->at);
    if (tokeniser->at == tokeniser->end)
      break;
  }
  html->skipped = NULL;
  g_clear_pointer(&html->ends, g_hash_table_unref);
  mkepub_writer_on_repair(html->writer, NULL, NULL);
}
