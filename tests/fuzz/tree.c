/* SPDX-License-Identifier: MIT */
/* Trees of libxml2: to parse one and to walk it without recursion. */
#include <libxml/parser.h>
#include <string.h>

#include "validity.h"

xmlDoc *validity_parse(const char *document, gsize length, GString *trouble)
{
  xmlParserCtxt *context = xmlNewParserCtxt();
  xmlDoc *tree = xmlCtxtReadMemory(context, document, (int)length, NULL, NULL,
                                   XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  const xmlError *error = xmlCtxtGetLastError(context);
  if (tree && (!context->wellFormed || !context->nsWellFormed || error)) {
    xmlFreeDoc(tree);
    tree = NULL;
  }
  if (!tree)
    g_string_append_printf(trouble, "[libxml2: line %d: %s]", error ? error->line : 0,
                           error && error->message ? error->message : "no tree");
  xmlFreeParserCtxt(context);
  return tree;
}

/* The node behind NODE in document order, below ROOT; NULL behind the last. With INSIDE FALSE
 * the children of NODE are left out. */
static const xmlNode *next_node(const xmlNode *node, const xmlNode *root, gboolean inside)
{
  if (inside && node->type == XML_ELEMENT_NODE && node->children)
    return node->children;
  for (; node != root; node = node->parent)
    if (node->next)
      return node->next;
  return NULL;
}

const xmlNode *validity_next(const xmlNode *node, const xmlNode *root)
{
  do
    node = next_node(node, root, TRUE);
  while (node && node->type != XML_ELEMENT_NODE);
  return node;
}

gboolean validity_is_one_of(const xmlNode *node, const char *names)
{
  const char *name = (const char *)node->name;
  gsize length = strlen(name);
  for (const char *p = names; (p = strstr(p, name)); p++)
    if (p > names && p[-1] == ' ' && p[length] == ' ')
      return TRUE;
  return FALSE;
}

gboolean validity_is_heading(const xmlNode *node)
{
  const char *name = (const char *)node->name;
  return name[0] == 'h' && name[1] >= '1' && name[1] <= '6' && !name[2];
}

const xmlNode *validity_find(const xmlDoc *document, const char *name)
{
  const xmlNode *root = xmlDocGetRootElement(document);
  for (const xmlNode *node = root; node; node = validity_next(node, root))
    if (strcmp((const char *)node->name, name) == 0)
      return node;
  return NULL;
}

char *validity_letters(const xmlNode *root, const char *skip)
{
  GString *out = g_string_new(NULL);
  gboolean inside = TRUE;
  for (const xmlNode *node = root; node; node = next_node(node, root, inside)) {
    inside = TRUE;
    if (node->type == XML_ELEMENT_NODE && node->parent == root) {
      inside = !validity_is_one_of(node, skip);
    }
    if (node->type != XML_TEXT_NODE)
      continue;
    for (const char *p = (const char *)node->content; *p; p = g_utf8_next_char(p))
      if (g_unichar_isalpha(g_utf8_get_char(p)))
        g_string_append_unichar(out, g_utf8_get_char(p));
  }
  return g_string_free(out, FALSE);
}
