/* SPDX-License-Identifier: MIT */
#include "markdown/table-row.h"

static gboolean is_blank(char c)
{
  return c == ' ' || c == '\t' || c == '\v' || c == '\f';
}

static void trim(const char **start, const char **end)
{
  while (*start < *end && is_blank(**start))
    (*start)++;
  while (*end > *start && is_blank((*end)[-1]))
    (*end)--;
}

void row_begin(Row *row, const char *start, const char *end)
{
  trim(&start, &end);
  if (start < end && *start == '|')
    start++;
  *row = (Row){.next = start, .end = end};
}

gboolean row_next(Row *row)
{
  const char *p = row->next;
  if (p >= row->end)
    return FALSE;
  while (p < row->end && *p != '|')
    p += *p == '\\' && p + 1 < row->end && g_ascii_ispunct(p[1]) ? 2 : 1;
  row->cell = row->next;
  row->cell_end = p;
  trim(&row->cell, &row->cell_end);
  row->next = p < row->end ? p + 1 : p;
  return TRUE;
}

void row_append_cell(const Row *row, GString *out)
{
  for (const char *p = row->cell; p < row->cell_end; p++)
    if (*p != '\\' || p + 1 >= row->cell_end || p[1] != '|')
      g_string_append_c(out, *p);
}

guint row_count(const char *start, const char *end)
{
  Row row;
  guint count = 0;
  row_begin(&row, start, end);
  while (row_next(&row))
    count++;
  return count;
}

static gboolean read_mark(const char *start, const char *end, Align *align)
{
  gboolean left = start < end && *start == ':';
  if (left)
    start++;
  gboolean right = start < end && end[-1] == ':';
  if (right)
    end--;
  if (start == end)
    return FALSE;
  for (; start < end; start++)
    if (*start != '-')
      return FALSE;
  *align = left && right ? ALIGN_CENTER : left ? ALIGN_LEFT : right ? ALIGN_RIGHT : ALIGN_NONE;
  return TRUE;
}

guint row_read_delimiter(const char *start, const char *end, Align *align)
{
  Row row;
  guint count = 0;
  row_begin(&row, start, end);
  while (row_next(&row)) {
    Align one;
    if (!read_mark(row.cell, row.cell_end, &one))
      return 0;
    if (align)
      align[count] = one;
    count++;
  }
  return count;
}
