/* SPDX-License-Identifier: MIT */
#include "collect/glob.h"

#include <string.h>

typedef enum {
  TOKEN_CHARACTER, /* one given character */
  TOKEN_ANY,       /* one character but '/' */
  TOKEN_CLASS,     /* one character of a class, never '/' */
  TOKEN_STAR,      /* any run without '/' */
  TOKEN_DEEP,      /* any run */
  TOKEN_OPTION,    /* nothing, or what the next token matches */
  TOKEN_FOLDERS    /* a run that ends with '/' */
} TokenKind;

typedef struct {
  TokenKind kind;
  gunichar character;
  const char *class; /* the class after its '[' and negation */
  gboolean negated;
  guint64 ascii[2]; /* TOKEN_CLASS: a bit for each character up to U+007F that matches */
} Token;

/* The tokens that may match next. */
typedef struct {
  guint8 *marked; /* for each token, and for the end of the pattern */
  guint *states;  /* those that are marked */
  guint count;
} Set;

struct Glob {
  char *pattern; /* the pattern, into which the classes point */
  GArray *tokens;
  gboolean base_name;
  gboolean folders_only;
};

/* Returns one character of a class, escapes resolved; *p moves after it. */
static gunichar class_character(const char **p)
{
  if (**p == '\\' && (*p)[1])
    (*p)++;
  gunichar c = g_utf8_get_char(*p);
  *p = g_utf8_next_char(*p);
  return c;
}

/* Returns the first byte after the class that starts at P (after '[' and negation); NULL when
 * it does not end. */
static const char *class_end(const char *p)
{
  for (gboolean first = TRUE; *p; first = FALSE) {
    if (*p == ']' && !first)
      return p + 1;
    class_character(&p);
  }
  return NULL;
}

/* Returns one character of a class, or two with '-' between (the second in *high); *p moves
 * after them. */
static gunichar read_range(const char **p, gunichar *high)
{
  gunichar low = *high = class_character(p);
  if (**p == '-' && (*p)[1] != ']') {
    (*p)++;
    *high = class_character(p);
  }
  return low;
}

static void fill_ascii(Token *token)
{
  const char *p = token->class;
  for (gboolean first = TRUE; first || *p != ']'; first = FALSE) {
    gunichar high, low = read_range(&p, &high);
    for (gunichar c = low; c <= high && c < 0x80; c++)
      token->ascii[c / 64] |= (guint64)1 << (c % 64);
  }
  for (guint i = 0; token->negated && i < G_N_ELEMENTS(token->ascii); i++)
    token->ascii[i] = ~token->ascii[i];
}

static gboolean read_class(const Token *token, gunichar c)
{
  const char *p = token->class;
  for (gboolean first = TRUE; first || *p != ']'; first = FALSE) {
    gunichar high, low = read_range(&p, &high);
    if (c >= low && c <= high)
      return !token->negated;
  }
  return token->negated;
}

static gboolean class_holds(const Token *token, gunichar c)
{
  return c < 0x80 ? (token->ascii[c / 64] >> (c % 64) & 1) != 0 : read_class(token, c);
}

static void add_token(GArray *tokens, TokenKind kind, gunichar character)
{
  Token token = {.kind = kind, .character = character};
  g_array_append_val(tokens, token);
}

/* Compiles the stars at P; returns the byte after them. A run of stars is compiled as the one
 * that matches most. */
static const char *compile_stars(GArray *tokens, const char *start, const char *p)
{
  gboolean whole_part = p == start || p[-1] == '/';
  gsize stars = strspn(p, "*");
  p += stars;
  if (stars == 1) {
    add_token(tokens, TOKEN_STAR, 0);
  } else if (whole_part && *p == '/') {
    add_token(tokens, TOKEN_OPTION, 0);
    add_token(tokens, TOKEN_FOLDERS, 0);
    while (g_str_has_prefix(++p, "**/")) /* a repetition matches nothing more */
      p += 2;
  } else {
    add_token(tokens, TOKEN_DEEP, 0);
  }
  return p;
}

/* Compiles the class at P (a '['), or a literal '['; returns the byte after it. *unclosed
 * becomes TRUE once a class has no end, so that later ones are not searched for theirs. */
static const char *compile_class(GArray *tokens, const char *p, gboolean *unclosed)
{
  Token token = {.kind = TOKEN_CLASS, .class = p + 1};
  if (*token.class == '!' || *token.class == '^') {
    token.negated = TRUE;
    token.class ++;
  }
  const char *end = *unclosed ? NULL : class_end(token.class);
  *unclosed = !end;
  if (!end) {
    add_token(tokens, TOKEN_CHARACTER, '[');
    return p + 1;
  }
  fill_ascii(&token);
  g_array_append_val(tokens, token);
  return end;
}

static void compile_pattern(GArray *tokens, const char *pattern)
{
  gboolean unclosed = FALSE;
  for (const char *p = pattern; *p;) {
    if (*p == '*') {
      p = compile_stars(tokens, pattern, p);
    } else if (*p == '[') {
      p = compile_class(tokens, p, &unclosed);
    } else if (*p == '?') {
      add_token(tokens, TOKEN_ANY, 0);
      p++;
    } else {
      add_token(tokens, TOKEN_CHARACTER, class_character(&p));
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
  compile_pattern(glob->tokens, p);
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

static void mark_state(Set *set, guint state)
{
  if (!set->marked[state])
    set->states[set->count++] = state;
  set->marked[state] = 1;
}

/* Marks STATE and the states that are reached from it without a character. */
static void reach_state(const GArray *tokens, Set *set, guint state)
{
  while (state < tokens->len && !set->marked[state]) {
    mark_state(set, state);
    TokenKind kind = g_array_index(tokens, Token, state).kind;
    if (kind == TOKEN_OPTION) {
      mark_state(set, state + 1);
      state += 2;
    } else if (kind == TOKEN_STAR || kind == TOKEN_DEEP) {
      state++;
    } else {
      return;
    }
  }
  mark_state(set, state);
}

/* Adds the states that C leads to from STATE to the set NEXT. */
static void step_state(const GArray *tokens, Set *next, guint state, gunichar c)
{
  const Token *token = &g_array_index(tokens, Token, state);
  switch (token->kind) {
  case TOKEN_CHARACTER:
    if (c == token->character)
      reach_state(tokens, next, state + 1);
    break;
  case TOKEN_ANY:
    if (c != '/')
      reach_state(tokens, next, state + 1);
    break;
  case TOKEN_CLASS:
    if (c != '/' && class_holds(token, c))
      reach_state(tokens, next, state + 1);
    break;
  case TOKEN_STAR:
    if (c != '/')
      reach_state(tokens, next, state);
    break;
  case TOKEN_DEEP:
    reach_state(tokens, next, state);
    break;
  case TOKEN_OPTION:
    break;
  case TOKEN_FOLDERS:
    mark_state(next, state); /* not by reach: the run continues */
    if (c == '/')
      reach_state(tokens, next, state + 1);
    break;
  }
}

static void set_init(Set *set, gsize size)
{
  *set = (Set){.marked = g_malloc0(size), .states = g_new(guint, size)};
}

static void set_empty(Set *set)
{
  while (set->count > 0)
    set->marked[set->states[--set->count]] = 0;
}

static void set_clear(Set *set)
{
  g_free(set->marked);
  g_free(set->states);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Set, set_clear)

/* Returns TRUE when TOKENS match PATH or, unless PATH is one name, a folder in it. Follows all
 * states at once, so that there is no backtracking; of a long pattern few are marked at a
 * time. */
static gboolean match_tokens(const GArray *tokens, const char *path, const char *end,
                             gboolean way)
{
  g_auto(Set) one, other;
  Set *now = &one, *next = &other;
  set_init(&one, (gsize)tokens->len + 1);
  set_init(&other, (gsize)tokens->len + 1);
  reach_state(tokens, now, 0);
  for (const char *p = path; p < end && now->count > 0; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (way && c == '/' && now->marked[tokens->len])
      return TRUE;
    set_empty(next);
    for (guint i = 0; i < now->count; i++)
      if (now->states[i] < tokens->len)
        step_state(tokens, next, now->states[i], c);
    Set *swap = now;
    now = next;
    next = swap;
  }
  return now->marked[tokens->len];
}

gboolean glob_match(const Glob *glob, const char *path, GlobTarget target)
{
  g_autofree char *valid = g_utf8_make_valid(path, -1);
  const char *end = valid + strlen(valid);
  if (glob->folders_only && target == GLOB_FILE) {
    end = strrchr(valid, '/');
    if (!end)
      return FALSE;
  }
  if (!glob->base_name)
    return match_tokens(glob->tokens, valid, end, TRUE);
  for (const char *name = valid; name <= end;) {
    const char *slash = memchr(name, '/', (gsize)(end - name));
    if (match_tokens(glob->tokens, name, slash ? slash : end, FALSE))
      return TRUE;
    name = slash ? slash + 1 : end + 1;
  }
  return FALSE;
}
