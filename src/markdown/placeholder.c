/* SPDX-License-Identifier: MIT */
#include "markdown/placeholder.h"

#include <string.h>

#include "markdown/arena.h"

int placeholder_read(const MarkdownText *source, const char *words, char kind, guint n)
{
  gsize length = source->nonce ? strlen(source->nonce) : 0;
  if (length == 0 || !words || strncmp(words, source->nonce, length) != 0 ||
      words[length] != kind)
    return -1;
  guint64 number = g_ascii_strtoull(words + length + 1, NULL, 10);
  return number < n ? (int)number : -1;
}

int placeholder_of_heading(const MarkdownText *source, cmark_node *node, char kind, guint n)
{
  cmark_node *child = cmark_node_first_child(node);
  if (!child || cmark_node_get_type(node) != CMARK_NODE_HEADING)
    return -1;
  return placeholder_read(source, cmark_node_get_literal(child), kind, n);
}

guint8 *placeholder_find_placed(const MarkdownText *source, const GString *text, char kind,
                                guint n)
{
  guint8 *placed = g_malloc0(n + 1);
  if (n == 0)
    return placed;
  MarkdownText trial = *source;
  trial.text = text->str;
  trial.length = text->len;
  cmark_iter *iter = cmark_iter_new(markdown_text_parse(&trial));
  while (cmark_iter_next(iter) != CMARK_EVENT_DONE) {
    int number = placeholder_of_heading(source, cmark_iter_get_node(iter), kind, n);
    if (number >= 0)
      placed[number] = 1;
  }
  cmark_iter_free(iter);
  arena_release(); /* frees the tree */
  return placed;
}

/* Returns the text that the node holds itself, which it owns; NULL for most nodes. */
static const char *words_of(cmark_node *node)
{
  switch (cmark_node_get_type(node)) {
  case CMARK_NODE_TEXT:
  case CMARK_NODE_CODE:
  case CMARK_NODE_CODE_BLOCK:
  case CMARK_NODE_HTML_INLINE:
  case CMARK_NODE_HTML_BLOCK:
    return cmark_node_get_literal(node);
  default:
    return NULL;
  }
}

static gboolean has_list_behind(cmark_node *node)
{
  cmark_node *next = cmark_node_next(node);
  return next && cmark_node_get_type(next) == CMARK_NODE_LIST;
}

/* Returns whether WORDS contains a placeholder of any kind. */
static gboolean holds_mark(const MarkdownText *source, const char *words)
{
  gsize length = strlen(source->nonce);
  for (const char *p = words; (p = strstr(p, source->nonce)); p += length)
    if (p[length] == MARK_NOTE || p[length] == MARK_REFERENCE || p[length] == MARK_TABLE)
      return TRUE;
  return FALSE;
}

gboolean placeholders_are_intact(const MarkdownText *source, cmark_node *document)
{
  guint n_tables = source->tables ? source->tables->len : 0;
  guint notes = 0, tables = 0;
  gboolean sound = TRUE;
  cmark_event_type event;
  cmark_iter *iter = cmark_iter_new(document);
  while (sound && (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
    cmark_node *node = cmark_iter_get_node(iter);
    if (event != CMARK_EVENT_ENTER)
      continue;
    gboolean heading = cmark_node_get_type(node) == CMARK_NODE_HEADING;
    gboolean note =
        heading && placeholder_of_heading(source, node, MARK_NOTE, source->n_notes) >= 0;
    gboolean table =
        heading && !note && placeholder_of_heading(source, node, MARK_TABLE, n_tables) >= 0;
    notes += note && has_list_behind(node);
    tables += table ? 1 : 0;
    const char *words = words_of(node);
    sound = !words || !holds_mark(source, words);
    if (note || table)
      cmark_iter_reset(iter, node, CMARK_EVENT_EXIT);
  }
  cmark_iter_free(iter);
  return sound && notes == source->n_notes && tables == n_tables;
}
