/* SPDX-License-Identifier: MIT */
#include "check/content.h"

#include <string.h>

#include "check/content-css.h"
#include "text/href.h"
#include "xml/sax.h"

#define XHTML_URI "http://www.w3.org/1999/xhtml"
#define SVG_URI   "http://www.w3.org/2000/svg"
#define XLINK_URI "http://www.w3.org/1999/xlink"
#define NCX_URI   "http://www.daisy.org/z3986/2005/ncx/"
#define XML_URI   "http://www.w3.org/XML/1998/namespace"

#define ID_COST    ((gsize)64) /* bytes that one takes beside its text */
#define TEXT_LIMIT ((gsize)64 << 10)

/* The base of addresses, from an element with xml:base to its end. */
typedef struct {
  guint depth;
  char *path; /* NULL: nothing in the book */
} Base;

typedef struct {
  Content *content;
  const ContentSource *source;
  GArray *bases; /* of Base */
  guint depth;
  gboolean id_lost;      /* there was no room for one */
  gboolean left;         /* the parser did not go to the end */
  gboolean begun, based; /* a base element: addresses mean something else from there on */
} Reading;

/* Attributes that refer to something, by their element; "" for any element. */
static const struct {
  const char *element, *attribute;
  gboolean resource;
} references[] = {
    {"a", "href", FALSE},      {"area", "href", FALSE},  {"iframe", "src", TRUE},
    {"link", "href", TRUE},    {"script", "src", TRUE},  {"img", "src", TRUE},
    {"audio", "src", TRUE},    {"video", "src", TRUE},   {"source", "src", TRUE},
    {"track", "src", TRUE},    {"embed", "src", TRUE},   {"input", "src", TRUE},
    {"video", "poster", TRUE}, {"object", "data", TRUE},
};

static void add_finding(const Reading *reading, MkepubFindingId id, SaxPlace at,
                        const char *message, const char *subject)
{
  const ContentSource *source = reading->source;
  g_autofree char *place = g_strdup_printf("%s/%s", source->shown, source->name);
  mkepub_findings_add(source->findings, id, place, at.line, at.column, message, subject);
}

/* Takes BYTES from what the book may take; FALSE when that does not do, or is for no text that
 * a reader uses. */
static gboolean spend_budget(const Reading *reading, gsize bytes)
{
  gint *budget = reading->source->budget;
  if (bytes <= TEXT_LIMIT && g_atomic_int_get(budget) > 0 &&
      g_atomic_int_add(budget, -(gint)bytes) >= (gint)bytes)
    return TRUE;
  reading->content->curtailed = TRUE;
  return FALSE;
}

/* Few targets are long, and most are named many times: a target of the usual length is free. */
static void keep_link(const Reading *reading, ContentLink link, SaxPlace at)
{
  Content *content = reading->content;
  gsize target = strlen(link.target), fragment = link.fragment ? strlen(link.fragment) : 0;
  if (!spend_budget(reading, 2 * sizeof link + (target > 64 ? target : 0) + fragment))
    return;
  link.target = g_string_chunk_insert_const(content->texts, link.target);
  if (link.fragment)
    link.fragment = g_string_chunk_insert_const(content->texts, link.fragment);
  link.line = at.line;
  link.column = at.column;
  g_array_append_val(content->links, link);
}

/* Sound and video may come from the network, and fonts; of other resources only what the
 * manifest lists as one of these. */
static gboolean may_be_remote(const char *element)
{
  static const char *const elements[] = {"a",      "area",  "audio",         "video",
                                         "source", "track", "font-face-uri", NULL};
  return g_strv_contains(elements, element);
}

static const char *base_of(const Reading *reading)
{
  const GArray *bases = reading->bases;
  return bases->len > 0 ? g_array_index(bases, Base, bases->len - 1).path
                        : reading->source->name;
}

/* REFERENCE as it is found on ELEMENT. */
static void add_reference(const Reading *reading, const char *element, const char *reference,
                          gboolean resource, SaxPlace at)
{
  const char *base = base_of(reading);
  g_autofree char *path = NULL, *fragment = NULL;
  if (strlen(reference) > TEXT_LIMIT) { /* a picture in itself, or nothing that readers use */
    reading->content->curtailed |= g_ascii_strncasecmp(reference, "data:", 5) != 0;
    return;
  }
  switch (base ? href_resolve(base, reference, &path, &fragment) : HREF_OTHER) {
  case HREF_INSIDE:
    keep_link(reading,
              (ContentLink){.target = path, .fragment = fragment, .resource = resource ? 1 : 0},
              at);
    break;
  case HREF_WEB:
    if (resource && !may_be_remote(element))
      keep_link(reading, (ContentLink){.target = reference, .resource = TRUE, .remote = TRUE},
                at);
    break;
  case HREF_OUTSIDE:
    add_finding(reading, MKEPUB_FINDING_BOOK_LINK, at,
                "refers to something outside the book: '%s'", reference);
    break;
  case HREF_INVALID:
    /* an empty reference means the document itself */
    if (reference[strspn(reference, " \t\r\n\f")])
      add_finding(reading, MKEPUB_FINDING_BOOK_LINK, at, "not a valid address: '%s'",
                  reference);
    break;
  default:
    break;
  }
}

/* A link element with another relation (a license, the next page) is not needed to read the
 * book, and may lead anywhere. */
static gboolean is_stylesheet(const SaxAttributes *attributes)
{
  g_autofree char *relation = sax_attribute(attributes, NULL, "rel");
  g_autofree char *lower = relation ? g_ascii_strdown(relation, -1) : g_strdup("");
  g_auto(GStrv) words = g_strsplit_set(lower, " \t\r\n\f", -1);
  return g_strv_contains((const char *const *)words, "stylesheet");
}

static void read_references(const Reading *reading, const char *name,
                            const SaxAttributes *attributes, SaxPlace at)
{
  for (guint i = 0; i < G_N_ELEMENTS(references); i++) {
    if (strcmp(references[i].element, name) != 0)
      continue;
    g_autofree char *value = sax_attribute(attributes, NULL, references[i].attribute);
    if (value && (strcmp(name, "link") != 0 || is_stylesheet(attributes)))
      add_reference(reading, name, value, references[i].resource, at);
  }
}

/* In a drawing every kind of reference is one attribute. */
static void read_drawing(const Reading *reading, const char *name,
                         const SaxAttributes *attributes, SaxPlace at)
{
  g_autofree char *old = sax_attribute(attributes, XLINK_URI, "href");
  g_autofree char *new = sax_attribute(attributes, NULL, "href");
  const char *value = new ? new : old;
  if (value)
    add_reference(reading, name, value, strcmp(name, "a") != 0, at);
}

static void read_root(Reading *reading, const char *name, const char *uri, SaxPlace at)
{
  static const struct {
    const char *name, *uri;
  } roots[] = {[CONTENT_XHTML] = {"html", XHTML_URI},
               [CONTENT_SVG] = {"svg", SVG_URI},
               [CONTENT_NCX] = {"ncx", NCX_URI}};
  ContentKind kind = reading->content->kind;
  reading->begun = TRUE;
  if (strcmp(roots[kind].name, name) != 0 || strcmp(roots[kind].uri, uri) != 0)
    add_finding(reading, MKEPUB_FINDING_BOOK_MARKUP, at,
                "the root element is '%s', not that of the declared type", name);
}

static void read_id(Reading *reading, const SaxAttributes *attributes, SaxPlace at)
{
  Content *content = reading->content;
  g_autofree char *id = sax_attribute(attributes, NULL, "id");
  if (!id)
    return;
  g_strstrip(id); /* as every id of XML is */
  if (g_hash_table_contains(content->ids, id))
    add_finding(reading, MKEPUB_FINDING_BOOK_MARKUP, at, "duplicate id '%s'", id);
  else if (spend_budget(reading, ID_COST + strlen(id)))
    g_hash_table_add(content->ids, g_string_chunk_insert(content->texts, id));
  else
    reading->id_lost = TRUE;
}

static void base_clear(gpointer data)
{
  g_free(((Base *)data)->path);
}

/* XML Base section 4: each is relative to the one around it. A folder stays one by its '/'. */
static void read_base(Reading *reading, const SaxAttributes *attributes)
{
  g_autofree char *value = sax_attribute(attributes, XML_URI, "base");
  g_autofree char *path = NULL, *fragment = NULL;
  const char *around = base_of(reading);
  if (!value)
    return;
  Base base = {reading->depth, NULL};
  gsize length = strcspn(g_strstrip(value), "?#");
  if (around && length == 0)
    base.path = g_strdup(around);
  else if (around && href_resolve(around, value, &path, &fragment) == HREF_INSIDE)
    base.path = value[length - 1] == '/' || g_str_has_suffix(value, ".")
                    ? g_strconcat(path, "/", NULL)
                    : g_steal_pointer(&path);
  g_array_append_val(reading->bases, base);
}

static void on_start(gpointer data, const char *name, const char *uri,
                     const SaxAttributes *attributes, SaxPlace at)
{
  Reading *reading = data;
  reading->depth++;
  if (!reading->begun)
    read_root(reading, name, uri, at);
  if (attributes->count == 0)
    return;
  read_id(reading, attributes, at);
  read_base(reading, attributes);
  reading->based = reading->based || (strcmp(name, "base") == 0 && strcmp(uri, XHTML_URI) == 0);
  if (reading->based)
    return;
  if (strcmp(uri, XHTML_URI) == 0)
    read_references(reading, name, attributes, at);
  else if (strcmp(uri, SVG_URI) == 0)
    read_drawing(reading, name, attributes, at);
  else if (strcmp(uri, NCX_URI) == 0 && strcmp(name, "content") == 0) {
    g_autofree char *src = sax_attribute(attributes, NULL, "src");
    if (src)
      add_reference(reading, name, src, FALSE, at);
  }
}

static void on_end(gpointer data, const char *name, const char *uri)
{
  Reading *reading = data;
  GArray *bases = reading->bases;
  (void)name, (void)uri;
  if (bases->len > 0 && g_array_index(bases, Base, bases->len - 1).depth == reading->depth)
    g_array_set_size(bases, bases->len - 1);
  reading->depth--;
}

static void on_css(gpointer data, const char *reference, ContentCssPlace at)
{
  add_reference(data, at.font ? "font-face-uri" : "style", reference, TRUE,
                (SaxPlace){at.line, at.column});
}

ContentKind content_kind(const char *media_type)
{
  static const char *const types[] = {[CONTENT_NONE] = "",
                                      [CONTENT_XHTML] = "application/xhtml+xml",
                                      [CONTENT_SVG] = "image/svg+xml",
                                      [CONTENT_NCX] = "application/x-dtbncx+xml",
                                      [CONTENT_CSS] = "text/css"};
  for (guint i = 0; media_type && i < G_N_ELEMENTS(types); i++)
    if (strcmp(types[i], media_type) == 0)
      return (ContentKind)i;
  return CONTENT_NONE;
}

static void read_markup(Reading *reading, const void *bytes, gsize length)
{
  static const SaxCalls calls = {.start = on_start, .end = on_end};
  Content *content = reading->content;
  g_autoptr(GError) error = NULL;
  SaxPlace at;
  content->ids = g_hash_table_new(g_str_hash, g_str_equal);
  SaxResult result = sax_parse(bytes, length, &calls, reading, &at, &error);
  reading->left = result == SAX_DECLARES;
  if (result != SAX_GOOD)
    add_finding(reading,
                result == SAX_DECLARES ? MKEPUB_FINDING_BOOK_SKIPPED
                                       : MKEPUB_FINDING_BOOK_MARKUP,
                at, "%s", error->message);
  /* a place that was not seen may be there */
  if (result != SAX_GOOD || reading->id_lost)
    g_clear_pointer(&content->ids, g_hash_table_unref);
}

void content_read(Content *content, ContentKind kind, const ContentSource *source,
                  const void *bytes, gsize length)
{
  *content = (Content){.kind = kind};
  content->links = g_array_new(FALSE, FALSE, sizeof(ContentLink));
  content->texts = g_string_chunk_new(1024);
  g_autoptr(GArray) bases = g_array_new(FALSE, FALSE, sizeof(Base));
  g_array_set_clear_func(bases, base_clear);
  Reading reading = {.content = content, .source = source, .bases = bases};
  if (kind == CONTENT_CSS)
    content_css_scan(bytes, length, on_css, &reading);
  else
    read_markup(&reading, bytes, length);
  if (content->curtailed)
    add_finding(&reading, MKEPUB_FINDING_BOOK_SKIPPED, (SaxPlace){0}, "%s",
                "too many or too long links and ids; the rest is not checked");
  content->curtailed |= reading.left;
}

void content_clear(Content *content)
{
  g_clear_pointer(&content->ids, g_hash_table_unref);
  g_clear_pointer(&content->links, g_array_unref);
  g_clear_pointer(&content->texts, g_string_chunk_free);
}
