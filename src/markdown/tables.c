/* SPDX-License-Identifier: MIT */
#include "markdown/tables.h"

#include <string.h>

#include "markdown/edge.h"
#include "markdown/paragraph.h"
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
  guint html;   /* lines before this one are in an HTML block once tables are taken out */
} Rewrite;

/* A tag on a line of its own begins an HTML block of kind 7 (CommonMark 4.6). */
static gboolean is_lone_tag(const char *start, const char *end)
{
  while (end > start && g_ascii_isspace(end[-1]))
    end--;
  return end - start > 2 && *start == '<' && (g_ascii_isalpha(start[1]) || start[1] == '/') &&
         memchr(start, '>', (gsize)(end - start)) == end - 1;
}

/* A row of a table is no paragraph: what could not interrupt a paragraph can end a table. */
static gboolean ends_table(const Paragraph *block, const char *start, const char *end,
                           guint indent)
{
  const char *p = start;
  if (start == end || indent >= paragraph_too_deep(block) || is_lone_tag(start, end))
    return TRUE;
  while (p < end && g_ascii_isdigit(*p) && p - start < 9)
    p++;
  return p > start && p + 1 < end && (*p == '.' || *p == ')') && (p[1] == ' ' || p[1] == '\t');
}

/* The line behind the HTML block that a tag in LINE begins when a table above it has ended: it
 * goes on to a line that is empty behind the quotes of the tag, over all that cmark saw there
 * in a paragraph's stead. */
static guint behind_html(const Rewrite *rewrite, guint line)
{
  const char *start, *end;
  guint around, quotes;
  source_line_at(rewrite->source, rewrite->offsets, line, &start, &end);
  source_behind_marks(start, end, &around);
  for (line++; line + 1 < rewrite->offsets->len; line++) {
    source_line_at(rewrite->source, rewrite->offsets, line, &start, &end);
    if (source_behind_marks(start, end, &quotes) == end && quotes <= around)
      break;
  }
  return line;
}

static void copy_lines(Rewrite *rewrite, guint until)
{
  for (; rewrite->copied < until; rewrite->copied++) {
    const char *start, *end;
    source_line_at(rewrite->source, rewrite->offsets, rewrite->copied, &start, &end);
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

/* Whether a heading with INDENT columns of white space before it would go on with a paragraph
 * in BLOCK's place: it is deeper than a block may be there, or not in the item and deeper than
 * a block may be outside. */
static gboolean goes_on(const Paragraph *block, guint indent)
{
  return indent >= paragraph_too_deep(block) ||
         (block->in_item && indent < block->width && indent >= 4);
}

/* What stands before the header at CONTENT in LINE. A line that goes on with a paragraph may
 * stand as deep as it likes; the placeholder must not, or it would go on with it as well. */
static void add_prefix(Rewrite *rewrite, const Paragraph *block, guint line,
                       const char *content, guint indent)
{
  const char *start, *end;
  source_line_at(rewrite->source, rewrite->offsets, line, &start, &end);
  if (line == block->first || !goes_on(block, indent)) {
    g_string_append_len(rewrite->body, start, content - start);
    return;
  }
  g_string_append_len(rewrite->body, start, paragraph_behind_quotes(block, line) - start);
  for (guint i = 0; i < block->width; i++)
    g_string_append_c(rewrite->body, ' ');
}

/* Writes the placeholder where the header stood, in the containers that the header stood in. */
static void add_placeholder(Rewrite *rewrite, const Paragraph *block, guint header, guint table)
{
  const char *content, *ignored;
  guint indent;
  paragraph_line(block, header, &content, &ignored, &indent);
  add_prefix(rewrite, block, header, content, indent);
  g_string_append_printf(rewrite->body, "###### %st%u\n", source_nonce(rewrite->source), table);
  guint number = source_line(rewrite->source, (int)header + 1);
  g_array_append_val(rewrite->body_lines, number);
}

static Table *table_new(const Rewrite *rewrite, guint columns)
{
  Table *table = g_new0(Table, 1);
  table->columns = columns;
  table->align = g_new0(Align, columns);
  table->first_cell = rewrite->n_cells;
  table->row_cells = g_array_new(FALSE, FALSE, sizeof(guint));
  return table;
}

/* The text in LINE of BLOCK goes on with the paragraph from outside its containers: behind a
 * table it would end them, and notes that were found in them would be none. It gets what stands
 * before the rule of the table, in line RULE. */
static void keep_inside(Rewrite *rewrite, const Paragraph *block, guint rule, guint line)
{
  const char *before, *start, *end;
  guint ignored;
  guint number = source_line(rewrite->source, (int)line + 1);
  paragraph_line(block, rule, &start, &end, &ignored);
  source_line_at(rewrite->source, rewrite->offsets, rule, &before, &end);
  g_string_append_len(rewrite->body, before, start - before);
  source_line_at(rewrite->source, rewrite->offsets, line, &start, &end);
  start = source_behind_marks(start, end, &ignored);
  g_string_append_len(rewrite->body, start, end - start);
  g_string_append_c(rewrite->body, '\n');
  g_array_append_val(rewrite->body_lines, number);
  rewrite->copied = line + 1;
}

/* Looks for a table in BLOCK and moves it out. */
static void take_table(Rewrite *rewrite, const Paragraph *block)
{
  const char *head, *head_end, *mark, *mark_end;
  guint indent;
  if (block->first < rewrite->html)
    return;
  for (guint line = block->first + 1; line <= block->last; line++) {
    if (!paragraph_line(block, line, &mark, &mark_end, &indent))
      continue;
    guint columns = row_read_delimiter(mark, mark_end, NULL);
    /* dashes alone underline a heading, even where cmark took references from above them */
    gboolean plain = !memchr(mark, '|', (gsize)(mark_end - mark)) &&
                     !memchr(mark, ':', (gsize)(mark_end - mark));
    if (columns == 0 || plain || indent >= paragraph_too_deep(block) ||
        !paragraph_line(block, line - 1, &head, &head_end, &indent) ||
        row_count(head, head_end) != columns)
      continue;
    Table *table = table_new(rewrite, columns);
    row_read_delimiter(mark, mark_end, table->align);
    copy_lines(rewrite, line - 1);
    add_placeholder(rewrite, block, line - 1, rewrite->source->tables->len);
    g_ptr_array_add(rewrite->source->tables, table);
    add_row(rewrite, table, head, head_end, line - 1);
    guint next = line + 1;
    for (; next <= block->last; next++) {
      if (!paragraph_line(block, next, &head, &head_end, &indent) ||
          ends_table(block, head, head_end, indent))
        break;
      add_row(rewrite, table, head, head_end, next);
    }
    rewrite->copied = next;
    if (next <= block->last && rewrite->source->n_notes > 0 &&
        !paragraph_line(block, next, &head, &head_end, &indent))
      keep_inside(rewrite, block, line, next);
    if (next <= block->last && is_lone_tag(head, head_end))
      rewrite->html = behind_html(rewrite, next);
    return;
  }
}

/* Whether any line but the first could be a delimiter row: most texts have none, and need
 * neither a list of their lines nor a second parse. */
static gboolean has_candidate(const Source *source)
{
  const char *end = source->text + source->length;
  if (!memchr(source->text, '|', source->length) && !source_has_pair(source, '-', ':') &&
      !source_has_pair(source, ':', '-'))
    return FALSE;
  for (const char *start = source->text;
       (start = memchr(start, '\n', (gsize)(end - start))) && ++start < end;) {
    while (start < end && (*start == ' ' || *start == '\t' || *start == '>'))
      start++;
    if (start == end || (*start != '|' && *start != ':' && *start != '-'))
      continue;
    const char *stop = memchr(start, '\n', (gsize)(end - start));
    if (row_read_delimiter(start, stop ? stop : end, NULL) > 0)
      return TRUE;
  }
  return FALSE;
}

static void walk_blocks(Rewrite *rewrite)
{
  g_autoptr(GArray) plain = edge_find_tables(rewrite->source->text, rewrite->offsets);
  for (guint i = 0; plain && i < plain->len; i++) {
    const EdgeTable *found = &g_array_index(plain, EdgeTable, i);
    take_table(rewrite, &(Paragraph){.source = rewrite->source,
                                     .offsets = rewrite->offsets,
                                     .first = found->first,
                                     .last = found->last});
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
    Paragraph block = paragraph_of(rewrite->source, rewrite->offsets, node);
    if (block.last > block.first)
      take_table(rewrite, &block);
    cmark_iter_reset(iter, node, CMARK_EVENT_EXIT);
  }
  cmark_iter_free(iter);
}

void tables_rewrite(Source *source)
{
  if (!has_candidate(source))
    return;
  g_autoptr(GArray) offsets = source_offsets(source);
  Rewrite rewrite = {.source = source, .offsets = offsets};
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
