/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/text.h"
#include "markdown/arena.h"
#include "markdown/blocks.h"
#include "markdown/document.h"
#include "markdown/highlight-spans.h"
#include "markdown/inline.h"

/* Represents a line feed while the output is HTML, where white space has no meaning. U+FDD1, a
 * noncharacter like MARKDOWN_TEXT_MUTE. */
#define LINE_FEED        "\xef\xb7\x91"
#define LINE_FEED_LENGTH 3

typedef struct {
  Render render; /* without a writer */
  GString *out;
  gboolean html; /* raw HTML occurred: OUT is HTML, which is converted at the end */
} Plain;

/* Appends text; escapes what HTML would read as markup. */
static void put(Plain *plain, const char *text, gsize length)
{
  const char *end = text + length;
  const char *from = text;
  for (const char *p = text; plain->html && p < end; p++) {
    const char *instead = *p == '<'    ? "&lt;"
                          : *p == '&'  ? "&amp;"
                          : *p == '\n' ? LINE_FEED
                                       : NULL;
    if (!instead)
      continue;
    g_string_append_len(plain->out, from, p - from);
    g_string_append(plain->out, instead);
    from = p + 1;
  }
  g_string_append_len(plain->out, from, end - from);
}

static void put_line_feed(Plain *plain)
{
  gsize length = plain->out->len;
  if (plain->html)
    g_string_append(plain->out, LINE_FEED); /* surplus line feeds are removed at the end */
  else if (length > 0 && plain->out->str[length - 1] != '\n')
    g_string_append_c(plain->out, '\n');
}

/* Turns the output so far into HTML, and all that follows, because scripts and comments may
 * continue in what Markdown takes for text. */
static void become_html(Plain *plain)
{
  if (plain->html)
    return;
  GString *before = plain->out;
  plain->html = TRUE;
  plain->out = g_string_sized_new(before->len + before->len / 8 + 64);
  put(plain, before->str, before->len);
  g_string_free(before, TRUE);
}

static gboolean is_joined(gunichar c)
{
  return (c >= 0x3000 && c <= 0x30ff) || (c >= 0x3400 && c <= 0x9fff) ||
         (c >= 0xf900 && c <= 0xfaff) || (c >= 0xff00 && c <= 0xffef) ||
         (c >= 0x20000 && c <= 0x3ffff);
}

/* Appends a space for the end of a line, but not between two characters of Chinese or Japanese,
 * which are written without spaces. */
static void put_soft_break(Plain *plain, cmark_node *node)
{
  cmark_node *next = cmark_node_next(node);
  const char *literal =
      next && cmark_node_get_type(next) == CMARK_NODE_TEXT ? cmark_node_get_literal(next) : "";
  const char *end = plain->out->str + plain->out->len;
  const char *last = g_utf8_find_prev_char(plain->out->str, end);
  if (!last || (guchar)*last < 0xe3 || !is_joined(g_utf8_get_char(last)) ||
      !is_joined(g_utf8_get_char(literal)))
    g_string_append_c(plain->out, ' ');
}

/* Appends text between the delimiters of spans. */
static void put_run(Plain *plain, const char *p, const char *end)
{
  const char *from = p;
  while ((p = memchr(p, '[', (gsize)(end - p)))) {
    g_auto(WikiLink) link = {NULL, NULL, FALSE};
    const char *start = p > from && p[-1] == '!' ? p - 1 : p;
    gsize taken = inline_read_wiki(start, end, &link);
    if (taken == 0) {
      p++;
      continue;
    }
    put(plain, from, (gsize)(start - from));
    put(plain, link.words, strlen(link.words));
    from = p = start + taken;
  }
  put(plain, from, (gsize)(end - from));
}

static void put_text(Plain *plain, cmark_node *node)
{
  const char *text = cmark_node_get_literal(node);
  gsize length = strlen(text);
  const GArray *spans = spans_of(&plain->render, node);
  gsize at = MIN(plain->render.skip_bytes, length);
  plain->render.skip_bytes = 0;
  for (guint i = 0; spans && i < spans->len; i++) {
    const Span *span = &g_array_index(spans, Span, i);
    if (span->offset < at)
      continue;
    put_run(plain, text + at, text + span->offset);
    at = span->offset + 2;
  }
  put_run(plain, text + at, text + length);
}

static gboolean is_note(const Plain *plain, const char *url)
{
  const MarkdownText *source = plain->render.source;
  return source->n_notes > 0 && url && g_str_has_prefix(url, source->nonce);
}

/* Leaves out the reference to a note, but keeps the words of '[words][^1]'. */
static void put_link(Plain *plain, cmark_iter *iter, cmark_node *node)
{
  cmark_node *child = cmark_node_first_child(node);
  const char *url = cmark_node_get_url(node);
  const char *literal = child && cmark_node_get_type(child) == CMARK_NODE_TEXT
                            ? cmark_node_get_literal(child)
                            : "";
  if (is_note(plain, url)) {
    if (literal[0] == '^')
      cmark_iter_reset(iter, node, CMARK_EVENT_EXIT);
  } else if (!child) {
    put(plain, url, strlen(url));
  }
}

static void put_image(Plain *plain, cmark_iter *iter, cmark_node *node)
{
  g_autofree char *alt = render_plain(&plain->render, node);
  const char *title = cmark_node_get_title(node);
  const char *words = *alt || !title ? alt : title;
  if (!is_note(plain, cmark_node_get_url(node)))
    put(plain, words, strlen(words));
  cmark_iter_reset(iter, node, CMARK_EVENT_EXIT);
}

/* Skips or replaces the first words of a paragraph that the chapter shows in another form: the
 * box of a task, the kind of a callout. */
static void enter_paragraph(Plain *plain, cmark_node *node)
{
  cmark_node *parent = cmark_node_parent(node);
  g_autofree char *name = NULL;
  if (cmark_node_first_child(parent) != node)
    return;
  if (cmark_node_get_type(parent) == CMARK_NODE_ITEM &&
      blocks_task_box(&plain->render, parent)) {
    plain->render.skip_bytes = strlen("[ ] ");
  } else if (cmark_node_get_type(parent) == CMARK_NODE_BLOCK_QUOTE) {
    cmark_node *text = cmark_node_first_child(node);
    gsize skip = blocks_callout_mark(&plain->render, parent, &name);
    plain->render.skip_bytes = skip;
    if (skip > 0 && !cmark_node_get_literal(text)[skip]) {
      name[0] = g_ascii_toupper(name[0]);
      put(plain, name, strlen(name));
    }
  }
}

/* Cuts kramdown's '{#id}' off the heading that began at START. */
static void cut_heading_id(Plain *plain, gsize start)
{
  GString *out = plain->out;
  if (out->len <= start || out->str[out->len - 1] != '}')
    return;
  const char *given = blocks_given_id(out->str + start);
  if (given)
    g_string_truncate(out, (gsize)(given - out->str));
}

static void put_tree(Plain *plain, cmark_node *root);

/* Appends a table with a line for each row and tabs between cells. A cell holds no table, so
 * the recursion ends here. */
static void put_table(Plain *plain, const Table *table)
{
  guint cell = table->first_cell;
  for (guint row = 0; row < table->row_cells->len; row++) {
    guint cells = g_array_index(table->row_cells, guint, row);
    for (guint column = 0; column < cells && cell < plain->render.n_cells; column++, cell++) {
      if (column > 0)
        g_string_append_c(plain->out, '\t');
      put_tree(plain, plain->render.cells[cell]);
    }
    put_line_feed(plain);
  }
}

/* Returns FALSE if the children of NODE were written here or are left out. */
static gboolean enter_heading(Plain *plain, cmark_node *node)
{
  const Table *table = blocks_table_of(&plain->render, node);
  if (table) {
    put_table(plain, table);
    return FALSE;
  }
  gboolean first = !plain->render.title_seen;
  g_autofree char *words = first ? render_plain(&plain->render, node) : NULL;
  gboolean is_title = first && blocks_is_title(&plain->render, node, words);
  plain->render.title_seen = TRUE;
  return !is_title;
}

static void leave_block(Plain *plain, cmark_node *node, gsize heading)
{
  switch (cmark_node_get_type(node)) {
  case CMARK_NODE_HEADING:
    cut_heading_id(plain, heading);
    put_line_feed(plain);
    break;
  case CMARK_NODE_PARAGRAPH:
  case CMARK_NODE_ITEM:
    put_line_feed(plain);
    break;
  default:
    break;
  }
}

static void put_leaf(Plain *plain, cmark_node *node)
{
  const char *literal = cmark_node_get_literal(node);
  switch (cmark_node_get_type(node)) {
  case CMARK_NODE_TEXT:
    put_text(plain, node);
    break;
  case CMARK_NODE_CODE:
    put(plain, literal, strlen(literal));
    break;
  case CMARK_NODE_CODE_BLOCK:
    put(plain, literal, strlen(literal));
    put_line_feed(plain);
    break;
  case CMARK_NODE_SOFTBREAK:
    put_soft_break(plain, node);
    break;
  case CMARK_NODE_LINEBREAK:
    put_line_feed(plain);
    break;
  case CMARK_NODE_HTML_INLINE:
  case CMARK_NODE_HTML_BLOCK:
    become_html(plain);
    g_string_append(plain->out, literal);
    if (cmark_node_get_type(node) == CMARK_NODE_HTML_BLOCK)
      put_line_feed(plain);
    break;
  default:
    break;
  }
}

static void put_tree(Plain *plain, cmark_node *root)
{
  cmark_iter *iter = cmark_iter_new(root);
  cmark_event_type event;
  gsize heading = 0;
  while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
    cmark_node *node = cmark_iter_get_node(iter);
    if (node == root)
      continue;
    if (event == CMARK_EVENT_EXIT) {
      leave_block(plain, node, heading);
      continue;
    }
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_HEADING:
      if (!enter_heading(plain, node))
        cmark_iter_reset(iter, node, CMARK_EVENT_EXIT);
      heading = plain->out->len;
      break;
    case CMARK_NODE_PARAGRAPH:
      enter_paragraph(plain, node);
      break;
    case CMARK_NODE_LINK:
      put_link(plain, iter, node);
      break;
    case CMARK_NODE_IMAGE:
      put_image(plain, iter, node);
      break;
    default:
      put_leaf(plain, node);
    }
  }
  cmark_iter_free(iter);
}

/* Converts the HTML output to text, with a line for each line feed; drops empty lines. */
static GString *take_apart(Plain *plain)
{
  GString *out = plain->out;
  g_autofree char *flat = mkepub_html_to_text(out->str, out->len);
  GString *said = g_string_new(flat);
  if (plain->render.source->muted)
    markdown_text_unmute(said);
  g_string_truncate(out, 0);
  const char *behind = said->str + said->len;
  for (const char *p = said->str; p < behind;) {
    const char *stop = g_strstr_len(p, behind - p, LINE_FEED);
    const char *end = stop ? stop : behind;
    const char *next = stop ? stop + LINE_FEED_LENGTH : end;
    while (p < end && *p == ' ')
      p++;
    while (end > p && end[-1] == ' ')
      end--;
    g_string_append_len(out, p, end - p);
    if (end > p)
      g_string_append_c(out, '\n');
    p = next;
  }
  g_string_free(said, TRUE);
  return out;
}

/* Returns the options for plain text, with the title and resolver of GIVEN (may be NULL). */
static MkepubMarkdownOptions plain_options(const MkepubMarkdownOptions *given,
                                           MkepubResolver *resolver)
{
  if (given && given->resolver) {
    resolver->field = given->resolver->field;
    resolver->data = given->resolver->data;
  }
  return (MkepubMarkdownOptions){
      .path = "", .first_line = 1, .title = given ? given->title : NULL, .resolver = resolver};
}

GString *mkepub_markdown_text(const char *text, gsize length,
                              const MkepubMarkdownOptions *options)
{
  MkepubResolver resolver = {NULL, NULL, NULL, NULL, NULL};
  MkepubMarkdownOptions plain = plain_options(options, &resolver);
  MarkdownText source;
  Budget budget = budget_for(length);
  markdown_text_init(&source, text, length, &plain, &budget);
  document_prepare(&source);
  Plain state = {.render = {.options = &plain}, .out = g_string_sized_new(source.length + 1)};
  put_tree(&state, document_parse(&source, &state.render));
  for (guint i = 0; i < source.n_notes; i++)
    if (state.render.notes[i].item) {
      put_tree(&state, state.render.notes[i].item);
      put_line_feed(&state);
    }
  GString *out = state.html ? take_apart(&state) : state.out;
  document_clear(&state.render);
  markdown_text_clear(&source);
  arena_release();
  if (budget.spent)
    g_string_append_len(g_string_truncate(out, 0), text, (gssize)length);
  gsize clean_length;
  /* removes the bytes that the guards put in, with all that XML forbids */
  g_autofree char *clean = text_repair(out->str, out->len, &clean_length, NULL, NULL);
  g_string_truncate(out, 0);
  return g_string_append_len(out, clean, (gssize)clean_length);
}
