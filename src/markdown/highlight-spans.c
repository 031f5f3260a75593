/* SPDX-License-Identifier: MIT */
#include "markdown/highlight-spans.h"

#include <string.h>

typedef struct {
  cmark_node *node; /* NULL: no opener waits */
  gsize offset;
} Opener;

static void add_span(Render *render, cmark_node *node, gsize offset, MkepubElement element,
                     gboolean opens)
{
  GArray *list = g_hash_table_lookup(render->spans, node);
  if (!list) {
    list = g_array_new(FALSE, FALSE, sizeof(Span));
    g_hash_table_insert(render->spans, node, list);
  }
  Span span = {offset, element, opens};
  g_array_append_val(list, span);
}

static gboolean is_space_at(const char *text, gsize length, gssize at)
{
  return at < 0 || (gsize)at >= length || g_ascii_isspace(text[at]);
}

static gboolean is_word_at(const char *text, gsize length, gssize at)
{
  return at >= 0 && (gsize)at < length &&
         (g_ascii_isalnum(text[at]) || (guchar)text[at] & 0x80);
}

/* Returns whether exactly two equal bytes begin at AT, without a third next to them. */
static gboolean is_pair(const char *text, gsize length, gsize at)
{
  char c = text[at];
  return at + 1 < length && text[at + 1] == c && (at == 0 || text[at - 1] != c) &&
         (at + 2 >= length || text[at + 2] != c);
}

/* Reads the delimiters in one text node; openers wait across the nodes of one parent. */
static void read_marks(Render *render, cmark_node *node, Opener openers[2])
{
  const char *text = cmark_node_get_literal(node);
  gsize length = strlen(text);
  for (gsize i = 0; i + 1 < length; i++) {
    if ((text[i] != '~' && text[i] != '=') || !is_pair(text, length, i))
      continue;
    guint kind = text[i] == '=';
    MkepubElement element = kind ? MKEPUB_EL_MARK : MKEPUB_EL_DEL;
    gssize before = (gssize)i - 1, after = (gssize)i + 2;
    /* the neighbor at a node's edge is other markup, not white space */
    gboolean closes =
        before < 0 ? cmark_node_previous(node) != NULL : !is_space_at(text, length, before);
    gboolean opens = (gsize)after >= length ? cmark_node_next(node) != NULL
                                            : !is_space_at(text, length, after);
    if (kind) { /* 'a==b' is code more often than a highlight */
      closes = closes && !is_word_at(text, length, after);
      opens = opens && !is_word_at(text, length, before);
    }
    if (openers[kind].node && closes &&
        (openers[kind].node != node || openers[kind].offset + 2 < i)) {
      add_span(render, openers[kind].node, openers[kind].offset, element, TRUE);
      add_span(render, node, i, element, FALSE);
      openers[kind].node = NULL;
    } else if (opens) {
      openers[kind] = (Opener){node, i};
    }
    i++;
  }
}

static gint compare_spans(gconstpointer a, gconstpointer b)
{
  const Span *left = a, *right = b;
  return left->offset < right->offset ? -1 : left->offset > right->offset;
}

static void pair_children(Render *render, cmark_node *parent)
{
  Opener openers[2] = {{NULL, 0}, {NULL, 0}};
  for (cmark_node *child = cmark_node_first_child(parent); child;
       child = cmark_node_next(child))
    if (cmark_node_get_type(child) == CMARK_NODE_TEXT)
      read_marks(render, child, openers);
  for (cmark_node *child = cmark_node_first_child(parent); child;
       child = cmark_node_next(child)) {
    GArray *list = g_hash_table_lookup(render->spans, child);
    if (list)
      g_array_sort(list, compare_spans);
  }
}

const GArray *spans_of(Render *render, cmark_node *node)
{
  const char *text = cmark_node_get_literal(node);
  if (!strstr(text, "~~") && !strstr(text, "=="))
    return NULL;
  cmark_node *parent = cmark_node_parent(node);
  if (!render->spans) {
    render->spans = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_array_unref);
    render->paired = g_hash_table_new(NULL, NULL);
  }
  if (g_hash_table_add(render->paired, parent))
    pair_children(render, parent);
  return g_hash_table_lookup(render->spans, node);
}
