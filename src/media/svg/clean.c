/* SPDX-License-Identifier: MIT */
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <string.h>

#include "media/sniff/svg-input.h"
#include "media/sniff/svg-size.h"
#include "media/sniff/xml.h"
#include "media/svg/svg-internal.h"
#include "media/svg/svg.h"

#define DEPTH_LIMIT     200
#define NAMESPACE_LIMIT 64 /* bound at one place; each use of a prefix searches them */

/* The state that the parser's events need besides libxml2's own. */
typedef struct {
  startElementNsSAX2Func start_element;
  const char *trouble;
  char *complaint; /* freed by the caller of the parser */
} Limits;

void mkepub_svg_clear(MkepubSvg *svg)
{
  if (svg->text)
    g_string_free(svg->text, TRUE);
  g_free(svg->reason);
  memset(svg, 0, sizeof *svg);
}

static void start_element(void *data, const xmlChar *name, const xmlChar *prefix,
                          const xmlChar *uri, int n_namespaces, const xmlChar **namespaces,
                          int n_attributes, int n_defaulted, const xmlChar **attributes)
{
  xmlParserCtxt *context = data;
  Limits *limits = context->_private;
  if (context->nameNr >= DEPTH_LIMIT)
    limits->trouble = "SVG that is nested too deeply";
  else if (context->nsNr > 2 * NAMESPACE_LIMIT)
    limits->trouble = "SVG with too many namespaces";
  if (limits->trouble)
    xmlStopParser(context);
  else
    limits->start_element(data, name, prefix, uri, n_namespaces, namespaces, n_attributes,
                          n_defaulted, attributes);
}

/* Records the first error only; the parser would continue to the last. */
static void note_error(void *data, xmlErrorPtr error)
{
  xmlParserCtxt *context = data;
  Limits *limits = context->_private;
  if (error->level != XML_ERR_FATAL || limits->complaint)
    return;
  const char *message = error->message ? error->message : "unknown";
  limits->complaint = g_strdup_printf("SVG is not well-formed, line %d: %.*s", error->line,
                                      (int)strcspn(message, "\n"), message);
  xmlStopParser(context);
}

/* Returns the tree of TEXT, or NULL with *reason for the caller to free. */
static xmlDoc *parse_tree(const GString *text, char **reason)
{
  Limits limits = {0};
  xmlParserCtxt *context = xmlCreateMemoryParserCtxt(text->str, (int)text->len);
  *reason = NULL;
  if (!context) {
    *reason = g_strdup("empty file");
    return NULL;
  }
  xmlCtxtUseOptions(context, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                                 XML_PARSE_NOCDATA | XML_PARSE_HUGE);
  limits.start_element = context->sax->startElementNs;
  context->sax->startElementNs = start_element;
  context->sax->serror = note_error;
  context->_private = &limits;
  gboolean done = xmlParseDocument(context) == 0 && context->wellFormed && !limits.trouble;
  xmlDoc *doc = context->myDoc;
  context->myDoc = NULL;
  if (!done) {
    *reason = limits.trouble     ? g_strdup(limits.trouble)
              : limits.complaint ? g_steal_pointer(&limits.complaint)
                                 : g_strdup("SVG is not well-formed");
    xmlFreeDoc(doc);
    doc = NULL;
  }
  g_free(limits.complaint);
  xmlFreeParserCtxt(context);
  return doc;
}

static void write_number(xmlTextWriter *writer, const char *name, double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  g_ascii_formatd(buffer, sizeof buffer, "%.6g", value);
  xmlTextWriterWriteAttribute(writer, (const xmlChar *)name, (const xmlChar *)buffer);
}

static void write_attribute(xmlTextWriter *writer, const char *name, const char *value)
{
  xmlTextWriterWriteAttribute(writer, (const xmlChar *)name, (const xmlChar *)value);
}

/* Writes the size as given, or in pixels. */
static void write_size(xmlTextWriter *writer, const xmlNode *root, const SvgSize *size)
{
  const char *box = svg_tree_attribute(root, "viewBox");
  if (size->has_width)
    write_attribute(writer, "width", svg_tree_attribute(root, "width"));
  else
    write_number(writer, "width", size->width);
  if (size->has_height)
    write_attribute(writer, "height", svg_tree_attribute(root, "height"));
  else
    write_number(writer, "height", size->height);
  if (size->box_width > 0) {
    write_attribute(writer, "viewBox", box);
    return;
  }
  g_autoptr(GString) own = g_string_new("0 0");
  const double sides[] = {size->width, size->height};
  for (guint i = 0; i < G_N_ELEMENTS(sides); i++) {
    char buffer[G_ASCII_DTOSTR_BUF_SIZE];
    g_ascii_formatd(buffer, sizeof buffer, "%.6g", sides[i]);
    g_string_append_printf(own, " %s", buffer);
  }
  write_attribute(writer, "viewBox", own->str);
}

static void write_root(struct svg_state *svg, xmlTextWriter *writer, const xmlNode *root,
                       const SvgSize *size)
{
  static const char *const done[] = {"width", "height", "viewBox", "version", "x", "y", NULL};
  const char *version = svg_tree_attribute(root, "version");
  gboolean known = version && (!strcmp(version, "1.0") || !strcmp(version, "1.2"));
  write_attribute(writer, "xmlns", SVG_NAMESPACE);
  if (svg->links)
    write_attribute(writer, "xmlns:xlink", SVG_XLINK);
  write_attribute(writer, "version", known ? version : "1.1");
  write_size(writer, root, size);
  svg_attribute_write(svg, writer, root, done);
}

static void write_style(struct svg_state *svg, xmlTextWriter *writer, xmlNode *node)
{
  xmlChar *content = xmlNodeGetContent(node);
  g_autofree char *sheet = svg_css_sheet(svg, (const char *)content);
  xmlFree(content);
  if (!*sheet)
    return;
  xmlTextWriterStartElement(writer, (const xmlChar *)"style");
  svg_attribute_write(svg, writer, node, NULL);
  xmlTextWriterWriteString(writer, (const xmlChar *)sheet);
  xmlTextWriterEndElement(writer);
}

/* Writes NODE up to its children; returns TRUE when these follow, and its end after them. */
static gboolean write_node(struct svg_state *svg, xmlTextWriter *writer, xmlNode *node)
{
  const struct foreign_element *element = node->_private;
  if (node->type != XML_ELEMENT_NODE) {
    xmlTextWriterWriteString(writer, node->content);
    return FALSE;
  }
  if (!strcmp(element->name, "style")) {
    write_style(svg, writer, node);
    return FALSE;
  }
  xmlTextWriterStartElement(writer, (const xmlChar *)element->name);
  svg_attribute_write(svg, writer, node, NULL);
  if (node->children)
    return TRUE;
  xmlTextWriterEndElement(writer);
  return FALSE;
}

/* Writes all content of ROOT. */
static void write_content(struct svg_state *svg, xmlTextWriter *writer, xmlNode *root)
{
  for (xmlNode *node = root->children; node;) {
    if (write_node(svg, writer, node)) {
      node = node->children;
      continue;
    }
    while (node != root && !node->next) {
      node = node->parent;
      if (node != root)
        xmlTextWriterEndElement(writer);
    }
    node = node == root ? NULL : node->next;
  }
}

static GString *write_document(struct svg_state *svg, xmlNode *root, const SvgSize *size)
{
  xmlBuffer *buffer = xmlBufferCreate();
  xmlTextWriter *writer = buffer ? xmlNewTextWriterMemory(buffer, 0) : NULL;
  if (!writer)
    g_error("out of memory");
  xmlTextWriterStartDocument(writer, "1.0", "UTF-8", NULL);
  xmlTextWriterStartElement(writer, (const xmlChar *)"svg");
  write_root(svg, writer, root, size);
  write_content(svg, writer, root);
  xmlTextWriterEndDocument(writer);
  xmlFreeTextWriter(writer);
  GString *text =
      g_string_new_len((const char *)xmlBufferContent(buffer), (gssize)xmlBufferLength(buffer));
  xmlBufferFree(buffer);
  return text;
}

static SvgSize measure_root(const xmlNode *root, MkepubMediaInfo *info)
{
  SvgSize size = {0};
  for (const xmlAttr *a = root->properties; a; a = a->next)
    if (!a->ns)
      svg_size_attribute(&size, (const char *)a->name, svg_tree_value(a));
  svg_size_complete(&size);
  if (size.width <= 0) {
    /* the default size in browsers (CSS 2.1 section 10.3.2) */
    size.width = 300;
    size.height = 150;
    size.has_width = size.has_height = FALSE;
  }
  info->width = MAX(1, (guint)(size.width + 0.5));
  info->height = MAX(1, (guint)(size.height + 0.5));
  return size;
}

static void id_free(gpointer data)
{
  struct svg_id *id = data;
  g_free(id->name);
  g_free(id);
}

static void append_count(GString *out, guint count, const char *one, const char *many)
{
  if (count == 0)
    return;
  if (out->len > 0)
    g_string_append(out, ", ");
  if (count == 1)
    g_string_append(out, one);
  else
    g_string_append_printf(out, "%u %s", count, many);
}

static void report_losses(const struct svg_state *state, const SvgInputNotes *notes,
                          MkepubSvg *svg)
{
  static const char *const words[LOSS_COUNT][2] = {
      {"script", "scripts"},
      {"event handler", "event handlers"},
      {"outside reference", "outside references"},
      {"embedded picture", "embedded pictures"},
      {"HTML", "pieces of HTML"},
      {"element that readers do not show", "elements that readers do not show"},
      {"font", "fonts"},
      {"style rule", "style rules"}};
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < LOSS_COUNT; i++)
    append_count(out, state->losses[i], words[i][0], words[i][1]);
  svg->changed = out->len > 0;
  append_count(out, state->redrawn, "label in HTML set as text", "labels in HTML set as text");
  append_count(out, notes->named, "undeclared entity resolved", "undeclared entities resolved");
  svg->reason = g_string_free(out, out->len == 0);
}

static void clean_tree(xmlNode *root, const SvgInputNotes *notes, MkepubSvg *svg)
{
  struct svg_state state = {.bare = !root->ns};
  state.losses[LOSS_REFERENCE] = notes->references;
  state.ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, id_free);
  state.names = g_hash_table_new(g_str_hash, g_str_equal);
  SvgSize size = measure_root(root, &svg->info);
  svg_tree_prune(&state, root);
  svg_tree_collect(&state, root);
  svg_link_all(&state, root);
  svg->text = write_document(&state, root, &size);
  svg->info.media_type = "image/svg+xml";
  svg->info.extension = ".svg";
  svg->info.kind = "SVG";
  svg->info.animated = state.animated;
  report_losses(&state, notes, svg);
  g_hash_table_unref(state.names);
  g_hash_table_unref(state.ids);
}

gboolean mkepub_svg_clean(const guint8 *bytes, gsize length, MkepubSvg *svg)
{
  const char *trouble;
  SvgInputNotes notes;
  memset(svg, 0, sizeof *svg);
  svg->info.kind = "broken SVG";
  g_autoptr(GString) text = svg_input_read(bytes, length, &notes, &trouble);
  if (!text) {
    svg->reason = g_strdup(trouble);
    return FALSE;
  }
  xmlDoc *doc = parse_tree(text, &svg->reason);
  if (!doc)
    return FALSE;
  xmlNode *root = xmlDocGetRootElement(doc);
  struct svg_state state = {.bare = !root->ns};
  if (!g_strcmp0(svg_tree_name(&state, root), "svg"))
    clean_tree(root, &notes, svg);
  else
    svg->reason = g_strdup("XML, but not SVG");
  xmlFreeDoc(doc);
  return svg->text != NULL;
}
