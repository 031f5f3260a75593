/* SPDX-License-Identifier: MIT */
#include "html/tokenizer.h"

#include <string.h>

#include "text/entity.h"

/* Maximum number of attributes of a tag; the rest is ignored. */
#define ATTRIBUTES_LIMIT 128
/* Maximum number of tags without an end in an input. */
#define UNFINISHED_LIMIT 64

enum ending { END_QUOTE, END_APOSTROPHE, END_INSTRUCTION, END_CDATA, END_TAG, END_COMMENT };

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
  tokeniser->unfinished = 0;
  memset(tokeniser->no_end, 0, sizeof tokeniser->no_end);
}

static gboolean is_space(char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

static gboolean is_name_byte(char c)
{
  return g_ascii_isalnum(c) || c == '-' || c == '_' || c == '.' || c == ':' ||
         (guchar)c >= 0x80;
}

static void append_lower(GString *out, const char *from, const char *to)
{
  for (; from < to; from++)
    g_string_append_c(out, g_ascii_tolower(*from));
  g_string_append_c(out, '\0');
}

/* Returns the end ENDING at or after P, or NULL. After a search without result, the rest of the
 * input is not searched again. */
static const char *find(struct tokeniser *tokeniser, enum ending ending, const char *p)
{
  static const char *const marks[] = {"\"", "'", "?>", "]]>", ">"};
  if (tokeniser->no_end[ending])
    return NULL;
  const char *found =
      memmem(p, (gsize)(tokeniser->end - p), marks[ending], strlen(marks[ending]));
  tokeniser->no_end[ending] = !found;
  return found;
}

/* Reads the value of an attribute at P, after the '='. Returns the position after it, or NULL
 * when the tag does not end. */
static const char *read_value(struct tokeniser *tokeniser, const char *p)
{
  const char *end = tokeniser->end;
  const char *stop = NULL;
  gsize closing = 0;
  while (p < end && is_space(*p))
    p++;
  if (p < end && (*p == '"' || *p == '\'')) {
    stop = find(tokeniser, *p == '"' ? END_QUOTE : END_APOSTROPHE, p + 1);
    p++;
    closing = 1;
    if (!stop) {
      stop = find(tokeniser, END_TAG, p);
      closing = 0;
      tokeniser->broken = TRUE;
    }
    if (!stop)
      return NULL;
  } else {
    for (stop = p; stop < end && !is_space(*stop) && *stop != '>'; stop++)
      ;
  }
  entity_append_decoded(tokeniser->strings, p, (gsize)(stop - p), ENTITY_IN_ATTRIBUTE);
  return stop + closing;
}

/* Returns TRUE when another tag begins at P, which means that a '>' is missing. */
static gboolean is_next_tag(const struct tokeniser *tokeniser, const char *p)
{
  return *p == '<' && p + 1 < tokeniser->end &&
         (g_ascii_isalpha(p[1]) || p[1] == '/' || p[1] == '!');
}

/* Reads one attribute at P, which is not at a space, '/', '>' or '<'. Returns the position
 * after it, or NULL when the tag does not end. */
static const char *read_attribute(struct tokeniser *tokeniser, const char *p)
{
  GString *strings = tokeniser->strings;
  const char *end = tokeniser->end;
  const char *start = p++;
  gsize length = strings->len;
  struct token_attribute attribute = {.name = length};
  while (p < end && !is_space(*p) && *p != '/' && *p != '>' && *p != '=' &&
         !is_next_tag(tokeniser, p))
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
  if (tokeniser->attributes->len < ATTRIBUTES_LIMIT) {
    g_array_append_val(tokeniser->attributes, attribute);
  } else {
    g_string_truncate(strings, length);
    tokeniser->broken = TRUE;
  }
  return p;
}

/* Returns TRUE when a name in some markup language could end as the one at P does. */
static gboolean is_tag_name(const struct tokeniser *tokeniser, const char *p)
{
  while (p < tokeniser->end && is_name_byte(*p))
    p++;
  return p == tokeniser->end || is_space(*p) || *p == '/' || *p == '>';
}

/* Reads the tag whose name is at P. Returns FALSE when the input ends before the tag does. */
static gboolean read_tag(struct tokeniser *tokeniser, const char *p)
{
  const char *end = tokeniser->end;
  const char *start = p;
  g_string_truncate(tokeniser->strings, 0);
  g_array_set_size(tokeniser->attributes, 0);
  tokeniser->self_closing = FALSE;
  while (p < end && is_name_byte(*p))
    p++;
  append_lower(tokeniser->strings, start, p);
  while (p && p < end) {
    if (*p == '>' || is_next_tag(tokeniser, p)) {
      tokeniser->broken |= *p == '<';
      tokeniser->at = p + (*p == '>' ? 1 : 0);
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

static gboolean begins_with(const struct tokeniser *tokeniser, const char *p, const char *word)
{
  gsize length = strlen(word);
  return (gsize)(tokeniser->end - p) >= length && memcmp(p, word, length) == 0;
}

/* Returns the position after the comment whose text begins at P (HTML 13.2.5.43 to 13.2.5.52),
 * or NULL. */
static const char *comment_end(struct tokeniser *tokeniser, const char *p)
{
  if (begins_with(tokeniser, p, ">"))
    return p + 1;
  if (begins_with(tokeniser, p, "->"))
    return p + 2;
  if (tokeniser->no_end[END_COMMENT])
    return NULL;
  for (; (p = memchr(p, '-', (gsize)(tokeniser->end - p))); p++) {
    if (begins_with(tokeniser, p, "-->"))
      return p + 3;
    if (begins_with(tokeniser, p, "--!>"))
      return p + 4;
  }
  tokeniser->no_end[END_COMMENT] = TRUE;
  return NULL;
}

static void read_comment(struct tokeniser *tokeniser)
{
  const char *stop = comment_end(tokeniser, tokeniser->at + 4);
  tokeniser->kind = TOKEN_COMMENT;
  tokeniser->broken = !stop;
  tokeniser->at = stop ? stop : tokeniser->end;
}

/* Reads text up to the next '<' that could begin a tag. */
static void read_text(struct tokeniser *tokeniser)
{
  const char *p = tokeniser->at;
  const char *end = tokeniser->end;
  const char *stop = end;
  if (tokeniser->unfinished < UNFINISHED_LIMIT) {
    stop = memchr(p + 1, '<', (gsize)(end - p - 1));
    if (!stop)
      stop = end;
  }
  g_string_truncate(tokeniser->strings, 0);
  entity_append_decoded(tokeniser->strings, p, (gsize)(stop - p), ENTITY_IN_TEXT);
  tokeniser->at = stop;
  tokeniser->kind = TOKEN_TEXT;
}

static void read_unfinished(struct tokeniser *tokeniser)
{
  tokeniser->unfinished++;
  tokeniser->broken = TRUE;
  read_text(tokeniser);
}

/* Reads markup that begins with '<!', '<?' or '</' and is not a tag. A processing instruction
 * without its own end ends at the next '>'; a CDATA section without one is text. */
static void read_other(struct tokeniser *tokeniser)
{
  const char *p = tokeniser->at;
  const char *stop = NULL;
  gsize length = 2;
  if (begins_with(tokeniser, p, "<!--")) {
    read_comment(tokeniser);
    return;
  }
  tokeniser->kind = TOKEN_OTHER;
  if (begins_with(tokeniser, p, "<![CDATA[")) {
    stop = find(tokeniser, END_CDATA, p);
    if (!stop) {
      tokeniser->broken = TRUE;
      read_text(tokeniser);
      return;
    }
    length = 3;
    g_string_truncate(tokeniser->strings, 0);
    g_string_append_len(tokeniser->strings, p + 9, stop - (p + 9));
    tokeniser->kind = TOKEN_CDATA;
  } else if (begins_with(tokeniser, p, "<?")) {
    stop = find(tokeniser, END_INSTRUCTION, p + 2);
  }
  if (!stop) {
    stop = find(tokeniser, END_TAG, p);
    length = 1;
  }
  if (stop)
    tokeniser->at = stop + length;
  else
    read_unfinished(tokeniser);
}

enum token_kind tokeniser_next(struct tokeniser *tokeniser)
{
  const char *p = tokeniser->at;
  gsize left = (gsize)(tokeniser->end - p);
  tokeniser->raw = p;
  tokeniser->broken = FALSE;
  if (left == 0)
    return tokeniser->kind = TOKEN_END_OF_INPUT;
  gboolean is_end = left > 2 && p[0] == '<' && p[1] == '/' && g_ascii_isalpha(p[2]);
  gboolean is_start = left > 1 && p[0] == '<' && g_ascii_isalpha(p[1]);
  if (*p != '<' || tokeniser->unfinished >= UNFINISHED_LIMIT) {
    read_text(tokeniser);
  } else if (is_end || is_start) {
    const char *name = p + (is_end ? 2 : 1);
    tokeniser->kind = is_end ? TOKEN_END : TOKEN_START;
    if (!is_tag_name(tokeniser, name)) {
      tokeniser->broken = TRUE;
      read_text(tokeniser);
    } else if (!read_tag(tokeniser, name)) {
      read_unfinished(tokeniser);
    }
  } else if (left > 1 && (p[1] == '!' || p[1] == '?' || (p[1] == '/' && left > 2))) {
    read_other(tokeniser);
  } else {
    read_text(tokeniser);
  }
  return tokeniser->kind;
}

/* Returns TRUE when P, after '<' or '</', is at the name of a tag NAME. */
static gboolean is_tag_of(const struct tokeniser *tokeniser, const char *p, const char *name)
{
  gsize length = strlen(name);
  if ((gsize)(tokeniser->end - p) < length || g_ascii_strncasecmp(p, name, length) != 0)
    return FALSE;
  p += length;
  return p == tokeniser->end || is_space(*p) || *p == '/' || *p == '>';
}

gboolean tokeniser_skip_to_end_tag(struct tokeniser *tokeniser, const char *name, gint *depth)
{
  const char *p = tokeniser->at;
  const char *end = tokeniser->end;
  for (; (p = memchr(p, '<', (gsize)(end - p))); p++) {
    if (*depth >= 0 && is_tag_of(tokeniser, p + 1, name)) {
      ++*depth;
    } else if (p + 1 < end && p[1] == '/' && is_tag_of(tokeniser, p + 2, name)) {
      if (*depth <= 0) {
        tokeniser->at = p;
        return TRUE;
      }
      --*depth;
    }
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
