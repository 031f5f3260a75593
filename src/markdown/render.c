/* SPDX-License-Identifier: MIT */
/* The walk over cmark's tree. It recurses through blocks.c, for the cells of a table;
 * markdown.c starts another walk for the text of each footnote. */
#include "markdown/render.h"

#include <string.h>

#include "base/text.h"
#include "markdown/blocks.h"
#include "markdown/inline.h"
#include "markdown/placeholder.h"
#include "markdown/smart-punctuation.h"

guint render_line_behind(const Render *render, cmark_node *node, guint row)
{
  for (; node; node = cmark_node_parent(node))
    if (cmark_node_get_start_line(node) > 0)
      return markdown_text_line(render->source, cmark_node_get_start_line(node) + (int)row);
  return render->options->first_line;
}

guint render_line(const Render *render, cmark_node *node)
{
  return render_line_behind(render, node, 0);
}

void render_text(const Render *render, const char *text, gsize length)
{
  const char *end = text + length;
  while (render->source->muted) {
    const char *mute = g_strstr_len(text, end - text, MARKDOWN_TEXT_MUTE);
    if (!mute)
      break;
    mkepub_writer_text(render->writer, text, (gsize)(mute - text));
    text = mute + MARKDOWN_TEXT_MUTE_LENGTH;
  }
  if (text < end)
    mkepub_writer_text(render->writer, text, (gsize)(end - text));
}

/* Returns whether what follows the raw TAG is hidden, as in a script or style sheet; HIDDEN is
 * whether it was so in front of the tag. */
static gboolean hides(const char *tag, gboolean hidden)
{
  gboolean closes = tag[1] == '/';
  const char *name = tag + 1 + closes;
  gboolean known = g_ascii_strncasecmp(name, "script", 6) == 0 ||
                   g_ascii_strncasecmp(name, "style", 5) == 0 ||
                   g_ascii_strncasecmp(name, "template", 8) == 0;
  return known ? !closes : hidden;
}

char *render_plain(const Render *render, cmark_node *node)
{
  GString *out = g_string_new(NULL);
  cmark_iter *iter = cmark_iter_new(node);
  cmark_event_type event;
  gboolean hidden = FALSE;
  while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
    cmark_node *at = cmark_iter_get_node(iter);
    if (event != CMARK_EVENT_ENTER)
      continue;
    if (cmark_node_get_type(at) == CMARK_NODE_HTML_INLINE)
      hidden = hides(cmark_node_get_literal(at), hidden);
    if (hidden)
      continue;
    switch (cmark_node_get_type(at)) {
    case CMARK_NODE_TEXT:
    case CMARK_NODE_CODE:
      g_string_append(out, cmark_node_get_literal(at));
      break;
    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK:
      g_string_append_c(out, ' ');
      break;
    default:
      break;
    }
  }
  cmark_iter_free(iter);
  if (render->source->muted)
    markdown_text_unmute(out);
  return g_string_free(out, FALSE);
}

static void enter_span(Render *render, MkepubElement element)
{
  mkepub_writer_open(render->writer, element);
  mkepub_writer_guard(render->writer);
}

static void leave_span(Render *render, MkepubElement element)
{
  mkepub_writer_unguard(render->writer);
  mkepub_writer_close(render->writer, element);
}

/* Returns the number of the note that a link's address refers to, or -1. */
static int note_of(const Render *render, const char *url)
{
  return placeholder_read(render->source, url, MARK_REFERENCE, render->source->n_notes);
}

/* Returns the number of the first note with the label TEXT, or -1. */
static int note_with_label(Render *render, const char *text)
{
  const GPtrArray *labels = render->source->note_labels;
  if (!render->labels) {
    render->labels = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = labels->len; i-- > 0;) /* of equal labels the first remains */
      g_hash_table_insert(render->labels, g_ascii_strdown(g_ptr_array_index(labels, i), -1),
                          GUINT_TO_POINTER(i + 1));
  }
  g_autofree char *key = g_ascii_strdown(text, -1);
  return (int)GPOINTER_TO_UINT(g_hash_table_lookup(render->labels, key)) - 1;
}

/* Writes references to notes. '[^a][^b]' arrives as one link to b with the text '^a', and
 * '[text][^b]' as one with the text 'text'. */
static void note_link(Render *render, cmark_node *node, guint index)
{
  g_autofree char *plain = render_plain(render, node);
  g_autofree char *text = smart_undo(render->options->flags, plain, strlen(plain));
  const char *label = g_ptr_array_index(render->source->note_labels, index);
  if (g_ascii_strcasecmp(text, label) != 0) {
    int other = note_with_label(render, text);
    gboolean found = other >= 0;
    if (found)
      inline_note_mark(render, (guint)other);
    g_autofree char *fold_text = g_utf8_casefold(text, -1);
    g_autofree char *fold_label = g_utf8_casefold(label, -1);
    if (!found && strcmp(fold_text, fold_label) != 0) {
      render_text(render, "[", 1);
      render_text(render, text, strlen(text));
      render_text(render, "]", 1);
    }
  }
  inline_note_mark(render, index);
}

static void on_link(Render *render, cmark_iter *iter, cmark_node *node, gboolean enter)
{
  const char *url = cmark_node_get_url(node);
  if (!enter) {
    mkepub_writer_unguard(render->writer);
    if (render->link_open)
      mkepub_writer_close(render->writer, MKEPUB_EL_A);
    render->link_open = FALSE;
    return;
  }
  int note = note_of(render, url);
  if (note >= 0) {
    note_link(render, node, (guint)note);
    cmark_iter_reset(iter, node, CMARK_EVENT_EXIT);
    return;
  }
  gboolean opened =
      inline_open_link(render, url, cmark_node_get_title(node), render_line(render, node));
  render->link_open = opened;
  mkepub_writer_guard(render->writer);
  if (opened && render->extensions && !cmark_node_first_child(node))
    render_text(render, url, strlen(url));
}

static void on_image(Render *render, cmark_iter *iter, cmark_node *node)
{
  const char *url = cmark_node_get_url(node);
  int note = note_of(render, url);
  g_autofree char *plain = render_plain(render, node);
  if (note >= 0) {
    render_text(render, "!", 1);
    inline_note_mark(render, (guint)note);
  } else {
    inline_picture(render, url, plain, cmark_node_get_title(node), render_line(render, node));
  }
  cmark_iter_reset(iter, node, CMARK_EVENT_EXIT);
}

static void on_code(Render *render, cmark_node *node)
{
  const char *literal = cmark_node_get_literal(node);
  mkepub_writer_open(render->writer, MKEPUB_EL_CODE);
  render_text(render, literal, strlen(literal));
  mkepub_writer_close(render->writer, MKEPUB_EL_CODE);
}

static void on_html(Render *render, cmark_node *node, const char *literal)
{
  guint line = render_line(render, node);
  render->ahead->at = node;
  if (!render->source->muted) {
    mkepub_html_feed(render->html, literal, strlen(literal), line);
    return;
  }
  GString *clean = g_string_new(literal);
  markdown_text_unmute(clean);
  mkepub_html_feed(render->html, clean->str, clean->len, line);
  g_string_free(clean, TRUE);
}

static void on_text(Render *render, cmark_node *node)
{
  gsize skip = render->skip_bytes;
  render->skip_bytes = 0;
  inline_text(render, node, skip);
}

/* Its address in a node's user data marks a node that take_node entered and must also leave. */
static char taken;

/* Passes NODE to the reader of raw HTML while that waits for the end of a script, a comment or
 * a drawing. */
static void take_node(Render *render, cmark_node *node, gboolean enter)
{
  const char *markup = ahead_markup(node);
  const char *literal = cmark_node_get_literal(node);
  switch (cmark_node_get_type(node)) {
  case CMARK_NODE_TEXT:
  case CMARK_NODE_CODE: {
    gsize used = mkepub_html_take(render->html, literal, strlen(literal));
    render_text(render, literal + used, strlen(literal + used));
    break;
  }
  case CMARK_NODE_SOFTBREAK:
  case CMARK_NODE_LINEBREAK:
    mkepub_html_take(render->html, "\n", 1);
    break;
  case CMARK_NODE_THEMATIC_BREAK:
    break;
  case CMARK_NODE_HTML_INLINE:
  case CMARK_NODE_HTML_BLOCK:
  case CMARK_NODE_CODE_BLOCK:
    if (markup)
      on_html(render, node, markup);
    else
      mkepub_html_take(render->html, literal, strlen(literal));
    break;
  case CMARK_NODE_EMPH:
  case CMARK_NODE_STRONG:
    /* '*' between the letters of a formula */
    mkepub_html_take(render->html, "**", cmark_node_get_type(node) == CMARK_NODE_EMPH ? 1 : 2);
    /* fall through */
  default:
    if (enter && cmark_node_get_type(node) == CMARK_NODE_PARAGRAPH) {
      /* the end may come inside it, with more text after it */
      mkepub_writer_open(render->writer, MKEPUB_EL_P);
      mkepub_writer_guard_paragraph(render->writer);
    } else if (enter)
      mkepub_writer_guard(render->writer);
    else
      mkepub_writer_unguard(render->writer);
    cmark_node_set_user_data(node, enter ? &taken : NULL);
    break;
  }
}

/* Renders one inline node. Returns FALSE if NODE is a block. */
static gboolean on_inline(Render *render, cmark_iter *iter, cmark_node *node, gboolean enter)
{
  switch (cmark_node_get_type(node)) {
  case CMARK_NODE_TEXT:
    on_text(render, node);
    return TRUE;
  case CMARK_NODE_SOFTBREAK:
    if (!blocks_end_callout_title(render, node))
      mkepub_writer_text(render->writer, "\n", 1);
    return TRUE;
  case CMARK_NODE_LINEBREAK:
    if (!blocks_end_callout_title(render, node))
      mkepub_writer_open(render->writer, MKEPUB_EL_BR);
    return TRUE;
  case CMARK_NODE_CODE:
    on_code(render, node);
    return TRUE;
  case CMARK_NODE_HTML_INLINE:
  case CMARK_NODE_HTML_BLOCK:
    on_html(render, node, cmark_node_get_literal(node));
    return TRUE;
  case CMARK_NODE_EMPH:
  case CMARK_NODE_STRONG: {
    MkepubElement element =
        cmark_node_get_type(node) == CMARK_NODE_EMPH ? MKEPUB_EL_EM : MKEPUB_EL_STRONG;
    if (enter)
      enter_span(render, element);
    else
      leave_span(render, element);
    return TRUE;
  }
  case CMARK_NODE_LINK:
    on_link(render, iter, node, enter);
    return TRUE;
  case CMARK_NODE_IMAGE:
    on_image(render, iter, node);
    return TRUE;
  default:
    return FALSE;
  }
}

void render_children(Render *render, cmark_node *root)
{
  cmark_iter *iter = cmark_iter_new(root);
  cmark_event_type event;
  Ahead *outer = render->ahead;
  Ahead ahead;
  ahead_init(&ahead, root);
  render->ahead = &ahead;
  while (!render->source->budget->spent &&
         (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
    cmark_node *node = cmark_iter_get_node(iter);
    gboolean enter = event == CMARK_EVENT_ENTER;
    if (node == root)
      continue;
    if (enter ? mkepub_html_takes(render->html) : cmark_node_get_user_data(node) == &taken)
      take_node(render, node, enter);
    else if (!on_inline(render, iter, node, enter))
      blocks_event(render, iter, node, enter);
  }
  cmark_iter_free(iter);
  ahead_clear(&ahead);
  render->ahead = outer;
}
