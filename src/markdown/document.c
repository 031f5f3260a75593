/* SPDX-License-Identifier: MIT */
#include "markdown/document.h"

#include <string.h>

#include "markdown/footnotes.h"
#include "markdown/guard.h"
#include "markdown/mark.h"
#include "markdown/openhtml.h"
#include "markdown/references.h"
#include "markdown/tables.h"
#include "markdown/templates.h"

void document_prepare(Source *source)
{
  MkepubMarkdownFlags flags = source->options->flags;
  if (!(flags & (MKEPUB_MARKDOWN_COMMONMARK | MKEPUB_MARKDOWN_GFM))) {
    references_tell(source);
    templates_expand(source);
    guard_drop_comments(source);
    openhtml_mute(source);
  }
  guard_apply(source);
  if (!(flags & MKEPUB_MARKDOWN_COMMONMARK)) {
    footnotes_rewrite(source);
    tables_rewrite(source);
  }
}

/* Takes the cells out of the document; the array is freed by document_clear. */
static void take_cells(Render *render, cmark_node *document)
{
  render->n_cells = tables_cell_count(render->source);
  render->cells = g_new0(cmark_node *, render->n_cells + 1);
  for (guint i = 0; i < render->n_cells; i++) {
    cmark_node *cell = cmark_node_first_child(document);
    g_assert(cell && cmark_node_get_type(cell) == CMARK_NODE_HEADING);
    cmark_node_unlink(cell);
    render->cells[i] = cell;
  }
}

/* Takes the notes out of the document. A note inside a note is found in its place: the walk
 * goes over the whole tree. */
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
    if (event == CMARK_EVENT_ENTER && mark_of_heading(render->source, node, MARK_NOTE, n) >= 0)
      g_ptr_array_add(marks, node);
  }
  cmark_iter_free(iter);
  for (guint i = 0; i < marks->len; i++) {
    cmark_node *mark = g_ptr_array_index(marks, i);
    guint index = (guint)mark_of_heading(render->source, mark, MARK_NOTE, n);
    cmark_node *list = cmark_node_next(mark);
    g_assert(list && cmark_node_get_type(list) == CMARK_NODE_LIST);
    cmark_node *item = cmark_node_first_child(list);
    cmark_node_unlink(item);
    render->notes[index].item = item;
    if (!cmark_node_first_child(list)) {
      cmark_node_unlink(list);
    }
    cmark_node_unlink(mark);
  }
}

cmark_node *document_parse(Render *render)
{
  MkepubMarkdownFlags flags = render->source->options->flags;
  render->extensions = !(flags & (MKEPUB_MARKDOWN_COMMONMARK | MKEPUB_MARKDOWN_GFM));
  render->note_order = g_array_new(FALSE, FALSE, sizeof(guint));
  cmark_node *document = source_parse(render->source);
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
  g_clear_pointer(&render->spans, g_hash_table_unref);
  g_clear_pointer(&render->paired, g_hash_table_unref);
}
