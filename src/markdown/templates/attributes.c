/* SPDX-License-Identifier: MIT */
#include "markdown/templates/templates-internal.h"

#include <string.h>

static gboolean is_name(const char *p, gsize n)
{
  if (n < 2 || !g_ascii_isalpha(*p))
    return FALSE;
  for (gsize i = 1; i < n; i++)
    if (!g_ascii_isalnum(p[i]) && p[i] != '-' && p[i] != '_')
      return FALSE;
  return TRUE;
}

/* Returns one past kramdown's attribute list '{:.class #id key="value"}' at P, or NULL; formats
 * of programming languages look much alike. Sets *ID to the first id in the list, if any, for
 * the caller to free, also when it returns NULL. */
static const char *attributes_end(const Templates *t, const char *p, char **id)
{
  enum { LONGEST = 200 };
  gsize room = (gsize)MIN(t->end - p, LONGEST + 1);
  const char *close = room > 3 && p[1] == ':' ? memchr(p, '}', room) : NULL;
  if (!close || memchr(p, '\n', (gsize)(close - p)))
    return NULL;
  g_autofree char *inside = g_strndup(p + 2, (gsize)(close - p - 2));
  g_auto(GStrv) items = g_strsplit_set(inside, " \t", -1);
  gboolean any = FALSE, quoted = FALSE;
  for (guint i = 0; items[i]; i++) {
    const char *item = items[i];
    gsize n = strlen(item);
    gboolean good =
        n == 0 || quoted || strcmp(item, "toc") == 0 ||
        ((*item == '#' || *item == '.') && is_name(item + 1, strcspn(item + 1, ".#")));
    if (!good && strchr(item, '=') && is_name(item, strcspn(item, "="))) {
      good = TRUE;
      quoted = strchr(item, '"') && strchr(item, '"') == strrchr(item, '"');
    } else if (quoted && strchr(item, '"')) {
      quoted = FALSE;
    }
    if (!good)
      return NULL;
    any |= n > 0;
    if (*item == '#' && !*id)
      *id = g_strndup(item + 1, strcspn(item + 1, "."));
  }
  return any ? close + 1 : NULL;
}

/* Removes the line that was written last if it is a list item: '{:toc}' replaces the list of
 * one item above it. */
static void drop_placeholder(Templates *t)
{
  gsize end = t->out->len;
  if (end < 3 || t->out->str[end - 1] != '\n')
    return;
  gsize start = end - 1;
  while (start > 0 && t->out->str[start - 1] != '\n')
    start--;
  const char *item = t->out->str + start;
  gsize marker = strspn(item, "0123456789");
  if (!strchr(marker > 0 ? "." : "-*+", item[marker]) || item[marker + 1] != ' ')
    return;
  g_string_truncate(t->out, start);
  g_array_set_size(t->lines, t->lines->len - 1);
}

const char *templates_take_attributes(Templates *t, const char *p)
{
  g_autofree char *id = NULL;
  const char *stop = attributes_end(t, p, &id);
  if (!stop)
    return p;
  g_autofree char *prefix = templates_prefix(t, p);
  if (prefix && !*prefix && memcmp(p, "{:toc}", 6) == 0)
    drop_placeholder(t);
  if (id && prefix && templates_ends_line(t, stop)) {
    g_free(t->id);
    t->id = g_steal_pointer(&id);
  } else if (id) {
    g_autofree char *anchor = g_strdup_printf("<a id=\"%s\"></a>", id);
    templates_put(t, anchor, strlen(anchor));
  }
  return templates_advance(t, stop);
}

const char *templates_place_id(Templates *t, const char *p, const char *stop)
{
  const char *text = p;
  while (text < stop && strchr(" \t>", *text))
    text++;
  if (text == stop || *text == '\n')
    return p;
  g_autofree char *id = g_steal_pointer(&t->id);
  if (*text == '#') {
    const char *end = stop > p && stop[-1] == '\n' ? stop - 1 : stop;
    g_autofree char *mark = g_strdup_printf(" {#%s}", id);
    templates_put(t, p, (gsize)(end - p));
    templates_put(t, mark, strlen(mark));
    return templates_copy(t, end, stop);
  }
  while (text < stop && strchr("-*+0123456789.)", *text))
    text++;
  while (text < stop && *text == ' ')
    text++;
  g_autofree char *anchor = g_strdup_printf("<a id=\"%s\"></a>", id);
  templates_copy(t, p, text);
  templates_put(t, anchor, strlen(anchor));
  return text;
}
