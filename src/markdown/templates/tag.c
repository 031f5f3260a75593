/* SPDX-License-Identifier: MIT */
#include "markdown/templates/tag.h"

#include <string.h>

enum {
  LONGEST_VALUE = 400,
  LONGEST_STATEMENT = 64 * 1024 /* arguments may hold whole sections */
};

/* The delimiters of tags; longer ones come first. */
static const struct {
  const char *open, *close;
  gsize longest;
} marks[] = {
    {"{{<", ">}}", LONGEST_STATEMENT},
    {"{{%", "%}}", LONGEST_STATEMENT},
    {"{%", "%}", LONGEST_STATEMENT},
    {"{{", "}}", LONGEST_VALUE},
};

static int mark_at(const char *p, const char *end)
{
  for (guint i = 0; i < G_N_ELEMENTS(marks); i++) {
    gsize n = strlen(marks[i].open);
    if ((gsize)(end - p) > n && memcmp(p, marks[i].open, n) == 0)
      return (int)i;
  }
  return -1;
}

const char *tag_end(const char *p, const char *end, const char **close)
{
  int mark = mark_at(p, end);
  if (mark < 0)
    return NULL;
  const char *from = p + strlen(marks[mark].open);
  if (!close[mark] || (close[mark] < from && close[mark] != end)) {
    const char *found =
        memmem(from, (gsize)(end - from), marks[mark].close, strlen(marks[mark].close));
    close[mark] = found ? found : end;
  }
  const char *found = close[mark];
  if (found == end || found < from || (gsize)(found - from) > marks[mark].longest)
    return NULL;
  return found + strlen(marks[mark].close);
}

static gboolean is_word(char c)
{
  return g_ascii_isalnum(c) || strchr("_-./:", c);
}

static void skip_space(const char **p, const char *end)
{
  while (*p < end && (g_ascii_isspace(**p) || **p == ','))
    (*p)++;
}

/* Returns a quoted string without its quotes, or a word, for the caller to free; moves *P past
 * it. */
static char *take_value(const char **p, const char *end)
{
  char quote = **p;
  if (quote != '"' && quote != '\'' && quote != '`') {
    const char *start = *p;
    while (*p < end && !g_ascii_isspace(**p))
      (*p)++;
    return g_strndup(start, (gsize)(*p - start));
  }
  GString *value = g_string_new(NULL);
  for ((*p)++; *p < end && **p != quote; (*p)++) {
    if (**p == '\\' && *p + 1 < end && (*p)[1] == quote && quote != '`')
      (*p)++;
    g_string_append_c(value, **p);
  }
  if (*p < end)
    (*p)++;
  return g_string_free(value, FALSE);
}

static void take_arguments(Tag *tag, const char *p, const char *end)
{
  for (skip_space(&p, end); p < end; skip_space(&p, end)) {
    const char *key = p;
    while (p < end && (g_ascii_isalnum(*p) || *p == '_' || *p == '-'))
      p++;
    TagArgument argument = {NULL, NULL};
    if (p > key && p + 1 < end && *p == '=') {
      argument.key = g_strndup(key, (gsize)(p - key));
      p++;
    } else {
      p = key;
    }
    argument.value = take_value(&p, end);
    g_array_append_val(tag->arguments, argument);
  }
}

static void clear_argument(gpointer data)
{
  TagArgument *argument = data;
  g_free(argument->key);
  g_free(argument->value);
}

/* Reads the name at *P, without a '/' or 'end' in front of it. */
static gboolean take_name(Tag *tag, const char **p, const char *end)
{
  if (*p < end && **p == '/') {
    tag->closing = TRUE;
    (*p)++;
    skip_space(p, end);
  }
  const char *start = *p;
  while (*p < end && is_word(**p))
    (*p)++;
  if (*p == start || !g_ascii_isalpha(*start))
    return FALSE;
  if (!tag->shortcode && *p - start > 3 && memcmp(start, "end", 3) == 0) {
    tag->closing = TRUE;
    start += 3;
  }
  tag->name = g_strndup(start, (gsize)(*p - start));
  return *p == end || g_ascii_isspace(**p) || **p == '"' || **p == '|';
}

/* Reads '{{ "text" | filter }}' or '{{ name | filter }}'. */
static gboolean read_value(Tag *tag, const char *p, const char *end)
{
  if (p < end && (*p == '"' || *p == '\'')) {
    TagArgument argument = {NULL, take_value(&p, end)};
    g_array_append_val(tag->arguments, argument);
  } else {
    if (p < end && (*p == '$' || *p == '.'))
      p++;
    if (!take_name(tag, &p, end) || tag->closing)
      return FALSE;
    if (strstr(tag->name, "::")) /* a gap of a flash card: '{{c1::Paris}}' */
      return FALSE;
  }
  skip_space(&p, end);
  return p == end || *p == '|';
}

gboolean tag_read(Tag *tag, const char *start, const char *end)
{
  int mark = mark_at(start, end);
  *tag = (Tag){.kind = mark == 3 ? TAG_VALUE : TAG_STATEMENT, .shortcode = mark < 2};
  const char *p = start + strlen(marks[mark].open);
  end -= strlen(marks[mark].close);
  tag->inside = p;
  tag->inside_length = (gsize)(end - p);
  tag->arguments = g_array_new(FALSE, FALSE, sizeof(TagArgument));
  g_array_set_clear_func(tag->arguments, clear_argument);
  if (p < end && *p == '-')
    p++;
  if (end > p && end[-1] == '-')
    end--;
  skip_space(&p, end);
  gboolean good;
  if (tag->kind == TAG_VALUE) {
    good = read_value(tag, p, end);
  } else {
    good = take_name(tag, &p, end);
    if (tag->shortcode && end > p && end[-1] == '/')
      end--; /* '{{< x />}}' */
    if (good)
      take_arguments(tag, p, end);
  }
  if (!good)
    tag_clear(tag);
  return good;
}

void tag_clear(Tag *tag)
{
  g_clear_pointer(&tag->arguments, g_array_unref);
  g_clear_pointer(&tag->name, g_free);
}

const char *tag_argument(const Tag *tag, const char *keys)
{
  while (*keys) {
    gsize n = strcspn(keys, " ");
    for (guint i = 0; i < tag->arguments->len; i++) {
      const TagArgument *argument = &g_array_index(tag->arguments, TagArgument, i);
      gboolean same = argument->key
                          ? strlen(argument->key) == n && strncmp(argument->key, keys, n) == 0
                          : n == 1 && *keys == '-';
      if (same && *argument->value)
        return argument->value;
    }
    keys += n + strspn(keys + n, " ");
  }
  return NULL;
}
