/* SPDX-License-Identifier: MIT */
/* The attributes of SVG and MathML. */
#include <string.h>

#include "xhtml/escape.h"
#include "xhtml/foreign-state.h"

/* Attributes of the tag that is being written, each once. */
struct written {
  struct foreign_reader *reader;
  const struct foreign_element *element;
  const struct foreign_attribute *names[64];
  guint count;
};

static const char *new_id(const struct foreign_reader *reader, const char *id)
{
  return reader->foreign->ids ? g_hash_table_lookup(reader->foreign->ids, id) : NULL;
}

static gboolean take(struct written *written, const struct foreign_attribute *attribute)
{
  for (guint i = 0; i < written->count; i++)
    if (written->names[i] == attribute)
      return FALSE;
  if (written->count == G_N_ELEMENTS(written->names))
    return FALSE;
  written->names[written->count++] = attribute;
  return TRUE;
}

static void append(struct written *written, const struct foreign_attribute *attribute,
                   const char *value)
{
  GString *out = written->reader->out;
  if (!take(written, attribute))
    return;
  g_string_append_c(out, ' ');
  g_string_append(out, attribute->name);
  g_string_append(out, "=\"");
  escape_append(out, value, strlen(value), ESCAPE_ATTRIBUTE);
  g_string_append_c(out, '"');
}

/* Whether what the attribute NAME refers to as ID is of the kind that it may refer to
 * (epubcheck RSC-014). */
static gboolean refers_well(const struct foreign_reader *reader, const char *name,
                            const char *id)
{
  static const struct {
    const char *attribute, *kinds;
  } pairs[] = {{"fill", " linearGradient radialGradient pattern "},
               {"stroke", " linearGradient radialGradient pattern "},
               {"clip-path", " clipPath "},
               {"mask", " mask "},
               {"filter", " filter "},
               {"marker-start", " marker "},
               {"marker-mid", " marker "},
               {"marker-end", " marker "}};
  const char *kind =
      reader->foreign->kinds ? g_hash_table_lookup(reader->foreign->kinds, id) : NULL;
  for (guint i = 0; kind && i < G_N_ELEMENTS(pairs); i++)
    if (strcmp(pairs[i].attribute, name) == 0) {
      g_autofree char *word = g_strdup_printf(" %s ", kind);
      return strstr(pairs[i].kinds, word) != NULL;
    }
  return FALSE;
}

gboolean foreign_is_definition(const char *kind)
{
  return kind &&
         strstr(
             " linearGradient radialGradient pattern clipPath mask filter marker stop symbol ",
             kind);
}

/* 'url(#a)' with the new id for a, in the middle of VALUE; NULL when it leads elsewhere. */
static char *mend_paint(const struct foreign_reader *reader, const char *attribute,
                        const char *value)
{
  const char *url = strstr(value, "url(");
  const char *start = url ? url + 4 + strspn(url + 4, " \"'") : NULL;
  gsize length = start && *start == '#' ? strcspn(start, " \"')") : 0;
  const char *end = start ? strchr(start, ')') : NULL;
  if (length < 2 || !end || strstr(end, "url("))
    return NULL;
  g_autofree char *id = g_strndup(start + 1, length - 1);
  const char *name = refers_well(reader, attribute, id) ? new_id(reader, id) : NULL;
  return name ? g_strdup_printf("%.*surl(#%s%s", (int)(url - value), value, name, end) : NULL;
}

static void write_link(struct written *written, const char *value)
{
  static const struct foreign_attribute xlink = {.name = "xlink:href", .type = VALUE_LINK};
  struct foreign_reader *reader = written->reader;
  value += strspn(value, " \t\r\n");
  if (*value != '#') {
    reader->refused = TRUE;
    return;
  }
  const char *name = new_id(reader, value + 1);
  const char *kind = name ? g_hash_table_lookup(reader->foreign->kinds, value + 1) : NULL;
  gboolean gradient =
      strstr(" linearGradient radialGradient pattern ", written->element->name) != NULL;
  gboolean use = strcmp(written->element->name, "use") == 0;
  if (!name || (gradient && strcmp(kind, written->element->name) != 0) ||
      (!gradient && foreign_is_definition(kind) && !(use && strcmp(kind, "symbol") == 0))) {
    reader->foreign->changed |= name != NULL;
    return;
  }
  g_autofree char *address = g_strconcat("#", name, NULL);
  append(written, &xlink, address);
  reader->links = TRUE;
}

static void write_one(struct written *written, const struct foreign_attribute *attribute,
                      const char *value);

/* The declarations of a style attribute as attributes of their own. */
static void write_style(struct written *written, const char *style)
{
  g_auto(GStrv) declarations = g_strsplit(style, ";", 64);
  for (guint i = 0; declarations[i]; i++) {
    char *colon = strchr(declarations[i], ':');
    if (!colon) {
      written->reader->foreign->changed |= *g_strstrip(declarations[i]) != '\0';
      continue;
    }
    *colon = '\0';
    const char *name = g_strstrip(declarations[i]);
    char *value = g_strstrip(colon + 1);
    char *important = strchr(value, '!');
    if (important)
      *important = '\0';
    const struct foreign_attribute *attribute = foreign_svg_attribute(name);
    if (attribute && attribute->style)
      write_one(written, attribute, g_strchomp(value));
    else if (!attribute)
      written->reader->foreign->changed = TRUE;
  }
}

/* What may hold 'url(…)' or may not. */
static void write_any(struct written *written, const struct foreign_attribute *attribute,
                      const char *value)
{
  if (!strstr(value, "url(")) {
    append(written, attribute, value);
    return;
  }
  g_autofree char *mended = attribute->type == VALUE_PAINT
                                ? mend_paint(written->reader, attribute->name, value)
                                : NULL;
  if (mended)
    append(written, attribute, mended);
  else if (!strstr(value, "url(#"))
    written->reader->foreign->changed = TRUE;
}

static void write_label(struct written *written, const struct foreign_attribute *attribute,
                        const char *value)
{
  struct foreign *foreign = written->reader->foreign;
  g_autofree char *words = g_strstrip(g_strdup(value));
  if (!*words)
    return;
  append(written, attribute, words);
  if (!foreign->label && written->reader->stack->len == 0)
    foreign->label = g_steal_pointer(&words);
}

static void write_one(struct written *written, const struct foreign_attribute *attribute,
                      const char *value)
{
  struct foreign_reader *reader = written->reader;
  g_autofree char *mended = NULL;
  if (!reader->is_math && attribute->type != VALUE_SILENT &&
      (written->element->attributes & attribute->sets) == 0) {
    /* a style on what does not show it */
    reader->foreign->changed |= !attribute->style;
    return;
  }
  switch ((enum foreign_type)attribute->type) {
  case VALUE_SILENT:
    break;
  case VALUE_ANY:
  case VALUE_PAINT:
    write_any(written, attribute, value);
    break;
  case VALUE_LINK:
    write_link(written, value);
    break;
  case VALUE_ID:
    if (!reader->given)
      reader->given = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    if (new_id(reader, value) && g_hash_table_add(reader->given, g_strdup(value)))
      append(written, attribute, new_id(reader, value));
    break;
  case VALUE_IDS:
    /* what it names may be left out later */
    reader->foreign->changed = TRUE;
    break;
  case VALUE_LABEL:
    write_label(written, attribute, value);
    break;
  default:
    if (!foreign_value_fits(attribute, value)) {
      reader->foreign->changed |= attribute->type != VALUE_HIDING;
      break;
    }
    append(written, attribute, value);
    reader->ornament |= attribute->type == VALUE_HIDING && reader->stack->len == 0;
    break;
  }
}

/* A circle without a radius is not drawn, but not valid either. */
static void write_required(struct written *written)
{
  if (!written->element->required)
    return;
  g_auto(GStrv) names = g_strsplit(written->element->required, " ", -1);
  for (guint i = 0; names[i]; i++) {
    gboolean list = strcmp(names[i], "d") == 0 || strcmp(names[i], "points") == 0;
    append(written, foreign_svg_attribute(names[i]), list ? "" : "0");
  }
}

/* TRUE for what nobody misses whatever it is called. */
static gboolean is_silent(const char *name)
{
  return g_str_has_prefix(name, "data-") || g_str_has_prefix(name, "xmlns:") ||
         g_str_has_prefix(name, "aria-");
}

void foreign_write_attributes(struct foreign_reader *reader,
                              const struct foreign_element *element)
{
  struct tokeniser *tokeniser = &reader->tokeniser;
  struct written written = {.reader = reader, .element = element};
  const char *style = tokeniser_attribute(tokeniser, "style");
  /* a style has precedence */
  if (style && !reader->is_math)
    write_style(&written, style);
  for (guint i = 0; i < tokeniser->attributes->len; i++) {
    const struct token_attribute *given =
        &g_array_index(tokeniser->attributes, struct token_attribute, i);
    const char *name = tokeniser->strings->str + given->name;
    const struct foreign_attribute *attribute =
        reader->is_math ? foreign_math_attribute(element->name, name)
                        : foreign_svg_attribute(name);
    if (attribute)
      write_one(&written, attribute, tokeniser->strings->str + given->value);
    else if (!is_silent(name))
      reader->foreign->changed = TRUE;
  }
  write_required(&written);
}

void foreign_collect_ids(struct foreign_reader *reader, const char *text, gsize length)
{
  struct tokeniser *tokeniser = &reader->tokeniser;
  if (reader->is_math)
    return;
  tokeniser_feed(tokeniser, text, length);
  while (tokeniser_next(tokeniser) != TOKEN_END_OF_INPUT) {
    const char *id =
        tokeniser->kind == TOKEN_START ? tokeniser_attribute(tokeniser, "id") : NULL;
    const struct foreign_element *element =
        id ? foreign_svg_element(tokeniser->strings->str) : NULL;
    if (!element || element->role >= FOREIGN_UNWRAP || !*id || strpbrk(id, " \t\r\n\f"))
      continue;
    if (!reader->foreign->ids)
      reader->foreign->ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    if (!reader->foreign->kinds)
      reader->foreign->kinds = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    if (!g_hash_table_contains(reader->foreign->kinds, id))
      g_hash_table_insert(reader->foreign->kinds, g_strdup(id), (gpointer)element->name);
    if (g_hash_table_contains(reader->foreign->ids, id))
      reader->foreign->changed = TRUE;
    else
      g_hash_table_insert(reader->foreign->ids, g_strdup(id),
                          g_strdup(reader->new_id(reader->data, id)));
  }
}
