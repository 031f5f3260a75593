/* SPDX-License-Identifier: MIT */
/* From any bytes, taken as an SVG file, to the drawing in a book: it is well-formed without a
 * document type, nothing in it acts or leads out, what refers finds, and cleaning it again
 * changes nothing. What is looked at here is told by a list of its own. */
#include <libxml/parser.h>
#include <string.h>

#include "media/svg/svg.h"
#include "press.h"

#define SVG   "http://www.w3.org/2000/svg"
#define XLINK "http://www.w3.org/1999/xlink"

static const char elements[] =
    " animate animateColor animateMotion animateTransform circle clipPath defs desc ellipse "
    "feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting "
    "feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR "
    "feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight "
    "feSpecularLighting feSpotLight feTile feTurbulence filter g image line linearGradient "
    "marker mask mpath path pattern polygon polyline radialGradient rect set stop style svg "
    "switch symbol text textPath title tspan use ";

static void say(GString *trouble, const xmlNode *node, const char *what, const char *value)
{
  g_string_append_printf(trouble, "[%s: %s '%s']", node->name, what, value);
}

static void collect(const xmlNode *node, GHashTable *ids, GString *trouble)
{
  xmlChar *id = xmlGetNoNsProp((xmlNode *)node, (const xmlChar *)"id");
  if (id && xmlValidateNCName(id, 0) != 0)
    say(trouble, node, "id", (const char *)id);
  if (id && !g_hash_table_add(ids, g_strdup((const char *)id)))
    say(trouble, node, "id twice", (const char *)id);
  xmlFree(id);
}

/* No reference of CSS in VALUE but to what is here, and nothing that CSS could act with. */
static void check_css(const xmlNode *node, const char *value, GHashTable *ids, GString *trouble)
{
  static const char *const words[] = {"@import",      "expression", "behavior",  "javascript",
                                      "-moz-binding", "image-set",  "@font-face"};
  g_autofree char *lower = g_ascii_strdown(value, -1);
  for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
    const char *found = strstr(lower, words[i]);
    /* a name of somebody's class may hold anything, what acts does not go on like a name */
    if (found && found[strlen(words[i])] == '(')
      say(trouble, node, "CSS", value);
  }
  if (strchr(value, '\\'))
    say(trouble, node, "escape in CSS", value);
  for (const char *p = lower; (p = strstr(p, "url(")); p += 4) {
    const char *start = value + (p - lower) + 4;
    g_autofree char *id = *start == '#' ? g_strndup(start + 1, strcspn(start + 1, ")")) : NULL;
    if (!id || !g_hash_table_contains(ids, id))
      say(trouble, node, "leads out", value);
  }
}

static void check_link(const xmlNode *node, const char *value, GHashTable *ids,
                       GString *trouble)
{
  static const char *const types[] = {"data:image/png;base64,", "data:image/jpeg;base64,",
                                      "data:image/gif;base64,", "data:image/webp;base64,"};
  gboolean picture = !strcmp((const char *)node->name, "image") ||
                     !strcmp((const char *)node->name, "feImage");
  gboolean good = *value == '#' && g_hash_table_contains(ids, value + 1);
  for (guint i = 0; picture && i < G_N_ELEMENTS(types); i++)
    good = good || g_str_has_prefix(value, types[i]);
  if (!good)
    say(trouble, node, "link", value);
}

static void check_attribute(const xmlNode *node, const xmlAttr *a, GHashTable *ids,
                            GString *trouble)
{
  const char *name = (const char *)a->name;
  const char *namespace = a->ns ? (const char *)a->ns->href : "";
  xmlChar *content = xmlNodeGetContent((const xmlNode *)a);
  const char *value = content ? (const char *)content : "";
  gboolean link = !strcmp(namespace, XLINK) && !strcmp(name, "href");
  gboolean of_xml = !strcmp(namespace, (const char *)XML_XML_NAMESPACE) &&
                    (!strcmp(name, "space") || !strcmp(name, "lang"));
  if (*namespace && !link && !of_xml)
    say(trouble, node, "attribute of another namespace", name);
  if (!*namespace && (!g_ascii_strncasecmp(name, "on", 2) || !strcmp(name, "href") ||
                      !strcmp(name, "src") || !strcmp(name, "base")))
    say(trouble, node, "attribute", name);
  if (!strcmp(name, "attributeName") && (!strcmp(value, "href") || strchr(value, ':')))
    say(trouble, node, "animates", value);
  if (link)
    check_link(node, value, ids, trouble);
  else if (strcmp(name, "aria-label") != 0)
    check_css(node, value, ids, trouble);
  xmlFree(content);
}

static void check_node(const xmlNode *node, GHashTable *ids, GString *trouble)
{
  g_autofree char *word = g_strdup_printf(" %s ", node->name);
  if (!node->ns || strcmp((const char *)node->ns->href, SVG) != 0 || !strstr(elements, word))
    say(trouble, node, "no element of a drawing", "");
  for (const xmlAttr *a = node->properties; a; a = a->next)
    check_attribute(node, a, ids, trouble);
  if (!strcmp((const char *)node->name, "style")) {
    xmlChar *sheet = xmlNodeGetContent(node);
    check_css(node, (const char *)sheet, ids, trouble);
    if (strchr((const char *)sheet, '@'))
      say(trouble, node, "rule", (const char *)sheet);
    xmlFree(sheet);
  }
}

/* Calls for each node of DOC; complains of nodes that are neither elements nor text. */
static void walk(xmlDoc *doc, gboolean check, GHashTable *ids, GString *trouble)
{
  for (xmlNode *node = doc->children; node;) {
    if (node->type == XML_ELEMENT_NODE && check)
      check_node(node, ids, trouble);
    else if (node->type == XML_ELEMENT_NODE)
      collect(node, ids, trouble);
    else if (node->type != XML_TEXT_NODE)
      say(trouble, node, "node", "of another kind");
    if (node->type == XML_ELEMENT_NODE && node->children) {
      node = node->children;
      continue;
    }
    while (node && !node->next)
      node = node->parent == (xmlNode *)doc ? NULL : node->parent;
    node = node ? node->next : NULL;
  }
}

static void check_root(const xmlDoc *doc, const MkepubSvg *svg, GString *trouble)
{
  const xmlNode *root = xmlDocGetRootElement(doc);
  static const char *const needed[] = {"version", "width", "height", "viewBox"};
  for (guint i = 0; i < G_N_ELEMENTS(needed); i++)
    if (!xmlHasProp(root, (const xmlChar *)needed[i]))
      say(trouble, root, "misses", needed[i]);
  if (doc->intSubset || doc->extSubset)
    say(trouble, root, "document type", "");
  if (svg->info.width == 0 || svg->info.height == 0 ||
      g_strcmp0(svg->info.media_type, "image/svg+xml") != 0)
    say(trouble, root, "size", "0");
}

static void check_again(const MkepubSvg *svg, GString *trouble)
{
  g_auto(MkepubSvg) again = {0};
  MkepubMediaInfo info;
  const guint8 *bytes = (const guint8 *)svg->text->str;
  if (!mkepub_svg_clean(bytes, svg->text->len, &again))
    g_string_append_printf(trouble, "[refused the second time: %s]", again.reason);
  else if (!g_string_equal(svg->text, again.text))
    g_string_append_printf(trouble, "[not the same again: %s / %s]", svg->text->str,
                           again.text->str);
  else if (again.changed)
    g_string_append_printf(trouble, "[lost the second time: %s]", again.reason);
  mkepub_media_sniff(bytes, svg->text->len, &info);
  if (g_strcmp0(info.media_type, "image/svg+xml") != 0)
    g_string_append_printf(trouble, "[sniffed as %s]", info.kind);
}

static void ignore_error(void *data G_GNUC_UNUSED, const char *format G_GNUC_UNUSED, ...)
{
}

char *fuzz_one(const uint8_t *data, size_t size)
{
  g_auto(MkepubSvg) svg = {0};
  g_autoptr(GString) trouble = g_string_new(NULL);
  xmlSetGenericErrorFunc(NULL, ignore_error);
  if (!mkepub_svg_clean(data, size, &svg))
    return svg.reason && !svg.text ? NULL : g_strdup("[refused without a reason]");
  xmlDoc *doc = xmlReadMemory(svg.text->str, (int)svg.text->len, NULL, NULL, XML_PARSE_NONET);
  if (!doc)
    return g_strdup_printf("[not well-formed: %s]", svg.text->str);
  g_autoptr(GHashTable) ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  check_root(doc, &svg, trouble);
  walk(doc, FALSE, ids, trouble);
  walk(doc, TRUE, ids, trouble);
  xmlFreeDoc(doc);
  check_again(&svg, trouble);
  return trouble->len > 0 ? g_strdup(trouble->str) : NULL;
}
