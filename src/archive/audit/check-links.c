/* SPDX-License-Identifier: MIT */
#include "archive/audit/check-links.h"

#include <jansson.h>
#include <libxml/HTMLparser.h>
#include <libxml/xmlreader.h>
#include <string.h>

#include "mkepub/url.h"

/* Represents a shelf without a base URL; no link can lead there (RFC 6761 section 6.4). */
#define NOWHERE "https://shelf.invalid/"

typedef struct {
  char *base, *from; /* URLs of the shelf and of the file */
  GHashTable *seen;  /* of char *, borrowed */
  GPtrArray *targets;
} Links;

guint check_links_kind(const char *name)
{
  if (g_str_has_prefix(name, "opds/"))
    return g_str_has_suffix(name, ".xml")    ? CHECK_LINKS_ATOM
           : g_str_has_suffix(name, ".json") ? CHECK_LINKS_JSON
                                             : 0;
  gboolean page = strcmp(name, "index.html") == 0 || g_str_has_prefix(name, "pages/");
  return page && g_str_has_suffix(name, ".html") ? CHECK_LINKS_HTML : 0;
}

gboolean check_links_has(const char *name)
{
  return check_links_kind(name) != 0 || strcmp(name, "index.xml") == 0 ||
         strcmp(name, "feed.xml") == 0;
}

static void add_link(Links *links, const char *reference)
{
  g_autofree char *address = mkepub_url_resolve(links->from, reference);
  if (!address || !g_str_has_prefix(address, links->base))
    return;
  const char *path = address + strlen(links->base);
  char *name = mkepub_url_decode(path, (gssize)strcspn(path, "?#"));
  /* the shelf or one of its folders: resolved by a web server */
  if (*name == '\0' || g_str_has_suffix(name, "/") ||
      g_hash_table_contains(links->seen, name)) {
    g_free(name);
    return;
  }
  g_hash_table_add(links->seen, name);
  g_ptr_array_add(links->targets, name);
}

static void add_attribute(Links *links, xmlTextReader *reader, const char *name)
{
  xmlChar *value = xmlTextReaderGetAttribute(reader, BAD_CAST name);
  if (value)
    add_link(links, (const char *)value);
  xmlFree(value);
}

static void ignore_error(void *data, xmlErrorPtr error)
{
  (void)data, (void)error;
}

static gboolean read_xml(Links *links, const char *bytes, gsize length)
{
  xmlTextReader *reader = xmlReaderForMemory(bytes, (int)length, NULL, NULL, XML_PARSE_NONET);
  if (!reader)
    return FALSE;
  xmlTextReaderSetStructuredErrorHandler(reader, ignore_error, NULL);
  int more;
  while ((more = xmlTextReaderRead(reader)) == 1) {
    if (xmlTextReaderNodeType(reader) != XML_READER_TYPE_ELEMENT)
      continue;
    const char *name = (const char *)xmlTextReaderConstLocalName(reader);
    if (strcmp(name, "link") == 0)
      add_attribute(links, reader, "href");
    else if (strcmp(name, "enclosure") == 0 || strcmp(name, "thumbnail") == 0)
      add_attribute(links, reader, "url");
  }
  xmlFreeTextReader(reader);
  return more == 0;
}

/* Reads every 'href' at any depth, with a stack of our own instead of recursion. */
static gboolean read_json(Links *links, const char *bytes, gsize length)
{
  json_t *root = json_loadb(bytes, length, 0, NULL);
  g_autoptr(GPtrArray) waiting = g_ptr_array_new();
  if (!root)
    return FALSE;
  g_ptr_array_add(waiting, root);
  while (waiting->len > 0) {
    json_t *value = g_ptr_array_steal_index_fast(waiting, waiting->len - 1), *child;
    const char *key;
    size_t index;
    json_object_foreach(value, key, child)
    {
      if (strcmp(key, "href") == 0 && json_is_string(child))
        add_link(links, json_string_value(child));
      else if (json_is_object(child) || json_is_array(child))
        g_ptr_array_add(waiting, child);
    }
    json_array_foreach(value, index, child) if (json_is_object(child) || json_is_array(child))
        g_ptr_array_add(waiting, child);
  }
  json_decref(root);
  return TRUE;
}

static void html_start(void *data, const xmlChar *name, const xmlChar **attributes)
{
  (void)name;
  for (; attributes && attributes[0]; attributes += 2)
    if (attributes[1] && (strcmp((const char *)attributes[0], "href") == 0 ||
                          strcmp((const char *)attributes[0], "src") == 0))
      add_link(data, (const char *)attributes[1]);
}

static gboolean read_html(Links *links, const char *bytes, gsize length)
{
  htmlSAXHandler handler = {.startElement = html_start};
  htmlParserCtxtPtr context =
      htmlCreatePushParserCtxt(&handler, links, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
  if (!context)
    return FALSE;
  htmlCtxtUseOptions(context, HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING);
  htmlParseChunk(context, bytes, (int)length, 0);
  htmlParseChunk(context, NULL, 0, 1);
  if (context->myDoc)
    xmlFreeDoc(context->myDoc);
  htmlFreeParserCtxt(context);
  return TRUE;
}

GPtrArray *check_links_read(const char *name, const void *bytes, gsize length,
                            const char *base_url)
{
  g_autofree char *clean = base_url && *base_url ? mkepub_url_clean(base_url) : NULL;
  g_autofree char *path = g_uri_escape_string(name, "/", FALSE);
  g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
  g_autoptr(GPtrArray) targets = g_ptr_array_new_with_free_func(g_free);
  Links links = {.seen = seen, .targets = targets};
  const char *base = clean ? clean : NOWHERE;
  links.base = g_strconcat(base, g_str_has_suffix(base, "/") ? "" : "/", NULL);
  links.from = g_strconcat(links.base, path, NULL);
  gboolean good = FALSE;
  if (length <= G_MAXINT)
    good = g_str_has_suffix(name, ".json")   ? read_json(&links, bytes, length)
           : g_str_has_suffix(name, ".html") ? read_html(&links, bytes, length)
                                             : read_xml(&links, bytes, length);
  g_free(links.base);
  g_free(links.from);
  return good ? g_steal_pointer(&targets) : NULL;
}
