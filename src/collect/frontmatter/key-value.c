/* SPDX-License-Identifier: MIT */
#include "collect/frontmatter/key-value.h"

#include <string.h>

#include "collect/frontmatter/lines.h"

/* Returns the bytes of the key at the start of LINE, without SEPARATOR, which must be followed
 * by a blank or the end of the line. */
static gsize key_length(const Line *line, gsize from, const char *separator)
{
  gsize n = from, s = strlen(separator);
  while (n < line->length && (g_ascii_isalnum(line->text[n]) || strchr("-_ ", line->text[n])))
    n++;
  if (n == from || n - from > 40 || !g_ascii_isalpha(line->text[from]))
    return 0;
  if (line->length - n < s || memcmp(line->text + n, separator, s) != 0)
    return 0;
  return n + s == line->length || g_ascii_isspace(line->text[n + s]) ? n - from : 0;
}

/* Returns TRUE for a key that is usual in metadata and hardly ever starts a paragraph. */
static gboolean is_typical_key(const char *key, gsize length)
{
  static const char *const keys[] = {"title",    "subject",  "date",     "author",   "authors",
                                     "slug",     "tags",     "category", "keywords", "lang",
                                     "language", "modified", "published"};
  for (gsize i = 0; i < G_N_ELEMENTS(keys); i++)
    if (strlen(keys[i]) == length && g_ascii_strncasecmp(keys[i], key, length) == 0)
      return TRUE;
  return FALSE;
}

Fields *keyvalue_read_headers(const char *text, gsize length, gsize *body, guint *body_line)
{
  enum { MOST = 200 }; /* lines of metadata */
  g_autoptr(Fields) fields = fields_new();
  g_autoptr(GString) value = g_string_new(NULL);
  g_autofree char *key = NULL;
  guint key_line = 0;
  gboolean telling = FALSE;
  Line line = {.next = text, .end = text + length};
  for (;;) {
    gboolean more = line_next(&line);
    gboolean stop = !more || line_is_blank(&line);
    gsize n = 0;
    if (!stop && key && line_indent(&line) > 0) {
      g_string_append_c(value, ' ');
      g_string_append_len(value, line.text, (gssize)line.length);
      continue;
    }
    if (!stop && ((n = key_length(&line, 0, ":")) == 0 || line.number > MOST))
      return NULL;
    if (key)
      fields_set(fields, key, -1, value->str, (gssize)value->len, key_line);
    if (stop) {
      if (!telling)
        return NULL;
      *body = (gsize)((more ? line.next : line.end) - text);
      *body_line = line.number + 1;
      return g_steal_pointer(&fields);
    }
    g_free(key);
    key = g_strndup(line.text, n);
    key_line = line.number;
    telling = telling || is_typical_key(line.text, n);
    g_string_truncate(value, 0);
    g_string_append_len(value, line.text + n + 1, (gssize)(line.length - n - 1));
  }
}

/* Turns '(x)' or '"x"' into 'x'. */
static void remove_wrapping(const char **p, gsize *n)
{
  while (*n > 0 && g_ascii_isspace(**p))
    ++*p, --*n;
  while (*n > 0 && g_ascii_isspace((*p)[*n - 1]))
    --*n;
  char close = *n < 2 ? 0 : **p == '(' ? ')' : **p == '"' ? '"' : 0;
  if (close && (*p)[*n - 1] == close) {
    ++*p;
    *n -= 2;
  }
}

Fields *keyvalue_read_lctt(const char *text, gsize length, gsize *body, guint *body_line)
{
  static const char mark[] = "[#]: ";
  enum { MARK = sizeof mark - 1 };
  if (length < MARK || memcmp(text, mark, MARK) != 0)
    return NULL;
  Fields *fields = fields_new();
  Line line = {.next = text, .end = text + length};
  *body = length;
  while (line_next(&line)) {
    if (line.length < MARK || memcmp(line.text, mark, MARK) != 0) {
      *body = (gsize)(line.text - text);
      *body_line = line.number;
      return fields;
    }
    const char *key = line.text + MARK;
    const char *colon = memchr(key, ':', line.length - MARK);
    if (!colon)
      continue;
    const char *value = colon + 1;
    gsize n = (gsize)(line.text + line.length - value);
    remove_wrapping(&value, &n);
    fields_set(fields, key, colon - key, value, (gssize)n, line.number);
  }
  *body_line = line.number + 1;
  return fields;
}

Fields *keyvalue_read_logseq(const char *text, gsize length, gsize *body, guint *body_line)
{
  g_autoptr(Fields) fields = fields_new();
  Line line = {.next = text, .end = text + length};
  guint found = 0;
  while (line_next(&line)) {
    gsize indent = line_indent(&line);
    if (indent + 2 <= line.length && found == 0 && memcmp(line.text + indent, "- ", 2) == 0)
      indent += 2;
    gsize n = key_length(&line, indent, "::");
    if (n == 0) {
      if (found == 0)
        return NULL;
      *body = (gsize)(line.text - text);
      *body_line = line.number;
      return g_steal_pointer(&fields);
    }
    const char *value = line.text + indent + n + 2;
    fields_set(fields, line.text + indent, (gssize)n, value, line.text + line.length - value,
               line.number);
    found++;
  }
  if (found == 0)
    return NULL;
  *body = length;
  *body_line = line.number + 1;
  return g_steal_pointer(&fields);
}
