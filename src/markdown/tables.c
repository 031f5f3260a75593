/* SPDX-License-Identifier: MIT */
#include "markdown/tables.h"

#include <string.h>

#include "markdown/arena.h"
#include "markdown/paragraph.h"
#include "markdown/placeholder.h"
#include "markdown/table-move.h"
#include "markdown/table-row.h"
#include "markdown/table-scan.h"

guint tables_cell_count(const MarkdownText *source)
{
  guint count = 0;
  if (!source->tables || source->tables->len == 0)
    return 0;
  const Table *last = g_ptr_array_index(source->tables, source->tables->len - 1);
  for (guint i = 0; i < last->row_cells->len; i++)
    count += g_array_index(last->row_cells, guint, i);
  return last->first_cell + count;
}

/* How many times the rewritten text is parsed to check that each placeholder became a block. */
#define LOOKS 2

/* The state of the walk over the paragraphs. */
typedef struct {
  MarkdownText *source;
  GArray *offsets;
  TableMoves moves;
  guint8 *refused;  /* for each line, whether it cannot be the header of a table */
  gboolean careful; /* tables in doubt remain text */
} Rewrite;

/* Returns whether the line is a tag alone, which begins an HTML block of kind 7 (CommonMark
 * 4.6). */
static gboolean is_lone_tag(const char *start, const char *end)
{
  while (end > start && g_ascii_isspace(end[-1]))
    end--;
  return end - start > 2 && *start == '<' && (g_ascii_isalpha(start[1]) || start[1] == '/') &&
         memchr(start, '>', (gsize)(end - start)) == end - 1;
}

/* Returns whether the line [START, END) ends a table. A row of a table is not a paragraph, so
 * lines that could not interrupt a paragraph can end a table. */
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

/* Returns the line after the table in BLOCK whose rule is line RULE. */
static guint table_end(const Paragraph *block, guint rule)
{
  const char *start, *end;
  guint indent, next = rule + 1;
  while (next <= block->last && paragraph_line(block, next, &start, &end, &indent) &&
         !ends_table(block, start, end, indent))
    next++;
  return next;
}

/* Returns whether moving the table with its rule in line RULE, and NEXT after it, may change
 * the text below: BLOCK continues, but no longer as text of an open paragraph; or the header
 * continued the text of an item from outside, and its placeholder ends the item. */
static gboolean is_doubtful(const Paragraph *block, guint rule, guint next)
{
  return next <= block->last || (block->in_list && rule - 1 > block->first);
}

/* Moves the table in BLOCK out of the text, if there is one. */
static void take_table(Rewrite *rewrite, const Paragraph *block)
{
  const char *head, *head_end, *mark, *mark_end;
  guint indent;
  for (guint line = block->first + 1; line <= block->last; line++) {
    if (rewrite->refused[line - 1] || !paragraph_line(block, line, &mark, &mark_end, &indent))
      continue;
    guint columns = row_read_delimiter(mark, mark_end, NULL);
    /* dashes alone underline a heading, even where cmark removed link references above them */
    gboolean plain = !memchr(mark, '|', (gsize)(mark_end - mark)) &&
                     !memchr(mark, ':', (gsize)(mark_end - mark));
    if (columns == 0 || plain || indent >= paragraph_too_deep(block) ||
        !paragraph_line(block, line - 1, &head, &head_end, &indent) ||
        row_count(head, head_end) != columns)
      continue;
    guint next = table_end(block, line);
    if (!rewrite->careful || !is_doubtful(block, line, next))
      table_moves_add(&rewrite->moves, block, line, next, columns);
    return;
  }
}

/* Returns whether any line but the first could be a delimiter row. Most texts have none, and
 * need neither a list of their lines nor a second parse. */
static gboolean has_candidate(const MarkdownText *source)
{
  const char *end = source->text + source->length;
  if (!memchr(source->text, '|', source->length) && !markdown_text_has_pair(source, '-', ':') &&
      !markdown_text_has_pair(source, ':', '-'))
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
  table_moves_begin(&rewrite->moves);
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
  cmark_node *document = markdown_text_parse(rewrite->source);
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
  arena_release(); /* frees the tree */
}

/* Parses the rewritten text. Where a table ended within its paragraph, a tag, an item or an
 * indented line after it no longer continues that paragraph and may take tables and notes below
 * it as its content; so may text that continued an item. Such tables are not moved from now on.
 * Returns whether there was one. */
static gboolean drop_lost(Rewrite *rewrite)
{
  const MarkdownText *source = rewrite->source;
  gboolean dropped = FALSE;
  table_moves_finish(&rewrite->moves);
  g_autofree guint8 *tables =
      placeholder_find_placed(source, rewrite->moves.body, MARK_TABLE, source->tables->len);
  g_autofree guint8 *notes =
      placeholder_find_placed(source, rewrite->moves.body, MARK_NOTE, source->n_notes);
  for (guint i = 0; i < source->tables->len; i++)
    if (!tables[i]) {
      rewrite->refused[g_array_index(rewrite->moves.headers, guint, i)] = 1;
      dropped = TRUE;
    }
  for (guint i = 0; i < source->n_notes; i++)
    if (!notes[i])
      rewrite->careful = dropped = TRUE;
  return dropped;
}

void tables_rewrite(MarkdownText *source)
{
  if (!has_candidate(source))
    return;
  g_autoptr(GArray) offsets = markdown_text_offsets(source);
  Rewrite rewrite = {.source = source, .offsets = offsets};
  table_moves_init(&rewrite.moves, source, offsets);
  rewrite.refused = g_malloc0(offsets->len);
  walk_blocks(&rewrite);
  /* a dropped table may change what the others are, so look again, a limited number of times */
  for (guint look = 0; source->careful && look < LOOKS && drop_lost(&rewrite); look++) {
    rewrite.careful |= look + 1 == LOOKS;
    walk_blocks(&rewrite);
  }
  if (source->tables->len > 0)
    table_moves_take_over(&rewrite.moves);
  table_moves_clear(&rewrite.moves);
  g_free(rewrite.refused);
}
