/* SPDX-License-Identifier: MIT */
/* Input and output that all parts of the expansion share. */
#include <string.h>

#include "markdown/limits.h"
#include "markdown/templates/templates-internal.h"

static guint file_line(const Templates *t)
{
  return markdown_text_line(t->source, (int)t->line + 1);
}

void templates_put(Templates *t, const char *text, gsize length)
{
  gsize whole = t->out->len + length;
  if (whole > t->source->length && !budget_allows(t->source->budget, whole - t->source->length))
    return;
  const char *end = text + length;
  for (const char *p = text; p < end; p++) {
    p = memchr(p, '\n', (gsize)(end - p));
    if (!p)
      break;
    guint line = file_line(t);
    g_array_append_val(t->lines, line);
  }
  g_string_append_len(t->out, text, (gssize)length);
}

const char *templates_advance(Templates *t, const char *p)
{
  while (t->line + 2 < t->offsets->len &&
         t->text + g_array_index(t->offsets, gsize, t->line + 1) <= p)
    t->line++;
  return p;
}

const char *templates_copy(Templates *t, const char *from, const char *to)
{
  while (from < to) {
    const char *stop = memchr(from, '\n', (gsize)(to - from));
    stop = stop ? stop + 1 : to;
    templates_put(t, from, (gsize)(stop - from));
    from = templates_advance(t, stop);
  }
  return to;
}

void templates_remember(Templates *t, const char *name)
{
  TemplateRemoved *removed = g_hash_table_lookup(t->removed, name);
  if (!removed) {
    removed = g_new0(TemplateRemoved, 1);
    *removed = (TemplateRemoved){.name = g_strdup(name), .line = file_line(t)};
    g_hash_table_insert(t->removed, removed->name, removed);
  }
  removed->count++;
}

char *templates_prefix(const Templates *t, const char *p)
{
  /* go back no further than needed: a line may hold many tags */
  const char *start = p;
  while (start > t->text && (start[-1] == ' ' || start[-1] == '\t' || start[-1] == '>'))
    start--;
  if (start > t->text && start[-1] != '\n')
    return NULL;
  /* more quotes than these are text */
  const char *end = start;
  for (guint quotes = 0; end < p && quotes < GUARD_CONTAINERS; end++)
    quotes += *end == '>';
  return g_strndup(start, (gsize)(end - start));
}

gboolean templates_ends_line(const Templates *t, const char *p)
{
  while (p < t->end && (*p == ' ' || *p == '\t'))
    p++;
  return p == t->end || *p == '\n';
}
