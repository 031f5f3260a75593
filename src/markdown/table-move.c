/* SPDX-License-Identifier: MIT */
#include "markdown/table-move.h"

#include "markdown/placeholder.h"
#include "markdown/table-row.h"
#include "markdown/tables.h"

static void table_free(gpointer data)
{
  Table *table = data;
  g_free(table->align);
  g_array_unref(table->row_cells);
  g_free(table);
}

static void copy_lines(TableMoves *moves, guint until)
{
  for (; moves->copied < until; moves->copied++) {
    const char *start, *end;
    markdown_text_line_at(moves->source, moves->offsets, moves->copied, &start, &end);
    g_string_append_len(moves->body, start, end - start);
    g_string_append_c(moves->body, '\n');
    guint number = markdown_text_line(moves->source, (int)moves->copied + 1);
    g_array_append_val(moves->body_lines, number);
  }
}

static void add_row(TableMoves *moves, Table *table, const char *start, const char *end,
                    guint line)
{
  gboolean keep = !(moves->source->options->flags & MKEPUB_MARKDOWN_GFM);
  guint number = markdown_text_line(moves->source, (int)line + 1);
  guint cells = 0;
  Row row;
  row_begin(&row, start, end);
  while (row_next(&row)) {
    if (cells < table->columns) {
      g_string_append(moves->cells, "# ");
      row_append_cell(&row, moves->cells);
      g_string_append(moves->cells, " #\n");
      g_array_append_val(moves->cell_lines, number);
      cells++;
    } else if (keep && row.cell_end > row.cell) {
      g_string_truncate(moves->cells, moves->cells->len - 3);
      g_string_append(moves->cells, " | ");
      row_append_cell(&row, moves->cells);
      g_string_append(moves->cells, " #\n");
    }
  }
  g_array_append_val(table->row_cells, cells);
  moves->n_cells += cells;
}

/* Returns whether a heading with INDENT columns of white space in front of it would continue a
 * paragraph in BLOCK's place: it is deeper than a block may be there, or it is outside the item
 * and deeper than a block may be there. */
static gboolean goes_on(const Paragraph *block, guint indent)
{
  return indent >= paragraph_too_deep(block) ||
         (block->in_item && indent < block->width && indent >= 4);
}

/* Appends the containers in front of the header at CONTENT in LINE. A line that continues a
 * paragraph may have any indentation; the placeholder may not, because it would also continue
 * that paragraph. */
static void add_prefix(TableMoves *moves, const Paragraph *block, guint line,
                       const char *content, guint indent)
{
  const char *start, *end;
  markdown_text_line_at(moves->source, moves->offsets, line, &start, &end);
  if (line == block->first || !goes_on(block, indent)) {
    g_string_append_len(moves->body, start, content - start);
    return;
  }
  g_string_append_len(moves->body, start, paragraph_behind_quotes(block, line) - start);
  for (guint i = 0; i < block->width; i++)
    g_string_append_c(moves->body, ' ');
}

/* Writes the placeholder in place of the header, in the same containers. */
static void add_placeholder(TableMoves *moves, const Paragraph *block, guint header,
                            guint table)
{
  const char *content, *ignored;
  guint indent;
  paragraph_line(block, header, &content, &ignored, &indent);
  add_prefix(moves, block, header, content, indent);
  g_string_append_printf(moves->body, "###### %s%c%u\n", markdown_text_nonce(moves->source),
                         MARK_TABLE, table);
  guint number = markdown_text_line(moves->source, (int)header + 1);
  g_array_append_val(moves->body_lines, number);
}

static Table *table_new(const TableMoves *moves, guint columns)
{
  Table *table = g_new0(Table, 1);
  budget_pay_bytes(moves->source->budget, BUDGET_TABLE);
  table->columns = columns;
  table->align = g_new0(Align, columns);
  table->first_cell = moves->n_cells;
  table->row_cells = g_array_new(FALSE, FALSE, sizeof(guint));
  return table;
}

/* Copies the line LINE, which continues the paragraph of BLOCK from outside its containers.
 * After a table it would end these containers and the notes in them, so it gets the prefix of
 * the table's rule in line RULE. */
static void keep_inside(TableMoves *moves, const Paragraph *block, guint rule, guint line)
{
  const char *before, *start, *end;
  guint ignored;
  guint number = markdown_text_line(moves->source, (int)line + 1);
  paragraph_line(block, rule, &start, &end, &ignored);
  markdown_text_line_at(moves->source, moves->offsets, rule, &before, &end);
  g_string_append_len(moves->body, before, start - before);
  markdown_text_line_at(moves->source, moves->offsets, line, &start, &end);
  start = markdown_text_skip_marks(start, end, &ignored);
  g_string_append_len(moves->body, start, end - start);
  g_string_append_c(moves->body, '\n');
  g_array_append_val(moves->body_lines, number);
  moves->copied = line + 1;
}

void table_moves_add(TableMoves *moves, const Paragraph *block, guint rule, guint next,
                     guint columns)
{
  const char *start, *end;
  guint indent, header = rule - 1;
  Table *table = table_new(moves, columns);
  paragraph_line(block, rule, &start, &end, &indent);
  row_read_delimiter(start, end, table->align);
  copy_lines(moves, header);
  add_placeholder(moves, block, header, moves->source->tables->len);
  g_ptr_array_add(moves->source->tables, table);
  g_array_append_val(moves->headers, header);
  for (guint line = header; line < next; line++) {
    paragraph_line(block, line, &start, &end, &indent);
    if (line != rule)
      add_row(moves, table, start, end, line);
  }
  moves->copied = next;
  if (next <= block->last && moves->source->n_notes > 0 &&
      !paragraph_line(block, next, &start, &end, &indent))
    keep_inside(moves, block, rule, next);
}

void table_moves_init(TableMoves *moves, MarkdownText *source, const GArray *offsets)
{
  *moves = (TableMoves){.source = source, .offsets = offsets};
  moves->cells = g_string_new(NULL);
  moves->body = g_string_sized_new(source->length);
  moves->cell_lines = g_array_new(FALSE, FALSE, sizeof(guint));
  moves->body_lines = g_array_new(FALSE, FALSE, sizeof(guint));
  moves->headers = g_array_new(FALSE, FALSE, sizeof(guint));
}

void table_moves_clear(TableMoves *moves)
{
  if (moves->cells)
    g_string_free(moves->cells, TRUE);
  g_clear_pointer(&moves->cell_lines, g_array_unref);
  g_string_free(moves->body, TRUE);
  g_array_unref(moves->body_lines);
  g_array_unref(moves->headers);
}

void table_moves_begin(TableMoves *moves)
{
  g_clear_pointer(&moves->source->tables, g_ptr_array_unref);
  moves->source->tables = g_ptr_array_new_with_free_func(table_free);
  g_string_truncate(moves->cells, 0);
  g_string_truncate(moves->body, 0);
  g_array_set_size(moves->cell_lines, 0);
  g_array_set_size(moves->body_lines, 0);
  g_array_set_size(moves->headers, 0);
  moves->n_cells = moves->copied = 0;
}

void table_moves_finish(TableMoves *moves)
{
  copy_lines(moves, moves->offsets->len - 1);
}

void table_moves_take_over(TableMoves *moves)
{
  table_moves_finish(moves);
  g_string_append_len(moves->cells, moves->body->str, (gssize)moves->body->len);
  g_array_append_vals(moves->cell_lines, moves->body_lines->data, moves->body_lines->len);
  markdown_text_replace(moves->source, g_steal_pointer(&moves->cells),
                        g_steal_pointer(&moves->cell_lines));
}
