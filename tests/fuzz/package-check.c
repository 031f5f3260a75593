/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "package-check.h"
#include "validity.h"

/* An attribute of NODE, of whatever namespace; NULL when there is none. For the caller to free.
 */
static char *attribute(const xmlNode *node, const char *name)
{
  xmlChar *value = xmlGetProp((xmlNode *)node, (const xmlChar *)name);
  char *copy = g_strdup((const char *)value);
  xmlFree(value);
  return copy;
}

static char *text_of(const xmlNode *node)
{
  xmlChar *value = xmlNodeGetContent((xmlNode *)node);
  char *copy = g_strdup((const char *)value);
  xmlFree(value);
  return copy;
}

static gboolean is_name(const xmlNode *node, const char *name)
{
  return strcmp((const char *)node->name, name) == 0;
}

static gboolean is_blank(const char *text)
{
  for (const char *p = text; *p; p = g_utf8_next_char(p))
    if (g_unichar_isgraph(g_utf8_get_char(p)) && !g_unichar_iszerowidth(g_utf8_get_char(p)))
      return FALSE;
  return TRUE;
}

static void say(GString *trouble, const xmlNode *node, const char *what, const char *value)
{
  g_string_append_printf(trouble, "[%s: %s '%s']", node->name, what, value ? value : "");
}

/* Adds the id of NODE to IDS: an NCName, and no other's. */
static void take_id(const xmlNode *node, GHashTable *ids, GString *trouble)
{
  g_autofree char *id = attribute(node, "id");
  if (!id)
    return;
  if (!validity_fits("[A-Za-z_][A-Za-z0-9._-]*", id))
    say(trouble, node, "no NCName", id);
  if (!g_hash_table_add(ids, g_strdup(id)))
    say(trouble, node, "id twice", id);
}

/* hrefs of the spine in order; those of the manifest become keys of HREFS. */
static GPtrArray *spine_of(const xmlDoc *opf, GHashTable *hrefs, GString *trouble)
{
  GPtrArray *spine = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GHashTable) items = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  const xmlNode *root = xmlDocGetRootElement(opf);
  for (const xmlNode *node = root; node; node = validity_next(node, root)) {
    g_autofree char *id = attribute(node, is_name(node, "item") ? "id" : "idref");
    if (is_name(node, "item")) {
      char *href = attribute(node, "href");
      if (!href || !validity_fits("[a-z0-9._/-]+", href) ||
          !g_hash_table_add(hrefs, g_strdup(href)))
        say(trouble, node, "href", href);
      g_hash_table_insert(items, g_strdup(id), href);
    } else if (is_name(node, "itemref")) {
      const char *href = id ? g_hash_table_lookup(items, id) : NULL;
      if (!href || g_ptr_array_find_with_equal_func(spine, href, g_str_equal, NULL))
        say(trouble, node, "idref", id);
      g_ptr_array_add(spine, g_strdup(href));
    }
  }
  return spine;
}

typedef struct {
  const char *name; /* element, or property of a meta */
  guint at_least, at_most;
  gboolean (*test)(const char *text); /* NULL: any that is not blank */
} Rule;

static gboolean is_w3cdtf(const char *text)
{
  return validity_is_datetime(text) &&
         validity_fits("[0-9]{4}(-[0-9]{2}(-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]+)?)?"
                       "(Z|[+-][0-9]{2}:[0-9]{2}))?)?)?",
                       text);
}

static gboolean is_modified(const char *text)
{
  return validity_is_datetime(text) && strlen(text) == 20 && text[10] == 'T' && text[19] == 'Z';
}

static const Rule rules[] = {
    {"identifier", 1, 1, NULL},
    {"title", 1, 2, NULL},
    {"language", 1, G_MAXUINT, validity_is_language},
    {"creator", 1, G_MAXUINT, NULL},
    {"publisher", 0, 1, NULL},
    {"date", 0, 1, is_w3cdtf},
    {"description", 0, 1, NULL},
    {"subject", 0, G_MAXUINT, NULL},
    {"source", 0, G_MAXUINT, validity_is_web_address},
    {"rights", 0, 1, NULL},
    {"type", 0, 1, NULL},
    {"dcterms:modified", 1, 1, is_modified},
    {"title-type", 0, 2, NULL},
    {"role", 0, G_MAXUINT, NULL},
    {"belongs-to-collection", 0, 1, NULL},
    {"collection-type", 0, 1, NULL},
    {"group-position", 0, 1, NULL},
    {"dcterms:identifier", 0, 1, NULL},
    {"schema:accessMode", 1, 2, NULL},
    {"schema:accessModeSufficient", 1, 2, NULL},
    {"schema:accessibilityFeature", 1, G_MAXUINT, NULL},
    {"schema:accessibilityHazard", 1, 1, NULL},
    {"schema:accessibilitySummary", 1, 1, NULL},
};

/* One statement of the metadata. */
static void check_statement(const xmlNode *node, guint *counts, GString *trouble)
{
  g_autofree char *text = text_of(node);
  g_autofree char *property = attribute(node, "property");
  g_autofree char *content = attribute(node, "content");
  const char *name = property ? property : (const char *)node->name;
  if (is_name(node, "meta") && !property) { /* the EPUB 2 form */
    if (!content || is_blank(content))
      say(trouble, node, "blank", "content");
    return;
  }
  for (guint i = 0; i < G_N_ELEMENTS(rules); i++) {
    if (strcmp(name, rules[i].name) != 0)
      continue;
    counts[i]++;
    if (is_blank(text) || (rules[i].test && !rules[i].test(text)))
      say(trouble, node, name, text);
    return;
  }
  say(trouble, node, "unknown", name);
}

static void check_metadata(const xmlDoc *opf, GString *trouble)
{
  guint counts[G_N_ELEMENTS(rules)] = {0};
  const xmlNode *metadata = validity_find(opf, "metadata");
  for (const xmlNode *node = metadata ? metadata->children : NULL; node; node = node->next)
    if (node->type == XML_ELEMENT_NODE)
      check_statement(node, counts, trouble);
  for (guint i = 0; i < G_N_ELEMENTS(rules); i++)
    if (counts[i] < rules[i].at_least || counts[i] > rules[i].at_most)
      g_string_append_printf(trouble, "[%s: %u times]", rules[i].name, counts[i]);
}

void package_check_opf(const xmlDoc *opf, GString *trouble)
{
  const xmlNode *root = xmlDocGetRootElement(opf);
  g_autoptr(GHashTable) ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) hrefs = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_ptr_array_unref(spine_of(opf, hrefs, trouble));
  for (const xmlNode *node = root; node; node = validity_next(node, root))
    take_id(node, ids, trouble);
  for (const xmlNode *node = root; node; node = validity_next(node, root)) {
    g_autofree char *refines = attribute(node, "refines");
    g_autofree char *lang = attribute(node, "lang");
    g_autofree char *href = is_name(node, "reference") ? attribute(node, "href") : NULL;
    if (refines && (*refines != '#' || !g_hash_table_contains(ids, refines + 1)))
      say(trouble, node, "refines", refines);
    if (lang && !validity_is_language(lang))
      say(trouble, node, "lang", lang);
    if (href && !g_hash_table_contains(hrefs, href))
      say(trouble, node, "reference", href);
  }
  check_metadata(opf, trouble);
}

/* TARGETS come in the order of the spine, and each is in it. */
static void check_order(const GPtrArray *targets, const xmlDoc *opf, GString *trouble)
{
  g_autoptr(GHashTable) hrefs = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GPtrArray) spine = spine_of(opf, hrefs, trouble);
  guint last = 0;
  for (guint i = 0; i < targets->len; i++) {
    guint place;
    const char *target = g_ptr_array_index(targets, i);
    if (!g_ptr_array_find_with_equal_func(spine, target, g_str_equal, &place) || place < last)
      g_string_append_printf(trouble, "[order of the contents: '%s']", target);
    else
      last = place;
  }
}

void package_check_ncx(const xmlDoc *ncx, const xmlDoc *opf, GString *trouble)
{
  guint order = 0;
  const xmlNode *root = xmlDocGetRootElement(ncx);
  g_autoptr(GHashTable) ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GPtrArray) targets = g_ptr_array_new_with_free_func(g_free);
  g_autofree char *identifier = text_of(validity_find(opf, "identifier"));
  for (const xmlNode *node = root; node; node = validity_next(node, root)) {
    g_autofree char *text = is_name(node, "text") ? text_of(node) : NULL;
    g_autofree char *name = is_name(node, "meta") ? attribute(node, "name") : NULL;
    g_autofree char *content = attribute(node, "content");
    g_autofree char *number = attribute(node, "playOrder");
    take_id(node, ids, trouble);
    if (text && is_blank(text))
      say(trouble, node, "blank", text);
    if (g_strcmp0(name, "dtb:uid") == 0 && g_strcmp0(content, identifier) != 0)
      say(trouble, node, "identifier", content);
    if (number && g_ascii_strtoull(number, NULL, 10) != ++order)
      say(trouble, node, "playOrder", number);
    if (is_name(node, "content"))
      g_ptr_array_add(targets, attribute(node, "src"));
  }
  if (targets->len == 0 || targets->len != order)
    g_string_append(trouble, "[ncx: targets]");
  check_order(targets, opf, trouble);
}

void package_check_nav(const xmlDoc *nav, const xmlDoc *opf, GString *trouble)
{
  const xmlNode *root = validity_find(nav, "nav");
  g_autoptr(GPtrArray) targets = g_ptr_array_new_with_free_func(g_free);
  for (const xmlNode *node = root; node; node = validity_next(node, root)) {
    g_autofree char *text = text_of(node);
    if (is_name(node, "a"))
      g_ptr_array_add(targets, attribute(node, "href"));
    if ((is_name(node, "a") || is_name(node, "h1")) && is_blank(text))
      say(trouble, node, "blank", text);
    if (is_name(node, "ol") && !node->children)
      say(trouble, node, "empty", "");
  }
  check_order(targets, opf, trouble);
}
