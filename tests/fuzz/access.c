/* SPDX-License-Identifier: MIT */
/* What Ace complains of, as far as a text from outside can cause it: headings, and names for a
 * listener. */
#include <string.h>

#include "validity.h"

/* h1 is there at most once, headings leave out no level on the way down, and none is empty. */
static void check_headings(const xmlNode *root, GString *trouble)
{
  int last = 0;
  guint first = 0;
  for (const xmlNode *node = root; node; node = validity_next(node, root)) {
    const char *name = (const char *)node->name;
    if (!validity_fits("h[1-6]", name))
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

/* Whether NODE says nothing: no text, no picture with a description, no label (Accessible Name
 * and Description Computation 1.2, 2D). */
static gboolean is_mute(const xmlNode *node)
{
  for (const xmlNode *in = node; in; in = validity_next(in, node))
    if (says(in, "alt") || says(in, "aria-label"))
      return FALSE;
  xmlChar *text = xmlNodeGetContent((xmlNode *)node);
  gboolean mute = !*g_strstrip((char *)text);
  xmlFree(text);
  return mute;
}

/* What a listener would come upon without a word: links (WCAG 2.4.4) and headings of columns.
 */
static void check_names(const xmlNode *root, GString *trouble)
{
  for (const xmlNode *node = root; node; node = validity_next(node, root))
    if (((strcmp((const char *)node->name, "a") == 0 &&
          xmlHasProp((xmlNode *)node, (const xmlChar *)"href")) ||
         strcmp((const char *)node->name, "th") == 0) &&
        is_mute(node))
      g_string_append_printf(trouble, "[%s: no name]", node->name);
}

void validity_check_access(const xmlNode *root, GString *trouble)
{
  check_headings(root, trouble);
  check_names(root, trouble);
}
