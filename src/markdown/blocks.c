/* SPDX-License-Identifier: MIT */
#include "markdown/blocks.h"

#include <string.h>

#include "base/text.h"
#include "markdown/placeholder.h"
#include "markdown/smart-punctuation.h"
#include "markdown/tables.h"

static void enter_block(Render *render, MkepubElement element, const char *class)
{
  mkepub_writer_open(render->writer, element);
  if (class)
    mkepub_writer_attribute(render->writer, MKEPUB_AT_CLASS, class);
  mkepub_writer_guard(render->writer);
}

/* Opens a paragraph that raw HTML may end, as in a browser. */
static void enter_paragraph(Render *render, const char *class)
{
  mkepub_writer_open(render->writer, MKEPUB_EL_P);
  if (class)
    mkepub_writer_attribute(render->writer, MKEPUB_AT_CLASS, class);
  mkepub_writer_guard_paragraph(render->writer);
}

static void leave_paragraph(Render *render)
{
  mkepub_writer_unguard(render->writer);
  mkepub_writer_text(render->writer, "\n", 1);
}

static void leave_block(Render *render, MkepubElement element)
{
  mkepub_writer_unguard(render->writer);
  mkepub_writer_close(render->writer, element);
  mkepub_writer_text(render->writer, "\n", 1);
}

/* Returns TEXT's letters and digits in folded case, for comparing titles; to be freed. */
static char *comparable(const char *text)
{
  GString *out = g_string_new(NULL);
  g_autofree char *folded = g_utf8_casefold(text, -1);
  for (const char *p = folded; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (g_unichar_isalnum(c))
      g_string_append_unichar(out, c);
  }
  return g_string_free(out, FALSE);
}

const char *blocks_given_id(const char *text)
{
  const char *open = strrchr(text, '{');
  gboolean given = open && open > text && g_str_has_prefix(open, "{#") && open[2] != '}' &&
                   g_str_has_suffix(open, "}") && !strpbrk(open, " \t\n");
  return given ? open : NULL;
}

gboolean blocks_is_title(const Render *render, cmark_node *node, const char *text)
{
  if (render->title_seen || cmark_node_get_heading_level(node) != 1 || !render->options->title)
    return FALSE;
  const char *id = render->extensions ? blocks_given_id(text) : NULL;
  g_autofree char *words = g_strndup(text, id ? (gsize)(id - text) : strlen(text));
  g_autofree char *heading = comparable(words);
  g_autofree char *title = comparable(render->options->title);
  return *heading && strcmp(heading, title) == 0;
}

/* Returns the element for a heading: h2 below the article's h1, and never two levels below the
 * heading that the writer wrote last, be it from raw HTML or not. */
static MkepubElement heading_element(Render *render, int source_level)
{
  guint before = mkepub_writer_begin_heading(render->writer);
  render->n_levels = MIN(render->n_levels, before - 1);
  while (render->n_levels > 0 && render->levels[render->n_levels - 1] >= source_level)
    render->n_levels--;
  if (render->n_levels < G_N_ELEMENTS(render->levels))
    render->levels[render->n_levels++] = (guint8)source_level;
  return (MkepubElement)(MKEPUB_EL_H2 + MIN(render->n_levels, 5) - 1);
}

/* Cuts kramdown's '{#id}' off the end of the heading NODE and of TEXT, its whole text. Returns
 * the id, for the caller to free; NULL if the heading has none or nothing in front of it. */
static char *take_heading_id(cmark_node *node, char *text)
{
  cmark_node *last = cmark_node_last_child(node);
  gboolean plain = last && cmark_node_get_type(last) == CMARK_NODE_TEXT;
  const char *literal = plain ? cmark_node_get_literal(last) : "";
  const char *given = blocks_given_id(text);
  gsize length = given ? strlen(given) : 0;
  if (!given || !g_str_has_suffix(literal, given))
    return NULL;
  const char *open = literal + strlen(literal) - length;
  char *id = g_strndup(open + 2, strlen(open) - 3);
  text[strlen(text) - length] = '\0';
  g_strchomp(text);
  g_autofree char *cut = g_strchomp(g_strndup(literal, (gsize)(open - literal)));
  cmark_node_set_literal(last, cut);
  return id;
}

/* Returns a heading's id as GitHub and most site generators make it; for the caller to free. */
static char *heading_slug(const char *text)
{
  gboolean plain = g_str_is_ascii(text);
  GString *out = g_string_sized_new(64);
  g_autofree char *lower = plain ? NULL : g_utf8_strdown(text, -1);
  for (const char *p = text; plain && *p; p++)
    if (g_ascii_isalnum(*p) || *p == '_' || *p == '-' || *p == ' ')
      g_string_append_c(out, *p == ' ' ? '-' : g_ascii_tolower(*p));
  for (const char *p = lower; p && *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (g_unichar_isalnum(c) || c == '_' || c == '-' || g_unichar_ismark(c))
      g_string_append_unichar(out, c);
    else if (c == ' ')
      g_string_append_c(out, '-');
  }
  return g_string_free(out, FALSE);
}

static gboolean is_blank(const char *text)
{
  while (*text && g_unichar_isspace(g_utf8_get_char(text)))
    text = g_utf8_next_char(text);
  return *text == '\0';
}

/* Writes an id made of ID; links may name it as ID or TEXT. The writer owns the result. */
static const char *write_heading_id(Render *render, const char *id, const char *text)
{
  budget_pay(render->source->budget, BUDGET_NAME + strlen(id) + strlen(text));
  const char *unique = mkepub_writer_new_id(render->writer, *id ? id : "section");
  mkepub_writer_attribute(render->writer, MKEPUB_AT_ID, unique);
  mkepub_writer_alias(render->writer, id, unique);
  mkepub_writer_alias(render->writer, text, unique);
  return unique;
}

/* Lets links reach a heading by its number among the headings with the same SLUG. This is
 * needed where the UNIQUE id does not begin with SLUG, as 'a-b' for 'a--b'. */
static void alias_numbered(Render *render, const char *slug, const char *unique)
{
  if (g_str_has_prefix(unique, slug))
    return;
  if (!render->slugs)
    render->slugs = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  guint before = GPOINTER_TO_UINT(g_hash_table_lookup(render->slugs, slug));
  g_autofree char *numbered = g_strdup_printf("%s-%u", slug, before);
  if (before > 0)
    mkepub_writer_alias(render->writer, numbered, unique);
  g_hash_table_replace(render->slugs, g_strdup(slug), GUINT_TO_POINTER(before + 1));
}

/* Writes a heading without words, which would head nothing: its pictures, and its ID as a
 * target of links, go into a paragraph. ID may be NULL. */
static void wordless_heading(Render *render, cmark_node *node, const char *id)
{
  cmark_node *child = cmark_node_first_child(node);
  while (child && cmark_node_get_type(child) == CMARK_NODE_TEXT)
    child = cmark_node_next(child);
  if (!child)
    return;
  mkepub_writer_open(render->writer, MKEPUB_EL_P);
  if (id)
    write_heading_id(render, id, id);
  mkepub_writer_guard(render->writer);
  render_children(render, node);
  mkepub_writer_unguard(render->writer);
  mkepub_writer_close(render->writer, MKEPUB_EL_P);
}

/* Keeps the target of links to a heading left out as the article's title, by the id GIVEN to it
 * (may be NULL) or made of TEXT. Writes nothing without such links. */
static void keep_title_id(Render *render, const char *given, const char *text)
{
  const MarkdownText *source = render->source;
  if (!render->extensions)
    return;
  g_autofree char *typed = smart_undo(render->options->flags, text, strlen(text));
  g_autofree char *id = given ? g_strdup(given) : heading_slug(typed);
  g_autofree char *link = g_strconcat("#", id, NULL);
  if (!*id || !memmem(source->text, source->length, link, strlen(link)))
    return;
  mkepub_writer_open(render->writer, MKEPUB_EL_DIV);
  write_heading_id(render, id, text);
  mkepub_writer_close(render->writer, MKEPUB_EL_DIV);
}

static void open_heading(Render *render, cmark_iter *iter, cmark_node *node)
{
  g_autofree char *text = render_plain(render, node);
  g_autofree char *given = render->extensions ? take_heading_id(node, text) : NULL;
  gboolean skip = blocks_is_title(render, node, text);
  render->title_seen = TRUE;
  if (skip || is_blank(text)) {
    if (skip)
      keep_title_id(render, given, text);
    else
      wordless_heading(render, node, given);
    cmark_iter_reset(iter, node, CMARK_EVENT_EXIT);
    return;
  }
  g_strstrip(text);
  MkepubElement element = heading_element(render, cmark_node_get_heading_level(node));
  render->facts->headings++;
  mkepub_writer_open(render->writer, element);
  if (render->extensions) {
    g_autofree char *typed = smart_undo(render->options->flags, text, strlen(text));
    g_autofree char *slug = given ? g_strdup(given) : heading_slug(typed);
    alias_numbered(render, slug, write_heading_id(render, slug, text));
  }
  mkepub_writer_guard(render->writer);
}

static MkepubElement heading_now(const Render *render)
{
  return (MkepubElement)(MKEPUB_EL_H2 + CLAMP((int)render->n_levels, 1, 5) - 1);
}

static void table_cell(Render *render, const Table *table, cmark_node *cell, guint column,
                       gboolean head)
{
  static const char *const classes[] = {NULL, NULL, "center", "right"};
  /* a header cell without words heads nothing; cmark-gfm writes it as a header all the same */
  g_autofree char *words =
      head && cell && render->extensions ? render_plain(render, cell) : NULL;
  gboolean heads = head && (!render->extensions || (words && !is_blank(words)));
  MkepubElement element = heads ? MKEPUB_EL_TH : MKEPUB_EL_TD;
  mkepub_writer_open(render->writer, element);
  if (heads && cell && cmark_node_first_child(cell))
    mkepub_writer_attribute(render->writer, MKEPUB_AT_SCOPE, "col");
  if (classes[table->align[column]])
    mkepub_writer_attribute(render->writer, MKEPUB_AT_CLASS, classes[table->align[column]]);
  mkepub_writer_guard(render->writer);
  if (cell)
    render_children(render, cell);
  mkepub_writer_unguard(render->writer);
  mkepub_writer_close(render->writer, element);
}

/* The most missing cells that are filled in: pipes above a long text may be an attack. */
#define TABLE_FILLED_CELLS 100000

static void render_table(Render *render, const Table *table)
{
  MkepubWriter *writer = render->writer;
  guint cell = table->first_cell;
  guint filled = 0;
  render->facts->tables++;
  enter_block(render, MKEPUB_EL_TABLE, NULL);
  for (guint row = 0; row < table->row_cells->len; row++) {
    guint cells = g_array_index(table->row_cells, guint, row);
    if (row <= 1)
      mkepub_writer_open(writer, row == 0 ? MKEPUB_EL_THEAD : MKEPUB_EL_TBODY);
    mkepub_writer_open(writer, MKEPUB_EL_TR);
    for (guint column = 0; column < table->columns; column++) {
      if (column >= cells && ++filled > TABLE_FILLED_CELLS)
        break;
      gboolean real = column < cells && cell < render->n_cells;
      table_cell(render, table, real ? render->cells[cell++] : NULL, column, row == 0);
    }
    mkepub_writer_close(writer, MKEPUB_EL_TR);
    if (row == 0)
      mkepub_writer_close(writer, MKEPUB_EL_THEAD);
  }
  if (table->row_cells->len > 1)
    mkepub_writer_close(writer, MKEPUB_EL_TBODY);
  leave_block(render, MKEPUB_EL_TABLE);
}

const Table *blocks_table_of(const Render *render, cmark_node *heading)
{
  const GPtrArray *tables = render->source->tables;
  int i =
      tables ? placeholder_of_heading(render->source, heading, MARK_TABLE, tables->len) : -1;
  return i >= 0 ? g_ptr_array_index(tables, (guint)i) : NULL;
}

/* Returns the class for the first word of a fence's info string: 'rust' for 'rust,ignore',
 * 'c++' for '{.c++ n=1}'; empty if it is missing or too long. For the caller to free. */
static char *language_class(const char *info)
{
  GString *out = g_string_new("language-");
  gsize start = out->len;
  while (*info && strchr("{. \t", *info))
    info++;
  for (; *info && (g_ascii_isalnum(*info) || (guchar)*info >= 0x80 || strchr("+#-_.", *info));
       info++)
    g_string_append_c(out, *info);
  if (out->len == start || out->len - start > 40)
    g_string_truncate(out, 0);
  return g_string_free(out, FALSE);
}

static void on_code_block(Render *render, cmark_node *node)
{
  const char *literal = cmark_node_get_literal(node);
  const char *info = cmark_node_get_fence_info(node);
  g_autofree char *class = language_class(info ? info : "");
  mkepub_writer_open(render->writer, MKEPUB_EL_PRE);
  mkepub_writer_open(render->writer, MKEPUB_EL_CODE);
  if (*class)
    mkepub_writer_attribute(render->writer, MKEPUB_AT_CLASS, class);
  render_text(render, literal, strlen(literal));
  mkepub_writer_close(render->writer, MKEPUB_EL_CODE);
  mkepub_writer_close(render->writer, MKEPUB_EL_PRE);
  mkepub_writer_text(render->writer, "\n", 1);
}

/* Returns the text node's content that the first paragraph of NODE begins with, or NULL. */
static const char *leading_text(cmark_node *node)
{
  cmark_node *paragraph = cmark_node_first_child(node);
  if (!paragraph || cmark_node_get_type(paragraph) != CMARK_NODE_PARAGRAPH)
    return NULL;
  cmark_node *text = cmark_node_first_child(paragraph);
  return text && cmark_node_get_type(text) == CMARK_NODE_TEXT ? cmark_node_get_literal(text)
                                                              : NULL;
}

const char *blocks_task_box(const Render *render, cmark_node *item)
{
  const char *text = render->extensions ? leading_text(item) : NULL;
  if (!text || text[0] != '[' || text[1] == '\0' || text[2] != ']' || text[3] != ' ')
    return NULL;
  return text[1] == ' ' ? "☐ " : text[1] == 'x' || text[1] == 'X' ? "☑ " : NULL;
}

static void on_list(Render *render, cmark_node *node, gboolean enter)
{
  gboolean ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
  MkepubElement element = ordered ? MKEPUB_EL_OL : MKEPUB_EL_UL;
  if (!enter) {
    leave_block(render, element);
    return;
  }
  mkepub_writer_open(render->writer, element);
  int start = cmark_node_get_list_start(node);
  if (ordered && start != 1) {
    g_autofree char *text = g_strdup_printf("%d", start);
    mkepub_writer_attribute(render->writer, MKEPUB_AT_START, text);
  }
  if (!ordered && blocks_task_box(render, cmark_node_first_child(node)))
    mkepub_writer_attribute(render->writer, MKEPUB_AT_CLASS, "tasks");
  mkepub_writer_guard(render->writer);
}

static void on_item(Render *render, gboolean enter)
{
  if (!enter) {
    leave_block(render, MKEPUB_EL_LI);
    return;
  }
  enter_block(render, MKEPUB_EL_LI, NULL);
}

static gboolean in_tight_list(const Render *render, cmark_node *paragraph)
{
  if (cmark_node_parent(paragraph) == render->loose)
    return FALSE;
  cmark_node *list = cmark_node_parent(cmark_node_parent(paragraph));
  return list && cmark_node_get_type(list) == CMARK_NODE_LIST &&
         cmark_node_get_list_tight(list);
}

gsize blocks_callout_mark(const Render *render, cmark_node *quote, char **name)
{
  const char *text = render->extensions ? leading_text(quote) : NULL;
  if (!text || text[0] != '[' || text[1] != '!')
    return 0;
  const char *p = text + 2;
  while (g_ascii_isalpha(*p) || (*p == '-' && p > text + 2))
    p++;
  if (p == text + 2 || p - text > 24 || *p != ']')
    return 0;
  *name = g_ascii_strdown(text + 2, p - text - 2);
  p++;
  if (*p == '+' || *p == '-')
    p++;
  while (*p == ' ')
    p++;
  return (gsize)(p - text);
}

static void on_quote(Render *render, cmark_node *node, gboolean enter)
{
  g_autofree char *name = NULL;
  gsize skip = blocks_callout_mark(render, node, &name);
  MkepubElement element = skip > 0 ? MKEPUB_EL_DIV : MKEPUB_EL_BLOCKQUOTE;
  if (!enter) {
    leave_block(render, element);
    return;
  }
  enter_block(render, element, skip > 0 ? "callout" : NULL);
  if (skip > 0)
    render->callout = cmark_node_first_child(node);
}

/* Opens the paragraph that is a callout's title, and writes the callout's kind if the author
 * gave no title. */
static void open_callout_title(Render *render, cmark_node *paragraph)
{
  g_autofree char *name = NULL;
  gsize skip = blocks_callout_mark(render, cmark_node_parent(paragraph), &name);
  cmark_node *text = cmark_node_first_child(paragraph);
  const char *literal = cmark_node_get_literal(text);
  cmark_node *next = cmark_node_next(text);
  render->skip_bytes = skip;
  enter_paragraph(render, "callout-title");
  if (!literal[skip] && (!next || cmark_node_get_type(next) == CMARK_NODE_SOFTBREAK ||
                         cmark_node_get_type(next) == CMARK_NODE_LINEBREAK)) {
    name[0] = g_ascii_toupper(name[0]);
    mkepub_writer_text(render->writer, name, strlen(name));
  }
}

gboolean blocks_end_callout_title(Render *render, cmark_node *line_break)
{
  if (!render->callout || cmark_node_parent(line_break) != render->callout)
    return FALSE;
  render->callout = NULL;
  leave_paragraph(render);
  enter_paragraph(render, NULL);
  return TRUE;
}

static void on_paragraph(Render *render, cmark_node *node, gboolean enter)
{
  gboolean tight = in_tight_list(render, node);
  if (!enter) {
    if (render->callout == node)
      render->callout = NULL;
    if (!tight)
      leave_paragraph(render);
    return;
  }
  if (render->callout == node)
    open_callout_title(render, node);
  else if (!tight)
    enter_paragraph(render, NULL);
  cmark_node *parent = cmark_node_parent(node);
  const char *box =
      cmark_node_get_type(parent) == CMARK_NODE_ITEM && cmark_node_first_child(parent) == node
          ? blocks_task_box(render, parent)
          : NULL;
  if (box) {
    mkepub_writer_text(render->writer, box, strlen(box));
    render->skip_bytes = strlen("[ ] ");
  }
}

static void on_heading(Render *render, cmark_iter *iter, cmark_node *node, gboolean enter)
{
  if (!enter) {
    leave_block(render, heading_now(render));
    return;
  }
  const Table *table = blocks_table_of(render, node);
  if (!table) {
    open_heading(render, iter, node);
    return;
  }
  render_table(render, table);
  cmark_iter_reset(iter, node, CMARK_EVENT_EXIT);
}

void blocks_event(Render *render, cmark_iter *iter, cmark_node *node, gboolean enter)
{
  cmark_node_type type = cmark_node_get_type(node);
  switch (type) {
  case CMARK_NODE_PARAGRAPH:
    on_paragraph(render, node, enter);
    break;
  case CMARK_NODE_HEADING:
    on_heading(render, iter, node, enter);
    break;
  case CMARK_NODE_LIST:
    on_list(render, node, enter);
    break;
  case CMARK_NODE_ITEM:
    on_item(render, enter);
    break;
  case CMARK_NODE_BLOCK_QUOTE:
    on_quote(render, node, enter);
    break;
  case CMARK_NODE_CODE_BLOCK:
    on_code_block(render, node);
    break;
  case CMARK_NODE_THEMATIC_BREAK:
    mkepub_writer_open(render->writer, MKEPUB_EL_HR);
    mkepub_writer_text(render->writer, "\n", 1);
    break;
  default:
    break;
  }
}
