/* SPDX-License-Identifier: MIT */
#include "mkepub/html.h"

#include <string.h>

#include "xhtml/entity.h"
#include "xhtml/html-state.h"
#include "xhtml/state.h"

/* More different messages than anybody reads about one article. */
#define TOLD_LIMIT 64

void html_tell(MkepubHtml *html, MkepubFindingId id, guint line, char *message)
{
  if (g_hash_table_size(html->told) >= TOLD_LIMIT) {
    g_free(message);
    return;
  }
  if (!g_hash_table_contains(html->told, message))
    mkepub_findings_add(html->findings, id, html->path, line, 0, "%s", message);
  /* takes the message */
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
  tokeniser_init(&html->tokeniser);
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
  tokeniser_clear(&html->tokeniser);
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
  const struct tokeniser *tokeniser = &html->tokeniser;
  mkepub_writer_text(html->writer, tokeniser->raw, (gsize)(tokeniser->at - tokeniser->raw));
}

/* The last end tag of each name in the rest of this input. */
static void find_ends(MkepubHtml *html)
{
  const struct tokeniser *tokeniser = &html->tokeniser;
  html->ends = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (const char *p = tokeniser->at; p + 2 < tokeniser->end; p++) {
    if (p[0] != '<' || p[1] != '/')
      continue;
    gsize length = 0;
    while (p + 2 + length < tokeniser->end && !strchr(" \t\n\f\r/><", p[2 + length]))
      length++;
    if (length < 64)
      g_hash_table_insert(html->ends, g_ascii_strdown(p + 2, (gssize)length),
                          GSIZE_TO_POINTER((gsize)(p + 2 - html->input)));
  }
}

static gboolean has_end_here(MkepubHtml *html, const char *name)
{
  if (!html->ends)
    find_ends(html);
  gsize last = GPOINTER_TO_SIZE(g_hash_table_lookup(html->ends, name));
  return last > (gsize)(html->tokeniser.at - html->input);
}

static gboolean has_end_ahead(MkepubHtml *html, const char *name, MkepubHtmlReach reach,
                              gint depth)
{
  return html->ahead && html->ahead(html->ahead_data, name, reach, depth);
}

gboolean html_has_end(MkepubHtml *html, const char *name)
{
  return has_end_here(html, name) || has_end_ahead(html, name, MKEPUB_HTML_ANYWHERE, -1);
}

/* Whether there is an end tag that matches the start tag of NAME just read. After a search in
 * vain other such tags of the input are not looked for. */
static gboolean has_matching_end(MkepubHtml *html, const char *name, MkepubHtmlReach reach)
{
  struct tokeniser *tokeniser = &html->tokeniser;
  const char *at = tokeniser->at;
  gint depth = 0;
  g_autofree char *key = g_strconcat("<", name, NULL);
  if (html->ends && g_hash_table_contains(html->ends, key))
    return FALSE;
  gboolean found = tokeniser_skip_to_end_tag(tokeniser, name, &depth);
  tokeniser->at = at;
  if (found || has_end_ahead(html, name, reach, depth))
    return TRUE;
  if (!html->ends)
    find_ends(html);
  g_hash_table_add(html->ends, g_steal_pointer(&key));
  return FALSE;
}

gboolean html_skip(MkepubHtml *html, enum skip_kind kind, const struct tag_name *tag,
                   MkepubHtmlReach reach)
{
  gboolean nests = tag && (tag->role == ROLE_FOREIGN || strcmp(tag->name, "object") == 0 ||
                           strcmp(tag->name, "template") == 0);
  const char *name = tag ? tag->name : "--";
  if (nests ? !has_matching_end(html, name, reach)
            : !has_end_here(html, name) && !has_end_ahead(html, name, reach, -1))
    return FALSE;
  html->skip = kind;
  html->skip_tag = tag;
  html->skip_depth = nests ? 0 : -1;
  html->skip_line = html->line;
  return TRUE;
}

gboolean mkepub_html_takes(const MkepubHtml *html)
{
  return html->skip != SKIP_NOTHING;
}

/* What stood before the end that was awaited, or before the end of this input. */
static void take_raw(MkepubHtml *html, const char *text, gsize length)
{
  if (html->skip == SKIP_KEEP) {
    g_string_append_len(html->kept, text, (gssize)length);
  } else if (html->skip == SKIP_SHOW && html->skip_tag->element != ELEMENT_NONE) {
    mkepub_writer_text(html->writer, text, length);
  } else if (html->skip == SKIP_SHOW) {
    g_autoptr(GString) decoded = g_string_sized_new(length);
    entity_append_decoded(decoded, text, length, ENTITY_IN_TEXT);
    mkepub_writer_text(html->writer, decoded->str, decoded->len);
  }
}

static void end_skip(MkepubHtml *html)
{
  enum skip_kind kind = html->skip;
  html->skip = SKIP_NOTHING;
  if (kind == SKIP_SHOW && html->skip_tag->element != ELEMENT_NONE)
    mkepub_writer_close(html->writer, html->skip_tag->element);
  if (kind == SKIP_KEEP && html->skip_tag->role == ROLE_MEDIA)
    html_write_object(html);
  else if (kind == SKIP_KEEP)
    html_write_foreign(html);
}

/* The end of a comment in Markdown's text, where '--' may have become a dash; NULL when there
 * is none. */
static const char *comment_end(const char *text, gsize length)
{
  static const char *const ends[] = {"-->", "\xe2\x80\x93>"};
  const char *first = NULL;
  for (guint i = 0; i < G_N_ELEMENTS(ends); i++) {
    const char *found = memmem(text, length, ends[i], strlen(ends[i]));
    if (found && (!first || found < first))
      first = found;
  }
  return first ? strchr(first, '>') + 1 : NULL;
}

gsize mkepub_html_take(MkepubHtml *html, const char *text, gsize length)
{
  if (html->skip == SKIP_COMMENT) {
    const char *end = comment_end(text, length);
    if (!end)
      return length;
    end_skip(html);
    return (gsize)(end - text);
  }
  if (html->skip == SKIP_SHOW)
    mkepub_writer_text(html->writer, text, length);
  if (html->skip == SKIP_KEEP) {
    g_autofree char *escaped = g_markup_escape_text(text, (gssize)length);
    g_string_append(html->kept, escaped);
  }
  return length;
}

/* Goes on to the end that is awaited, or through this input. */
static void skip_on(MkepubHtml *html)
{
  struct tokeniser *tokeniser = &html->tokeniser;
  const char *from = tokeniser->at;
  if (html->skip == SKIP_COMMENT) {
    const char *end = comment_end(from, (gsize)(tokeniser->end - from));
    tokeniser->at = end ? end : tokeniser->end;
    if (end)
      end_skip(html);
    return;
  }
  gboolean found =
      tokeniser_skip_to_end_tag(tokeniser, html->skip_tag->name, &html->skip_depth);
  take_raw(html, from, (gsize)(tokeniser->at - from));
  if (found) {
    tokeniser_next(tokeniser);
    end_skip(html);
  }
}

static void read_comment(MkepubHtml *html)
{
  struct tokeniser *tokeniser = &html->tokeniser;
  if (tokeniser->broken && !html_skip(html, SKIP_COMMENT, NULL, MKEPUB_HTML_DOCUMENT)) {
    html_mended(html, "a comment that never ends hides nothing");
    tokeniser->at = tokeniser->raw + 4;
    return;
  }
  html_tell(html, MKEPUB_FINDING_COMMENT_DROPPED, html->line,
            g_strdup("an HTML comment is not shown"));
}

static void read_token(MkepubHtml *html)
{
  const struct tokeniser *tokeniser = &html->tokeniser;
  switch (tokeniser->kind) {
  case TOKEN_TEXT:
    if (tokeniser->broken)
      html_mended(html, "an unfinished tag is shown as text");
    mkepub_writer_text(html->writer, tokeniser->strings->str, tokeniser->strings->len);
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
    mkepub_writer_text(html->writer, tokeniser->strings->str, tokeniser->strings->len);
    break;
  case TOKEN_OTHER:
    html_mended(html, tokeniser->raw[1] == '/'   ? "an end tag without a name is left out"
                      : tokeniser->raw[1] == '?' ? "a processing instruction is left out"
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

void mkepub_html_feed(MkepubHtml *html, const char *text, gsize length, guint line)
{
  struct tokeniser *tokeniser = &html->tokeniser;
  html->line = line;
  html->input = text;
  tokeniser_feed(tokeniser, text, length);
  while (tokeniser->at < tokeniser->end) {
    const char *before = tokeniser->at;
    html->writer->line = html->line;
    if (html->skip != SKIP_NOTHING)
      skip_on(html);
    else if (tokeniser_next(tokeniser) != TOKEN_END_OF_INPUT)
      read_token(html);
    html->line += count_lines(before, tokeniser->at);
  }
  /* what is told behind the text belongs to its last line */
  if (length > 0 && text[length - 1] == '\n' && html->line > line)
    html->line--;
  html->writer->line = 0;
  g_clear_pointer(&html->ends, g_hash_table_unref);
}

void mkepub_html_finish(MkepubHtml *html)
{
  stack_end_start_tag(html->writer);
  if (html->writer->guards->len == 0)
    stack_pop_to(html->writer, 1, POP_CLOSE);
}
