/* SPDX-License-Identifier: MIT */
/* Skips or collects everything in front of an awaited end: scripts, comments, drawings. */
#include <string.h>

#include "html/html-internal.h"
#include "text/entity.h"
#include "xhtml/writer-internal.h"

/* Records the offset of the last end tag of each name in the rest of this input. */
static void find_ends(MkepubHtml *html)
{
  const struct tokenizer *tokenizer = &html->tokenizer;
  html->ends = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (const char *p = tokenizer->at; p + 2 < tokenizer->end; p++) {
    if (p[0] != '<' || p[1] != '/')
      continue;
    gsize length = 0;
    while (p + 2 + length < tokenizer->end && !strchr(" \t\n\f\r/><", p[2 + length]))
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
  return last > (gsize)(html->tokenizer.at - html->input);
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

/* Returns TRUE when an end tag matches the start tag of NAME just read. Remembers a search
 * without result, so that it is not repeated for each such tag of the input. */
static gboolean has_matching_end(MkepubHtml *html, const char *name, MkepubHtmlReach reach)
{
  struct tokenizer *tokenizer = &html->tokenizer;
  const char *at = tokenizer->at;
  gint depth = 0;
  g_autofree char *key = g_strconcat("<", name, NULL);
  if (html->ends && g_hash_table_contains(html->ends, key))
    return FALSE;
  gboolean found = tokenizer_skip_to_end_tag(tokenizer, name, &depth);
  tokenizer->at = at;
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

/* Handles the LENGTH bytes in front of the awaited end, or in front of the end of this
 * input. */
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

/* Returns the position after the end of a comment in the text of Markdown, where '--' may have
 * become a dash, or NULL. */
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

void html_skip_on(MkepubHtml *html)
{
  struct tokenizer *tokenizer = &html->tokenizer;
  const char *from = tokenizer->at;
  if (html->skip == SKIP_COMMENT) {
    const char *end = comment_end(from, (gsize)(tokenizer->end - from));
    tokenizer->at = end ? end : tokenizer->end;
    if (end)
      end_skip(html);
    return;
  }
  gboolean found =
      tokenizer_skip_to_end_tag(tokenizer, html->skip_tag->name, &html->skip_depth);
  take_raw(html, from, (gsize)(tokenizer->at - from));
  if (found) {
    tokenizer_next(tokenizer);
    end_skip(html);
  }
}
