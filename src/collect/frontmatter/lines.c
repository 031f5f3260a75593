/* SPDX-License-Identifier: MIT */
#include "collect/frontmatter/lines.h"

#include <string.h>

gboolean line_next(Line *line)
{
  if (line->next >= line->end)
    return FALSE;
  line->text = line->next;
  const char *stop = memchr(line->text, '\n', (gsize)(line->end - line->text));
  line->length = (gsize)((stop ? stop : line->end) - line->text);
  line->next = stop ? stop + 1 : line->end;
  line->number++;
  return TRUE;
}

gsize line_indent(const Line *line)
{
  gsize n = 0;
  while (n < line->length && g_ascii_isspace(line->text[n]))
    n++;
  return n;
}

gboolean line_is_blank(const Line *line)
{
  return line_indent(line) == line->length;
}

gboolean line_is(const Line *line, const char *text)
{
  gsize n = strlen(text);
  if (line->length < n || memcmp(line->text, text, n) != 0)
    return FALSE;
  while (n < line->length && g_ascii_isspace(line->text[n]))
    n++;
  return n == line->length;
}
