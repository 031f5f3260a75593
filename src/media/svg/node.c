/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "media/sniff/xml.h"
#include "media/svg/svg-internal.h"

gboolean svg_is_one_of(const char *word, const char *words)
{
  gsize length = strlen(word);
  if (length == 0 || !words || strchr(word, ' '))
    return FALSE;
  for (const char *p = words; (p = strstr(p, word)); p += length)
    if ((p == words || p[-1] == ' ') && (p[length] == ' ' || p[length] == '\0'))
      return TRUE;
  return FALSE;
}

gboolean svg_has_namespace(const xmlNode *node, const char *namespace)
{
  return node->ns && node->ns->href && !strcmp((const char *)node->ns->href, namespace);
}

const char *svg_tree_name(const struct svg_state *svg, const xmlNode *node)
{
  const char *name = (const char *)node->name;
  if (svg_has_namespace(node, SVG_NAMESPACE))
    return name;
  if (node->ns)
    return NULL;
  /* an undeclared prefix */
  if (g_str_has_prefix(name, "svg:"))
    return name + 4;
  return svg->bare && !strchr(name, ':') ? name : NULL;
}

const char *svg_tree_value(const xmlAttr *attribute)
{
  const xmlNode *text = attribute->children;
  return text && text->content ? (const char *)text->content : "";
}

const char *svg_tree_attribute(const xmlNode *node, const char *name)
{
  for (const xmlAttr *a = node->properties; a; a = a->next)
    if (!a->ns && !strcmp((const char *)a->name, name))
      return svg_tree_value(a);
  return NULL;
}

xmlNode *svg_tree_after(xmlNode *node, const xmlNode *root)
{
  while (node != root && !node->next)
    node = node->parent;
  return node == root ? NULL : node->next;
}
