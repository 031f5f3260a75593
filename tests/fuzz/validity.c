/* SPDX-License-Identifier: MIT */
#include "validity.h"

#include <string.h>

#include "../unit/content-model.h"

/* What an attribute may say; NULL: anything. */
typedef gboolean (*Test)(const char *value);

static gboolean is_direction(const char *value)
{
  return in_set(" ltr rtl auto ", value);
}

static gboolean is_integer(const char *value)
{
  const char *digits = value + (*value == '-');
  return *digits && strspn(digits, "0123456789") == strlen(digits) && strlen(digits) < 10;
}

static gboolean is_span(const char *value)
{
  return is_integer(value) && g_ascii_strtoll(value, NULL, 10) >= 1 &&
         g_ascii_strtoll(value, NULL, 10) <= 1000;
}

static gboolean is_numbering(const char *value)
{
  return in_set(" 1 a A i I ", value);
}

static gboolean is_scope(const char *value)
{
  return in_set(" row col rowgroup colgroup ", value);
}

static gboolean is_edit_date(const char *value)
{
  return validity_is_datetime(value) && strlen(value) >= 10 && value[4] == '-';
}

static gboolean is_flag(const char *value)
{
  return in_set(" reversed open hidden ", value);
}

static gboolean is_id(const char *value)
{
  return *value && !strpbrk(value, " \t\n\r\f");
}

/* Attributes of any element but those without a rendering, and of single ones. */
static const struct {
  const char *name, *elements; /* NULL: any */
  Test test;
} attributes[] = {
    {"id", NULL, is_id},
    {"class", NULL, NULL},
    {"title", NULL, NULL},
    {"lang", NULL, validity_is_language},
    {"xml:lang", NULL, validity_is_language},
    {"dir", NULL, is_direction},
    {"hidden", NULL, is_flag},
    {"tabindex", NULL, is_integer},
    {"aria-label", NULL, NULL},
    {"aria-labelledby", NULL, is_id},
    {"epub:type", NULL, NULL}, /* with role below */
    {"role", NULL, NULL},
    {"href", " a link ", NULL}, /* below */
    {"src", " img ", NULL},
    {"alt", " img ", NULL},
    {"start", " ol ", is_integer},
    {"reversed", " ol ", is_flag},
    {"type", " ol ", is_numbering},
    {"value", " li ", is_integer},
    {"colspan", " td th ", is_span},
    {"rowspan", " td th ", is_span},
    {"scope", " th ", is_scope},
    {"datetime", " time ", validity_is_datetime},
    {"datetime", " del ins ", is_edit_date},
    {"open", " details ", is_flag},
    {"charset", " meta ", NULL},
    {"rel", " link ", NULL},
    {"type", " link ", NULL},
};

/* Elements, roles and types that go together: ARIA in HTML, DPUB-ARIA 1.1 and EPUB SSV 1.1,
 * those alone that a book of articles can mean. */
static const struct {
  const char *elements, *role, *type;
} meanings[] = {
    {" a ", "doc-noteref", "noteref"},
    {" a ", "doc-backlink", NULL},
    {" aside div ", "doc-footnote", "footnote"},
    {" section div ", NULL, "footnotes"}, /* div where no section may stand */
    {" section ", NULL, "cover"},
    {" img ", "doc-cover", NULL},
    {" section ", NULL, "titlepage"},
    {" section ", "doc-part", "part"},
    {" nav ", "doc-toc", "toc"},
    {" nav ", NULL, "landmarks"},
    {" a ", NULL, "cover"},
    {" a ", NULL, "titlepage"},
    {" a ", NULL, "toc"},
    {" a ", NULL, "bodymatter"},
    {" div pre ", "region", NULL},
};

typedef struct {
  GHashTable *files;
  ValidityPlaces places;
  GPtrArray *values; /* of xmlChar *: those of the element's attributes */
  GString *trouble;
  const char *element;
} Check;

static void say(Check *check, const char *what, const char *value)
{
  g_string_append_printf(check->trouble, "[%s: %s '%s']", check->element, what, value);
}

static void check_href(Check *check, const char *value)
{
  if (*value == '#') {
    g_autofree char *id = g_uri_unescape_string(value + 1, NULL);
    if (!id || strpbrk(value + 1, "#<>\"\\^`{|} \t\n[]"))
      say(check, "fragment", value);
    validity_refer(&check->places, id ? id : value, USE_LINK);
  } else if (!validity_is_web_address(value) &&
             GPOINTER_TO_INT(g_hash_table_lookup(check->files, value)) != 1) {
    say(check, "address", value);
  }
}

static void check_attribute(Check *check, const char *name, const char *value)
{
  gboolean known = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS(attributes); i++) {
    const char *elements = attributes[i].elements;
    if (strcmp(name, attributes[i].name) != 0 ||
        (elements && !in_set(elements, check->element)))
      continue;
    known = TRUE;
    if (attributes[i].test && !attributes[i].test(value))
      say(check, name, value);
  }
  if (!known)
    say(check, "no such attribute", name);
  if (strcmp(name, "id") == 0)
    validity_place(&check->places, value, TARGET_PLAIN, check->trouble);
  if (strcmp(name, "href") == 0 && strcmp(check->element, "a") == 0)
    check_href(check, value);
  if (strcmp(name, "src") == 0 &&
      GPOINTER_TO_INT(g_hash_table_lookup(check->files, value)) != 2)
    say(check, "no such picture", value);
  if (strcmp(name, "aria-labelledby") == 0)
    validity_refer(&check->places, value, USE_ANY);
}

static void check_meaning(Check *check, const char *role, const char *type)
{
  if (!role && !type)
    return;
  for (guint i = 0; i < G_N_ELEMENTS(meanings); i++)
    if (in_set(meanings[i].elements, check->element) &&
        g_strcmp0(role, meanings[i].role) == 0 && g_strcmp0(type, meanings[i].type) == 0)
      return;
  g_string_append_printf(check->trouble, "[%s: role '%s' with type '%s']", check->element,
                         role ? role : "", type ? type : "");
}

static void check_element(Check *check, const xmlNode *node)
{
  const char *role = NULL, *type = NULL;
  g_ptr_array_set_size(check->values, 0);
  check->element = (const char *)node->name;
  if (!node->ns || strcmp((const char *)node->ns->href, "http://www.w3.org/1999/xhtml") != 0 ||
      in_set(" svg math ", check->element))
    say(check, "namespace", node->ns ? (const char *)node->ns->href : "");
  for (const xmlAttr *a = node->properties; a; a = a->next) {
    xmlChar *value = xmlNodeListGetString(a->doc, a->children, 1);
    g_ptr_array_add(check->values, value ? value : xmlStrdup((const xmlChar *)""));
    const char *text = g_ptr_array_index(check->values, check->values->len - 1);
    g_autofree char *name =
        a->ns ? g_strdup_printf("%s:%s", a->ns->prefix, a->name) : g_strdup((char *)a->name);
    check_attribute(check, name, text);
    role = strcmp(name, "role") == 0 ? text : role;
    type = strcmp(name, "epub:type") == 0 ? text : type;
  }
  check_meaning(check, role, type);
}

/* The names of the elements in NODE, each with a space behind it. */
static char *children_of(const xmlNode *node)
{
  GString *out = g_string_new(NULL);
  for (const xmlNode *child = node ? node->children : NULL; child; child = child->next)
    if (child->type == XML_ELEMENT_NODE)
      g_string_append_printf(out, "%s ", child->name);
  return g_string_free(out, FALSE);
}

/* head holds a charset, one title that says something, and links; then comes body. */
static void check_head(const xmlDoc *document, GString *trouble)
{
  const xmlNode *title = validity_find(document, "title");
  g_autofree char *parts = children_of(xmlDocGetRootElement(document));
  g_autofree char *head = children_of(validity_find(document, "head"));
  if (strcmp(parts, "head body ") != 0 || !validity_fits("meta title (?:link )*", head))
    g_string_append_printf(trouble, "[html: %s][head: %s]", parts, head);
  xmlChar *text = title ? xmlNodeGetContent(title) : NULL;
  if (!text || !*g_strstrip((char *)text))
    g_string_append(trouble, "[title: blank]");
  xmlFree(text);
}

/* The content model, on what stands in body. */
static void check_model(const char *document, GString *trouble)
{
  const char *body = strstr(document, "<body");
  const char *start = body ? strchr(body, '>') : NULL;
  const char *end = start ? g_strrstr(start, "</body>") : NULL;
  if (!end) {
    g_string_append(trouble, "[no body]");
    return;
  }
  g_autofree char *found = model_trouble(start + 1, (gsize)(end - start - 1), NULL);
  g_string_append(trouble, found);
}

static void check_elements(const xmlDoc *document, GHashTable *files, GString *trouble)
{
  const xmlNode *root = xmlDocGetRootElement(document);
  Check check = {
      .files = files, .values = g_ptr_array_new_with_free_func(xmlFree), .trouble = trouble};
  validity_places_init(&check.places);
  for (const xmlNode *node = root; node; node = validity_next(node, root))
    if (validity_is_foreign(node))
      validity_check_foreign(node, &check.places, trouble);
    else
      check_element(&check, node);
  validity_places_close(&check.places, trouble);
  g_ptr_array_unref(check.values);
}

void validity_check_tree(const char *document, const xmlDoc *tree, GHashTable *files,
                         GString *trouble)
{
  check_head(tree, trouble);
  check_model(document, trouble);
  check_elements(tree, files, trouble);
  validity_check_access(xmlDocGetRootElement(tree), trouble);
}

void validity_check(const char *document, gsize length, GHashTable *files, GString *trouble)
{
  xmlDoc *tree = validity_parse(document, length, trouble);
  if (tree)
    validity_check_tree(document, tree, files, trouble);
  xmlFreeDoc(tree);
}
