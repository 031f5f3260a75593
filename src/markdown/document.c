/* SPDX-License-Identifier: MIT */
#include "markdown/document.h"

#include <string.h>

#include "markdown/arena.h"
#include "markdown/character-references.h"
#include "markdown/footnotes.h"
#include "markdown/limits.h"
#include "markdown/placeholder.h"
#include "markdown/tables.h"
#include "markdown/templates/templates.h"
#include "markdown/unclosed-html.h"

void document_prepare(MarkdownText *source)
{
  MkepubMarkdownFlags flags = source->options->flags;
  if (!(flags & (MKEPUB_MARKDOWN_COMMONMARK | MKEPUB_MARKDOWN_GFM))) {
    references_tell(source);
    templates_expand(source);
    guard_drop_comments(source);
    openhtml_mute(source);
  }
  guard_apply(source);
}

/* How to look for notes and tables. Only the parser knows what surrounds them, and the
 * placeholders written in their place can change that. So the tree is checked afterwards, and a
 * text whose tree shows that a placeholder became part of something else is done again with
 * more care. */
typedef enum { BY_THEIR_LOOKS, WITH_CARE, NOT_AT_ALL } Search;

/* Parses SOURCE as SEARCH says. Returns NULL and leaves SOURCE unchanged if it looked for notes
 * or tables and a placeholder is out of place in the tree. */
static cmark_node *parse_as(MarkdownText *source, Search search)
{
  MarkdownText fork = markdown_text_fork(source);
  gboolean marked = search != NOT_AT_ALL;
  fork.careful = search == WITH_CARE;
  if (marked) {
    footnotes_rewrite(&fork);
    tables_rewrite(&fork);
  } else {
    footnotes_leave(&fork);
  }
  cmark_node *document = markdown_text_parse(&fork);
  if (!marked || !fork.nonce || placeholders_are_intact(&fork, document)) {
    markdown_text_adopt(source, &fork);
    return document;
  }
  markdown_text_clear(&fork);
  arena_release(); /* frees the tree */
  return NULL;
}

static void tell_left(const MarkdownText *source)
{
  const MkepubMarkdownOptions *options = source->options;
  mkepub_findings_add(options->findings, MKEPUB_FINDING_MARKUP_LIMITED, options->path,
                      options->first_line, 0,
                      "tables and footnotes that cannot be separated from the markup around "
                      "them are shown as text");
}

static cmark_node *parse_soundly(MarkdownText *source)
{
  if (source->options->flags & MKEPUB_MARKDOWN_COMMONMARK)
    return markdown_text_parse(source);
  cmark_node *document = parse_as(source, BY_THEIR_LOOKS);
  if (!document)
    document = parse_as(source, WITH_CARE);
  if (!document) {
    tell_left(source);
    document = parse_as(source, NOT_AT_ALL);
  }
  return document;
}

/* Moves the cells of tables out of DOCUMENT into RENDER; document_clear frees the array. */
static void take_cells(Render *render, cmark_node *document)
{
  render->n_cells = render->source->budget->spent ? 0 : tables_cell_count(render->source);
  render->cells = g_new0(cmark_node *, render->n_cells + 1);
  for (guint i = 0; i < render->n_cells; i++) {
    cmark_node *cell = cmark_node_first_child(document);
    g_assert(cell && cmark_node_get_type(cell) == CMARK_NODE_HEADING);
    cmark_node_unlink(cell);
    render->cells[i] = cell;
  }
}

/* Returns whether NODE can be removed without changing the numbers of the items that remain;
 * FALSE for the document itself. If NODE is the first item of a numbered list, the list now
 * starts one higher. */
static gboolean may_go(cmark_node *node)
{
  cmark_node *list = cmark_node_parent(node);
  if (!list || cmark_node_get_type(node) != CMARK_NODE_ITEM ||
      cmark_node_get_list_type(list) != CMARK_ORDERED_LIST)
    return list != NULL;
  if (!cmark_node_previous(node))
    cmark_node_set_list_start(list, cmark_node_get_list_start(list) + 1);
  return !cmark_node_previous(node) || !cmark_node_next(node);
}

/* Removes NODE, and the quotes and list items that held nothing else. */
static void take_out(const Render *render, cmark_node *node)
{
  gboolean gfm = (render->options->flags & MKEPUB_MARKDOWN_GFM) != 0;
  cmark_node *parent = cmark_node_parent(node);
  cmark_node_unlink(node);
  while (!gfm && !cmark_node_first_child(parent) && may_go(parent)) {
    node = parent;
    parent = cmark_node_parent(node);
    cmark_node_unlink(node);
  }
}

/* Moves the notes out of DOCUMENT into RENDER. A note inside a note is found as well, because
 * the walk covers the whole tree. */
static void take_notes(Render *render, cmark_node *document)
{
  guint n = render->source->n_notes;
  render->notes = g_new0(Note, n + 1);
  if (n == 0)
    return;
  g_autoptr(GPtrArray) marks = g_ptr_array_new();
  cmark_iter *iter = cmark_iter_new(document);
  cmark_event_type event;
  while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
    cmark_node *node = cmark_iter_get_node(iter);
    if (event == CMARK_EVENT_ENTER &&
        placeholder_of_heading(render->source, node, MARK_NOTE, n) >= 0)
      g_ptr_array_add(marks, node);
  }
  cmark_iter_free(iter);
  for (guint i = 0; i < marks->len; i++) {
    cmark_node *mark = g_ptr_array_index(marks, i);
    guint index = (guint)placeholder_of_heading(render->source, mark, MARK_NOTE, n);
    cmark_node *list = cmark_node_next(mark);
    g_assert(list && cmark_node_get_type(list) == CMARK_NODE_LIST);
    cmark_node *item = cmark_node_first_child(list);
    cmark_node_unlink(item);
    render->notes[index].item = item;
    if (!cmark_node_first_child(list)) {
      cmark_node_unlink(list);
    }
    take_out(render, mark);
  }
}

cmark_node *document_parse(MarkdownText *source, Render *render)
{
  MkepubMarkdownFlags flags = source->options->flags;
  render->source = source;
  render->extensions = !(flags & (MKEPUB_MARKDOWN_COMMONMARK | MKEPUB_MARKDOWN_GFM));
  render->note_order = g_array_new(FALSE, FALSE, sizeof(guint));
  cmark_node *document = parse_soundly(source);
  budget_pay_bytes(source->budget, arena_taken());
  take_cells(render, document);
  take_notes(render, document);
  return document;
}

void document_clear(Render *render)
{
  for (guint i = 0; i < render->source->n_notes; i++) {
    g_free(render->notes[i].id);
    g_free(render->notes[i].mark_id);
  }
  g_free(render->cells);
  g_free(render->notes);
  g_array_unref(render->note_order);
  g_clear_pointer(&render->labels, g_hash_table_unref);
  g_clear_pointer(&render->slugs, g_hash_table_unref);
  g_clear_pointer(&render->spans, g_hash_table_unref);
  g_clear_pointer(&render->paired, g_hash_table_unref);
}
