/* SPDX-License-Identifier: MIT */
/* SVG and MathML inside of a chapter: what can be said without the whole of their schemas.
 * Nothing acts, moves or leads away, parts refer to parts, formulas have as many children as
 * they need. EPUBCheck, which knows the schemas, sees the corpus. */
#include <string.h>

#include "validity.h"

#define SVG  "http://www.w3.org/2000/svg"
#define MATH "http://www.w3.org/1998/Math/MathML"

static const char drawing[] =
    " circle clipPath defs desc ellipse g line linearGradient marker mask path pattern polygon "
    "polyline radialGradient rect stop svg switch symbol text textPath title tspan use ";

/* Elements of formulas with the least and the most number of children; -1: text. */
static const struct {
  const char *name;
  int least, most;
} formula[] = {
    {"math", 0, 999},       {"menclose", 0, 999},
    {"merror", 0, 999},     {"mfenced", 0, 999},
    {"mfrac", 2, 2},        {"mi", -1, -1},
    {"mlabeledtr", 1, 999}, {"mmultiscripts", 1, 999},
    {"mn", -1, -1},         {"mo", -1, -1},
    {"mover", 2, 2},        {"mpadded", 0, 999},
    {"mphantom", 0, 999},   {"mprescripts", 0, 0},
    {"mroot", 2, 2},        {"mrow", 0, 999999},
    {"ms", -1, -1},         {"mspace", 0, 0},
    {"msqrt", 0, 999},      {"mstyle", 0, 999},
    {"msub", 2, 2},         {"msubsup", 3, 3},
    {"msup", 2, 2},         {"mtable", 0, 999},
    {"mtd", 0, 999},        {"mtext", -1, -1},
    {"mtr", 0, 999},        {"munder", 2, 2},
    {"munderover", 3, 3},   {"none", 0, 0},
    {"semantics", 1, 1},
};

static gboolean in_namespace(const xmlNode *node, const char *name)
{
  return node->type == XML_ELEMENT_NODE && node->ns &&
         strcmp((const char *)node->ns->href, name) == 0;
}

gboolean validity_is_foreign(const xmlNode *node)
{
  return in_namespace(node, SVG) || in_namespace(node, MATH);
}

static void say(GString *trouble, const xmlNode *node, const char *what, const char *value)
{
  g_string_append_printf(trouble, "[%s: %s '%s']", node->name, what, value);
}

static void check_drawing(const xmlNode *node, GString *trouble)
{
  if (!validity_is_one_of(node, drawing))
    say(trouble, node, "no element of a drawing", "");
  for (const xmlNode *child = node->children; child; child = child->next)
    if (child->type == XML_ELEMENT_NODE && !in_namespace(child, SVG))
      say(trouble, node, "foreign child", (const char *)child->name);
}

static void check_formula(const xmlNode *node, GString *trouble)
{
  int children = 0, texts = 0, least = -2, most = 0;
  for (const xmlNode *child = node->children; child; child = child->next) {
    children += child->type == XML_ELEMENT_NODE;
    texts += child->type != XML_ELEMENT_NODE && !xmlIsBlankNode((xmlNode *)child);
    if (child->type == XML_ELEMENT_NODE && !in_namespace(child, MATH))
      say(trouble, node, "foreign child", (const char *)child->name);
  }
  for (guint i = 0; i < G_N_ELEMENTS(formula); i++)
    if (strcmp((const char *)node->name, formula[i].name) == 0) {
      least = formula[i].least;
      most = formula[i].most;
    }
  if (least == -2)
    say(trouble, node, "no element of a formula", "");
  else if (least < 0 ? children > 0 : texts > 0)
    say(trouble, node, "children", "of the wrong kind");
  else if (least >= 0 && (children < least || children > most))
    say(trouble, node, "children", "of another number");
}

static enum validity_target target_of(const xmlNode *node)
{
  if (validity_is_one_of(node, " linearGradient radialGradient pattern "))
    return TARGET_PAINT;
  if (validity_is_one_of(node, " clipPath "))
    return TARGET_CLIP;
  return validity_is_one_of(node, " symbol ") ? TARGET_SYMBOL : TARGET_PLAIN;
}

/* Takes the ids in 'url(#id)'. */
static void take_references(const char *name, const char *value, ValidityPlaces *places)
{
  gboolean paint = strcmp(name, "fill") == 0 || strcmp(name, "stroke") == 0;
  for (const char *p = value; (p = strstr(p, "url(")); p++) {
    const char *id = p + 4 + strspn(p + 4, "'\" ");
    g_autofree char *bare = *id == '#' ? g_strndup(id + 1, strcspn(id + 1, ")'\" ")) : NULL;
    if (bare)
      validity_refer(places, bare, paint ? USE_PAINT : USE_ANY);
  }
}

static void check_attribute(const xmlNode *node, const char *name, const char *value,
                            ValidityPlaces *places, GString *trouble)
{
  if (g_str_has_prefix(name, "on") || strcmp(name, "style") == 0)
    say(trouble, node, "attribute", name);
  if (strcmp(name, "id") == 0) {
    if (!validity_fits("[^\\s:]+", value))
      say(trouble, node, "id", value);
    validity_place(places, value, target_of(node), trouble);
  }
  if (strcmp(name, "href") == 0 || strcmp(name, "src") == 0) {
    if (*value != '#')
      say(trouble, node, name, value);
    validity_refer(places, value + (*value == '#'),
                   validity_is_one_of(node, " use ") ? USE_SHAPE : USE_ANY);
  }
  if (strcmp(name, "aria-labelledby") == 0 || strcmp(name, "aria-describedby") == 0) {
    g_auto(GStrv) words = g_strsplit(value, " ", -1);
    for (guint i = 0; words[i]; i++)
      if (*words[i])
        validity_refer(places, words[i], USE_ANY);
  }
  if (strstr(value, "url(") && !validity_fits("[^(]*url\\(\\s*['\"]?#[^)]*\\).*", value))
    say(trouble, node, name, value);
  take_references(name, value, places);
}

void validity_check_foreign(const xmlNode *node, ValidityPlaces *places, GString *trouble)
{
  for (const xmlAttr *a = node->properties; a; a = a->next) {
    xmlChar *value = xmlNodeListGetString(a->doc, a->children, 1);
    check_attribute(node, (const char *)a->name, value ? (const char *)value : "", places,
                    trouble);
    xmlFree(value);
  }
  if (in_namespace(node, SVG))
    check_drawing(node, trouble);
  else
    check_formula(node, trouble);
}
