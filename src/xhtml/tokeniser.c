/* SPDX-License-Identifier: MIT */
#include "xhtml/tokeniser.h"

#include <string.h>

#include "xhtml/entity.h"

/* More attributes than any tag needs; the rest is read over. */
#define ATTRIBUTES_LIMIT 128

void tokeniser_init(struct tokeniser *tokeniser)
{
  memset(tokeniser, 0, sizeof *tokeniser);
  tokeniser->strings = g_string_new(NULL);
  tokeniser->attributes = g_array_new(FALSE, FALSE, sizeof(struct token_attribute));
}

void tokeniser_clear(struct tokeniser *tokeniser)
{
  g_string_free(tokeniser->strings, TRUE);
  g_array_unref(tokeniser->attributes);
}

void tokeniser_feed(struct tokeniser *tokeniser, const char *text, gsize length)
{
  tokeniser->at = tokeniser->raw = text;
  tokeniser->end = text + length;
  tokeniser->kind = TOKEN_END_OF_INPUT;
  tokeniser->no_more_tags = FALSE;
  tokeniser->no_instruction_end = FALSE;
  tokeniser->no_cdata_end = FALSE;
}

static gboolean is_space(char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

static void append_lower(GString *out, const char *from, const char *to)
{
  for (; from < to; from++)
    g_string_append_c(out, g_ascii_tolower(*from));
  g_string_append_c(out, '\0');
}

/* Reads an attribute's value at P, behind the '='; returns the place behind it, NULL at the end
 * of the input. */
static const char *read_value(struct tokeniser *tokeniser, const char *p)
{
  const char *end = tokeniser->end;
  const char *start;
  const char *stop;
  while (p < end && is_space(*p))
    p++;
  if (p < end && (*p == '"' || *p == '\'')) {
    start = p + 1;
    stop = memchr(start, *p, (gsize)(end - start));
    if (!stop)
      return NULL;
    p = stop + 1;
  } else {
    start = p;
    while (p < end && !is_space(*p) && *p != '>')
      p++;
    stop = p;
  }
  entity_append_decoded(tokeniser->strings, start, (gsize)(stop - start), ENTITY_IN_ATTRIBUTE);
  return p;
}

/* Reads one attribute at P, which is no space, '/' or '>'; as above. */
static const char *read_attribute(struct tokeniser *tokeniser, const char *p)
{
  GString *strings = tokeniser->strings;
  const char *end = tokeniser->end;
  const char *start = p++;
  gsize length = strings->len;
  struct token_attribute attribute = {.name = length};
  while (p < end && !is_space(*p) && *p != '/' && *p != '>' && *p != '=')
    p++;
  append_lower(strings, start, p);
  attribute.value = strings->len;
  const char *next = p;
  while (next < end && is_space(*next))
    next++;
  if (next < end && *next == '=') {
    p = read_value(tokeniser, next + 1);
    if (!p)
      return NULL;
  }
  g_string_append_c(strings, '\0');
  if (tokeniser->attributes->len < ATTRIBUTES_LIMIT)
    g_array_append_val(tokeniser->attributes, attribute);
  else
    g_string_truncate(strings, length);
  return p;
}

/* Reads the tag whose name is at P; FALSE when the input ends before it does. */
static gboolean read_tag(struct tokeniser *tokeniser, const char *p)
{
  const char *end = tokeniser->end;
  const char *start = p;
  g_string_truncate(tokeniser->strings, 0);
  g_array_set_size(tokeniser->attributes, 0);
  tokeniser->self_closing = FALSE;
  while (p < end && !is_space(*p) && *p != '/' && *p != '>')
    p++;
  append_lower(tokeniser->strings, start, p);
  while (p && p < end) {
    if (*p == '>') {
      tokeniser->at = p + 1;
      return TRUE;
    }
    tokeniser->self_closing = *p == '/';
    if (is_space(*p) || *p == '/')
      p++;
    else
      p = read_attribute(tokeniser, p);
  }
  return FALSE;
}

/* The place behind the first MARK at or behind P, or NULL. */
static const char *find_behind(const struct tokeniser *tokeniser, const char *p,
                               const char *mark)
{
  gsize length = strlen(mark);
  const char *found = memmem(p, (gsize)(tokeniser->end - p), mark, length);
  return found ? found + length : NULL;
}

static gboolean begins_with(const struct tokeniser *tokeniser, const char *p, const char *word)
{
  gsize length = strlen(word);
  return (gsize)(tokeniser->end - p) >= length && memcmp(p, word, length) == 0;
}

/* Reads what begins with '<!', '<?' or '</' and is no tag. What never ends goes up to the next
 * '>', or, a comment, to the end of the input. */
static void read_other(struct tokeniser *tokeniser)
{
  const char *p = tokeniser->at;
  const char *stop = NULL;
  if (begins_with(tokeniser, p, "<!-->") || begins_with(tokeniser, p, "<!--->")) {
    stop = memchr(p, '>', 6);
    stop++;
  } else if (begins_with(tokeniser, p, "<!--")) {
    stop = find_behind(tokeniser, p + 4, "-->");
    if (!stop)
      stop = tokeniser->end;
  } else if (begins_with(tokeniser, p, "<?") && !tokeniser->no_instruction_end) {
    stop = find_behind(tokeniser, p + 2, "?>");
    tokeniser->no_instruction_end = !stop;
  } else if (begins_with(tokeniser, p, "<![CDATA[") && !tokeniser->no_cdata_end) {
    stop = find_behind(tokeniser, p, "]]>");
    tokeniser->no_cdata_end = !stop;
  }
  if (!stop)
    stop = find_behind(tokeniser, p, ">");
  tokeniser->at = stop ? stop : tokeniser->end;
  tokeniser->kind = TOKEN_OTHER;
}

/* Reads text up to the next thing that could be a tag. */
static void read_text(struct tokeniser *tokeniser)
{
  const char *p = tokeniser->at;
  const char *end = tokeniser->end;
  const char *stop = end;
  if (!tokeniser->no_more_tags) {
    stop = memchr(p + 1, '<', (gsize)(end - p - 1));
    if (!stop)
      stop = end;
  }
  g_string_truncate(tokeniser->strings, 0);
  entity_append_decoded(tokeniser->strings, p, (gsize)(stop - p), ENTITY_IN_TEXT);
  tokeniser->at = stop;
  tokeniser->kind = TOKEN_TEXT;
}

enum token_kind tokeniser_next(struct tokeniser *tokeniser)
{
  const char *p = tokeniser->at;
  gsize left = (gsize)(tokeniser->end - p);
  tokeniser->raw = p;
  if (left == 0)
    return tokeniser->kind = TOKEN_END_OF_INPUT;
  gboolean is_end = left > 2 && p[0] == '<' && p[1] == '/' && g_ascii_isalpha(p[2]);
  gboolean is_start = left > 1 && p[0] == '<' && g_ascii_isalpha(p[1]);
  if (tokeniser->no_more_tags || *p != '<') {
    read_text(tokeniser);
  } else if (is_end || is_start) {
    tokeniser->kind = is_end ? TOKEN_END : TOKEN_START;
    if (!read_tag(tokeniser, p + (is_end ? 2 : 1))) {
      /* a browser would drop the rest of the page */
      tokeniser->no_more_tags = TRUE;
      read_text(tokeniser);
    }
  } else if (left > 1 && (p[1] == '!' || p[1] == '?' || (p[1] == '/' && left > 2))) {
    read_other(tokeniser);
  } else {
    read_text(tokeniser);
  }
  return tokeniser->kind;
}

gboolean tokeniser_skip_to_end_tag(struct tokeniser *tokeniser, const char *name)
{
  gsize length = strlen(name);
  const char *p = tokeniser->at;
  const char *end = tokeniser->end;
  while (p < end && (p = memchr(p, '<', (gsize)(end - p)))) {
    if ((gsize)(end - p) > length + 2 && p[1] == '/' &&
        g_ascii_strncasecmp(p + 2, name, length) == 0 && !g_ascii_isalnum(p[2 + length])) {
      tokeniser->at = p;
      return TRUE;
    }
    p++;
  }
  tokeniser->at = end;
  return FALSE;
}

const char *tokeniser_attribute(const struct tokeniser *tokeniser, const char *name)
{
  const char *strings = tokeniser->strings->str;
  for (guint i = 0; i < tokeniser->attributes->len; i++) {
    const struct token_attribute *attribute =
        &g_array_index(tokeniser->attributes, struct token_attribute, i);
    if (strcmp(strings + attribute->name, name) == 0)
      return strings + attribute->value;
  }
  return NULL;
}
