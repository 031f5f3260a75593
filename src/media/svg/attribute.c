/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "media/svg/svg-internal.h"

/* The start of an element that is being written. */
struct start {
  struct svg_state *svg;
  xmlTextWriter *writer;
  const struct foreign_element *element;
  GHashTable *names; /* the names written so far: a set of char *, not owned */
  GString *style;    /* declarations, written last */
};

static void put_attribute(struct start *start, const char *name, const char *value)
{
  if (g_hash_table_add(start->names, (gpointer)name))
    xmlTextWriterWriteAttribute(start->writer, (const xmlChar *)name, (const xmlChar *)value);
}

static gboolean has_style(const struct start *start)
{
  return (start->element->attributes & foreign_svg_file_attribute("style")->sets) != 0;
}

static void add_style(struct start *start, const char *name, const char *value)
{
  gsize before = start->style->len;
  if (!has_style(start))
    return;
  g_string_append_printf(start->style, "%s%s:", before > 0 ? ";" : "", name);
  if (!svg_css_value(start->svg, name, value, start->style))
    g_string_truncate(start->style, before);
}

/* Returns TRUE when VALUE, which is not CSS, may refer to something outside. */
static gboolean leads_out(const char *value)
{
  if (strchr(value, '\\'))
    return TRUE;
  for (const char *p = strchr(value, '('); p; p = strchr(p + 1, '('))
    if (p - value >= 3 && !g_ascii_strncasecmp(p - 3, "url", 3))
      return TRUE;
  return g_strstr_len(value, 64, "script:") || g_strstr_len(value, 64, "://");
}

static void write_plain(struct start *start, const char *name, const char *value)
{
  if (leads_out(value))
    start->svg->losses[LOSS_REFERENCE]++;
  else
    put_attribute(start, name, value);
}

/* Writes a presentation attribute, whose value is as in CSS: one that is not understood is left
 * out, as readers do; one without functions is copied. EPUBCheck treats everything from 'url('
 * to the end as an address, so nothing may follow it. */
static void write_property(struct start *start, const char *name, const char *value)
{
  g_autoptr(GString) out = g_string_new(NULL);
  if (!svg_css_value(start->svg, name, value, out))
    return;
  if (!strpbrk(value, "(\\")) {
    put_attribute(start, name, value);
    return;
  }
  const char *close = g_str_has_prefix(out->str, "url(") ? strchr(out->str, ')') : NULL;
  if (close)
    g_string_truncate(out, (gsize)(close + 1 - out->str));
  put_attribute(start, name, out->str);
}

static void write_id(struct start *start, const xmlNode *node, const char *value)
{
  const struct svg_id *id = svg_link_find(start->svg, value);
  if (id && id->node == node)
    put_attribute(start, "id", id->name);
}

/* Writes 'a b' when all these ids exist. */
static void write_ids(struct start *start, const char *name, const char *value)
{
  g_auto(GStrv) words = g_strsplit_set(value, " \t\r\n", 64);
  g_autoptr(GString) out = g_string_new(NULL);
  for (char **word = words; *word; word++) {
    const struct svg_id *id = svg_link_find(start->svg, *word);
    if (!**word)
      continue;
    if (!id)
      return;
    g_string_append_printf(out, "%s%s", out->len > 0 ? " " : "", id->name);
  }
  if (out->len > 0)
    put_attribute(start, name, out->str);
}

/* Writes attributes that have no type in a chapter. */
static void write_silent(struct start *start, const struct foreign_attribute *attribute,
                         const char *value)
{
  if (!strcmp(attribute->name, "style")) {
    g_autofree char *style = svg_css_declarations(start->svg, value);
    if (*style)
      g_string_append_printf(start->style, "%s%s", start->style->len > 0 ? ";" : "", style);
  } else if (!attribute->words || svg_is_one_of(value, attribute->words)) {
    if (strcmp(attribute->name, "cursor") != 0)
      write_plain(start, attribute->name, value);
  }
}

static void write_known(struct start *start, const xmlNode *node,
                        const struct foreign_attribute *attribute, const char *value)
{
  switch ((enum foreign_type)attribute->type) {
  case VALUE_SILENT:
    write_silent(start, attribute, value);
    break;
  case VALUE_ID:
    write_id(start, node, value);
    break;
  case VALUE_IDS:
    write_ids(start, attribute->name, value);
    break;
  case VALUE_LINK:
    break; /* the remaining one has another name */
  case VALUE_PAINT:
    write_property(start, attribute->name, value);
    break;
  case VALUE_LABEL:
    put_attribute(start, attribute->name, value);
    break;
  case VALUE_ANY:
    if (attribute->style)
      write_property(start, attribute->name, value);
    else
      write_plain(start, attribute->name, value);
    break;
  case VALUE_HIDING:
    if (svg_is_one_of(value, "true false"))
      put_attribute(start, attribute->name, value);
    break;
  default:
    if (foreign_value_fits(attribute, value))
      put_attribute(start, attribute->name, value);
    else if (attribute->style)
      add_style(start, attribute->name, value);
    break;
  }
}

/* Writes the attributes of the style element, which are unlike those of others. */
static void write_own(struct start *start, const xmlNode *node, const char *name,
                      const char *value)
{
  const char *words = foreign_svg_own_words(start->element->name, name);
  if (!strcmp(name, "id")) {
    write_id(start, node, value);
  } else if (!strcmp(start->element->name, "style")) {
    if (!strcmp(name, "type"))
      put_attribute(start, "type", "text/css");
  } else if (!words || svg_is_one_of(value, words)) {
    write_plain(start, name, value);
  }
}

static gboolean is_language(const char *value)
{
  return g_regex_match_simple("^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$", value,
                              G_REGEX_DOLLAR_ENDONLY, 0);
}

static void write_of_xml(struct start *start, const char *name, const char *value)
{
  if (!strcmp(name, "space") && svg_is_one_of(value, "default preserve"))
    put_attribute(start, "xml:space", value);
  if (!strcmp(name, "lang") && is_language(value))
    put_attribute(start, "xml:lang", value);
}

/* Properties of SVG 2 and CSS that SVG 1.1 has in styles only. */
static const char properties[] =
    "vector-effect paint-order mix-blend-mode isolation transform-origin transform-box "
    "mask-type "
    "font-kerning font-feature-settings font-variation-settings text-orientation line-height "
    "white-space text-transform background-color";

static void write_one(struct start *start, const xmlNode *node, const xmlAttr *a)
{
  const char *name = (const char *)a->name;
  const char *value = svg_tree_value(a);
  if (a->ns) {
    if (!strcmp((const char *)a->ns->href, (const char *)XML_XML_NAMESPACE))
      write_of_xml(start, name, value);
    return;
  }
  if (!g_ascii_strncasecmp(name, "on", 2)) {
    start->svg->losses[LOSS_HANDLER]++;
    return;
  }
  if (svg_is_one_of(name, start->element->own)) {
    write_own(start, node, name, value);
    return;
  }
  const struct foreign_attribute *attribute = foreign_svg_file_attribute(name);
  if (attribute && (attribute->sets & start->element->attributes))
    write_known(start, node, attribute, value);
  else if (svg_is_one_of(name, properties))
    add_style(start, name, value);
}

/* Writes the attributes without which the element is not valid, with values that do not change
 * the drawing. */
static void write_required(struct start *start)
{
  static const struct {
    const char *name, *value;
  } others[] = {{"d", ""}, {"points", ""}, {"in2", ""}, {"type", "identity"}, {"order", "3"}};
  if (!start->element->required)
    return;
  g_auto(GStrv) names = g_strsplit(start->element->required, " ", -1);
  for (char **name = names; *name; name++) {
    const char *value = "0";
    if (g_hash_table_contains(start->names, *name))
      continue;
    for (guint i = 0; i < G_N_ELEMENTS(others); i++)
      if (!strcmp(others[i].name, *name))
        value = others[i].value;
    xmlTextWriterWriteAttribute(start->writer, (const xmlChar *)*name, (const xmlChar *)value);
  }
}

void svg_attribute_write(struct svg_state *svg, xmlTextWriter *writer, const xmlNode *node,
                         const char *const *done)
{
  struct start start = {.svg = svg,
                        .writer = writer,
                        .element = node->_private,
                        .names = g_hash_table_new(g_str_hash, g_str_equal),
                        .style = g_string_new(NULL)};
  for (; done && *done; done++)
    g_hash_table_add(start.names, (gpointer)*done);
  for (const xmlAttr *a = node->properties; a; a = a->next)
    write_one(&start, node, a);
  write_required(&start);
  const char *link = svg_tree_attribute(node, "xlink:href");
  if (link)
    put_attribute(&start, "xlink:href", link);
  if (start.style->len > 0)
    put_attribute(&start, "style", start.style->str);
  g_hash_table_unref(start.names);
  g_string_free(start.style, TRUE);
}
