/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "media/svg/svg-internal.h"

/* A selector of CSS 2.1 section 5 (with the combinators and attribute tests of level 3) that is
 * being read. */
struct reader {
  const struct svg_state *svg;
  const char *at, *end;
  GString *out;
};

static gboolean is_word(char c)
{
  return g_ascii_isalnum(c) || c == '-' || c == '_' || (guchar)c >= 0x80;
}

/* Returns the name at reader->at, which moves after it; "" without one. For the caller to
 * free. */
static char *name_of(struct reader *reader)
{
  const char *start = reader->at;
  if (start < reader->end && g_ascii_isdigit(*start))
    return g_strdup("");
  while (reader->at < reader->end && is_word(*reader->at))
    reader->at++;
  return g_strndup(start, (gsize)(reader->at - start));
}

static gboolean append_name(struct reader *reader, const char *mark)
{
  g_autofree char *name = name_of(reader);
  g_string_append_printf(reader->out, "%s%s", mark, name);
  return *name && (*name != '-' || g_ascii_isalpha(name[1]));
}

/* Appends an id; fails for one that the drawing does not have, as it selects nothing. */
static gboolean append_id(struct reader *reader)
{
  g_autofree char *name = name_of(reader);
  const struct svg_id *id = svg_link_find(reader->svg, name);
  g_string_append_printf(reader->out, "#%s", id ? id->name : name);
  return *name && (g_ascii_isalpha(*name) || *name == '_') && (!id || !strpbrk(id->name, "."));
}

/* Appends '[name]' or '[name="value"]'. */
static gboolean append_test(struct reader *reader)
{
  if (!append_name(reader, "["))
    return FALSE;
  if (reader->at < reader->end && strchr("~|^$*", *reader->at))
    g_string_append_c(reader->out, *reader->at++);
  if (reader->at < reader->end && *reader->at == '=') {
    g_string_append_c(reader->out, *reader->at++);
    char quote = reader->at < reader->end ? *reader->at : '\0';
    if (quote != '"' && quote != '\'')
      return append_name(reader, "") && reader->at < reader->end && *reader->at == ']' &&
             g_string_append_c(reader->out, *reader->at++);
    const char *close = memchr(reader->at + 1, quote, (gsize)(reader->end - reader->at - 1));
    if (!close)
      return FALSE;
    g_autofree char *value = g_strndup(reader->at + 1, (gsize)(close - reader->at - 1));
    g_string_append_printf(reader->out, "\"%s\"", value);
    reader->at = close + 1;
    if (strpbrk(value, "\\\"<(){};@\n\r\f"))
      return FALSE;
  }
  if (reader->at == reader->end || *reader->at != ']')
    return FALSE;
  g_string_append_c(reader->out, *reader->at++);
  return TRUE;
}

static gboolean append_pseudo(struct reader *reader)
{
  static const char *const known[] = {"first-child", "last-child", "only-child", "empty",
                                      "root",        "hover",      "focus",      "active",
                                      "link",        "visited",    NULL};
  g_autofree char *name = name_of(reader);
  g_string_append_printf(reader->out, ":%s", name);
  return g_strv_contains(known, name);
}

/* Appends one simple selector of a compound. */
static gboolean append_part(struct reader *reader, gboolean first)
{
  char c = *reader->at;
  if (c == '*') {
    reader->at++;
    g_string_append_c(reader->out, c);
    return first;
  }
  if (is_word(c))
    return first && append_name(reader, "");
  reader->at++;
  switch (c) {
  case '.':
    return append_name(reader, ".");
  case '#':
    return append_id(reader);
  case '[':
    return append_test(reader);
  case ':':
    return append_pseudo(reader);
  default:
    return FALSE;
  }
}

static gboolean is_blank(char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static void skip_blanks(struct reader *reader)
{
  while (reader->at < reader->end && is_blank(*reader->at))
    reader->at++;
}

/* Appends a compound selector: at least one simple selector. */
static gboolean append_compound(struct reader *reader)
{
  gboolean first = TRUE;
  while (reader->at < reader->end && !is_blank(*reader->at) && !strchr(">+~", *reader->at)) {
    if (!append_part(reader, first))
      return FALSE;
    first = FALSE;
  }
  return !first;
}

gboolean svg_selector_append(const struct svg_state *svg, const char *text, const char *end,
                             GString *out)
{
  struct reader reader = {.svg = svg, .at = text, .end = end, .out = out};
  for (skip_blanks(&reader);;) {
    if (!append_compound(&reader))
      return FALSE;
    const char *before = reader.at;
    skip_blanks(&reader);
    if (reader.at == end)
      return TRUE;
    if (strchr(">+~", *reader.at)) {
      g_string_append_c(out, *reader.at++);
      skip_blanks(&reader);
    } else if (reader.at > before) {
      g_string_append_c(out, ' ');
    }
  }
}
