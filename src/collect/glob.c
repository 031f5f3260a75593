/* SPDX-License-Identifier: MIT */
#include "collect/glob.h"

#include <string.h>

typedef enum {
  TOKEN_CHARACTER, /* one given character */
  TOKEN_ANY,       /* one character but '/' */
  TOKEN_CLASS,     /* one character of a class, never '/' */
  TOKEN_STAR,      /* any run without '/' */
  TOKEN_DEEP,      /* any run */
  TOKEN_OPTION,    /* nothing, or what the token behind it takes */
  TOKEN_FOLDERS    /* a run that ends with '/' */
} TokenKind;

typedef struct {
  TokenKind kind;
  gunichar character;
  const char *class; /* behind the '[' and its negation */
  gboolean negated;
} Token;

struct Glob {
  char *pattern; /* what the classes point into */
  GArray *tokens;
  gboolean base_name;
  gboolean folders_only;
};

/* One character of a class, escapes undone; *p moves behind it. */
static gunichar class_character(const char **p)
{
  if (**p == '\\' && (*p)[1])
    (*p)++;
  gunichar c = g_utf8_get_char(*p);
  *p = g_utf8_next_char(*p);
  return c;
}

/* The first byte behind the class that starts at P (behind '[' and negation), or NULL: it never
 * ends. */
static const char *class_end(const char *p)
{
  for (gboolean first = TRUE; *p; first = FALSE) {
    if (*p == ']' && !first)
      return p + 1;
    class_character(&p);
  }
  return NULL;
}

static gboolean class_holds(const Token *token, gunichar c)
{
  const char *p = token->class;
  for (gboolean first = TRUE; first || *p != ']'; first = FALSE) {
    gunichar low = class_character(&p), high = low;
    if (*p == '-' && p[1] != ']') {
      p++;
      high = class_character(&p);
    }
    if (c >= low && c <= high)
      return !token->negated;
  }
  return token->negated;
}

static void add(GArray *tokens, TokenKind kind, gunichar character)
{
  Token token = {.kind = kind, .character = character};
  g_array_append_val(tokens, token);
}

/* The stars at P; returns what is behind them. A run of stars is as good as its best. */
static const char *compile_stars(GArray *tokens, const char *start, const char *p)
{
  gboolean whole_part = p == start || p[-1] == '/';
  gsize stars = strspn(p, "*");
  p += stars;
  if (stars == 1) {
    add(tokens, TOKEN_STAR, 0);
  } else if (whole_part && *p == '/') {
    add(tokens, TOKEN_OPTION, 0);
    add(tokens, TOKEN_FOLDERS, 0);
    p++;
  } else {
    add(tokens, TOKEN_DEEP, 0);
  }
  return p;
}

/* The class at P (a '['), or a plain '['; returns what is behind it. */
static const char *compile_class(GArray *tokens, const char *p)
{
  Token token = {.kind = TOKEN_CLASS, .class = p + 1};
  if (*token.class == '!' || *token.class == '^') {
    token.negated = TRUE;
    token.class ++;
  }
  const char *end = class_end(token.class);
  if (!end) {
    add(tokens, TOKEN_CHARACTER, '[');
    return p + 1;
  }
  g_array_append_val(tokens, token);
  return end;
}

static void compile(GArray *tokens, const char *pattern)
{
  for (const char *p = pattern; *p;) {
    if (*p == '*') {
      p = compile_stars(tokens, pattern, p);
    } else if (*p == '[') {
      p = compile_class(tokens, p);
    } else if (*p == '?') {
      add(tokens, TOKEN_ANY, 0);
      p++;
    } else {
      add(tokens, TOKEN_CHARACTER, class_character(&p));
    }
  }
}

Glob *glob_new(const char *pattern)
{
  Glob *glob = g_new0(Glob, 1);
  glob->pattern = g_utf8_make_valid(pattern, -1);
  glob->tokens = g_array_new(FALSE, FALSE, sizeof(Token));
  char *p = glob->pattern;
  gsize length = strlen(p);
  while (length > 1 && p[length - 1] == '/') {
    p[--length] = '\0';
    glob->folders_only = TRUE;
  }
  glob->base_name = !strchr(p, '/');
  if (g_str_has_prefix(p, "./"))
    p++;
  while (*p == '/')
    p++;
  compile(glob->tokens, p);
  return glob;
}

void glob_free(Glob *glob)
{
  if (!glob)
    return;
  g_array_unref(glob->tokens);
  g_free(glob->pattern);
  g_free(glob);
}

/* Marks STATE and what is reached from it without taking a character. */
static void reach(const GArray *tokens, guint8 *states, guint state)
{
  while (state < tokens->len && !states[state]) {
    states[state] = 1;
    TokenKind kind = g_array_index(tokens, Token, state).kind;
    if (kind == TOKEN_OPTION) {
      states[state + 1] = 1;
      state += 2;
    } else if (kind == TOKEN_STAR || kind == TOKEN_DEEP) {
      state++;
    } else {
      return;
    }
  }
  states[state] = 1;
}

/* Takes C from STATE into the set NEXT. */
static void step(const GArray *tokens, guint8 *next, guint state, gunichar c)
{
  const Token *token = &g_array_index(tokens, Token, state);
  switch (token->kind) {
  case TOKEN_CHARACTER:
    if (c == token->character)
      reach(tokens, next, state + 1);
    break;
  case TOKEN_ANY:
    if (c != '/')
      reach(tokens, next, state + 1);
    break;
  case TOKEN_CLASS:
    if (c != '/' && class_holds(token, c))
      reach(tokens, next, state + 1);
    break;
  case TOKEN_STAR:
    if (c != '/')
      reach(tokens, next, state);
    break;
  case TOKEN_DEEP:
    reach(tokens, next, state);
    break;
  case TOKEN_OPTION:
    break;
  case TOKEN_FOLDERS:
    next[state] = 1; /* not by reach: the run goes on, it has not ended */
    if (c == '/')
      reach(tokens, next, state + 1);
    break;
  }
}

/* All states at once, so that no pattern can make it try again. */
static gboolean match_whole(const GArray *tokens, const char *path, gsize length)
{
  gsize size = (gsize)tokens->len + 1;
  g_autofree guint8 *now = g_malloc0(size);
  g_autofree guint8 *next = g_malloc0(size);
  reach(tokens, now, 0);
  for (const char *p = path; p < path + length; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    memset(next, 0, size);
    for (guint state = 0; state < tokens->len; state++)
      if (now[state])
        step(tokens, next, state, c);
    guint8 *swap = now;
    now = next;
    next = swap;
  }
  return now[tokens->len] != 0;
}

static gboolean match_part(const Glob *glob, const char *path, gsize length)
{
  if (glob->base_name) {
    const char *slash = g_strrstr_len(path, (gssize)length, "/");
    if (slash) {
      length -= (gsize)(slash + 1 - path);
      path = slash + 1;
    }
  }
  return match_whole(glob->tokens, path, length);
}

gboolean glob_match(const Glob *glob, const char *path, GlobTarget target)
{
  g_autofree char *valid = g_utf8_make_valid(path, -1);
  for (const char *slash = strchr(valid, '/'); slash; slash = strchr(slash + 1, '/'))
    if (match_part(glob, valid, (gsize)(slash - valid)))
      return TRUE;
  if (glob->folders_only && target == GLOB_FILE)
    return FALSE;
  return match_part(glob, valid, strlen(valid));
}
