/* SPDX-License-Identifier: MIT */
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <string.h>

#include "media/sniff/svg-input.h"
#include "media/sniff/svg-size.h"
#include "media/sniff/xml.h"

/* The facts in the first tag. */
typedef struct {
  const char *kind;
  MkepubMediaInfo *info;
} Root;

/* libxml2 passes attributes as five pointers each: name, prefix, namespace, value, its end. */
static void measure_root(MkepubMediaInfo *info, int count, const xmlChar **attributes)
{
  SvgSize size = {0};
  for (int i = 0; i < count; i++) {
    const xmlChar **attribute = attributes + (gsize)i * 5;
    g_autofree char *value =
        g_strndup((const char *)attribute[3], (gsize)(attribute[4] - attribute[3]));
    if (!attribute[2])
      svg_size_attribute(&size, (const char *)attribute[0], value);
  }
  svg_size_complete(&size);
  info->width = size.width > 0 ? MAX(1, (guint)(size.width + 0.5)) : 0;
  info->height = size.height > 0 ? MAX(1, (guint)(size.height + 0.5)) : 0;
}

static void start_element(void *context, const xmlChar *name,
                          const xmlChar *prefix G_GNUC_UNUSED, const xmlChar *namespace,
                          int n_namespaces G_GNUC_UNUSED,
                          const xmlChar **namespaces G_GNUC_UNUSED, int n_attributes,
                          int n_defaulted G_GNUC_UNUSED, const xmlChar **attributes)
{
  Root *root = ((xmlParserCtxtPtr)context)->_private;
  gboolean is_svg = !strcmp((const char *)name, "svg") &&
                    (!namespace || !strcmp((const char *)namespace, SVG_NAMESPACE));
  if (!root->kind && is_svg)
    measure_root(root->info, n_attributes, attributes);
  if (!root->kind)
    root->kind = is_svg                                            ? "SVG"
                 : !g_ascii_strcasecmp((const char *)name, "html") ? "HTML page"
                                                                   : "XML document";
  xmlStopParser(context);
}

static void ignore_error(void *context G_GNUC_UNUSED, xmlErrorPtr error G_GNUC_UNUSED)
{
}

/* Parses up to the first event: no tree, no entities, no files and no network. */
static void parse_root(const GString *text, Root *root)
{
  xmlParserCtxtPtr context = xmlCreateMemoryParserCtxt(text->str, (int)text->len);
  if (!context)
    return;
  xmlCtxtUseOptions(context, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  *context->sax = (xmlSAXHandler){
      .initialized = XML_SAX2_MAGIC, .startElementNs = start_element, .serror = ignore_error};
  context->_private = root;
  xmlParseDocument(context);
  xmlFreeParserCtxt(context);
}

void sniff_xml(const guint8 *bytes, gsize length, MkepubMediaInfo *info)
{
  const char *trouble;
  g_autoptr(GString) text = svg_input_read(bytes, length, NULL, &trouble);
  Root root = {.info = info};
  if (text)
    parse_root(text, &root);
  info->kind = root.kind ? root.kind : trouble ? trouble : "unknown data";
  if (g_strcmp0(root.kind, "SVG") != 0)
    return;
  info->media_type = "image/svg+xml";
  info->extension = ".svg";
}
