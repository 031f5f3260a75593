/* SPDX-License-Identifier: MIT */
#include "xml/sax.h"

#include <glib.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <string.h>

#include "mkepub/error.h"
#include "xml/xhtml-entities.h"

/* Attributes and namespaces of one element, and namespaces that are bound at one place: libxml2
 * compares each with all the others. */
#define SAX_ATTRIBUTES 4096
#define SAX_NAMESPACES 256

/* What holds no tags: from where to where. */
static const struct {
  const char *open, *close;
} others[] = {{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}};

/* Behind what begins at P, a '<', and is no tag; P when it may be one; NULL: it has no end. */
static const char *skip_other(const char *p, const char *end)
{
  for (guint i = 0; i < G_N_ELEMENTS(others); i++) {
    gsize n = strlen(others[i].open), m = strlen(others[i].close);
    if ((gsize)(end - p) < n || memcmp(p, others[i].open, n) != 0)
      continue;
    const char *close = memmem(p + n, (gsize)(end - p) - n, others[i].close, m);
    return close ? close + m : NULL;
  }
  return p;
}

/* Behind the tag or declaration at P, a '<', or at the next one, for a document type holds
 * others; NULL when it has no end. *COUNT: its attributes. */
static const char *skip_tag(const char *p, const char *end, guint *count)
{
  gboolean declaration = end - p > 1 && p[1] == '!';
  for (*count = 0, p++; p < end && *p != '>' && !(declaration && *p == '<'); p++) {
    *count += !declaration && *p == '=';
    if (*p == '"' || *p == '\'') {
      p = memchr(p + 1, *p, (gsize)(end - p - 1));
      if (!p)
        return NULL;
    }
  }
  return p < end ? p + (*p == '>') : NULL;
}

static gboolean has_crowded_tag(const char *p, const char *end)
{
  while (p && (p = memchr(p, '<', (gsize)(end - p)))) {
    guint count;
    const char *behind = skip_other(p, end);
    if (behind != p) {
      p = behind;
      continue;
    }
    p = skip_tag(p, end, &count);
    if (count > SAX_ATTRIBUTES)
      return TRUE;
  }
  return FALSE;
}

/* TRUE when a start tag in the XML document BYTES, in UTF-8 or UTF-16, has more than
 * SAX_ATTRIBUTES attributes. */
static gboolean sax_limit_passed(const char *bytes, gsize length)
{
  static const struct {
    char start[3];
    const char *name;
  } codes[] = {{"\xfe\xff", "UTF-16BE"},
               {"\xff\xfe", "UTF-16LE"},
               {"\0<", "UTF-16BE"},
               {"<\0", "UTF-16LE"}};
  const char *name = NULL;
  if (length == 0) /* BYTES may be NULL */
    return FALSE;
  for (guint i = 0; length > 1 && i < G_N_ELEMENTS(codes); i++)
    if (memcmp(bytes, codes[i].start, 2) == 0)
      name = codes[i].name;
  gsize size = length;
  g_autofree char *text =
      name ? g_convert(bytes, (gssize)length, "UTF-8", name, NULL, &size, NULL) : NULL;
  return has_crowded_tag(text ? text : bytes, text ? text + size : bytes + length);
}

#define ENTITIES     1000              /* that a document may declare */
#define DEFAULTS     16                /* attributes with a default value that it may declare */
#define ENTITY_LIMIT ((gsize)64 << 10) /* bytes of one entity */
#define EXPANDED     ((gsize)1 << 20)  /* bytes that all references together may expand to */

struct Sax {
  const SaxCalls *calls;
  gpointer data;
  xmlParserCtxt *context;
  GHashTable *entities; /* name to replacement text; NULL: not plain text */
  GHashTable *uris;     /* namespace as the parser keeps it to its resolved name */
  guint defaults;
  gsize expanded;
  gboolean is_xhtml;   /* the document type of XHTML declares its names */
  gboolean is_outside; /* some declarations are in another file */
  xmlEntity entity;    /* passed to the parser last */
  gsize line_start;    /* offset of the line in which the parser was last */
  int line;            /* its number; 0: its start is not known */
  char *message;       /* the first error; later ones follow from it */
  SaxPlace trouble;
  gboolean declares;
};

static const char *or_empty(const xmlChar *text)
{
  return text ? (const char *)text : "";
}

static gsize current_offset(const Sax *sax)
{
  const xmlParserInput *input = sax->context->input;
  return (gsize)input->consumed + (gsize)(input->cur - input->base);
}

/* The parser counts lines reliably, but columns only sometimes. The start of a line is
 * remembered: searching for it each time would be quadratic in the length of a line. */
static SaxPlace current_place(Sax *sax)
{
  const xmlParserInput *input = sax->context->input;
  if (!input || !input->cur || !input->base)
    return (SaxPlace){0};
  if (input->line != sax->line) {
    const xmlChar *end = memrchr(input->base, '\n', (gsize)(input->cur - input->base));
    gboolean known = end || input->consumed == 0;
    sax->line = known ? input->line : 0;
    sax->line_start = current_offset(sax) - (gsize)(input->cur - (end ? end + 1 : input->base));
  }
  gsize column = sax->line > 0 ? current_offset(sax) - sax->line_start + 1 : 0;
  return (SaxPlace){(guint)MAX(input->line, 1), (guint)MIN(column, G_MAXUINT)};
}

static void stop_parsing(Sax *sax, const char *reason)
{
  if (!sax->message) {
    sax->message = g_strdup(reason);
    sax->trouble = current_place(sax);
    sax->declares = TRUE;
  }
  xmlStopParser(sax->context);
}

/* Ignores a namespace name that is not a URI: names are only compared byte by byte. */
static gboolean is_harmless(const xmlError *error)
{
  return error->level == XML_ERR_WARNING || error->code == XML_WAR_NS_URI ||
         error->code == XML_WAR_NS_URI_RELATIVE;
}

static void on_error(void *data, xmlErrorPtr error)
{
  Sax *sax = data;
  if (sax->message || is_harmless(error))
    return;
  if (error->code == XML_WAR_UNDECLARED_ENTITY && sax->is_outside) {
    stop_parsing(sax, "the document uses entities that another file declares");
    return;
  }
  const char *message = error->message ? error->message : "not well-formed";
  g_autofree char *line = g_strndup(message, strcspn(message, "\n"));
  sax->message = g_utf8_make_valid(line, -1);
  sax->trouble = current_place(sax);
  if (error->line > 0 && (guint)error->line != sax->trouble.line)
    sax->trouble = (SaxPlace){(guint)error->line, 0};
}

static void on_document_type(void *data, const xmlChar *name, const xmlChar *public_id,
                             const xmlChar *system_id)
{
  Sax *sax = data;
  (void)name;
  const char *type = or_empty(public_id);
  sax->is_xhtml = strcmp(type, "-//W3C//DTD XHTML 1.1//EN") == 0;
  sax->is_outside = system_id && !g_str_has_prefix(type, "-//W3C//DTD XHTML ");
}

/* Returns the replacement text of NAME; NULL with *known FALSE when it is not declared, with
 * *known TRUE when it is not plain text. LETTER is the buffer for a character of XHTML. */
static const char *entity_text(const Sax *sax, const char *name, char letter[7],
                               gboolean *known)
{
  gpointer text = NULL;
  *known = sax->entities && g_hash_table_lookup_extended(sax->entities, name, NULL, &text);
  if (*known)
    return text;
  gunichar character = sax->is_xhtml ? xhtml_names_find(name) : 0;
  *known = character != 0;
  letter[g_unichar_to_utf8(character, letter)] = '\0';
  return *known ? letter : NULL;
}

/* Charges expanded text to the limit EXPANDED, once per reference. */
static gboolean charge_expansion(Sax *sax, const char *text)
{
  sax->expanded += strlen(text);
  if (sax->expanded <= EXPANDED)
    return TRUE;
  stop_parsing(sax, "the document declares entities of its own that expand to more than 1 MB");
  return FALSE;
}

static const char *predefined_text(const char *name)
{
  static const char *const texts[][2] = {{"#38", "&"}, {"amp", "&"},   {"lt", "<"},
                                         {"gt", ">"},  {"quot", "\""}, {"apos", "'"}};
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
    if (strcmp(texts[i][0], name) == 0)
      return texts[i][1];
  return NULL;
}

/* Appends VALUE with its references resolved: the parser left '&#38;' for each literal '&', and
 * names as they are. Returns FALSE at a reference to an entity that is not plain text, or is
 * declared further down. */
static gboolean resolve_references(Sax *sax, const char *value, gsize length, GString *into)
{
  for (const char *at = value, *end = value + length; at < end;) {
    const char *mark = memchr(at, '&', (gsize)(end - at));
    const char *stop = mark ? memchr(mark, ';', (gsize)(end - mark)) : NULL;
    g_string_append_len(into, at, (stop ? mark : end) - at);
    if (!stop)
      return TRUE;
    char letter[7];
    gboolean known;
    g_autofree char *name = g_strndup(mark + 1, (gsize)(stop - mark - 1));
    const char *text = predefined_text(name);
    if (!text &&
        (!(text = entity_text(sax, name, letter, &known)) || !charge_expansion(sax, text)))
      return FALSE;
    g_string_append(into, text);
    at = stop + 1;
  }
  return TRUE;
}

/* Each entity is resolved where it is declared, with the entities declared above it: so none
 * can contain itself, and none exceeds its limit, however they are nested. */
static void on_entity(void *data, const xmlChar *name, int type, const xmlChar *public_id,
                      const xmlChar *system_id, xmlChar *content)
{
  Sax *sax = data;
  (void)public_id, (void)system_id;
  if (!sax->entities)
    sax->entities = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  if (type == XML_INTERNAL_PARAMETER_ENTITY || type == XML_EXTERNAL_PARAMETER_ENTITY ||
      g_hash_table_size(sax->entities) >= ENTITIES) {
    stop_parsing(sax, "the document declares entities of its own");
    return;
  }
  if (g_hash_table_contains(sax->entities, name))
    return; /* the first declaration counts (XML 4.2) */
  g_autoptr(GString) text = g_string_new(NULL);
  gsize length = content ? strlen((const char *)content) : 0;
  gboolean plain = type == XML_INTERNAL_GENERAL_ENTITY && content && length <= ENTITY_LIMIT &&
                   !strchr((const char *)content, '<') &&
                   resolve_references(sax, (const char *)content, length, text) &&
                   text->len <= ENTITY_LIMIT && !strchr(text->str, '<');
  g_hash_table_insert(sax->entities, g_strdup((const char *)name),
                      plain ? g_strdup(text->str) : NULL);
}

/* In text the parser passes on the entity's content; in an attribute it leaves the reference,
 * for sax_attribute. The parser reports undeclared entities. */
static xmlEntity *on_reference(void *data, const xmlChar *name)
{
  Sax *sax = data;
  char letter[7];
  gboolean known;
  gboolean in_value = sax->context->instate == XML_PARSER_ATTRIBUTE_VALUE;
  if (!in_value && sax->context->instate != XML_PARSER_CONTENT)
    return NULL;
  const char *text = entity_text(sax, (const char *)name, letter, &known);
  if (!known)
    return NULL;
  if (!text)
    stop_parsing(sax, "the document uses an entity of its own that contains markup");
  if (!text || (!in_value && !charge_expansion(sax, text)))
    return NULL;
  if (sax->entity.content)
    g_free(sax->entity.content);
  sax->entity = (xmlEntity){.type = XML_ENTITY_DECL,
                            .name = name,
                            .etype = in_value ? XML_INTERNAL_GENERAL_ENTITY
                                              : XML_INTERNAL_PREDEFINED_ENTITY,
                            .content = in_value ? NULL : (xmlChar *)g_strdup(text)};
  return &sax->entity;
}

static void on_unparsed(void *data, const xmlChar *name, const xmlChar *public_id,
                        const xmlChar *system_id, const xmlChar *notation)
{
  (void)name, (void)public_id, (void)system_id, (void)notation;
  stop_parsing(data, "the document declares entities of its own");
}

/* An attribute with a default value is put on every element of its name, so their number is
 * limited. */
static void on_attribute(void *data, const xmlChar *element, const xmlChar *name, int type,
                         int kind, const xmlChar *value, xmlEnumeration *tree)
{
  Sax *sax = data;
  (void)element, (void)kind;
  xmlFreeEnumeration(tree); /* the callee owns it */
  gboolean other_id = type == XML_ATTRIBUTE_ID && strcmp((const char *)name, "id") != 0;
  if (other_id || (value && ++sax->defaults > DEFAULTS))
    stop_parsing(sax, "the document declares attributes of its own");
}

/* The name of a namespace is an attribute's value: resolved once, as every element repeats
 * it. */
static const char *resolve_namespace(Sax *sax, const xmlChar *uri)
{
  if (!uri || !strchr((const char *)uri, '&'))
    return or_empty(uri);
  if (!sax->uris)
    sax->uris = g_hash_table_new_full(NULL, NULL, NULL, g_free);
  char *known = g_hash_table_lookup(sax->uris, uri);
  if (known)
    return known;
  g_autoptr(GString) text = g_string_new(NULL);
  gboolean good = resolve_references(sax, (const char *)uri, strlen((const char *)uri), text);
  known = g_strdup(good ? text->str : (const char *)uri);
  g_hash_table_insert(sax->uris, (gpointer)uri, known);
  return known;
}

static void on_start(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                     int n_namespaces, const xmlChar **namespaces, int n_attributes,
                     int n_defaulted, const xmlChar **attributes)
{
  (void)prefix, (void)n_namespaces, (void)namespaces, (void)n_defaulted;
  Sax *sax = data;
  SaxAttributes list = {sax, attributes, n_attributes};
  if (sax->context->nsNr > 2 * SAX_NAMESPACES) { /* a prefix and a name each */
    stop_parsing(sax, "too many nested namespaces");
    return;
  }
  if (sax->calls->start)
    sax->calls->start(sax->data, (const char *)name, resolve_namespace(sax, uri), &list,
                      current_place(sax));
}

static void on_end(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
  (void)prefix;
  Sax *sax = data;
  if (sax->calls->end)
    sax->calls->end(sax->data, (const char *)name, resolve_namespace(sax, uri));
}

static void on_text(void *data, const xmlChar *text, int length)
{
  Sax *sax = data;
  if (sax->calls->text && length > 0)
    sax->calls->text(sax->data, (const char *)text, (gsize)length);
}

static gboolean run_parser(Sax *sax)
{
  /* libxml2 expands declared entities even when the caller does not ask for it, and without
   * limit under HUGE: give it no declarations, and answer for each entity */
  xmlSAXHandler handler = {.initialized = XML_SAX2_MAGIC,
                           .internalSubset = on_document_type,
                           .startElementNs = on_start,
                           .endElementNs = on_end,
                           .characters = on_text,
                           .cdataBlock = on_text,
                           .getEntity = on_reference,
                           .entityDecl = on_entity,
                           .unparsedEntityDecl = on_unparsed,
                           .attributeDecl = on_attribute,
                           .serror = on_error};
  xmlSAXHandler *own = sax->context->sax;
  sax->context->sax = &handler;
  sax->context->userData = sax;
  /* depth is unlimited: the parser keeps a list of names, not a stack of calls */
  xmlCtxtUseOptions(sax->context, XML_PARSE_NONET | XML_PARSE_HUGE);
  gboolean good =
      xmlParseDocument(sax->context) == 0 && sax->context->wellFormed && !sax->message;
  sax->context->sax = own;
  xmlFreeDoc(sax->context->myDoc); /* made for a declared entity */
  sax->context->myDoc = NULL;
  return good;
}

SaxResult sax_parse(const void *bytes, gsize length, const SaxCalls *calls, gpointer data,
                    SaxPlace *at, GError **error)
{
  Sax sax = {.calls = calls, .data = data, .line = 1};
  gboolean good = FALSE;
  if (sax_limit_passed(bytes, length)) {
    sax.message = g_strdup("an element has too many attributes");
    sax.declares = TRUE;
  }
  sax.context = !sax.message && length > 0 && length <= G_MAXINT
                    ? xmlCreateMemoryParserCtxt(bytes, (int)length)
                    : NULL;
  if (sax.context) {
    good = run_parser(&sax);
    xmlFreeParserCtxt(sax.context);
  }
  if (at)
    *at = sax.trouble;
  if (!good)
    g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT, "%s",
                sax.message ? sax.message : "no XML document");
  g_free(sax.message);
  g_free(sax.entity.content);
  g_clear_pointer(&sax.entities, g_hash_table_unref);
  g_clear_pointer(&sax.uris, g_hash_table_unref);
  return good ? SAX_GOOD : sax.declares ? SAX_DECLARES : SAX_BROKEN;
}

char *sax_attribute(const SaxAttributes *attributes, const char *uri, const char *name)
{
  const xmlChar *const *at = attributes->list;
  for (int i = 0; i < attributes->count; i++, at += 5) { /* name, prefix, URI, value, its end */
    if (strcmp((const char *)at[0], name) != 0 ||
        strcmp(resolve_namespace(attributes->sax, at[2]), uri ? uri : "") != 0)
      continue;
    gsize length = (gsize)(at[4] - at[3]);
    g_autoptr(GString) value = g_string_new(NULL);
    if (!memchr(at[3], '&', length) ||
        !resolve_references(attributes->sax, (const char *)at[3], length, value))
      return g_strndup((const char *)at[3], length);
    return g_string_free(g_steal_pointer(&value), FALSE);
  }
  return NULL;
}
