/* SPDX-License-Identifier: MIT */
#include "mkepub/xml.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include "mkepub/error.h"

void mkepub_xml_init(void)
{
  xmlInitParser();
}

/* The first error of a document; later ones follow from it. */
struct trouble {
  char *message;
  int line;
};

static void note_trouble(void *data, xmlErrorPtr error)
{
  xmlParserCtxt *context = data;
  struct trouble *trouble = context->_private;
  if (trouble->message || error->level == XML_ERR_WARNING)
    return;
  const char *message = error->message ? error->message : "not well-formed";
  trouble->message = g_strndup(message, strcspn(message, "\n"));
  trouble->line = error->line;
}

/* The parser checks namespaces only when this handler is set; it does nothing else. */
static void start_element(void *data, const xmlChar *name, const xmlChar *prefix,
                          const xmlChar *uri, int n_namespaces, const xmlChar **namespaces,
                          int n_attributes, int n_defaulted, const xmlChar **attributes)
{
  (void)data, (void)name, (void)prefix, (void)uri, (void)n_namespaces, (void)namespaces;
  (void)n_attributes, (void)n_defaulted, (void)attributes;
}

gboolean mkepub_xml_check(const char *document, gsize length, const char *name, GError **error)
{
  xmlSAXHandler handler = {
      .initialized = XML_SAX2_MAGIC, .startElementNs = start_element, .serror = note_trouble};
  struct trouble trouble = {NULL, 0};
  xmlParserCtxt *context =
      length <= G_MAXINT ? xmlCreateMemoryParserCtxt(document, (int)length) : NULL;
  if (!context) {
    g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INTERNAL, "cannot parse '%s': no document",
                name);
    return FALSE;
  }
  xmlSAXHandler *own = context->sax;
  context->sax = &handler;
  context->_private = &trouble;
  xmlCtxtUseOptions(context, XML_PARSE_NONET | XML_PARSE_HUGE);
  int status = xmlParseDocument(context);
  gboolean good =
      status == 0 && context->wellFormed && context->nsWellFormed && !trouble.message;
  context->sax = own;
  xmlFreeParserCtxt(context);
  if (!good)
    g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INTERNAL,
                "'%s' line %d is not well-formed: %s", name, trouble.line,
                trouble.message ? trouble.message : "unknown");
  g_free(trouble.message);
  return good;
}
