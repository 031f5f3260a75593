/* SPDX-License-Identifier: MIT */
#include <libxml/parser.h>
#include <libxml/valid.h>
#include <string.h>

#include "media/sniff/xml.h"
#include "media/svg/svg-internal.h"

#define XHTML_NAMESPACE "http://www.w3.org/1999/xhtml"

/* Facts about the preceding children of an element that stays (in psvi). */
enum seen {
  SEEN_OTHER = 1, /* an element that is not a description */
  SEEN_LIGHT = 2,
  SEEN_PATH = 4,
  SEEN_FALLBACK = 8, /* a switch has an alternative */
  SEEN_CURVES = 16   /* and up: a bit for each of the letters of 'RGBA' that occurred */
};

enum verdict { GO_IN, GO_ON, DROP };

static guint get_seen(const xmlNode *node)
{
  return GPOINTER_TO_UINT(node->psvi);
}

static void mark_seen(xmlNode *node, guint what)
{
  node->psvi = GUINT_TO_POINTER(get_seen(node) | what);
}

/* Returns TRUE when NODE contains visible letters. */
static gboolean has_text(xmlNode *node)
{
  for (xmlNode *at = node; at; at = at->children ? at->children : svg_tree_after(at, node))
    if ((at->type == XML_TEXT_NODE || at->type == XML_CDATA_SECTION_NODE) &&
        !xmlIsBlankNode(at))
      return TRUE;
  return FALSE;
}

/* Counts the loss of NODE, called NAME, which is about to be removed. */
static void report_dropped(struct svg_state *svg, xmlNode *node, const char *spelled)
{
  g_autofree char *name = g_ascii_strdown(spelled, -1);
  if (svg_is_one_of(name, "script handler listener"))
    svg->losses[LOSS_SCRIPT]++;
  else if (svg_is_one_of(name, "font font-face glyph missing-glyph hkern vkern"))
    svg->losses[LOSS_FONT]++;
  else if (svg_is_one_of(name, "iframe video audio canvas embed object tref mesh meshgradient"))
    svg->losses[LOSS_ELEMENT]++;
  else if (!svg_is_one_of(name, "metadata cursor view color-profile") && has_text(node))
    svg->losses[LOSS_ELEMENT]++;
}

/* Returns the row of the table for NODE in PARENT; NULL when it is to be removed. */
static const struct foreign_element *row_of(const char *name,
                                            const struct foreign_element *parent)
{
  /* a link in a picture does not work; its content is shown */
  if (!strcmp(name, "a"))
    name = parent->holds & foreign_svg_element("tspan")->class ? "tspan" : "g";
  const struct foreign_element *element = foreign_svg_element(name);
  return element && element->class ? element : NULL;
}

/* Returns the position of a color curve in the required order, as a bit. */
static guint curve_bit(const struct foreign_element *element)
{
  static const char order[] = "RGBA";
  return (guint)SEEN_CURVES << (strchr(order, element->name[6]) - order);
}

/* Returns TRUE when ELEMENT may follow the preceding children of PARENT. */
static gboolean may_follow(xmlNode *parent, const struct foreign_element *element)
{
  const struct foreign_element *in = parent->_private;
  gboolean describes = element->class == foreign_svg_element("title")->class;
  gboolean lit = (in->holds & foreign_svg_element("fePointLight")->class) != 0;
  if (!(in->holds & element->class) ||
      (describes && in->ordered && (get_seen(parent) & SEEN_OTHER)))
    return FALSE;
  if (g_str_has_prefix(element->name, "feFunc")) {
    if (get_seen(parent) >= curve_bit(element))
      return FALSE;
    mark_seen(parent, curve_bit(element));
  } else if (!strcmp(element->name, "mpath")) {
    if (get_seen(parent) & SEEN_PATH)
      return FALSE;
    mark_seen(parent, SEEN_PATH);
  } else if (lit) {
    gboolean light = element->class == foreign_svg_element("fePointLight")->class;
    if (light == ((get_seen(parent) & SEEN_LIGHT) != 0))
      return FALSE;
    mark_seen(parent, SEEN_LIGHT);
  }
  if (!describes)
    mark_seen(parent, SEEN_OTHER);
  return TRUE;
}

/* Returns the first child of SVG whose name is one of WORDS, or with OTHERS, whose name is
 * not. */
static gboolean has_child(const struct svg_state *svg, const xmlNode *node, const char *words,
                          gboolean others)
{
  for (const xmlNode *child = node->children; child; child = child->next) {
    const char *name = child->type == XML_ELEMENT_NODE ? svg_tree_name(svg, child) : NULL;
    if (name && svg_is_one_of(name, words) != others)
      return TRUE;
  }
  return FALSE;
}

/* diagrams.net ends its drawings with a message for programs that do not show HTML. */
static gboolean is_excuse(const struct svg_state *svg, const xmlNode *node)
{
  const xmlNode *child = xmlFirstElementChild((xmlNode *)node);
  const char *name = child ? svg_tree_name(svg, child) : NULL;
  const char *features = child ? svg_tree_attribute(child, "requiredFeatures") : NULL;
  return name && !strcmp(name, "g") && !child->children && features &&
         strstr(features, "Extensibility");
}

/* Returns TRUE unless the animation changes a reference or an action, or has no target.
 * Attributes in a namespace are links. */
static gboolean animates_well(const xmlNode *node)
{
  const char *aim = svg_tree_attribute(node, "attributeName");
  if (!aim)
    return FALSE;
  g_autofree char *name = g_strstrip(g_strdup(aim));
  return *name && strspn(name, G_CSET_A_2_Z G_CSET_a_2_z "-") == strlen(name) &&
         g_ascii_strncasecmp(name, "on", 2) != 0 &&
         !svg_is_one_of(name, "href base style class id src");
}

static gboolean holds_css(const xmlNode *node)
{
  const char *type = svg_tree_attribute(node, "type");
  const char *media = svg_tree_attribute(node, "media");
  if (type && *type && g_ascii_strncasecmp(type, "text/css", 8) != 0)
    return FALSE;
  return !media || !*media || strstr(media, "all") || strstr(media, "screen");
}

/* Checks conditions that depend on the element itself. */
static gboolean is_sound(struct svg_state *svg, xmlNode *node,
                         const struct foreign_element *element)
{
  const char *name = element->name;
  if (svg_is_one_of(name, "image feImage"))
    return svg_link_picture(svg, node);
  if (svg_is_one_of(name, "animate animateColor animateTransform set"))
    return animates_well(node);
  if (!strcmp(name, "style"))
    return holds_css(node);
  if (!strcmp(name, "feConvolveMatrix"))
    return svg_tree_attribute(node, "kernelMatrix") != NULL;
  if (svg_is_one_of(name, "feDiffuseLighting feSpecularLighting"))
    return has_child(svg, node, "feDistantLight fePointLight feSpotLight", FALSE);
  if (!strcmp(name, "switch")) {
    if (has_child(svg, node, "foreignObject title desc metadata", TRUE))
      mark_seen(node, SEEN_FALLBACK);
    return !is_excuse(svg, node);
  }
  return TRUE;
}

/* Reduces a description to its words. */
static void flatten_description(xmlNode *node)
{
  if (!xmlFirstElementChild(node))
    return;
  xmlChar *words = xmlNodeGetContent(node);
  xmlNode *text = xmlNewDocText(node->doc, words);
  while (node->children) {
    xmlNode *child = node->children;
    xmlUnlinkNode(child);
    xmlFreeNode(child);
  }
  xmlAddChild(node, text);
  xmlFree(words);
}

static enum verdict visit_foreign_object(struct svg_state *svg, xmlNode *node)
{
  if (get_seen(node->parent) & SEEN_FALLBACK)
    svg_html_complete(svg, node);
  else
    svg_html_redraw(svg, node);
  return DROP;
}

static enum verdict visit_element(struct svg_state *svg, xmlNode *node)
{
  const struct foreign_element *parent = node->parent->_private;
  const char *name = svg_tree_name(svg, node);
  if (!name) {
    svg->losses[LOSS_HTML] += svg_has_namespace(node, XHTML_NAMESPACE) && has_text(node);
    svg->losses[LOSS_SCRIPT] += svg_is_one_of((const char *)node->name, "script") ? 1 : 0;
    return DROP;
  }
  if (!g_ascii_strcasecmp(name, "foreignObject"))
    return visit_foreign_object(svg, node);
  const struct foreign_element *element = row_of(name, parent);
  if (!element) {
    report_dropped(svg, node, name);
    return DROP;
  }
  if (!is_sound(svg, node, element) || !may_follow(node->parent, element))
    return DROP;
  node->_private = (gpointer)element;
  svg->animated |=
      svg_is_one_of(element->name, "animate animateColor animateMotion animateTransform set");
  if (element->class == foreign_svg_element("title")->class)
    flatten_description(node);
  return GO_IN;
}

static enum verdict visit_node(struct svg_state *svg, xmlNode *node)
{
  const struct foreign_element *parent = node->parent->_private;
  if (node->type == XML_ELEMENT_NODE)
    return visit_element(svg, node);
  if (node->type != XML_TEXT_NODE && node->type != XML_CDATA_SECTION_NODE)
    return DROP;
  gboolean words = parent->role == FOREIGN_TEXT || !strcmp(parent->name, "style");
  return words || xmlIsBlankNode(node) ? GO_ON : DROP;
}

void svg_tree_prune(struct svg_state *svg, xmlNode *root)
{
  root->_private = (gpointer)foreign_svg_element("svg");
  for (xmlNode *node = root->children; node;) {
    enum verdict verdict = visit_node(svg, node);
    xmlNode *next =
        verdict == GO_IN && node->children ? node->children : svg_tree_after(node, root);
    if (verdict == DROP) {
      xmlUnlinkNode(node);
      xmlFreeNode(node);
    }
    node = next;
  }
}

/* Returns ID as an NCName (XML 1.0, fourth edition), as similar as possible, for the caller to
 * free. */
static char *new_unique_id(struct svg_state *svg, const char *id)
{
  GString *out = g_string_new(NULL);
  for (const char *p = id; *p && out->len < 64; p++)
    g_string_append_c(out, g_ascii_isalnum(*p) || *p == '-' || *p == '.' ? *p : '_');
  if (!g_ascii_isalpha(*out->str))
    g_string_prepend_c(out, '_');
  gsize length = out->len;
  while (g_hash_table_contains(svg->names, out->str)) {
    g_string_truncate(out, length);
    g_string_append_printf(out, "-%u", ++svg->minted);
  }
  return g_string_free(out, FALSE);
}

static void add_id(struct svg_state *svg, const xmlNode *node, const char *id, char *name)
{
  struct svg_id *entry = g_new(struct svg_id, 1);
  *entry = (struct svg_id){.name = name, .node = node, .element = node->_private};
  g_hash_table_insert(svg->ids, g_strdup(id), entry);
  g_hash_table_add(svg->names, name);
}

static gboolean has_id(const xmlNode *node)
{
  const struct foreign_element *element = node->_private;
  return element && svg_tree_attribute(node, "id");
}

void svg_tree_collect(struct svg_state *svg, xmlNode *root)
{
  /* ids that can be kept come first, so that no new one equals them */
  for (guint round = 0; round < 2; round++)
    for (xmlNode *node = root; node;
         node = node->children ? node->children : svg_tree_after(node, root)) {
      if (node->type != XML_ELEMENT_NODE || !has_id(node))
        continue;
      const char *id = svg_tree_attribute(node, "id");
      gboolean good = xmlValidateNCName((const xmlChar *)id, 0) == 0;
      if (g_hash_table_contains(svg->ids, id) || good != (round == 0) || !*id)
        continue;
      add_id(svg, node, id, good ? g_strdup(id) : new_unique_id(svg, id));
    }
}
