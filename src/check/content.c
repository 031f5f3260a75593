/* SPDX-License-Identifier: MIT */
#include "check/content.h"

#include <string.h>

#include "check/content-css.h"
#include "check/href.h"
#include "check/sax.h"

#define XHTML_URI "http://www.w3.org/1999/xhtml"
#define SVG_URI   "http://www.w3.org/2000/svg"
#define XLINK_URI "http://www.w3.org/1999/xlink"
#define NCX_URI   "http://www.daisy.org/z3986/2005/ncx/"

typedef struct {
  Content *content;
  const char *name, *shown;
  MkepubFindings *findings;
  gboolean begun, based; /* a base element: addresses mean something else from there on */
} Reading;

/* Attributes that refer to something, by the element they stand on; "" for any. */
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

static void link_clear(gpointer data)
{
  ContentLink *link = data;
  g_free(link->target);
  g_free(link->fragment);
}

static void tell(const Reading *reading, MkepubFindingId id, guint line, const char *message,
                 const char *subject)
{
  g_autofree char *place = g_strdup_printf("%s/%s", reading->shown, reading->name);
  mkepub_findings_add(reading->findings, id, place, line, 0, message, subject);
}

static void refer(Reading *reading, const char *reference, gboolean resource, guint line)
{
  ContentLink link = {.line = line, .resource = resource};
  switch (href_resolve(reading->name, reference, &link.target, &link.fragment)) {
  case HREF_INSIDE:
    g_array_append_val(reading->content->links, link);
    break;
  case HREF_OUTSIDE:
    tell(reading, MKEPUB_FINDING_BOOK_LINK, line, "this leads out of the book: '%s'",
         reference);
    break;
  case HREF_INVALID:
    /* an empty reference means the document itself */
    if (*reference)
      tell(reading, MKEPUB_FINDING_BOOK_LINK, line, "this is no address: '%s'", reference);
    break;
  default:
    break;
  }
}

/* Sound and video may come from the network, nothing else that is shown in place. */
static gboolean may_be_remote(const char *element)
{
  return strcmp(element, "a") == 0 || strcmp(element, "area") == 0 ||
         strcmp(element, "audio") == 0 || strcmp(element, "video") == 0 ||
         strcmp(element, "source") == 0 || strcmp(element, "track") == 0;
}

static void check_remote(Reading *reading, const char *element, const char *reference,
                         guint line)
{
  g_autofree char *path = NULL, *fragment = NULL;
  if (!may_be_remote(element) &&
      href_resolve(reading->name, reference, &path, &fragment) == HREF_WEB)
    tell(reading, MKEPUB_FINDING_BOOK_LINK, line, "this is on the network: '%s'", reference);
}

static void read_references(Reading *reading, const char *name, const SaxAttributes *attributes,
                            guint line)
{
  for (guint i = 0; i < G_N_ELEMENTS(references); i++) {
    if (strcmp(references[i].element, name) != 0)
      continue;
    g_autofree char *value = sax_attribute(attributes, NULL, references[i].attribute);
    if (!value)
      continue;
    refer(reading, value, references[i].resource, line);
    if (references[i].resource)
      check_remote(reading, name, value, line);
  }
}

/* In a drawing every kind of reference is one attribute. */
static void read_drawing(Reading *reading, const char *name, const SaxAttributes *attributes,
                         guint line)
{
  g_autofree char *old = sax_attribute(attributes, XLINK_URI, "href");
  g_autofree char *new = sax_attribute(attributes, NULL, "href");
  const char *value = new ? new : old;
  if (!value)
    return;
  refer(reading, value, strcmp(name, "a") != 0, line);
  check_remote(reading, name, value, line);
}

static void read_root(Reading *reading, const char *name, const char *uri, guint line)
{
  static const struct {
    const char *name, *uri;
  } roots[] = {[CONTENT_XHTML] = {"html", XHTML_URI},
               [CONTENT_SVG] = {"svg", SVG_URI},
               [CONTENT_NCX] = {"ncx", NCX_URI}};
  ContentKind kind = reading->content->kind;
  reading->begun = TRUE;
  if (strcmp(roots[kind].name, name) != 0 || strcmp(roots[kind].uri, uri) != 0)
    tell(reading, MKEPUB_FINDING_BOOK_MARKUP, line,
         "the document is not what it is listed as, but '%s'", name);
}

static void on_start(gpointer data, const char *name, const char *uri,
                     const SaxAttributes *attributes, guint line)
{
  Reading *reading = data;
  if (!reading->begun)
    read_root(reading, name, uri, line);
  if (attributes->count == 0)
    return;
  char *id = sax_attribute(attributes, NULL, "id");
  if (id && g_hash_table_contains(reading->content->ids, id))
    tell(reading, MKEPUB_FINDING_BOOK_MARKUP, line, "the id '%s' is given twice", id);
  if (id)
    g_hash_table_add(reading->content->ids, id);
  reading->based = reading->based || (strcmp(name, "base") == 0 && strcmp(uri, XHTML_URI) == 0);
  if (reading->based)
    return;
  if (strcmp(uri, XHTML_URI) == 0)
    read_references(reading, name, attributes, line);
  else if (strcmp(uri, SVG_URI) == 0)
    read_drawing(reading, name, attributes, line);
  else if (strcmp(uri, NCX_URI) == 0 && strcmp(name, "content") == 0) {
    g_autofree char *src = sax_attribute(attributes, NULL, "src");
    if (src)
      refer(reading, src, FALSE, line);
  }
}

static void on_css(gpointer data, const char *reference, guint line)
{
  Reading *reading = data;
  refer(reading, reference, TRUE, line);
  check_remote(reading, "style", reference, line);
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

void content_read(Content *content, ContentKind kind, const char *name, const void *bytes,
                  gsize length, const char *shown, MkepubFindings *findings)
{
  static const SaxCalls calls = {.start = on_start};
  *content = (Content){.kind = kind};
  content->links = g_array_new(FALSE, FALSE, sizeof(ContentLink));
  g_array_set_clear_func(content->links, link_clear);
  Reading reading = {content, name, shown, findings, FALSE, FALSE};
  if (kind == CONTENT_CSS) {
    content_css_scan(bytes, length, on_css, &reading);
    return;
  }
  g_autoptr(GError) error = NULL;
  guint line = 0;
  content->ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  SaxResult result = sax_parse(bytes, length, &calls, &reading, &line, &error);
  if (result == SAX_GOOD)
    return;
  tell(&reading,
       result == SAX_DECLARES ? MKEPUB_FINDING_BOOK_SKIPPED : MKEPUB_FINDING_BOOK_MARKUP, line,
       "%s", error->message);
  g_clear_pointer(&content->ids, g_hash_table_unref);
}

void content_clear(Content *content)
{
  g_clear_pointer(&content->ids, g_hash_table_unref);
  g_clear_pointer(&content->links, g_array_unref);
}
