/* SPDX-License-Identifier: MIT */
/* What Ace complains of, as far as a text from outside can cause it: headings, and names for a
 * listener. */
#include <string.h>

#include "validity.h"

#define XHTML "http://www.w3.org/1999/xhtml"
#define SVG   "http://www.w3.org/2000/svg"

/* h1 is there at most once, headings leave out no level on the way down, and none is empty. */
static void check_headings(const xmlNode *root, GString *trouble)
{
  int last = 0;
  guint first = 0;
  for (const xmlNode *node = root; node; node = validity_next(node, root)) {
    const char *name = (const char *)node->name;
    if (!validity_is_heading(node))
      continue;
    int level = name[1] - '0';
    if (!node->children)
      g_string_append_printf(trouble, "[%s: empty]", name);
    if (level > last + 1)
      g_string_append_printf(trouble, "[%s: after h%d]", name, last);
    first += level == 1;
    last = level;
  }
  if (first > 1)
    g_string_append(trouble, "[h1: twice]");
}

static gboolean says(const xmlNode *node, const char *attribute)
{
  xmlChar *value = xmlGetNoNsProp((xmlNode *)node, (const xmlChar *)attribute);
  gboolean some = value && *g_strstrip((char *)value);
  xmlFree(value);
  return some;
}

static gboolean is_in(const xmlNode *node, const char *namespace)
{
  return node->ns && strcmp((const char *)node->ns->href, namespace) == 0;
}

static gboolean is_value(const xmlNode *node, const char *attribute, const char *wanted)
{
  xmlChar *value = xmlGetNoNsProp((xmlNode *)node, (const xmlChar *)attribute);
  gboolean same = value && strcmp((const char *)value, wanted) == 0;
  xmlFree(value);
  return same;
}

static gboolean is_hidden(const xmlNode *node)
{
  return xmlHasProp((xmlNode *)node, (const xmlChar *)"hidden") ||
         is_value(node, "aria-hidden", "true") || is_value(node, "display", "none") ||
         is_value(node, "visibility", "hidden") || is_value(node, "visibility", "collapse");
}

static gboolean is_blank(const xmlNode *node)
{
  xmlChar *text = xmlNodeGetContent((xmlNode *)node);
  gboolean blank = !*g_strstrip((char *)text);
  xmlFree(text);
  return blank;
}

/* Whether a drawing says what it is: by a label, or the first title right in it. */
static gboolean is_named_drawing(const xmlNode *svg)
{
  for (const xmlNode *child = svg->children; child; child = child->next)
    if (child->type == XML_ELEMENT_NODE && strcmp((const char *)child->name, "title") == 0)
      return !is_blank(child) || says(svg, "aria-label");
  return says(svg, "aria-label");
}

/* The node behind NODE in document order, below ROOT, with INSIDE FALSE not in NODE. */
static const xmlNode *next_node(const xmlNode *node, const xmlNode *root, gboolean inside)
{
  if (inside && node->children)
    return node->children;
  for (; node != root; node = node->parent)
    if (node->next)
      return node->next;
  return NULL;
}

/* Whether NODE says nothing: no text, no picture with a description, no label (Accessible Name
 * and Description Computation 1.2, 2). What is hidden says nothing, nor do formulas and the
 * words in a drawing: Ace takes no name from them. */
static gboolean is_mute(const xmlNode *node)
{
  gboolean inside = TRUE;
  if (says(node, "aria-label"))
    return FALSE;
  for (const xmlNode *in = node; (in = next_node(in, node, inside));) {
    inside = in->type == XML_ELEMENT_NODE && !validity_is_foreign(in) && !is_hidden(in);
    gboolean speaks = in->type == XML_TEXT_NODE && !is_blank(in);
    if (inside)
      speaks = says(in, "alt") || says(in, "aria-label");
    else if (in->type == XML_ELEMENT_NODE && !is_hidden(in) && is_in(in, SVG))
      speaks = is_named_drawing(in);
    if (speaks)
      return FALSE;
  }
  return TRUE;
}

/* What a listener would come upon without a word: links (WCAG 2.4.4), headings, also those of
 * columns, and pictures that are drawn; and labels where none is read (ARIA 1.2, 5.2.8.6). */
static void check_names(const xmlNode *root, GString *trouble)
{
  for (const xmlNode *node = root; node; node = validity_next(node, root)) {
    const char *name = (const char *)node->name;
    gboolean wants = strcmp(name, "a") == 0
                         ? xmlHasProp((xmlNode *)node, (const xmlChar *)"href") != NULL
                         : strcmp(name, "th") == 0 || validity_is_heading(node);
    if (wants && is_in(node, XHTML) && is_mute(node))
      g_string_append_printf(trouble, "[%s: no name]", name);
    if (is_in(node, SVG) && is_value(node, "role", "img") && !is_named_drawing(node))
      g_string_append(trouble, "[svg: no name]");
    if (is_in(node, SVG) && strcmp(name, "svg") != 0 &&
        xmlHasProp((xmlNode *)node, (const xmlChar *)"aria-label"))
      g_string_append_printf(trouble, "[%s: labeled]", name);
  }
}

void validity_check_access(const xmlNode *root, GString *trouble)
{
  check_headings(root, trouble);
  check_names(root, trouble);
}
