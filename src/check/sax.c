/* SPDX-License-Identifier: MIT */
#include "check/sax.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <string.h>

#include "check/sax-limit.h"
#include "mkepub/error.h"

typedef struct {
  const SaxCalls *calls;
  gpointer data;
  xmlParserCtxt *context;
  char *message; /* the first trouble; what follows is its echo */
  int line;
  gboolean declares;
} Sax;

static void on_error(void *data, xmlErrorPtr error)
{
  Sax *sax = ((xmlParserCtxt *)data)->_private;
  if (sax->message || error->level == XML_ERR_WARNING)
    return;
  const char *message = error->message ? error->message : "not well-formed";
  g_autofree char *line = g_strndup(message, strcspn(message, "\n"));
  sax->message = g_utf8_make_valid(line, -1);
  sax->line = error->line;
}

#define DECLARES "the document declares entities or attributes of its own"

static void leave(Sax *sax, const char *reason)
{
  if (!sax->message) {
    sax->message = g_strdup(reason);
    sax->line = sax->context->input->line;
    sax->declares = TRUE;
  }
  xmlStopParser(sax->context);
}

static void on_entity(void *data, const xmlChar *name, int type, const xmlChar *public_id,
                      const xmlChar *system_id, xmlChar *content)
{
  (void)name, (void)type, (void)public_id, (void)system_id, (void)content;
  leave(((xmlParserCtxt *)data)->_private, DECLARES);
}

static void on_unparsed(void *data, const xmlChar *name, const xmlChar *public_id,
                        const xmlChar *system_id, const xmlChar *notation)
{
  (void)name, (void)public_id, (void)system_id, (void)notation;
  leave(((xmlParserCtxt *)data)->_private, DECLARES);
}

static void on_attribute(void *data, const xmlChar *element, const xmlChar *name, int type,
                         int kind, const xmlChar *value, xmlEnumeration *tree)
{
  (void)element, (void)name, (void)type, (void)kind, (void)value;
  xmlFreeEnumeration(tree); /* whoever is called owns it */
  leave(((xmlParserCtxt *)data)->_private, DECLARES);
}

static const char *or_empty(const xmlChar *text)
{
  return text ? (const char *)text : "";
}

static void on_start(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                     int n_namespaces, const xmlChar **namespaces, int n_attributes,
                     int n_defaulted, const xmlChar **attributes)
{
  (void)prefix, (void)n_namespaces, (void)namespaces, (void)n_defaulted;
  Sax *sax = ((xmlParserCtxt *)data)->_private;
  SaxAttributes list = {attributes, n_attributes};
  if (sax->context->nsNr > 2 * SAX_NAMESPACES) { /* a prefix and a name each */
    leave(sax, "too many namespaces inside each other");
    return;
  }
  if (sax->calls->start)
    sax->calls->start(sax->data, (const char *)name, or_empty(uri), &list,
                      (guint)MAX(sax->context->input->line, 1));
}

static void on_end(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
  (void)prefix;
  Sax *sax = ((xmlParserCtxt *)data)->_private;
  if (sax->calls->end)
    sax->calls->end(sax->data, (const char *)name, or_empty(uri));
}

static void on_text(void *data, const xmlChar *text, int length)
{
  Sax *sax = ((xmlParserCtxt *)data)->_private;
  if (sax->calls->text && length > 0)
    sax->calls->text(sax->data, (const char *)text, (gsize)length);
}

SaxResult sax_parse(const void *bytes, gsize length, const SaxCalls *calls, gpointer data,
                    guint *line, GError **error)
{
  /* libxml2 keeps and expands declared entities even where nobody asks for them, and with HUGE
   * without measure: the first declaration ends it */
  xmlSAXHandler handler = {.initialized = XML_SAX2_MAGIC,
                           .startElementNs = on_start,
                           .endElementNs = on_end,
                           .characters = on_text,
                           .cdataBlock = on_text,
                           .entityDecl = on_entity,
                           .unparsedEntityDecl = on_unparsed,
                           .attributeDecl = on_attribute,
                           .serror = on_error};
  Sax sax = {.calls = calls, .data = data};
  if (sax_limit_passed(bytes, length)) {
    sax.message = g_strdup("an element has too many attributes");
    sax.declares = TRUE;
  }
  sax.context = !sax.message && length > 0 && length <= G_MAXINT
                    ? xmlCreateMemoryParserCtxt(bytes, (int)length)
                    : NULL;
  gboolean good = FALSE;
  if (sax.context) {
    xmlSAXHandler *own = sax.context->sax;
    sax.context->sax = &handler;
    sax.context->_private = &sax;
    /* depth is a list of names and not a stack of calls: it may be any */
    xmlCtxtUseOptions(sax.context, XML_PARSE_NONET | XML_PARSE_HUGE);
    good = xmlParseDocument(sax.context) == 0 && sax.context->wellFormed &&
           sax.context->nsWellFormed && !sax.message;
    sax.context->sax = own;
    xmlFreeDoc(sax.context->myDoc); /* made for a declared entity, before it was left */
    sax.context->myDoc = NULL;
    xmlFreeParserCtxt(sax.context);
  }
  if (line)
    *line = (guint)MAX(sax.line, 0);
  if (!good)
    g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT, "%s",
                sax.message ? sax.message : "no XML document");
  g_free(sax.message);
  return good ? SAX_GOOD : sax.declares ? SAX_DECLARES : SAX_BROKEN;
}

char *sax_attribute(const SaxAttributes *attributes, const char *uri, const char *name)
{
  const xmlChar *const *at = attributes->list;
  for (int i = 0; i < attributes->count; i++, at += 5) /* name, prefix, URI, value, its end */
    if (strcmp((const char *)at[0], name) == 0 && strcmp(or_empty(at[2]), uri ? uri : "") == 0)
      return g_strndup((const char *)at[3], (gsize)(at[4] - at[3]));
  return NULL;
}
