/* SPDX-License-Identifier: MIT */
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <limits.h>
#include <string.h>

#include "media/sniff.h"
#include "media/svg-safety.h"

/* libxml2 stops at 10 000 000 bytes by itself, unless all of its other limits go too */
#define SIZE_LIMIT (9 * 1024 * 1024)
/* libxml2 compares all attributes of an element with each other */
#define ATTRIBUTE_LIMIT 512

/* What goes through the parser; *kind stays NULL as long as nothing is wrong. */
typedef struct {
  const char *kind;
  gboolean root_seen, is_svg;
  guint style_depth; /* open 'style' elements */
  GHashTable *ids;   /* of char * */
  GString *style;
  MkepubMediaInfo *info;
} State;

/* The context is the first argument of all callbacks; the state hangs on it. */
static State *state_of(void *context)
{
  return ((xmlParserCtxtPtr)context)->_private;
}

static void refuse(void *context, const char *kind)
{
  State *state = state_of(context);
  if (!state->kind)
    state->kind = kind;
  xmlStopParser(context);
}

/* A length of SVG 1.1 section 4.2 in CSS pixels; 0 when it has none of its own ('50%', '2em').
 */
static double pixels(const char *text)
{
  static const struct {
    const char *unit;
    double pixels;
  } units[] = {{"", 1},    {"px", 1},         {"pt", 96 / 72.0}, {"pc", 16},
               {"in", 96}, {"cm", 96 / 2.54}, {"mm", 96 / 25.4}};
  char *end;
  double number = g_ascii_strtod(text, &end);
  if (end == text || !(number > 0 && number < 1e6))
    return 0;
  g_autofree char *unit = g_strstrip(g_strdup(end));
  for (guint i = 0; i < G_N_ELEMENTS(units); i++)
    if (!g_ascii_strcasecmp(unit, units[i].unit))
      return number * units[i].pixels;
  return 0;
}

/* The last two of the four numbers of a viewBox. */
static void view_box(const char *text, double *width, double *height)
{
  double numbers[4] = {0};
  for (guint i = 0; i < 4; i++) {
    char *end;
    numbers[i] = g_ascii_strtod(text, &end);
    if (end == text)
      return;
    text = end + strspn(end, " \t\r\n,");
  }
  if (numbers[2] > 0 && numbers[2] < 1e6 && numbers[3] > 0 && numbers[3] < 1e6) {
    *width = numbers[2];
    *height = numbers[3];
  }
}

/* libxml2 hands attributes over as five pointers each: name, prefix, namespace, value, its end.
 */
static char *attribute_value(const xmlChar **attribute)
{
  return g_strndup((const char *)attribute[3], (gsize)(attribute[4] - attribute[3]));
}

/* A missing width or height follows the proportions of the viewBox (CSS Images section 5.3). */
static void measure(MkepubMediaInfo *info, int count, const xmlChar **attributes)
{
  double width = 0, height = 0, box_width = 0, box_height = 0;
  for (int i = 0; i < count; i++) {
    const xmlChar **attribute = attributes + (gsize)i * 5;
    const char *name = (const char *)attribute[0];
    g_autofree char *value = attribute_value(attribute);
    if (attribute[2])
      continue;
    if (!strcmp(name, "width"))
      width = pixels(value);
    else if (!strcmp(name, "height"))
      height = pixels(value);
    else if (!strcmp(name, "viewBox"))
      view_box(value, &box_width, &box_height);
  }
  if (width <= 0)
    width = height > 0 && box_height > 0 ? height * box_width / box_height : box_width;
  if (height <= 0)
    height = box_width > 0 ? width * box_height / box_width : 0;
  if (width > 0 && height > 0 && width < 1e6 && height < 1e6) {
    info->width = MAX(1, (guint)(width + 0.5));
    info->height = MAX(1, (guint)(height + 0.5));
  }
}

static void check_root(void *context, const char *name, const char *namespace)
{
  State *state = state_of(context);
  const xmlChar *encoding = ((xmlParserCtxtPtr)context)->input->encoding;
  state->root_seen = TRUE;
  state->is_svg = !strcmp(name, "svg") && !g_strcmp0(namespace, SVG_NAMESPACE);
  if (!state->is_svg)
    refuse(context, !g_ascii_strcasecmp(name, "html") ? "HTML page"
                    : !strcmp(name, "svg")            ? "SVG without its namespace"
                                                      : "XML document");
  else if (encoding && g_ascii_strcasecmp((const char *)encoding, "utf-8") != 0)
    refuse(context, "SVG that is not in UTF-8");
}

static void start_element(void *context, const xmlChar *name,
                          const xmlChar *prefix G_GNUC_UNUSED, const xmlChar *namespace,
                          int n_namespaces G_GNUC_UNUSED,
                          const xmlChar **namespaces G_GNUC_UNUSED, int n_attributes,
                          int n_defaulted G_GNUC_UNUSED, const xmlChar **attributes)
{
  State *state = state_of(context);
  if (!state->root_seen) {
    check_root(context, (const char *)name, (const char *)namespace);
    if (state->kind)
      return;
    measure(state->info, n_attributes, attributes);
  }
  gboolean safe = svg_element_is_safe((const char *)name, (const char *)namespace);
  for (int i = 0; safe && i < n_attributes; i++) {
    const xmlChar **attribute = attributes + (gsize)i * 5;
    g_autofree char *value = attribute_value(attribute);
    if (strcmp((const char *)attribute[0], "id") == 0 &&
        !g_hash_table_add(state->ids, g_strdup(value)))
      refuse(context, "SVG with the same id twice");
    safe = svg_attribute_is_safe((const char *)attribute[0], (const char *)attribute[2], value);
  }
  if (!safe)
    refuse(context, SVG_UNSAFE);
  if (!g_ascii_strcasecmp((const char *)name, "style"))
    state->style_depth++;
}

static void end_element(void *context, const xmlChar *name, const xmlChar *prefix G_GNUC_UNUSED,
                        const xmlChar *namespace G_GNUC_UNUSED)
{
  State *state = state_of(context);
  if (g_ascii_strcasecmp((const char *)name, "style") != 0 || state->style_depth == 0)
    return;
  if (--state->style_depth > 0)
    return;
  if (!svg_css_is_safe(state->style->str))
    refuse(context, SVG_UNSAFE);
  g_string_truncate(state->style, 0);
}

static void characters(void *context, const xmlChar *text, int length)
{
  State *state = state_of(context);
  if (state->style_depth > 0)
    g_string_append_len(state->style, (const char *)text, length);
}

/* 'xml-stylesheet' leads out of the file; no picture needs another instruction. */
static void instruction(void *context, const xmlChar *target, const xmlChar *data G_GNUC_UNUSED)
{
  if (!g_ascii_strncasecmp((const char *)target, "xml-", 4))
    refuse(context, SVG_UNSAFE);
}

static void document_type(void *context, const xmlChar *name G_GNUC_UNUSED,
                          const xmlChar *public_id G_GNUC_UNUSED,
                          const xmlChar *system_id G_GNUC_UNUSED)
{
  /* the parser stands behind the identifiers, and at the '[' when there are declarations */
  const xmlParserInput *input = ((xmlParserCtxtPtr)context)->input;
  if (input && input->cur && *input->cur == '[')
    refuse(context, "SVG with declarations of its own");
}

static xmlEntityPtr entity(void *context, const xmlChar *name)
{
  xmlEntityPtr known = xmlGetPredefinedEntity(name);
  if (!known)
    refuse(context, "broken SVG");
  return known;
}

static void ignore_error(void *context G_GNUC_UNUSED, xmlErrorPtr error G_GNUC_UNUSED)
{
}

/* TRUE when BYTES are text that libxml2 can take in a time that grows with their number only.
 */
static gboolean is_tame(const guint8 *bytes, gsize length)
{
  if (memchr(bytes, 0, length))
    return FALSE;
  guint attributes = 0;
  for (gsize i = 0; i < length; i++) {
    if (bytes[i] == '<')
      attributes = 0;
    if (bytes[i] != '=')
      continue;
    gsize next = i + 1;
    while (next < length && g_ascii_isspace((char)bytes[next]))
      next++;
    if (next < length && (bytes[next] == '"' || bytes[next] == '\'') &&
        ++attributes > ATTRIBUTE_LIMIT)
      return FALSE;
    i = next - 1;
  }
  return TRUE;
}

/* Events only: no tree, no entity but the five, no file and no network is ever asked. */
static gboolean parse(const guint8 *bytes, gsize length, State *state)
{
  xmlParserCtxtPtr context = xmlCreateMemoryParserCtxt((const char *)bytes, (int)length);
  if (!context)
    return FALSE;
  xmlCtxtUseOptions(context, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  *context->sax = (xmlSAXHandler){.initialized = XML_SAX2_MAGIC,
                                  .startElementNs = start_element,
                                  .endElementNs = end_element,
                                  .characters = characters,
                                  .ignorableWhitespace = characters,
                                  .cdataBlock = characters,
                                  .processingInstruction = instruction,
                                  .internalSubset = document_type,
                                  .getEntity = entity,
                                  .serror = ignore_error};
  context->_private = state;
  gboolean done = xmlParseDocument(context) == 0 && context->wellFormed;
  xmlFreeParserCtxt(context);
  return done;
}

void sniff_xml(const guint8 *bytes, gsize length, MkepubMediaInfo *info)
{
  info->kind = length > SIZE_LIMIT ? "XML of more than 9 MiB" : "unknown data";
  if (length > SIZE_LIMIT || !is_tame(bytes, length))
    return;
  g_autoptr(GHashTable) ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  State state = {.info = info, .style = g_string_new(NULL), .ids = ids};
  gboolean done = parse(bytes, length, &state);
  g_string_free(state.style, TRUE);
  if (state.kind) {
    info->kind = state.kind;
  } else if (!done) {
    info->kind = state.is_svg ? "broken SVG" : "unknown data";
  } else {
    info->kind = "SVG";
    info->media_type = "image/svg+xml";
    info->extension = ".svg";
  }
}
