/* SPDX-License-Identifier: MIT */
#include "markdown/text.h"

#include <string.h>

#include "markdown/arena.h"
#include "markdown/nonce.h"
#include "markdown/tables.h"

void markdown_text_init(MarkdownText *source, const char *text, gsize length,
                        const MkepubMarkdownOptions *options, Budget *budget)
{
  *source =
      (MarkdownText){.options = options, .budget = budget, .text = text, .length = length};
}

const char *markdown_text_nonce(MarkdownText *source)
{
  if (!source->nonce)
    source->nonce = nonce_new(source->text, source->length);
  return source->nonce;
}

gboolean markdown_text_has_pair(const MarkdownText *source, char a, char b)
{
  const char *end = source->text + source->length;
  for (const char *p = source->text; p < end; p++) {
    p = memchr(p, b, (gsize)(end - p));
    if (!p)
      return FALSE;
    if (p > source->text && p[-1] == a)
      return TRUE;
  }
  return FALSE;
}

const char *markdown_text_skip_marks(const char *start, const char *end, guint *quotes)
{
  *quotes = 0;
  for (; start < end && (g_ascii_isspace(*start) || *start == '>'); start++)
    *quotes += *start == '>';
  return start;
}

MarkdownText markdown_text_fork(const MarkdownText *source)
{
  MarkdownText fork = *source;
  fork.owned = NULL;
  fork.nonce = g_strdup(source->nonce);
  if (fork.lines)
    g_array_ref(fork.lines);
  return fork;
}

void markdown_text_adopt(MarkdownText *source, MarkdownText *fork)
{
  if (!fork->owned) /* its text still belongs to SOURCE */
    fork->owned = g_steal_pointer(&source->owned);
  markdown_text_clear(source);
  *source = *fork;
}

void markdown_text_clear(MarkdownText *source)
{
  if (source->owned)
    g_string_free(source->owned, TRUE);
  g_clear_pointer(&source->lines, g_array_unref);
  g_clear_pointer(&source->note_labels, g_ptr_array_unref);
  g_clear_pointer(&source->tables, g_ptr_array_unref);
  g_clear_pointer(&source->nonce, g_free);
}

void markdown_text_unmute(GString *text)
{
  const char *end = text->str + text->len;
  char *to = text->str;
  for (const char *p = text->str; p < end;) {
    const char *mute = g_strstr_len(p, end - p, MARKDOWN_TEXT_MUTE);
    gsize length = (gsize)((mute ? mute : end) - p);
    memmove(to, p, length);
    to += length;
    p = mute ? mute + MARKDOWN_TEXT_MUTE_LENGTH : end;
  }
  g_string_truncate(text, (gsize)(to - text->str));
}

guint markdown_text_line(const MarkdownText *source, int line)
{
  guint index = line > 0 ? (guint)line - 1 : 0;
  if (!source->lines)
    return source->options->first_line + index;
  if (source->lines->len == 0)
    return source->options->first_line;
  return g_array_index(source->lines, guint, MIN(index, source->lines->len - 1));
}

void markdown_text_replace(MarkdownText *source, GString *text, GArray *lines)
{
  if (text->len > source->length)
    budget_pay(source->budget, text->len - source->length);
  if (source->owned)
    g_string_free(source->owned, TRUE);
  source->owned = text;
  source->text = text->str;
  source->length = text->len;
  if (lines) {
    g_clear_pointer(&source->lines, g_array_unref);
    source->lines = lines;
  }
}

GArray *markdown_text_offsets(const MarkdownText *source)
{
  enum { USUAL_LINE = 64 };
  GArray *offsets = g_array_sized_new(FALSE, FALSE, sizeof(gsize),
                                      (guint)MIN(source->length / USUAL_LINE, 4096) + 2);
  gsize at = 0;
  while (at < source->length) {
    const char *end = memchr(source->text + at, '\n', source->length - at);
    g_array_append_val(offsets, at);
    at = end ? (gsize)(end - source->text) + 1 : source->length;
  }
  g_array_append_val(offsets, at);
  return offsets;
}

void markdown_text_line_at(const MarkdownText *source, const GArray *offsets, guint line,
                           const char **start, const char **end)
{
  *start = source->text + g_array_index(offsets, gsize, line);
  *end = source->text + g_array_index(offsets, gsize, line + 1);
  if (*end > *start && (*end)[-1] == '\n')
    (*end)--;
}

cmark_node *markdown_text_parse(const MarkdownText *source)
{
  int options = CMARK_OPT_DEFAULT;
  if (source->options->flags & MKEPUB_MARKDOWN_SMART)
    options |= CMARK_OPT_SMART;
  Budget *budget = source->budget;
  cmark_node *document =
      budget->spent ? NULL : arena_parse(source->text, source->length, options, budget->left);
  budget->spent = !document;
  return document ? document : arena_parse("", 0, options, G_MAXSIZE);
}

/* Returns the last line of NODE. cmark 0.30 ends an HTML block one line early if its last line
 * holds the end, so this counts the lines of its text. */
static int last_line(cmark_node *node)
{
  if (cmark_node_get_type(node) != CMARK_NODE_HTML_BLOCK)
    return cmark_node_get_end_line(node);
  int line = cmark_node_get_start_line(node) - 1;
  for (const char *p = cmark_node_get_literal(node); p && *p; line++) {
    const char *end = strchr(p, '\n');
    p = end ? end + 1 : NULL;
  }
  return line;
}

guint8 *markdown_text_line_kinds(cmark_node *document, guint n_lines)
{
  guint8 *kinds = g_new0(guint8, n_lines + 1);
  cmark_iter *iter = cmark_iter_new(document);
  while (cmark_iter_next(iter) != CMARK_EVENT_DONE) {
    cmark_node *node = cmark_iter_get_node(iter);
    cmark_node_type type = cmark_node_get_type(node);
    if (type != CMARK_NODE_CODE_BLOCK && type != CMARK_NODE_HTML_BLOCK)
      continue;
    int first = MAX(cmark_node_get_start_line(node), 1);
    int last = MIN(last_line(node), (int)n_lines);
    for (int line = first; line <= last; line++)
      kinds[line - 1] = type == CMARK_NODE_CODE_BLOCK ? LINE_CODE : LINE_HTML;
  }
  cmark_iter_free(iter);
  return kinds;
}

/* Returns a copy of the text in which each note that begins a line is a list item of the same
 * width. For the caller to free. */
static char *with_items(const MarkdownText *source, const GArray *offsets)
{
  char *text = g_memdup2(source->text, source->length + 1);
  text[source->length] = '\0';
  for (guint i = 0; i + 1 < offsets->len; i++) {
    char *line = text + g_array_index(offsets, gsize, i);
    gsize n = strncmp(line, "[^", 2) == 0 ? strcspn(line, "]\n") : 0;
    if (n < 3 || line[n] != ']' || line[n + 1] != ':')
      continue;
    memset(line, 'x', n + 2);
    memcpy(line, "-   ", 4);
  }
  return text;
}

/* Replaces the brackets of TEXT by letters, except in '<![CDATA['. Brackets begin no block, and
 * without them cmark does not search for links, which can take it long. */
static void without_brackets(char *text, gsize length)
{
  static const char cdata[] = "<![CDATA";
  const char *end = text + length;
  for (char *p = text; (p = memchr(p, '[', (gsize)(end - p))); p++) {
    gboolean first = g_str_has_prefix(p, cdata + 2) && p - text >= 2 && p[-1] == '!';
    gboolean last = p - text >= (gssize)strlen(cdata) &&
                    memcmp(p - strlen(cdata), cdata, strlen(cdata)) == 0;
    if (!first && !last)
      *p = 'x';
  }
}

guint8 *markdown_text_find_code(const MarkdownText *source, const GArray *offsets)
{
  g_autofree char *text = with_items(source, offsets);
  without_brackets(text, source->length);
  MarkdownText copy = *source;
  copy.text = text;
  guint8 *kinds = markdown_text_line_kinds(markdown_text_parse(&copy), offsets->len - 1);
  arena_release(); /* frees the tree */
  return kinds;
}
