/* SPDX-License-Identifier: MIT */
/* The attributes of SVG and MathML: writes those that are allowed, with valid values. */
#include <string.h>

#include "html/foreign-internal.h"
#include "xhtml/escape.h"

/* The attributes written so far in one tag; each is written once. */
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

/* Writes ATTRIBUTE with VALUE, escaped. Returns FALSE when the tag already has it. */
static gboolean append(struct written *written, const struct foreign_attribute *attribute,
                       const char *value)
{
  GString *out = written->reader->out;
  if (!take(written, attribute))
    return FALSE;
  g_string_append_c(out, ' ');
  g_string_append(out, attribute->name);
  g_string_append(out, "=\"");
  escape_append(out, value, strlen(value), ESCAPE_ATTRIBUTE);
  g_string_append_c(out, '"');
  return TRUE;
}

/* Writes ATTRIBUTE with VALUE, which refers to ID, and notes the reference. */
static void append_reference(struct written *written, const struct foreign_attribute *attribute,
                             const char *value, const char *id)
{
  gsize start = written->reader->out->len;
  if (append(written, attribute, value))
    foreign_refer(written->reader, start, attribute->name, written->element->name, id);
}

/* Writes VALUE with the new id in place of the id in 'url(#id)'. Returns FALSE when it does not
 * refer to an id of the drawing. */
static gboolean write_paint(struct written *written, const struct foreign_attribute *attribute,
                            const char *value)
{
  const char *url = strstr(value, "url(");
  const char *start = url ? url + 4 + strspn(url + 4, " \"'") : NULL;
  gsize length = start && *start == '#' ? strcspn(start, " \"')") : 0;
  const char *end = start ? strchr(start, ')') : NULL;
  if (length < 2 || !end || strstr(end, "url("))
    return FALSE;
  g_autofree char *id = g_strndup(start + 1, length - 1);
  const char *name = new_id(written->reader, id);
  if (!name)
    return FALSE;
  g_autofree char *mended =
      g_strdup_printf("%.*surl(#%s%s", (int)(url - value), value, name, end);
  append_reference(written, attribute, mended, id);
  return TRUE;
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
  g_autofree char *address = name ? g_strconcat("#", name, NULL) : NULL;
  if (address)
    append_reference(written, &xlink, address, value + 1);
}

static void write_one(struct written *written, const struct foreign_attribute *attribute,
                      const char *value);

/* Writes the declarations of a style attribute as attributes. */
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

/* Writes a value that may contain 'url(…)'. */
static void write_any(struct written *written, const struct foreign_attribute *attribute,
                      const char *value)
{
  /* characters that a valid value never contains: a scheme, a rule, an escape */
  if (attribute->style && strpbrk(value, "@:;{}<>\\")) {
    written->reader->foreign->changed = TRUE;
    return;
  }
  if (!strstr(value, "url(")) {
    append(written, attribute, value);
    return;
  }
  if ((attribute->type != VALUE_PAINT || !write_paint(written, attribute, value)) &&
      !strstr(value, "url(#"))
    written->reader->foreign->changed = TRUE;
}

static void write_label(struct written *written, const struct foreign_attribute *attribute,
                        const char *value)
{
  struct foreign *foreign = written->reader->foreign;
  g_autofree char *words = g_strstrip(g_strdup(value));
  /* an element without a role, inside a drawing, must not have a label (ARIA 1.2, 5.2.8.6) */
  if (*words && written->reader->stack->len > 0)
    foreign->changed = TRUE;
  if (!*words || written->reader->stack->len > 0)
    return;
  append(written, attribute, words);
  if (!foreign->label)
    foreign->label = g_steal_pointer(&words);
}

static void write_id(struct written *written, const struct foreign_attribute *attribute,
                     const char *value)
{
  struct foreign_reader *reader = written->reader;
  const char *name = new_id(reader, value);
  if (!reader->given)
    reader->given = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  if (name && !g_hash_table_contains(reader->given, value) && append(written, attribute, name))
    g_hash_table_insert(reader->given, g_strdup(value), (gpointer)written->element->name);
}

static void write_one(struct written *written, const struct foreign_attribute *attribute,
                      const char *value)
{
  struct foreign_reader *reader = written->reader;
  if (!reader->is_math && attribute->type != VALUE_SILENT &&
      (written->element->attributes & attribute->sets) == 0) {
    /* a style that has no effect on this element */
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
    write_id(written, attribute, value);
    break;
  case VALUE_IDS:
    /* the elements it refers to may be left out later */
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

/* Adds the required attributes that are missing. A circle without a radius, for example, is not
 * drawn, but not valid either. */
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

/* Returns TRUE for attributes that are left out without a report. */
static gboolean is_silent(const char *name)
{
  return g_str_has_prefix(name, "data-") || g_str_has_prefix(name, "xmlns:") ||
         g_str_has_prefix(name, "aria-");
}

void foreign_write_attributes(struct foreign_reader *reader,
                              const struct foreign_element *element)
{
  struct tokenizer *tokenizer = &reader->tokenizer;
  struct written written = {.reader = reader, .element = element};
  const char *style = tokenizer_attribute(tokenizer, "style");
  /* declarations in a style attribute have precedence */
  if (style && !reader->is_math)
    write_style(&written, style);
  for (guint i = 0; i < tokenizer->attributes->len; i++) {
    const struct token_attribute *given =
        &g_array_index(tokenizer->attributes, struct token_attribute, i);
    const char *name = tokenizer->strings->str + given->name;
    const struct foreign_attribute *attribute =
        reader->is_math ? foreign_math_attribute(element->name, name)
                        : foreign_svg_attribute(name);
    if (attribute)
      write_one(&written, attribute, tokenizer->strings->str + given->value);
    else if (!is_silent(name))
      reader->foreign->changed = TRUE;
  }
  write_required(&written);
}
