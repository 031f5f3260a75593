/* SPDX-License-Identifier: MIT */
#include "html/tokenizer.h"

#include <string.h>

#include "text/entity.h"

/* Maximum number of attributes of a tag; the rest is ignored. */
#define ATTRIBUTES_LIMIT 128
/* Maximum number of tags without an end in an input. */
#define UNFINISHED_LIMIT 64

enum ending { END_QUOTE, END_APOSTROPHE, END_INSTRUCTION, END_CDATA, END_TAG, END_COMMENT };

void tokenizer_init(struct tokenizer *tokenizer)
{
  memset(tokenizer, 0, sizeof *tokenizer);
  tokenizer->strings = g_string_new(NULL);
  tokenizer->attributes = g_array_new(FALSE, FALSE, sizeof(struct token_attribute));
}

void tokenizer_clear(struct tokenizer *tokenizer)
{
  g_string_free(tokenizer->strings, TRUE);
  g_array_unref(tokenizer->attributes);
}

void tokenizer_feed(struct tokenizer *tokenizer, const char *text, gsize length)
{
  tokenizer->at = tokenizer->raw = text;
  tokenizer->end = text + length;
  tokenizer->kind = TOKEN_END_OF_INPUT;
  tokenizer->unfinished = 0;
  memset(tokenizer->no_end, 0, sizeof tokenizer->no_end);
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
static const char *find(struct tokenizer *tokenizer, enum ending ending, const char *p)
{
  static const char *const marks[] = {"\"", "'", "?>", "]]>", ">"};
  if (tokenizer->no_end[ending])
    return NULL;
  const char *found =
      memmem(p, (gsize)(tokenizer->end - p), marks[ending], strlen(marks[ending]));
  tokenizer->no_end[ending] = !found;
  return found;
}

/* Reads the value of an attribute at P, after the '='. Returns the position after it, or NULL
 * when the tag does not end. */
static const char *read_value(struct tokenizer *tokenizer, const char *p)
{
  const char *end = tokenizer->end;
  const char *stop = NULL;
  gsize closing = 0;
  while (p < end && is_space(*p))
    p++;
  if (p < end && (*p == '"' || *p == '\'')) {
    stop = find(tokenizer, *p == '"' ? END_QUOTE : END_APOSTROPHE, p + 1);
    p++;
    closing = 1;
    if (!stop) {
      stop = find(tokenizer, END_TAG, p);
      closing = 0;
      tokenizer->broken = TRUE;
    }
    if (!stop)
      return NULL;
  } else {
    for (stop = p; stop < end && !is_space(*stop) && *stop != '>'; stop++)
      ;
  }
  entity_append_decoded(tokenizer->strings, p, (gsize)(stop - p), ENTITY_IN_ATTRIBUTE);
  return stop + closing;
}

/* Returns TRUE when another tag begins at P, which means that a '>' is missing. */
static gboolean is_next_tag(const struct tokenizer *tokenizer, const char *p)
{
  return *p == '<' && p + 1 < tokenizer->end &&
         (g_ascii_isalpha(p[1]) || p[1] == '/' || p[1] == '!');
}

/* Reads one attribute at P, which is not at a space, '/', '>' or '<'. Returns the position
 * after it, or NULL when the tag does not end. */
static const char *read_attribute(struct tokenizer *tokenizer, const char *p)
{
  GString *strings = tokenizer->strings;
  const char *end = tokenizer->end;
  const char *start = p++;
  gsize length = strings->len;
  struct token_attribute attribute = {.name = length};
  while (p < end && !is_space(*p) && *p != '/' && *p != '>' && *p != '=' &&
         !is_next_tag(tokenizer, p))
    p++;
  append_lower(strings, start, p);
  attribute.value = strings->len;
  const char *next = p;
  while (next < end && is_space(*next))
    next++;
  if (next < end && *next == '=') {
    p = read_value(tokenizer, next + 1);
    if (!p)
      return NULL;
  }
  g_string_append_c(strings, '\0');
  if (tokenizer->attributes->len < ATTRIBUTES_LIMIT) {
    g_array_append_val(tokenizer->attributes, attribute);
  } else {
    g_string_truncate(strings, length);
    tokenizer->broken = TRUE;
  }
  return p;
}

/* Returns TRUE when a name in some markup language could end as the one at P does. */
static gboolean is_tag_name(const struct tokenizer *tokenizer, const char *p)
{
  while (p < tokenizer->end && is_name_byte(*p))
    p++;
  return p == tokenizer->end || is_space(*p) || *p == '/' || *p == '>';
}

/* Reads the tag whose name is at P. Returns FALSE when the input ends before the tag does. */
static gboolean read_tag(struct tokenizer *tokenizer, const char *p)
{
  const char *end = tokenizer->end;
  const char *start = p;
  g_string_truncate(tokenizer->strings, 0);
  g_array_set_size(tokenizer->attributes, 0);
  tokenizer->self_closing = FALSE;
  while (p < end && is_name_byte(*p))
    p++;
  append_lower(tokenizer->strings, start, p);
  while (p && p < end) {
    if (*p == '>' || is_next_tag(tokenizer, p)) {
      tokenizer->broken |= *p == '<';
      tokenizer->at = p + (*p == '>' ? 1 : 0);
      return TRUE;
    }
    tokenizer->self_closing = *p == '/';
    if (is_space(*p) || *p == '/')
      p++;
    else
      p = read_attribute(tokenizer, p);
  }
  return FALSE;
}

static gboolean begins_with(const struct tokenizer *tokenizer, const char *p, const char *word)
{
  gsize length = strlen(word);
  return (gsize)(tokenizer->end - p) >= length && memcmp(p, word, length) == 0;
}

/* Returns the position after the comment whose text begins at P (HTML 13.2.5.43 to 13.2.5.52),
 * or NULL. */
static const char *comment_end(struct tokenizer *tokenizer, const char *p)
{
  if (begins_with(tokenizer, p, ">"))
    return p + 1;
  if (begins_with(tokenizer, p, "->"))
    return p + 2;
  if (tokenizer->no_end[END_COMMENT])
    return NULL;
  for (; (p = memchr(p, '-', (gsize)(tokenizer->end - p))); p++) {
    if (begins_with(tokenizer, p, "-->"))
      return p + 3;
    if (begins_with(tokenizer, p, "--!>"))
      return p + 4;
  }
  tokenizer->no_end[END_COMMENT] = TRUE;
  return NULL;
}

static void read_comment(struct tokenizer *tokenizer)
{
  const char *stop = comment_end(tokenizer, tokenizer->at + 4);
  tokenizer->kind = TOKEN_COMMENT;
  tokenizer->broken = !stop;
  tokenizer->at = stop ? stop : tokenizer->end;
}

/* Reads text up to the next '<' that could begin a tag. */
static void read_text(struct tokenizer *tokenizer)
{
  const char *p = tokenizer->at;
  const char *end = tokenizer->end;
  const char *stop = end;
  if (tokenizer->unfinished < UNFINISHED_LIMIT) {
    stop = memchr(p + 1, '<', (gsize)(end - p - 1));
    if (!stop)
      stop = end;
  }
  g_string_truncate(tokenizer->strings, 0);
  entity_append_decoded(tokenizer->strings, p, (gsize)(stop - p), ENTITY_IN_TEXT);
  tokenizer->at = stop;
  tokenizer->kind = TOKEN_TEXT;
}

static void read_unfinished(struct tokenizer *tokenizer)
{
  tokenizer->unfinished++;
  tokenizer->broken = TRUE;
  read_text(tokenizer);
}

/* Reads markup that begins with '<!', '<?' or '</' and is not a tag. A processing instruction
 * without its own end ends at the next '>'; a CDATA section without one is text. */
static void read_other(struct tokenizer *tokenizer)
{
  const char *p = tokenizer->at;
  const char *stop = NULL;
  gsize length = 2;
  if (begins_with(tokenizer, p, "<!--")) {
    read_comment(tokenizer);
    return;
  }
  tokenizer->kind = TOKEN_OTHER;
  if (begins_with(tokenizer, p, "<![CDATA[")) {
    stop = find(tokenizer, END_CDATA, p);
    if (!stop) {
      tokenizer->broken = TRUE;
      read_text(tokenizer);
      return;
    }
    length = 3;
    g_string_truncate(tokenizer->strings, 0);
    g_string_append_len(tokenizer->strings, p + 9, stop - (p + 9));
    tokenizer->kind = TOKEN_CDATA;
  } else if (begins_with(tokenizer, p, "<?")) {
    stop = find(tokenizer, END_INSTRUCTION, p + 2);
  }
  if (!stop) {
    stop = find(tokenizer, END_TAG, p);
    length = 1;
  }
  if (stop)
    tokenizer->at = stop + length;
  else
    read_unfinished(tokenizer);
}

enum token_kind tokenizer_next(struct tokenizer *tokenizer)
{
  const char *p = tokenizer->at;
  gsize left = (gsize)(tokenizer->end - p);
  tokenizer->raw = p;
  tokenizer->broken = FALSE;
  if (left == 0)
    return tokenizer->kind = TOKEN_END_OF_INPUT;
  gboolean is_end = left > 2 && p[0] == '<' && p[1] == '/' && g_ascii_isalpha(p[2]);
  gboolean is_start = left > 1 && p[0] == '<' && g_ascii_isalpha(p[1]);
  if (*p != '<' || tokenizer->unfinished >= UNFINISHED_LIMIT) {
    read_text(tokenizer);
  } else if (is_end || is_start) {
    const char *name = p + (is_end ? 2 : 1);
    tokenizer->kind = is_end ? TOKEN_END : TOKEN_START;
    if (!is_tag_name(tokenizer, name)) {
      tokenizer->broken = TRUE;
      read_text(tokenizer);
    } else if (!read_tag(tokenizer, name)) {
      read_unfinished(tokenizer);
    }
  } else if (left > 1 && (p[1] == '!' || p[1] == '?' || (p[1] == '/' && left > 2))) {
    read_other(tokenizer);
  } else {
    read_text(tokenizer);
  }
  return tokenizer->kind;
}

/* Returns TRUE when P, after '<' or '</', is at the name of a tag NAME. */
static gboolean is_tag_of(const struct tokenizer *tokenizer, const char *p, const char *name)
{
  gsize length = strlen(name);
  if ((gsize)(tokenizer->end - p) < length || g_ascii_strncasecmp(p, name, length) != 0)
    return FALSE;
  p += length;
  return p == tokenizer->end || is_space(*p) || *p == '/' || *p == '>';
}

gboolean tokenizer_skip_to_end_tag(struct tokenizer *tokenizer, const char *name, gint *depth)
{
  const char *p = tokenizer->at;
  const char *end = tokenizer->end;
  for (; (p = memchr(p, '<', (gsize)(end - p))); p++) {
    if (*depth >= 0 && is_tag_of(tokenizer, p + 1, name)) {
      ++*depth;
    } else if (p + 1 < end && p[1] == '/' && is_tag_of(tokenizer, p + 2, name)) {
      if (*depth <= 0) {
        tokenizer->at = p;
        return TRUE;
      }
      --*depth;
    }
  }
  tokenizer->at = end;
  return FALSE;
}

const char *tokenizer_attribute(const struct tokenizer *tokenizer, const char *name)
{
  const char *strings = tokenizer->strings->str;
  for (guint i = 0; i < tokenizer->attributes->len; i++) {
    const struct token_attribute *attribute =
        &g_array_index(tokenizer->attributes, struct token_attribute, i);
    if (strcmp(strings + attribute->name, name) == 0)
      return strings + attribute->value;
  }
  return NULL;
}
