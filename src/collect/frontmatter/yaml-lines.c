/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "collect/frontmatter/lines.h"
#include "collect/frontmatter/yaml.h"

typedef struct {
  Fields *fields;
  GString *key;  /* the last key that is not indented */
  gboolean open; /* the key had no value on its line: lists and keys may follow */
  char block;    /* '>' or '|' while a block scalar is read; 0 otherwise */
  GString *text; /* content of the block scalar */
  guint text_line;
} Reader;

/* Appends the content of the quoted scalar at P; returns the byte after its closing quote, or
 * NULL. */
static const char *read_quoted(GString *out, const char *p, const char *end)
{
  char quote = *p++;
  for (; p < end; p++) {
    if (*p == quote && quote == '\'' && p + 1 < end && p[1] == '\'') {
      g_string_append_c(out, *p++);
    } else if (*p == quote) {
      return p + 1;
    } else if (*p == '\\' && quote == '"' && p + 1 < end) {
      p++;
      g_string_append_c(out, *p == 'n' || *p == 't' ? ' ' : *p);
    } else {
      g_string_append_c(out, *p);
    }
  }
  return NULL;
}

/* Returns TRUE when [P, END), after a closing quote, holds only blanks or a comment: otherwise
 * the quote is part of a plain title such as '"Hamilton" Is Coming'. */
static gboolean is_done(const char *p, const char *end)
{
  const char *start = p;
  while (p < end && g_ascii_isspace(*p))
    p++;
  return p == end || (p > start && *p == '#');
}

/* Adds a scalar without its quotes, white space and comment. */
static void add_scalar(Reader *r, const char *key, const char *p, gsize n, guint line)
{
  while (n > 0 && g_ascii_isspace(*p))
    p++, n--;
  while (n > 0 && g_ascii_isspace(p[n - 1]))
    n--;
  if (n == 0 || *p == '#' || (n == 1 && *p == '~') || (n == 4 && memcmp(p, "null", 4) == 0))
    return;
  const char *behind = NULL;
  if (*p == '"' || *p == '\'') {
    g_autoptr(GString) text = g_string_new(NULL);
    behind = read_quoted(text, p, p + n);
    if (behind && is_done(behind, p + n)) {
      fields_add(r->fields, key, -1, text->str, (gssize)text->len, line);
      return;
    }
    if (!behind) /* the closing quote was escaped or is missing */
      p++, n--;
    if (n > 0 && !behind && p[n - 1] == p[-1])
      n--;
  }
  const char *from = behind ? behind : p; /* a '#' inside the quotes does not start a comment */
  const char *comment = g_strstr_len(from, p + n - from, " #");
  fields_add(r->fields, key, -1, p, comment ? comment - p : (gssize)n, line);
}

/* Adds '[a, "b, c", [d]]': every scalar of a flow sequence, brackets ignored. */
static void add_flow(Reader *r, const char *key, const char *p, gsize n, guint line)
{
  const char *end = p + n;
  if (n >= 4 && p[0] == '[' &&
      p[1] == '[') { /* a wiki link, or several, written without quotes */
    add_scalar(r, key, p, n, line);
    return;
  }
  while (p < end) {
    while (p < end && strchr("[] ,", *p))
      p++;
    const char *start = p;
    if (p < end && (*p == '"' || *p == '\'')) {
      g_autoptr(GString) skipped = g_string_new(NULL);
      const char *behind = read_quoted(skipped, p, end);
      p = behind ? behind : end;
    }
    while (p < end && *p != ',' && *p != ']')
      p++;
    add_scalar(r, key, start, (gsize)(p - start), line);
  }
  fields_mark_listed(r->fields, key);
}

static void end_block(Reader *r)
{
  if (r->block)
    fields_add(r->fields, r->key->str, -1, r->text->str, (gssize)r->text->len, r->text_line);
  r->block = 0;
}

/* Returns the bytes of 'key:' at P, quotes included; 0 when P is not at a key. */
static gsize key_length(const char *p, gsize n)
{
  gsize i = 0;
  if (n > 2 && (*p == '"' || *p == '\'')) {
    const char *close = memchr(p + 1, *p, n - 1);
    if (!close)
      return 0;
    i = (gsize)(close - p) + 1;
  } else {
    while (i < n && (g_ascii_isalnum(p[i]) || strchr("_-. ", p[i]) || (guchar)p[i] >= 0x80))
      i++;
  }
  if (i == 0 || i > 100 || i >= n || p[i] != ':')
    return 0;
  return i + 1 == n || g_ascii_isspace(p[i + 1]) ? i + 1 : 0;
}

static void add_value(Reader *r, const char *key, const char *p, gsize n, guint line)
{
  while (n > 0 && g_ascii_isspace(*p))
    p++, n--;
  while (n > 0 && g_ascii_isspace(p[n - 1]))
    n--;
  if (n > 0 && *p == '[' && p[n - 1] == ']')
    add_flow(r, key, p, n, line);
  else
    add_scalar(r, key, p, n, line);
}

/* Reads 'key: value', not indented or one level below the last key. Returns FALSE when the line
 * has another form. */
static gboolean read_pair(Reader *r, const Line *line, gsize indent)
{
  const char *p = line->text + indent;
  gsize n = line->length - indent, k = key_length(p, n);
  if (k == 0 || (indent > 0 && !r->open))
    return FALSE;
  gsize quoted = *p == '"' || *p == '\'';
  g_autofree char *name = g_strndup(p + quoted, k - 1 - 2 * quoted);
  const char *value = p + k;
  gsize length = n - k;
  g_autofree char *path =
      indent > 0 ? g_strconcat(r->key->str, ".", name, NULL) : g_strdup(name);
  fields_start(r->fields, path, -1, line->number);
  if (indent == 0) {
    while (length > 0 && g_ascii_isspace(*value))
      value++, length--;
    g_string_assign(r->key, name);
    r->open = length == 0 || *value == '#';
    if (length > 0 && length <= 3 && (*value == '>' || *value == '|')) {
      r->block = *value;
      r->text_line = line->number;
      g_string_truncate(r->text, 0);
      return TRUE;
    }
  }
  add_value(r, path, value, length, line->number);
  return TRUE;
}

static gboolean read_line(Reader *r, const Line *line)
{
  gsize indent = line_indent(line);
  const char *p = line->text + indent;
  gsize n = line->length - indent;
  if (r->block && (n == 0 || indent > 0)) {
    g_string_append_len(r->text, p, (gssize)n);
    g_string_append_c(r->text, ' ');
    return TRUE;
  }
  end_block(r);
  if (n == 0 || *p == '#')
    return TRUE;
  if (r->open && *p == '-' && (n == 1 || g_ascii_isspace(p[1]))) {
    add_value(r, r->key->str, p + 1, n - 1, line->number);
    fields_mark_listed(r->fields, r->key->str);
    return TRUE;
  }
  return read_pair(r, line, indent);
}

Fields *yaml_read_lines(const char *text, gsize length, guint line, guint *odd)
{
  Line l = {.next = text, .end = text + length, .number = line - 1};
  g_autoptr(GString) key = g_string_new(NULL);
  g_autoptr(GString) block = g_string_new(NULL);
  Reader r = {.fields = fields_new(), .key = key, .text = block};
  *odd = 0;
  while (line_next(&l))
    if (!read_line(&r, &l))
      ++*odd;
  end_block(&r);
  return r.fields;
}
