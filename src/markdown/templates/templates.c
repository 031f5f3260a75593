/* SPDX-License-Identifier: MIT */
#include "markdown/templates/templates.h"

#include <string.h>

#include "markdown/templates/templates-internal.h"

/* Returns one past the code span that begins at P, a run of backticks; one past the run if it
 * begins no code span. */
static const char *code_span_end(Templates *t, const char *p)
{
  const char *run = p;
  while (p < t->end && *p == '`')
    p++;
  gsize n = (gsize)(p - run);
  if (n >= TEMPLATE_RUNS || p < t->no_backtick[n])
    return p;
  const char *q = p;
  while (q < t->end &&
         !(*q == '\n' && templates_ends_line(t, q + 1))) { /* up to an empty line */
    if (*q != '`') {
      q++;
      continue;
    }
    const char *close = q;
    while (q < t->end && *q == '`')
      q++;
    if ((gsize)(q - close) == n)
      return q;
  }
  t->no_backtick[n] = q;
  return p;
}

/* Returns the end of the code in '<code>' or '<pre>' at P; one past P for anything else. */
static const char *raw_code_end(Templates *t, const char *p)
{
  static const char *const names[TEMPLATE_RAW] = {"code", "pre"};
  for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
    gsize n = strlen(names[i]);
    if ((gsize)(t->end - p) < n + 2 || g_ascii_strncasecmp(p + 1, names[i], n) != 0 ||
        g_ascii_isalnum(p[1 + n]))
      continue;
    enum { LONGEST = 20000 };
    char close[16];
    g_snprintf(close, sizeof(close), "</%s", names[i]);
    if (!t->raw_close[i] || t->raw_close[i] < p) {
      const char *found = memmem(p, (gsize)(t->end - p), close, n + 2);
      t->raw_close[i] = found ? found : t->end;
    }
    gsize room = (gsize)MIN(t->end - p, LONGEST);
    return (gsize)(t->raw_close[i] - p) + n + 2 <= room ? t->raw_close[i] : p + 1;
  }
  return p + 1;
}

/* Returns one past the text, code or escape at P, or P if a tag may begin there. */
static const char *plain_end(Templates *t, const char *p)
{
  switch (*p) {
  case '\\':
    return MIN(p + 2, t->end);
  case '`':
    return code_span_end(t, p);
  case '<':
    return raw_code_end(t, p);
  case '{':
    return p;
  default:
    return p + 1;
  }
}

static void read_text(Templates *t)
{
  const char *from = t->text; /* not yet written */
  for (const char *p = from; p < t->end;) {
    if (p == t->text || p[-1] == '\n') {
      from = templates_copy(t, from, p);
      const char *stop = t->text + g_array_index(t->offsets, gsize, t->line + 1);
      if (t->kinds[t->line] == LINE_CODE) {
        p = stop;
        continue;
      }
      if (t->quote.credit && t->quote.end < p) /* its end tag is inside code */
        templates_close_quote(t);
      if (t->id && (from = templates_place_id(t, p, stop)) != p) {
        p = from;
        continue;
      }
    }
    const char *next = plain_end(t, p);
    if (next == p) {
      from = templates_copy(t, from, p);
      next = p[1] == ':' ? templates_take_attributes(t, p) : templates_take_tag(t, p);
      from = next;
    }
    p = MAX(next, p + 1); /* a brace that begins no tag is written with what follows */
  }
  templates_copy(t, from, t->end);
  if (t->quote.credit)
    templates_close_quote(t);
}

static gint by_line(gconstpointer a, gconstpointer b)
{
  const TemplateRemoved *one = *(TemplateRemoved *const *)a,
                        *two = *(TemplateRemoved *const *)b;
  return one->line != two->line ? (one->line < two->line ? -1 : 1)
                                : strcmp(one->name, two->name);
}

static void tell(const Templates *t)
{
  g_autoptr(GPtrArray) all = g_ptr_array_new();
  GHashTableIter iter;
  gpointer one;
  g_hash_table_iter_init(&iter, t->removed);
  while (g_hash_table_iter_next(&iter, NULL, &one))
    g_ptr_array_add(all, one);
  g_ptr_array_sort(all, by_line);
  for (guint i = 0; i < all->len; i++) {
    const TemplateRemoved *removed = g_ptr_array_index(all, i);
    const MkepubMarkdownOptions *options = t->source->options;
    if (removed->count == 1)
      mkepub_findings_add(options->findings, MKEPUB_FINDING_TEMPLATE_REMOVED, options->path,
                          removed->line, 0, "template tag '%s' left out", removed->name);
    else
      mkepub_findings_add(options->findings, MKEPUB_FINDING_TEMPLATE_REMOVED, options->path,
                          removed->line, 0, "template tag '%s' left out, %u times",
                          removed->name, removed->count);
  }
}

static void free_removed(gpointer data)
{
  TemplateRemoved *removed = data;
  g_free(removed->name);
  g_free(removed);
}

static void expand(MarkdownText *source)
{
  g_autoptr(GArray) offsets = markdown_text_offsets(source);
  g_autofree guint8 *kinds = markdown_text_find_code(source, offsets);
  g_autoptr(GHashTable) values = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr(GHashTable) removed =
      g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_removed);
  Templates t = {.source = source,
                 .text = source->text,
                 .end = source->text + source->length,
                 .offsets = offsets,
                 .kinds = kinds,
                 .out = g_string_sized_new(source->length + 1024),
                 .lines = g_array_new(FALSE, FALSE, sizeof(guint)),
                 .values = values,
                 .removed = removed};
  read_text(&t);
  guint last = markdown_text_line(source, (int)t.line + 1);
  g_array_append_val(t.lines, last);
  tell(&t);
  g_free(t.id);
  g_clear_pointer(&t.ends, g_hash_table_unref);
  markdown_text_replace(source, t.out, t.lines);
}

void templates_expand(MarkdownText *source)
{
  const char *end = source->text + source->length;
  for (const char *p = source->text; (p = memchr(p, '{', (gsize)(end - p))); p++)
    if (p + 1 < end && strchr("%{:", p[1])) {
      expand(source);
      return;
    }
}
