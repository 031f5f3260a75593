/* SPDX-License-Identifier: MIT */
#include "markdown/footnote-definition.h"

#include <string.h>

/* Returns one past the marker of a list item at P, or P. */
static const char *behind_item_mark(const char *p, const char *end)
{
  enum { DIGITS = 9 };
  const char *q = p;
  while (q < end && g_ascii_isdigit(*q) && q - p < DIGITS)
    q++;
  if (end - q < 2 || !strchr(q > p ? ".)" : "-+*", *q) || q[1] != ' ')
    return p;
  return q + 1;
}

/* Returns one past the markers of quotes and list items that LINE begins with. */
static const char *behind_prefix(const char *line, const char *end)
{
  const char *p = line, *before;
  do {
    before = p;
    while (p < end && (*p == ' ' || *p == '>'))
      p++;
    p = behind_item_mark(p, end);
  } while (p > before);
  return p;
}

gboolean definition_read(const char *line, const char *end, Definition *definition)
{
  const char *p = behind_prefix(line, end);
  if (end - p < 5 || p[0] != '[' || p[1] != '^')
    return FALSE;
  const char *close = p + 2;
  while (close < end && !strchr("[] \t\n\\", *close))
    close++;
  if (close == p + 2 || close + 1 >= end || close[0] != ']' || close[1] != ':' ||
      close - p > 900)
    return FALSE;
  definition->prefix = line;
  definition->prefix_length = (gsize)(p - line);
  definition->label = p + 1;
  definition->label_length = (gsize)(close - p - 1);
  definition->rest = close + 2;
  while (definition->rest < end && (*definition->rest == ' ' || *definition->rest == '\t'))
    definition->rest++;
  return TRUE;
}

void definition_append_prefix(const Definition *definition, gboolean first, GString *out)
{
  for (gsize i = 0; i < definition->prefix_length; i++) {
    char c = definition->prefix[i];
    g_string_append_c(out, first || c == '>' ? c : ' ');
  }
}

char *definition_bullets(const MarkdownText *source, const GArray *offsets)
{
  guint n = offsets->len - 1;
  char *bullets = g_malloc0(n + 1);
  for (guint i = n; i-- > 0;) {
    const char *line = source->text + g_array_index(offsets, gsize, i);
    const char *end = source->text + g_array_index(offsets, gsize, i + 1);
    const char *p = line;
    while (p < end && (*p == ' ' || *p == '>'))
      p++;
    bullets[i] = bullets[i + 1];
    if (p + 1 < end && strchr("-+*", *p) && (p[1] == ' ' || p[1] == '\t' || p[1] == '\n'))
      bullets[i] = *p;
  }
  return bullets;
}

guint definition_text_line(const MarkdownText *source, const GArray *offsets, guint i)
{
  enum { INDENT = 4 };
  guint next = i + 1;
  for (; next + 1 < offsets->len; next++) {
    const char *line = source->text + g_array_index(offsets, gsize, next);
    const char *end = source->text + g_array_index(offsets, gsize, next + 1);
    gsize blank = 0;
    while (line + blank < end && (line[blank] == ' ' || line[blank] == '\t'))
      blank++;
    if (line + blank == end || line[blank] == '\n')
      continue;
    return next > i + 1 && (*line == '\t' || blank >= INDENT) ? next : 0;
  }
  return 0;
}

/* '-   --' would be a thematic break, and the bullet of the next item would join both into one
 * list. */
char definition_bullet(const Definition *definition, const char *end, char next)
{
  const char *p = definition->rest;
  while (p < end && strchr("- \t\n", *p))
    p++;
  if (p < end && next != '-')
    return '-';
  return next == '+' ? '*' : '+';
}
