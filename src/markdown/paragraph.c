/* SPDX-License-Identifier: MIT */
#include "markdown/paragraph.h"

/* Returns the column after the byte C in COLUMN (CommonMark 2.2). */
static guint next_column(char c, guint column)
{
  return c == '\t' ? column + 4 - column % 4 : column + 1;
}

gboolean paragraph_line(const Paragraph *paragraph, guint line, const char **start,
                        const char **end, guint *indent)
{
  markdown_text_line_at(paragraph->source, paragraph->offsets, line, start, end);
  *indent = 0;
  if (line == paragraph->first) {
    *start = MIN(*start + paragraph->column, *end);
    return TRUE;
  }
  guint quotes = 0, column = 0, behind = 0;
  while (*start < *end && (**start == ' ' || **start == '\t' || **start == '>')) {
    if (**start == '>') {
      /* a '>' indented more than a block may be can be text */
      gboolean deep = !paragraph->in_list && *indent > (quotes > 0 ? 4 : 3);
      if (quotes == paragraph->quotes || deep)
        break;
      quotes++;
      behind = column + 1;
    }
    column = next_column(**start, column);
    *indent = column - behind;
    (*start)++;
  }
  if (quotes < paragraph->quotes)
    return FALSE;
  return !paragraph->in_item || *indent >= 2;
}

const char *paragraph_behind_quotes(const Paragraph *paragraph, guint line)
{
  const char *start, *end;
  guint quotes = 0;
  markdown_text_line_at(paragraph->source, paragraph->offsets, line, &start, &end);
  const char *behind = start;
  for (const char *p = start; p < end && quotes < paragraph->quotes; p++)
    if (*p == '>') {
      quotes++;
      behind = p + 1;
    }
  return behind;
}

guint paragraph_too_deep(const Paragraph *paragraph)
{
  return 4 + (paragraph->in_item ? paragraph->width : paragraph->quotes > 0 ? 1 : 0);
}

/* Excludes the underline of a heading, which is a rule below the table and not one of its rows.
 * cmark ends such a heading in the underline or one line later. */
static void leave_underline(Paragraph *paragraph)
{
  for (guint line = paragraph->first + 1; line <= paragraph->last; line++) {
    const char *start, *end;
    guint indent;
    if (!paragraph_line(paragraph, line, &start, &end, &indent))
      continue;
    while (end > start && g_ascii_isspace(end[-1]))
      end--;
    const char *p = start;
    while (p < end && *p == *start && (*p == '-' || *p == '='))
      p++;
    if (p == end && p > start)
      paragraph->last = line - 1;
  }
}

Paragraph paragraph_of(const MarkdownText *source, const GArray *offsets, cmark_node *node)
{
  Paragraph paragraph = {.source = source,
                         .offsets = offsets,
                         .first = (guint)MAX(cmark_node_get_start_line(node), 1) - 1,
                         .last = (guint)MAX(cmark_node_get_end_line(node), 1) - 1,
                         .column = (guint)MAX(cmark_node_get_start_column(node), 1) - 1};
  paragraph.last = MIN(paragraph.last, offsets->len - 2);
  paragraph.first = MIN(paragraph.first, paragraph.last);
  for (cmark_node *up = cmark_node_parent(node); up; up = cmark_node_parent(up)) {
    /* an item around a quote requires no indentation after the '>' */
    paragraph.in_item |= cmark_node_get_type(up) == CMARK_NODE_ITEM && paragraph.quotes == 0;
    paragraph.in_list |= cmark_node_get_type(up) == CMARK_NODE_ITEM;
    paragraph.quotes += cmark_node_get_type(up) == CMARK_NODE_BLOCK_QUOTE;
  }
  const char *start, *end;
  markdown_text_line_at(source, offsets, paragraph.first, &start, &end);
  const char *quoted = paragraph_behind_quotes(&paragraph, paragraph.first);
  const char *content = MIN(start + paragraph.column, end);
  guint column = 0;
  for (; start < content; start++) {
    guint next = next_column(*start, column);
    paragraph.width += start >= quoted ? next - column : 0;
    column = next;
  }
  if (cmark_node_get_type(node) == CMARK_NODE_HEADING)
    leave_underline(&paragraph);
  return paragraph;
}
