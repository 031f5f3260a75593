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
  guint64 ascii[2]; /* TOKEN_CLASS: whether each character up to U+007F is meant */
} Token;

/* The tokens that may come next. */
typedef struct {
  guint8 *marked; /* for each token, and for the end of the pattern */
  guint *states;  /* those that are */
  guint count;
} Set;

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

/* One character of a class, or two with '-' between; *p moves on to what follows. */
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
    while (g_str_has_prefix(++p, "**/")) /* the same again adds nothing */
      p += 2;
  } else {
    add(tokens, TOKEN_DEEP, 0);
  }
  return p;
}

/* The class at P (a '['), or a plain '['; returns what is behind it. Once a class was found to
 * have no end, no later one has: *UNCLOSED, so that the rest is not read again for each. */
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
    add(tokens, TOKEN_CHARACTER, '[');
    return p + 1;
  }
  fill_ascii(&token);
  g_array_append_val(tokens, token);
  return end;
}

static void compile(GArray *tokens, const char *pattern)
{
  gboolean unclosed = FALSE;
  for (const char *p = pattern; *p;) {
    if (*p == '*') {
      p = compile_stars(tokens, pattern, p);
    } else if (*p == '[') {
      p = compile_class(tokens, p, &unclosed);
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

static void mark(Set *set, guint state)
{
  if (!set->marked[state])
    set->states[set->count++] = state;
  set->marked[state] = 1;
}

/* Marks STATE and what is reached from it without taking a character. */
static void reach(const GArray *tokens, Set *set, guint state)
{
  while (state < tokens->len && !set->marked[state]) {
    mark(set, state);
    TokenKind kind = g_array_index(tokens, Token, state).kind;
    if (kind == TOKEN_OPTION) {
      mark(set, state + 1);
      state += 2;
    } else if (kind == TOKEN_STAR || kind == TOKEN_DEEP) {
      state++;
    } else {
      return;
    }
  }
  mark(set, state);
}

/* Takes C from STATE into the set NEXT. */
static void step(const GArray *tokens, Set *next, guint state, gunichar c)
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
    mark(next, state); /* not by reach: the run goes on, it has not ended */
    if (c == '/')
      reach(tokens, next, state + 1);
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

/* Whether TOKENS mean PATH or, when it is not one name but a way, a folder on it. All states at
 * once, so that no pattern can make it try again; few of a long pattern are marked at a time.
 */
static gboolean match(const GArray *tokens, const char *path, const char *end, gboolean way)
{
  g_auto(Set) one, other;
  Set *now = &one, *next = &other;
  set_init(&one, (gsize)tokens->len + 1);
  set_init(&other, (gsize)tokens->len + 1);
  reach(tokens, now, 0);
  for (const char *p = path; p < end && now->count > 0; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (way && c == '/' && now->marked[tokens->len])
      return TRUE;
    set_empty(next);
    for (guint i = 0; i < now->count; i++)
      if (now->states[i] < tokens->len)
        step(tokens, next, now->states[i], c);
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
    return match(glob->tokens, valid, end, TRUE);
  for (const char *name = valid; name <= end;) {
    const char *slash = memchr(name, '/', (gsize)(end - name));
    if (match(glob->tokens, name, slash ? slash : end, FALSE))
      return TRUE;
    name = slash ? slash + 1 : end + 1;
  }
  return FALSE;
}
