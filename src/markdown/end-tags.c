/* SPDX-License-Identifier: MIT */
#include "markdown/end-tags.h"

#include <string.h>

void ahead_init(Ahead *ahead, cmark_node *root)
{
  *ahead = (Ahead){.root = root};
}

void ahead_clear(Ahead *ahead)
{
  g_clear_pointer(&ahead->ends, g_hash_table_unref);
  g_clear_pointer(&ahead->failed, g_hash_table_unref);
}

const char *ahead_markup(cmark_node *node)
{
  switch (cmark_node_get_type(node)) {
  case CMARK_NODE_HTML_INLINE:
  case CMARK_NODE_HTML_BLOCK:
    return cmark_node_get_literal(node);
  case CMARK_NODE_CODE_BLOCK: {
    const char *info = cmark_node_get_fence_info(node);
    return info && *info ? NULL : cmark_node_get_literal(node);
  }
  default:
    return NULL;
  }
}

static guint number_of(cmark_node *node)
{
  return GPOINTER_TO_UINT(cmark_node_get_user_data(node));
}

static void note_ends(Ahead *ahead, const char *literal, guint number)
{
  for (const char *p = literal; (p = strstr(p, "</")); p++) {
    gsize length = strcspn(p + 2, " \t\r\n\f/><");
    if (length > 0 && length < 64)
      g_hash_table_insert(ahead->ends, g_ascii_strdown(p + 2, (gssize)length),
                          GUINT_TO_POINTER(number));
  }
}

/* Numbers the nodes that hold text or markup, in order, from 1, and records the end tags in
 * each of them. */
static void number_nodes(Ahead *ahead)
{
  ahead->ends = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  ahead->failed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  cmark_iter *iter = cmark_iter_new(ahead->root);
  cmark_event_type event;
  guint number = 0;
  while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
    cmark_node *node = cmark_iter_get_node(iter);
    const char *markup = ahead_markup(node);
    gboolean is_text = cmark_node_get_type(node) == CMARK_NODE_TEXT;
    if (event != CMARK_EVENT_ENTER || (!markup && !is_text))
      continue;
    cmark_node_set_user_data(node, GUINT_TO_POINTER(++number));
    const char *literal = markup ? markup : cmark_node_get_literal(node);
    if (strstr(literal, "-->") || strstr(literal, "\xe2\x80\x93>"))
      g_hash_table_insert(ahead->ends, g_strdup("--"), GUINT_TO_POINTER(number));
    if (markup)
      note_ends(ahead, markup, number);
  }
  cmark_iter_free(iter);
}

/* A search for the matching end tag. */
typedef struct {
  const char *name;
  gint depth; /* other start tags of this name that are open; -1: not counted */
  guint last; /* number of the last node that was searched */
} Search;

static gboolean is_tag(const char *p, const char *name)
{
  gsize length = strlen(name);
  return g_ascii_strncasecmp(p, name, length) == 0 &&
         (p[length] == '\0' || strchr(" \t\r\n\f/>", p[length]));
}

static gboolean search_markup(Search *search, const char *markup)
{
  for (const char *p = markup; (p = strchr(p, '<')); p++) {
    if (search->depth >= 0 && is_tag(p + 1, search->name))
      search->depth++;
    else if (p[1] == '/' && is_tag(p + 2, search->name) && search->depth-- <= 0)
      return TRUE;
  }
  return FALSE;
}

/* Returns the node after NODE in the order of the text, inside TREE; NULL after the last. */
static cmark_node *next_node(cmark_node *node, const cmark_node *tree)
{
  cmark_node *child = cmark_node_first_child(node);
  if (child)
    return child;
  while (node != tree && !cmark_node_next(node))
    node = cmark_node_parent(node);
  return node == tree ? NULL : cmark_node_next(node);
}

/* Searches the nodes after NODE, inside TREE. */
static gboolean search_behind(Search *search, cmark_node *node, const cmark_node *tree)
{
  while ((node = next_node(node, tree))) {
    const char *markup = ahead_markup(node);
    search->last = MAX(search->last, number_of(node));
    if (markup && search_markup(search, markup))
      return TRUE;
  }
  return FALSE;
}

static gboolean may_be_markup(cmark_node *block)
{
  cmark_node_type type = cmark_node_get_type(block);
  return type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_CODE_BLOCK ||
         type == CMARK_NODE_PARAGRAPH;
}

/* Searches the rest of the paragraph, or the following blocks as long as they could be raw
 * HTML. */
static gboolean search_near(Search *search, const Ahead *ahead)
{
  cmark_node *block = ahead->at;
  if (cmark_node_get_type(block) == CMARK_NODE_HTML_INLINE) {
    while (block != ahead->root && cmark_node_get_type(block) != CMARK_NODE_PARAGRAPH &&
           cmark_node_get_type(block) != CMARK_NODE_HEADING)
      block = cmark_node_parent(block);
    return search_behind(search, ahead->at, block);
  }
  for (block = cmark_node_next(block); block && may_be_markup(block);
       block = cmark_node_next(block)) {
    const char *markup = ahead_markup(block);
    search->last = MAX(search->last, number_of(block));
    if (markup ? search_markup(search, markup) : search_behind(search, block, block))
      return TRUE;
  }
  return FALSE;
}

gboolean ahead_has_end(Ahead *ahead, const char *end, MkepubHtmlReach reach, gint depth)
{
  if (!ahead->at)
    return FALSE;
  if (!ahead->ends)
    number_nodes(ahead);
  guint here = number_of(ahead->at);
  Search search = {.name = end, .depth = depth, .last = here};
  if (GPOINTER_TO_UINT(g_hash_table_lookup(ahead->ends, end)) <= here)
    return FALSE;
  if (reach == MKEPUB_HTML_ANYWHERE || strcmp(end, "--") == 0)
    return TRUE;
  if (here <= GPOINTER_TO_UINT(g_hash_table_lookup(ahead->failed, end)))
    return FALSE;
  gboolean found = reach == MKEPUB_HTML_BLOCK ? search_near(&search, ahead)
                                              : search_behind(&search, ahead->at, ahead->root);
  if (!found)
    g_hash_table_insert(ahead->failed, g_strdup(end), GUINT_TO_POINTER(search.last));
  return found;
}
