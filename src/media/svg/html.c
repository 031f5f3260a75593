/* SPDX-License-Identifier: MIT */
/* Labels in HTML, as written by mermaid and diagrams.net, become text. */
#include <string.h>

#include "base/text.h"
#include "media/svg/svg-internal.h"

#define LINE_LIMIT 64

struct label {
  GPtrArray *lines; /* char * */
  GString *line;    /* the one that is being read */
  GString *style;   /* styles of all elements down to the first letter */
  gboolean more;    /* the label contains more than text */
};

static void end_line(struct label *label)
{
  g_autofree char *words = text_collapse(label->line->str, -1);
  if (*words && label->lines->len < LINE_LIMIT)
    g_ptr_array_add(label->lines, g_steal_pointer(&words));
  else
    label->more |= *words != '\0';
  g_string_truncate(label->line, 0);
}

static gboolean is_block(const xmlNode *node)
{
  return node->type == XML_ELEMENT_NODE &&
         svg_is_one_of(
             (const char *)node->name,
             "p div br li ul ol tr td th table h1 h2 h3 h4 h5 h6 pre hr section body");
}

static void enter_element(struct label *label, xmlNode *node)
{
  const char *style = node->type == XML_ELEMENT_NODE ? svg_tree_attribute(node, "style") : NULL;
  if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
    g_string_append(label->line, (const char *)node->content);
  if (is_block(node))
    end_line(label);
  if (node->type == XML_ELEMENT_NODE)
    label->more |=
        svg_is_one_of((const char *)node->name,
                      "img video audio canvas iframe object embed input svg math table");
  if (style && label->lines->len == 0 && label->style->len < 4096)
    g_string_append_printf(label->style, ";%s", style);
}

static gboolean is_unseen(const xmlNode *node)
{
  return node->type == XML_ELEMENT_NODE &&
         svg_is_one_of((const char *)node->name, "script style template head");
}

/* Reads all content of NODE, in document order. */
static void read_label(struct label *label, xmlNode *node)
{
  for (xmlNode *at = node->children; at;) {
    if (!is_unseen(at)) {
      enter_element(label, at);
      if (at->children) {
        at = at->children;
        continue;
      }
    }
    while (at != node && !at->next) {
      at = at->parent;
      if (is_block(at))
        end_line(label);
    }
    at = at == node ? NULL : at->next;
  }
  end_line(label);
}

/* Returns the last value of the property NAME in the declarations STYLE, for the caller to
 * free. */
static char *copy_property(const char *style, const char *name)
{
  g_auto(GStrv) parts = g_strsplit(style, ";", 256);
  char *value = NULL;
  for (char **part = parts; *part; part++) {
    char *colon = strchr(*part, ':');
    if (!colon)
      continue;
    *colon = '\0';
    if (g_ascii_strcasecmp(g_strstrip(*part), name) != 0)
      continue;
    g_free(value);
    value = g_strndup(colon + 1, strcspn(colon + 1, "!"));
    g_strstrip(value);
  }
  return value;
}

static void add_style(xmlNode *text, const char *style, const char *from, const char *to)
{
  g_autofree char *value = copy_property(style, from);
  if (value && *value && strlen(value) < 200)
    xmlNewProp(text, (const xmlChar *)to, (const xmlChar *)value);
}

static double read_number(const xmlNode *node, const char *name)
{
  const char *value = svg_tree_attribute(node, name);
  char *end = NULL;
  double found = value ? g_ascii_strtod(value, &end) : 0;
  /* a percentage of an unknown length counts as 0 */
  return value && *end != '%' && found > -1e6 && found < 1e6 ? found : 0;
}

static void set_number(xmlNode *node, const char *name, double value, const char *unit)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  g_ascii_formatd(buffer, sizeof buffer, "%.6g", value);
  g_autofree char *text = g_strconcat(buffer, unit, NULL);
  xmlNewProp(node, (const xmlChar *)name, (const xmlChar *)text);
}

static void set_text(xmlNode *node, const char *words)
{
  xmlAddChild(node, xmlNewDocText(node->doc, (const xmlChar *)words));
}

/* Sets where the lines begin, and their alignment. */
static void place_text(const xmlNode *from, xmlNode *text, const char *style)
{
  g_autofree char *align = copy_property(style, "text-align");
  const char *anchor = "middle";
  double share = 0.5;
  if (align && svg_is_one_of(align, "left start")) {
    anchor = "start";
    share = 0;
  } else if (align && svg_is_one_of(align, "right end")) {
    anchor = "end";
    share = 1;
  }
  set_number(text, "x", read_number(from, "x") + share * read_number(from, "width"), "");
  set_number(text, "y", read_number(from, "y") + read_number(from, "height") / 2, "");
  xmlNewProp(text, (const xmlChar *)"text-anchor", (const xmlChar *)anchor);
}

/* Fills TEXT with the lines of LABEL, the first DY em below its origin. */
static void set_lines(const struct label *label, xmlNode *text, const char *x, double dy)
{
  if (label->lines->len == 1) {
    set_number(text, "dy", dy, "em");
    set_text(text, label->lines->pdata[0]);
    return;
  }
  for (guint i = 0; i < label->lines->len; i++) {
    xmlNode *line = xmlNewChild(text, text->ns, (const xmlChar *)"tspan", NULL);
    xmlNewProp(line, (const xmlChar *)"x", (const xmlChar *)x);
    set_number(line, "dy", i == 0 ? dy : 1.2, "em");
    set_text(line, label->lines->pdata[i]);
  }
}

static xmlNode *write_label(const struct label *label, const xmlNode *from)
{
  xmlNode *text = xmlNewDocNode(from->doc, from->ns, (const xmlChar *)"text", NULL);
  const char *style = label->style->str;
  place_text(from, text, style);
  add_style(text, style, "color", "fill");
  if (!svg_tree_attribute(text, "fill"))
    xmlNewProp(text, (const xmlChar *)"fill", (const xmlChar *)"currentColor");
  add_style(text, style, "font-family", "font-family");
  add_style(text, style, "font-size", "font-size");
  add_style(text, style, "font-weight", "font-weight");
  g_autofree char *x = g_strdup(svg_tree_attribute(text, "x"));
  set_lines(label, text, x, 0.35 - 0.6 * (label->lines->len - 1));
  return text;
}

static void label_init(struct label *label, xmlNode *node)
{
  label->lines = g_ptr_array_new_with_free_func(g_free);
  label->line = g_string_new(NULL);
  label->style = g_string_new(NULL);
  label->more = FALSE;
  read_label(label, node);
}

static void label_clear(struct label *label)
{
  g_ptr_array_unref(label->lines);
  g_string_free(label->line, TRUE);
  g_string_free(label->style, TRUE);
}

void svg_html_redraw(struct svg_state *svg, xmlNode *node)
{
  struct label label;
  label_init(&label, node);
  if (label.lines->len > 0) {
    xmlAddNextSibling(node, write_label(&label, node));
    svg->redrawn++;
  }
  svg->losses[LOSS_HTML] += label.more ? 1 : 0;
  label_clear(&label);
}

void svg_html_complete(struct svg_state *svg, xmlNode *node)
{
  xmlNode *text = xmlNextElementSibling(node);
  const char *x = text ? svg_tree_attribute(text, "x") : NULL;
  if (!x || g_strcmp0(svg_tree_name(svg, text), "text") != 0 || xmlFirstElementChild(text))
    return;
  xmlChar *words = xmlNodeGetContent(text);
  gboolean cut = g_str_has_suffix((const char *)words, "...");
  xmlFree(words);
  if (!cut)
    return;
  struct label label;
  label_init(&label, node);
  if (label.lines->len > 0) {
    while (text->children) {
      xmlNode *child = text->children;
      xmlUnlinkNode(child);
      xmlFreeNode(child);
    }
    set_lines(&label, text, x, 0.6 - 0.6 * label.lines->len);
    svg->redrawn++;
  }
  label_clear(&label);
}
