/* SPDX-License-Identifier: MIT */
#include "media/sniff/svg-doctype.h"

#include <string.h>

#include "base/text.h"

#define ENTITY_COUNT 1024
#define ENTITY_LIMIT 4096 /* bytes of one entity, resolved */
#define ENTITY_DEPTH 8
#define ENTITY_STEPS 65536 /* letters and references examined for one entity */

typedef struct {
  GHashTable *entities;
  GString *out;
  guint steps, depth;
} Resolver;

typedef struct {
  const char *at, *end;
} Cursor;

static void skip_blanks(Cursor *cursor)
{
  while (cursor->at < cursor->end && g_ascii_isspace(*cursor->at))
    cursor->at++;
}

static gboolean starts_with(const Cursor *cursor, const char *word)
{
  gsize length = strlen(word);
  return (gsize)(cursor->end - cursor->at) >= length && !memcmp(cursor->at, word, length);
}

/* Skips past the next WORD; returns FALSE without one. */
static gboolean skip_past(Cursor *cursor, const char *word)
{
  const char *found = g_strstr_len(cursor->at, (gssize)(cursor->end - cursor->at), word);
  cursor->at = found ? found + strlen(word) : cursor->end;
  return found != NULL;
}

/* Skips to the first of STOPS outside of quotes; returns FALSE without one. */
static gboolean skip_to(Cursor *cursor, const char *stops)
{
  for (; cursor->at < cursor->end; cursor->at++) {
    if (strchr(stops, *cursor->at))
      return TRUE;
    if (*cursor->at == '"' || *cursor->at == '\'') {
      const char *close =
          memchr(cursor->at + 1, *cursor->at, (gsize)(cursor->end - cursor->at - 1));
      if (!close)
        return FALSE;
      cursor->at = close;
    }
  }
  return FALSE;
}

static gboolean is_name_byte(char c)
{
  return g_ascii_isalnum(c) || strchr("_:.-", c) || (guchar)c >= 0x80;
}

static char *read_name(Cursor *cursor)
{
  const char *start = cursor->at;
  while (cursor->at < cursor->end && *cursor->at && is_name_byte(*cursor->at))
    cursor->at++;
  return g_strndup(start, (gsize)(cursor->at - start));
}

/* Reads the rest of '<!ENTITY'; uses it when it is a name and a quoted value. */
static void read_entity(Cursor *cursor, GHashTable *entities)
{
  skip_blanks(cursor);
  g_autofree char *name = read_name(cursor);
  skip_blanks(cursor);
  char quote = cursor->at < cursor->end ? *cursor->at : '\0';
  if (!*name || (quote != '"' && quote != '\''))
    return;
  const char *close = memchr(cursor->at + 1, quote, (gsize)(cursor->end - cursor->at - 1));
  if (!close || close - cursor->at > ENTITY_LIMIT)
    return;
  if (!g_hash_table_contains(entities, name))
    g_hash_table_insert(entities, g_steal_pointer(&name),
                        g_strndup(cursor->at + 1, (gsize)(close - cursor->at - 1)));
}

/* Reads one declaration, comment, instruction or reference of the subset. */
static gboolean read_declaration(Cursor *cursor, GHashTable *entities)
{
  if (starts_with(cursor, "<!--")) {
    cursor->at += 4;
    return skip_past(cursor, "-->");
  }
  if (starts_with(cursor, "<?"))
    return skip_past(cursor, "?>");
  if (starts_with(cursor, "%"))
    return skip_past(cursor, ";");
  if (!starts_with(cursor, "<!"))
    return FALSE;
  if (starts_with(cursor, "<!ENTITY")) {
    Cursor inside = {cursor->at + strlen("<!ENTITY"), cursor->end};
    read_entity(&inside, entities);
  }
  if (!skip_to(cursor, ">"))
    return FALSE;
  cursor->at++;
  return g_hash_table_size(entities) <= ENTITY_COUNT;
}

const char *svg_doctype_read(const char *text, const char *end, GHashTable *entities)
{
  Cursor cursor = {text + strlen("<!DOCTYPE"), end};
  if (!skip_to(&cursor, "[>"))
    return NULL;
  if (*cursor.at == '[') {
    cursor.at++;
    for (skip_blanks(&cursor); cursor.at < end && *cursor.at != ']'; skip_blanks(&cursor))
      if (!read_declaration(&cursor, entities))
        return NULL;
    if (!skip_to(&cursor, ">"))
      return NULL;
  }
  return cursor.at + 1;
}

static gboolean resolve_value(Resolver *resolver, const char *value);

/* Resolves a reference by name, except numeric ones and four of XML's own. */
static gboolean resolve_named(Resolver *resolver, const char *name)
{
  static const struct {
    const char *name;
    char letter;
  } own[] = {{"amp", '&'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}};
  for (guint i = 0; i < G_N_ELEMENTS(own); i++)
    if (!strcmp(own[i].name, name)) {
      g_string_append_c(resolver->out, own[i].letter);
      return TRUE;
    }
  const char *inner = g_hash_table_lookup(resolver->entities, name);
  if (!inner || resolver->depth == ENTITY_DEPTH)
    return FALSE;
  resolver->depth++;
  gboolean done = resolve_value(resolver, inner);
  resolver->depth--;
  return done;
}

/* Resolves the reference at *P, which moves to its end. */
static gboolean resolve_one(Resolver *resolver, const char **p)
{
  gsize length = strcspn(*p, ";");
  if ((*p)[length] != ';' || length > 64)
    return FALSE;
  g_autofree char *name = g_strndup(*p + 1, length - 1);
  *p += length;
  if (*name != '#')
    return resolve_named(resolver, name);
  gboolean hex = name[1] == 'x';
  guint64 code = g_ascii_strtoull(name + 1 + hex, NULL, hex ? 16 : 10);
  if (code == 0 || code > 0x10ffff || !text_is_xml_char((gunichar)code))
    return FALSE;
  g_string_append_unichar(resolver->out, (gunichar)code);
  return TRUE;
}

static gboolean resolve_value(Resolver *resolver, const char *value)
{
  for (const char *p = value; *p; p++) {
    if (resolver->out->len > ENTITY_LIMIT || ++resolver->steps > ENTITY_STEPS)
      return FALSE;
    if (*p != '&')
      g_string_append_c(resolver->out, *p);
    else if (!resolve_one(resolver, &p))
      return FALSE;
  }
  return TRUE;
}

const char *svg_doctype_entity(GHashTable *entities, const char *name)
{
  const char *value = g_hash_table_lookup(entities, name);
  if (!value || !strpbrk(value, "&<"))
    return value;
  /* the result is cached under a name that no entity can have, so that each is computed once */
  g_autofree char *key = g_strconcat("&", name, NULL);
  const char *known = g_hash_table_lookup(entities, key);
  if (known)
    return known;
  g_autoptr(GString) out = g_string_new(NULL);
  Resolver resolver = {.entities = entities, .out = out};
  if (!resolve_value(&resolver, value) || strchr(out->str, '<')) {
    g_hash_table_remove(entities, name);
    return NULL;
  }
  g_hash_table_insert(entities, g_strdup(key), g_strdup(out->str));
  return g_hash_table_lookup(entities, key);
}
