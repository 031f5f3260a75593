/* SPDX-License-Identifier: MIT */
#include "collect/frontmatter/toml.h"

#include <string.h>

enum { DEPTH = 32 };

typedef struct {
  Fields *fields;
  const char *at, *end;
  guint line;
  GString *table;   /* the current table, with its final '.' */
  gboolean repeats; /* in '[[…]]': values of equal keys accumulate */
} Reader;

static gboolean read_value(Reader *r, GString *path, guint depth);

static void skip_blanks(Reader *r)
{
  while (r->at < r->end && (*r->at == ' ' || *r->at == '\t'))
    r->at++;
}

static void skip_line(Reader *r)
{
  while (r->at < r->end && *r->at != '\n')
    r->at++;
}

/* Skips blanks, line ends and comments. */
static void skip_space(Reader *r)
{
  while (r->at < r->end) {
    if (*r->at == '#') {
      skip_line(r);
    } else if (g_ascii_isspace(*r->at)) {
      r->line += *r->at == '\n';
      r->at++;
    } else {
      return;
    }
  }
}

static gboolean skip_token(Reader *r, const char *text)
{
  gsize n = strlen(text);
  if ((gsize)(r->end - r->at) < n || memcmp(r->at, text, n) != 0)
    return FALSE;
  r->at += n;
  return TRUE;
}

/* Reads the escape after a '\'; in multi-line strings a '\' at the line's end joins lines. */
static gboolean read_escape(Reader *r, GString *out, gboolean multi)
{
  static const char from[] = "btnfre\"\\", to[] = "\b\t\n\f\r\033\"\\";
  if (r->at == r->end)
    return FALSE;
  char c = *r->at++;
  const char *found = c ? strchr(from, c) : NULL;
  if (found) {
    g_string_append_c(out, to[found - from]);
    return TRUE;
  }
  gsize digits = c == 'u' ? 4 : c == 'U' ? 8 : c == 'x' ? 2 : 0;
  if (digits > 0) {
    gunichar value = 0;
    for (gsize i = 0; i < digits; i++, r->at++) {
      if (r->at == r->end || !g_ascii_isxdigit(*r->at))
        return FALSE;
      value = value << 4 | (gunichar)g_ascii_xdigit_value(*r->at);
    }
    if (value > 0 && g_unichar_validate(value))
      g_string_append_unichar(out, value);
    return TRUE;
  }
  if (!multi || !g_ascii_isspace(c))
    return FALSE;
  r->at--;
  while (r->at < r->end && g_ascii_isspace(*r->at))
    r->line += *r->at++ == '\n';
  return TRUE;
}

/* Reads a string of any of the four kinds at its opening quote. */
static gboolean read_string(Reader *r, GString *out)
{
  char quote = *r->at;
  const char triple[4] = {quote, quote, quote, '\0'}, single[2] = {quote, '\0'};
  gboolean multi = skip_token(r, triple);
  if (!multi)
    r->at++;
  const char *close = multi ? triple : single;
  if (multi && skip_token(r, "\n"))
    r->line++;
  while (r->at < r->end) {
    if (skip_token(r, close)) {
      /* up to two quotes may precede the closing three */
      while (multi && r->at < r->end && *r->at == quote)
        g_string_append_c(out, *r->at++);
      return TRUE;
    }
    if (*r->at == '\n' && !multi)
      return FALSE;
    if (*r->at == '\\' && quote == '"') {
      r->at++;
      if (!read_escape(r, out, multi))
        return FALSE;
      continue;
    }
    r->line += *r->at == '\n';
    g_string_append_c(out, *r->at++);
  }
  return FALSE;
}

static gboolean is_bare(char c)
{
  return g_ascii_isalnum(c) || c == '_' || c == '-' || (guchar)c >= 0x80;
}

/* Appends 'a."b c".d' to PATH, at most 200 bytes of it. */
static gboolean read_key(Reader *r, GString *path)
{
  gsize start = path->len;
  for (;;) {
    skip_blanks(r);
    const char *from = r->at;
    if (r->at < r->end && (*r->at == '"' || *r->at == '\'')) {
      if (!read_string(r, path))
        return FALSE;
    } else {
      while (r->at < r->end && is_bare(*r->at))
        r->at++;
      g_string_append_len(path, from, r->at - from);
    }
    skip_blanks(r);
    if (from == r->at || path->len - start > 200)
      return FALSE;
    if (!skip_token(r, "."))
      return TRUE;
    g_string_append_c(path, '.');
  }
}

/* Reads '[1, "a", {…}]' at its '['. */
static gboolean read_array(Reader *r, GString *path, guint depth)
{
  r->at++;
  fields_mark_listed(r->fields, path->str);
  gboolean outer = r->repeats;
  r->repeats = TRUE;
  for (;;) {
    skip_space(r);
    if (skip_token(r, "]"))
      break;
    if (!read_value(r, path, depth + 1))
      return FALSE;
    skip_space(r);
    if (!skip_token(r, ",") && (r->at == r->end || *r->at != ']'))
      return FALSE;
  }
  r->repeats = outer;
  return TRUE;
}

/* Reads 'key = value' in the current table or below PATH. */
static gboolean read_pair(Reader *r, GString *path, guint depth)
{
  gsize length = path->len;
  gboolean ok = read_key(r, path) && skip_token(r, "=");
  if (ok) {
    if (!r->repeats)
      fields_start(r->fields, path->str, (gssize)path->len, r->line);
    ok = read_value(r, path, depth);
  }
  g_string_truncate(path, length);
  return ok;
}

/* Reads '{a = 1, b = 2}' at its '{'. */
static gboolean read_inline_table(Reader *r, GString *path, guint depth)
{
  gsize length = path->len;
  r->at++;
  g_string_append_c(path, '.');
  for (;;) {
    skip_space(r);
    if (skip_token(r, "}"))
      break;
    if (!read_pair(r, path, depth + 1))
      return FALSE;
    skip_space(r);
    if (!skip_token(r, ",") && (r->at == r->end || *r->at != '}'))
      return FALSE;
  }
  g_string_truncate(path, length);
  return TRUE;
}

/* Reads numbers, booleans and dates as written. */
static gboolean read_bare(Reader *r, GString *path)
{
  const char *from = r->at;
  while (r->at < r->end && !strchr(",]}#\n", *r->at))
    r->at++;
  const char *to = r->at;
  while (to > from && g_ascii_isspace(to[-1]))
    to--;
  if (to == from)
    return FALSE;
  fields_add(r->fields, path->str, (gssize)path->len, from, to - from, r->line);
  for (const char *p = from; p < to; p++)
    if (!g_ascii_isalnum(*p) && !strchr("+-.:_ ", *p))
      return FALSE;
  return g_ascii_isdigit(*from) || strchr("+-tfin", *from) != NULL;
}

/* Reads a value. Bounded recursion: a value deeper than DEPTH is an error. */
static gboolean read_value(Reader *r, GString *path, guint depth)
{
  skip_blanks(r);
  if (r->at == r->end || depth > DEPTH)
    return FALSE;
  if (*r->at == '[')
    return read_array(r, path, depth);
  if (*r->at == '{')
    return read_inline_table(r, path, depth);
  if (*r->at != '"' && *r->at != '\'')
    return read_bare(r, path);
  guint line = r->line;
  g_autoptr(GString) text = g_string_new(NULL);
  if (!read_string(r, text))
    return FALSE;
  fields_add(r->fields, path->str, (gssize)path->len, text->str, (gssize)text->len, line);
  return TRUE;
}

/* Reads '[a.b]' or '[[a.b]]'. */
static gboolean read_header(Reader *r)
{
  r->repeats = skip_token(r, "[[");
  if (!r->repeats)
    r->at++;
  g_string_truncate(r->table, 0);
  if (!read_key(r, r->table) || !skip_token(r, r->repeats ? "]]" : "]"))
    return FALSE;
  g_string_append_c(r->table, '.');
  return TRUE;
}

/* Reads one statement with the rest of its line. */
static gboolean read_statement(Reader *r)
{
  gboolean ok = *r->at == '[' ? read_header(r) : read_pair(r, r->table, 0);
  if (!ok)
    return FALSE;
  skip_blanks(r);
  return r->at == r->end || *r->at == '\n' || *r->at == '#';
}

Fields *toml_read(const char *text, gsize length, guint line, const char **problem,
                  guint *problem_line)
{
  g_autoptr(GString) table = g_string_new(NULL);
  Reader r = {fields_new(), text, text + length, line, table, FALSE};
  *problem = NULL;
  for (skip_space(&r); r.at < r.end; skip_space(&r)) {
    const char *start = r.at;
    guint start_line = r.line;
    gboolean repeats = r.repeats;
    if (!read_statement(&r)) {
      if (!*problem) {
        *problem = "not TOML";
        *problem_line = start_line;
      }
      /* values read so far are kept; continue with the next line */
      r.at = start;
      r.line = start_line;
      r.repeats = repeats;
      skip_line(&r);
    }
  }
  return r.fields;
}
