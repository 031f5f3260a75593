/* SPDX-License-Identifier: MIT */
#include "markdown/markdown.h"

#include <string.h>

#include "markdown/arena.h"
#include "markdown/document.h"

/* Writes one note: its number, which links back to the first reference, then its text. */
static void write_note(Render *render, Note *note)
{
  MkepubWriter *writer = render->writer;
  g_autofree char *number = g_strdup_printf("%u", note->number);
  mkepub_writer_open(writer, MKEPUB_EL_DIV);
  if (note->number > 0) {
    mkepub_writer_attribute(writer, MKEPUB_AT_EPUB_TYPE, "footnote");
    mkepub_writer_attribute(writer, MKEPUB_AT_ROLE, "doc-footnote");
    mkepub_writer_attribute(writer, MKEPUB_AT_ID, note->id);
  }
  mkepub_writer_guard(writer);
  cmark_node *first = cmark_node_first_child(note->item);
  gboolean paragraph = first && cmark_node_get_type(first) == CMARK_NODE_PARAGRAPH;
  mkepub_writer_open(writer, MKEPUB_EL_P);
  mkepub_writer_guard(writer);
  if (note->mark_id) {
    mkepub_writer_open(writer, MKEPUB_EL_A);
    mkepub_writer_attribute(writer, MKEPUB_AT_ROLE, "doc-backlink");
    mkepub_writer_fragment_link(writer, note->mark_id, 0);
    mkepub_writer_text(writer, number, strlen(number));
    mkepub_writer_close(writer, MKEPUB_EL_A);
    mkepub_writer_text(writer, ". ", 2);
  }
  if (paragraph)
    render_children(render, first);
  mkepub_writer_unguard(writer);
  mkepub_writer_close(writer, MKEPUB_EL_P);
  if (paragraph) {
    cmark_node_unlink(first);
  }
  render->loose = note->item;
  render_children(render, note->item);
  render->loose = NULL;
  mkepub_writer_unguard(writer);
  mkepub_writer_close(writer, MKEPUB_EL_DIV);
  mkepub_writer_text(writer, "\n", 1);
}

static void write_notes(Render *render)
{
  guint n = render->source->n_notes;
  if (n == 0)
    return;
  mkepub_writer_open(render->writer, MKEPUB_EL_SECTION);
  mkepub_writer_attribute(render->writer, MKEPUB_AT_CLASS, "notes");
  mkepub_writer_attribute(render->writer, MKEPUB_AT_EPUB_TYPE, "footnotes");
  mkepub_writer_guard(render->writer);
  /* a note may refer to other notes, so the order grows while this reads it */
  for (guint i = 0; i < render->note_order->len; i++)
    write_note(render, &render->notes[g_array_index(render->note_order, guint, i)]);
  for (guint i = 0; i < n; i++) {
    Note *note = &render->notes[i];
    if (note->number > 0 || !note->item || render->options->flags & MKEPUB_MARKDOWN_GFM)
      continue;
    mkepub_findings_add(render->options->findings, MKEPUB_FINDING_FOOTNOTE_UNUSED,
                        render->options->path, render_line(render, note->item), 0,
                        "footnote '[%s]' is not referenced in the text",
                        (char *)g_ptr_array_index(render->source->note_labels, i));
    write_note(render, note);
  }
  mkepub_writer_unguard(render->writer);
  mkepub_writer_close(render->writer, MKEPUB_EL_SECTION);
}

/* Adds the pictures that raw HTML shows. */
static void count_pictures(Render *render)
{
  guint shown, bare;
  mkepub_html_pictures(render->html, &shown, &bare);
  render->facts->images += shown;
  render->facts->images_bare += bare;
}

static gboolean has_end(gpointer data, const char *end, MkepubHtmlReach reach, gint depth)
{
  const Render *render = data;
  return ahead_has_end(render->ahead, end, reach, depth);
}

static guint line_of(gpointer data, guint row)
{
  const Render *render = data;
  return render_line_behind(render, render->ahead->at, row);
}

static void write_document(MarkdownText *source, MkepubWriter *writer,
                           MkepubMarkdownFacts *facts)
{
  const MkepubMarkdownOptions *options = source->options;
  Render render = {.options = options, .writer = writer, .facts = facts};
  render.html = mkepub_html_new(writer, options->resolver, options->path, options->findings);
  mkepub_html_begin(render.html, options->first_line);
  mkepub_html_look_ahead(render.html, has_end, &render);
  mkepub_html_count_lines(render.html, line_of, &render);
  cmark_node *document = document_parse(source, &render);
  render_children(&render, document);
  /* ends raw HTML that is never closed, in front of the notes */
  mkepub_html_finish(render.html);
  write_notes(&render);
  count_pictures(&render);
  mkepub_html_free(render.html);
  document_clear(&render);
}

gboolean mkepub_markdown_write(const char *text, gsize length,
                               const MkepubMarkdownOptions *options, MkepubWriter *writer,
                               MkepubMarkdownFacts *facts)
{
  MarkdownText source;
  Budget budget = budget_for(length);
  markdown_text_init(&source, text, length, options, &budget);
  document_prepare(&source);
  write_document(&source, writer, facts);
  markdown_text_clear(&source);
  arena_release();
  return !budget.spent;
}
