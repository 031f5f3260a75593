/* SPDX-License-Identifier: MIT */
#include "markdown/footnotes.h"

#include <string.h>

typedef struct {
  const char *prefix; /* the line's start: containers and indentation */
  gsize prefix_length;
  const char *label; /* '^1' */
  gsize label_length;
  const char *rest; /* text of the note on this line */
} Definition;

/* Reads the line [LINE, END) as the start of a note. */
static gboolean definition_read(const char *line, const char *end, Definition *definition)
{
  const char *p = line;
  while (p < end && (*p == ' ' || *p == '>'))
    p++;
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

/* Bullet of the next list item outside the note that could be taken for its neighbor, or 0; for
 * each line, read backward. */
static char *next_bullets(const Source *source, const GArray *offsets)
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

/* A note may begin below an empty line behind its label, where no list item could: the line
 * from I on, 0 when the note has none. */
static guint first_text_line(const Source *source, const GArray *offsets, guint i)
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

static void append_line(GString *out, GArray *lines, guint number)
{
  if (out->len == 0 || out->str[out->len - 1] != '\n')
    g_string_append_c(out, '\n');
  g_array_append_val(lines, number);
}

static void append_definition(Source *source, GString *out, GArray *lines,
                              const Definition *definition, const char *end, char bullet,
                              guint number)
{
  g_string_append_len(out, definition->prefix, (gssize)definition->prefix_length);
  g_string_append_printf(out, "###### %sf%u\n", source_nonce(source), source->n_notes);
  g_array_append_val(lines, number);
  g_string_append_len(out, definition->prefix, (gssize)definition->prefix_length);
  g_string_append_printf(out, "%c   ", bullet);
  g_string_append_len(out, definition->rest, end - definition->rest);
  append_line(out, lines, number);
  source->n_notes++;
  g_ptr_array_add(source->note_labels, g_strndup(definition->label, definition->label_length));
}

/* The labels as link references; they stand before the text, where nothing can swallow them. */
static GString *reference_lines(Source *source)
{
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < source->note_labels->len; i++)
    g_string_append_printf(out, "[%s]: %sr%u\n",
                           (char *)g_ptr_array_index(source->note_labels, i),
                           source_nonce(source), i);
  g_string_append_c(out, '\n');
  return out;
}

void footnotes_rewrite(Source *source)
{
  if (!source_has_pair(source, '[', '^'))
    return;
  g_autoptr(GArray) offsets = source_offsets(source);
  guint n = offsets->len - 1;
  g_autofree guint8 *verbatim = NULL;
  g_autofree char *bullets = NULL;
  g_autoptr(GString) body = g_string_sized_new(source->length + 256);
  g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(guint));
  for (guint i = 0; i < n; i++) {
    const char *line = source->text + g_array_index(offsets, gsize, i);
    const char *end = source->text + g_array_index(offsets, gsize, i + 1);
    guint number = source_line(source, (int)i + 1);
    Definition definition;
    gboolean is_definition = definition_read(line, end, &definition);
    if (is_definition && !verbatim) {
      cmark_node *document = source_parse(source);
      verbatim = source_line_kinds(document, n);
      bullets = next_bullets(source, offsets);
      source->note_labels = g_ptr_array_new_with_free_func(g_free);
    }
    if (is_definition && !verbatim[i]) {
      guint text = *definition.rest == '\n' && definition.prefix_length == 0
                       ? first_text_line(source, offsets, i)
                       : 0;
      if (text > 0) {
        i = text;
        definition.rest = source->text + g_array_index(offsets, gsize, i);
        definition.rest += strspn(definition.rest, " \t");
        end = source->text + g_array_index(offsets, gsize, i + 1);
        number = source_line(source, (int)i + 1);
      }
      append_definition(source, body, lines, &definition, end,
                        bullets[i + 1] == '-' ? '+' : '-', number);
    } else {
      g_string_append_len(body, line, end - line);
      append_line(body, lines, number);
    }
  }
  if (source->n_notes == 0)
    return;
  g_autoptr(GString) head = reference_lines(source);
  g_string_prepend_len(body, head->str, (gssize)head->len);
  GArray *all =
      g_array_sized_new(FALSE, FALSE, sizeof(guint), lines->len + source->n_notes + 1);
  for (guint i = 0; i <= source->n_notes; i++)
    g_array_append_val(all, source->options->first_line);
  g_array_append_vals(all, lines->data, lines->len);
  source_replace(source, g_steal_pointer(&body), all);
}
