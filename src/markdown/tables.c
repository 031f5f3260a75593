/* SPDX-License-Identifier: MIT */
#include "markdown/tables.h"

#include <string.h>

#include "markdown/edge.h"
#include "markdown/row.h"

static void table_free(gpointer data)
{
  Table *table = data;
  g_free(table->align);
  g_array_unref(table->row_cells);
  g_free(table);
}

guint tables_cell_count(const Source *source)
{
  guint count = 0;
  if (!source->tables || source->tables->len == 0)
    return 0;
  const Table *last = g_ptr_array_index(source->tables, source->tables->len - 1);
  for (guint i = 0; i < last->row_cells->len; i++)
    count += g_array_index(last->row_cells, guint, i);
  return last->first_cell + count;
}

/* The walk over the paragraphs, and what it writes. */
typedef struct {
  Source *source;
  GArray *offsets;
  GString *cells, *body;
  GArray *cell_lines, *body_lines; /* of guint */
  guint n_cells;
  guint copied; /* lines of the text that went to body or were taken by tables */
} Rewrite;

static void line_at(const Rewrite *rewrite, guint line, const char **start, const char **end)
{
  *start = rewrite->source->text + g_array_index(rewrite->offsets, gsize, line);
  *end = rewrite->source->text + g_array_index(rewrite->offsets, gsize, line + 1);
  if (*end > *start && (*end)[-1] == '\n')
    (*end)--;
}

/* Where a paragraph's lines begin: behind the containers' marks. */
typedef struct {
  guint first, last; /* lines, from 0; last is included */
  guint column;      /* bytes before the paragraph on its first line */
  guint quotes;      /* block quotes around it */
  gboolean in_item;
} Block;

/* Content of line LINE of BLOCK; FALSE when the line only continues the paragraph lazily.
 * *indent: columns of white space before it, behind the last '>'. */
static gboolean block_line(const Rewrite *rewrite, const Block *block, guint line,
                           const char **start, const char **end, guint *indent)
{
  line_at(rewrite, line, start, end);
  *indent = 0;
  if (line == block->first) {
    *start = MIN(*start + block->column, *end);
    return TRUE;
  }
  guint quotes = 0;
  while (*start < *end && (**start == ' ' || **start == '\t' || **start == '>')) {
    if (**start == '>') {
      if (quotes == block->quotes)
        break;
      quotes++;
      *indent = 0;
    } else {
      *indent += **start == '\t' ? 4 : 1;
    }
    (*start)++;
  }
  if (quotes < block->quotes)
    return FALSE;
  return !block->in_item || *indent >= 2;
}

/* Columns of white space from which on a line is no row. */
static guint too_deep(const Block *block)
{
  return 4 + (block->quotes > 0 ? 1 : block->in_item ? block->column : 0);
}

/* A tag on a line of its own begins an HTML block of kind 7 (CommonMark 4.6). */
static gboolean is_lone_tag(const char *start, const char *end)
{
  while (end > start && g_ascii_isspace(end[-1]))
    end--;
  return end - start > 2 && *start == '<' && (g_ascii_isalpha(start[1]) || start[1] == '/') &&
         memchr(start, '>', (gsize)(end - start)) == end - 1;
}

/* A row of a table is no paragraph: what could not interrupt a paragraph can end a table. */
static gboolean ends_table(const Block *block, const char *start, const char *end, guint indent)
{
  const char *p = start;
  if (start == end || indent >= too_deep(block) || is_lone_tag(start, end))
    return TRUE;
  while (p < end && g_ascii_isdigit(*p) && p - start < 9)
    p++;
  return p > start && p + 1 < end && (*p == '.' || *p == ')') && (p[1] == ' ' || p[1] == '\t');
}

static void copy_lines(Rewrite *rewrite, guint until)
{
  for (; rewrite->copied < until; rewrite->copied++) {
    const char *start, *end;
    line_at(rewrite, rewrite->copied, &start, &end);
    g_string_append_len(rewrite->body, start, end - start);
    g_string_append_c(rewrite->body, '\n');
    guint number = source_line(rewrite->source, (int)rewrite->copied + 1);
    g_array_append_val(rewrite->body_lines, number);
  }
}

static void add_row(Rewrite *rewrite, Table *table, const char *start, const char *end,
                    guint line)
{
  gboolean keep = !(rewrite->source->options->flags & MKEPUB_MARKDOWN_GFM);
  guint number = source_line(rewrite->source, (int)line + 1);
  guint cells = 0;
  Row row;
  row_begin(&row, start, end);
  while (row_next(&row)) {
    if (cells < table->columns) {
      g_string_append(rewrite->cells, "# ");
      row_append_cell(&row, rewrite->cells);
      g_string_append(rewrite->cells, " #\n");
      g_array_append_val(rewrite->cell_lines, number);
      cells++;
    } else if (keep && row.cell_end > row.cell) {
      g_string_truncate(rewrite->cells, rewrite->cells->len - 3);
      g_string_append(rewrite->cells, " | ");
      row_append_cell(&row, rewrite->cells);
      g_string_append(rewrite->cells, " #\n");
    }
  }
  g_array_append_val(table->row_cells, cells);
  rewrite->n_cells += cells;
}

/* Writes the placeholder where the header stood, in the containers that the header stood in. */
static void add_placeholder(Rewrite *rewrite, const Block *block, guint header, guint table)
{
  const char *start, *end, *content, *ignored;
  guint indent;
  line_at(rewrite, header, &start, &end);
  block_line(rewrite, block, header, &content, &ignored, &indent);
  g_string_append_len(rewrite->body, start, content - start);
  g_string_append_printf(rewrite->body, "###### %st%u\n", source_nonce(rewrite->source), table);
  guint number = source_line(rewrite->source, (int)header + 1);
  g_array_append_val(rewrite->body_lines, number);
}

/* Looks for a table in BLOCK and moves it out. */
static void take_table(Rewrite *rewrite, const Block *block)
{
  const char *head, *head_end, *mark, *mark_end;
  guint indent;
  for (guint line = block->first + 1; line <= block->last; line++) {
    if (!block_line(rewrite, block, line, &mark, &mark_end, &indent))
      continue;
    guint columns = row_read_delimiter(mark, mark_end, NULL);
    /* dashes alone underline a heading, even where cmark took references from above them */
    gboolean plain = !memchr(mark, '|', (gsize)(mark_end - mark)) &&
                     !memchr(mark, ':', (gsize)(mark_end - mark));
    if (columns == 0 || plain || indent >= too_deep(block) ||
        !block_line(rewrite, block, line - 1, &head, &head_end, &indent) ||
        row_count(head, head_end) != columns)
      continue;
    Table *table = g_new0(Table, 1);
    table->columns = columns;
    table->align = g_new0(Align, columns);
    table->first_cell = rewrite->n_cells;
    table->row_cells = g_array_new(FALSE, FALSE, sizeof(guint));
    row_read_delimiter(mark, mark_end, table->align);
    copy_lines(rewrite, line - 1);
    add_placeholder(rewrite, block, line - 1, rewrite->source->tables->len);
    g_ptr_array_add(rewrite->source->tables, table);
    add_row(rewrite, table, head, head_end, line - 1);
    guint next = line + 1;
    for (; next <= block->last; next++) {
      if (!block_line(rewrite, block, next, &head, &head_end, &indent) ||
          ends_table(block, head, head_end, indent))
        break;
      add_row(rewrite, table, head, head_end, next);
    }
    rewrite->copied = next;
    return;
  }
}

/* Leaves the underline of a heading out, which is no row but the rule below the table. cmark
 * ends such a heading in the underline or one line later. */
static void leave_underline(const Rewrite *rewrite, Block *block)
{
  for (guint line = block->first + 1; line <= block->last; line++) {
    const char *start, *end;
    guint indent;
    if (!block_line(rewrite, block, line, &start, &end, &indent))
      continue;
    while (end > start && g_ascii_isspace(end[-1]))
      end--;
    const char *p = start;
    while (p < end && *p == *start && (*p == '-' || *p == '='))
      p++;
    if (p == end && p > start)
      block->last = line - 1;
  }
}

static Block block_of(const Rewrite *rewrite, cmark_node *node)
{
  Block block = {.first = (guint)MAX(cmark_node_get_start_line(node), 1) - 1,
                 .last = (guint)MAX(cmark_node_get_end_line(node), 1) - 1,
                 .column = (guint)MAX(cmark_node_get_start_column(node), 1) - 1};
  block.last = MIN(block.last, rewrite->offsets->len - 2);
  block.first = MIN(block.first, block.last);
  for (cmark_node *up = cmark_node_parent(node); up; up = cmark_node_parent(up)) {
    block.quotes += cmark_node_get_type(up) == CMARK_NODE_BLOCK_QUOTE;
    block.in_item |= cmark_node_get_type(up) == CMARK_NODE_ITEM;
  }
  if (cmark_node_get_type(node) == CMARK_NODE_HEADING)
    leave_underline(rewrite, &block);
  return block;
}

/* Whether any line could be a delimiter row: most texts have none, and need no second parse. */
static gboolean has_candidate(const Rewrite *rewrite)
{
  if (!memchr(rewrite->source->text, '|', rewrite->source->length) &&
      !source_has_pair(rewrite->source, '-', ':') &&
      !source_has_pair(rewrite->source, ':', '-'))
    return FALSE;
  for (guint line = 1; line + 1 < rewrite->offsets->len; line++) {
    const char *start, *end;
    line_at(rewrite, line, &start, &end);
    while (start < end && (*start == ' ' || *start == '\t' || *start == '>'))
      start++;
    if (start < end && (*start == '|' || *start == ':' || *start == '-') &&
        row_read_delimiter(start, end, NULL) > 0)
      return TRUE;
  }
  return FALSE;
}

static void walk_blocks(Rewrite *rewrite)
{
  g_autoptr(GArray) plain = edge_find_tables(rewrite->source->text, rewrite->offsets);
  for (guint i = 0; plain && i < plain->len; i++) {
    const EdgeTable *found = &g_array_index(plain, EdgeTable, i);
    take_table(rewrite, &(Block){.first = found->first, .last = found->last});
  }
  if (plain)
    return;
  cmark_node *document = source_parse(rewrite->source);
  cmark_iter *iter = cmark_iter_new(document);
  cmark_event_type event;
  while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
    cmark_node *node = cmark_iter_get_node(iter);
    cmark_node_type type = cmark_node_get_type(node);
    if (event != CMARK_EVENT_ENTER ||
        (type != CMARK_NODE_PARAGRAPH && type != CMARK_NODE_HEADING))
      continue;
    Block block = block_of(rewrite, node);
    if (block.last > block.first)
      take_table(rewrite, &block);
    cmark_iter_reset(iter, node, CMARK_EVENT_EXIT);
  }
  cmark_iter_free(iter);
}

void tables_rewrite(Source *source)
{
  g_autoptr(GArray) offsets = source_offsets(source);
  Rewrite rewrite = {.source = source, .offsets = offsets};
  if (!has_candidate(&rewrite))
    return;
  source->tables = g_ptr_array_new_with_free_func(table_free);
  rewrite.cells = g_string_new(NULL);
  rewrite.body = g_string_sized_new(source->length);
  rewrite.cell_lines = g_array_new(FALSE, FALSE, sizeof(guint));
  rewrite.body_lines = g_array_new(FALSE, FALSE, sizeof(guint));
  walk_blocks(&rewrite);
  if (source->tables->len > 0) {
    copy_lines(&rewrite, offsets->len - 1);
    g_string_append_len(rewrite.cells, rewrite.body->str, (gssize)rewrite.body->len);
    g_array_append_vals(rewrite.cell_lines, rewrite.body_lines->data, rewrite.body_lines->len);
    source_replace(source, rewrite.cells, rewrite.cell_lines);
  } else {
    g_string_free(rewrite.cells, TRUE);
    g_array_unref(rewrite.cell_lines);
  }
  g_string_free(rewrite.body, TRUE);
  g_array_unref(rewrite.body_lines);
}
