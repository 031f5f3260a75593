/* SPDX-License-Identifier: MIT */
/* An independent reading of HTML's content models, for tests: parent and child rules from "The
 * elements of HTML", not from the tables of src/xhtml. Included by test-writer.c and
 * test-html.c. */
#ifndef TESTS_CONTENT_MODEL_H
#define TESTS_CONTENT_MODEL_H

#include <glib.h>
#include <string.h>

#define PHRASING                                                                               \
  " a abbr b bdi bdo br cite code del dfn em i img ins kbd mark math q ruby s samp small "     \
  "span strong sub sup svg "                                                                   \
  "time u var wbr "
#define HEADINGS " h1 h2 h3 h4 h5 h6 "
#define SECTIONS " article aside nav section "
#define FLOW                                                                                   \
  PHRASING HEADINGS SECTIONS                                                                   \
      " blockquote details div dl figure footer header hr ol p pre table ul "

static inline gboolean in_set(const char *set, const char *name)
{
  gsize length = strlen(name);
  for (const char *p = set; (p = strstr(p, name)); p++)
    if (p > set && p[-1] == ' ' && p[length] == ' ')
      return length > 0;
  return FALSE;
}

struct node {
  char *name;
  GString *children; /* "li li #text " */
  gboolean has_datetime;
};

struct model_check {
  GPtrArray *stack;
  GHashTable *ids;
  GPtrArray *links;
  GString *text;
  GString *trouble;
};

static inline void node_free(gpointer data)
{
  struct node *node = data;
  g_free(node->name);
  g_string_free(node->children, TRUE);
  g_free(node);
}

static inline struct node *node_at(struct model_check *check, guint up)
{
  return g_ptr_array_index(check->stack, check->stack->len - 1 - up);
}

static inline gboolean has_ancestor(struct model_check *check, const char *set)
{
  for (guint i = 0; i < check->stack->len; i++)
    if (in_set(set, node_at(check, i)->name))
      return TRUE;
  return FALSE;
}

/* What CHILD may be in PARENT, the transparent ones aside. */
static inline gboolean may_hold(const char *parent, const char *child)
{
  if (in_set(" ul ol ", parent))
    return in_set(" li ", child);
  if (strcmp(parent, "dl") == 0)
    return in_set(" dt dd ", child);
  if (strcmp(parent, "table") == 0)
    return in_set(" caption colgroup thead tbody tfoot ", child);
  if (in_set(" thead tbody tfoot ", parent))
    return in_set(" tr ", child);
  if (strcmp(parent, "tr") == 0)
    return in_set(" td th ", child);
  if (strcmp(parent, "colgroup") == 0)
    return in_set(" col ", child);
  if (in_set(" br hr img wbr col ", parent))
    return FALSE;
  if (strcmp(parent, "ruby") == 0)
    return in_set(PHRASING " rt ", child);
  if (strcmp(parent, "summary") == 0)
    return in_set(PHRASING HEADINGS, child);
  if (strcmp(parent, "details") == 0)
    return in_set(FLOW " summary ", child);
  if (strcmp(parent, "figure") == 0)
    return in_set(FLOW " figcaption ", child);
  if (in_set(PHRASING HEADINGS " p pre rt ", parent))
    return in_set(PHRASING, child);
  if (in_set(SECTIONS " blockquote caption dd div dt figcaption footer header li td th root ",
             parent))
    return in_set(FLOW, child);
  return FALSE;
}

/* Inside of a drawing or a formula other rules hold. */
static inline gboolean is_foreign(struct model_check *check)
{
  return has_ancestor(check, " svg math ");
}

static inline void complain(struct model_check *check, const char *parent, const char *child,
                            const char *what)
{
  g_string_append_printf(check->trouble, "[%s in %s: %s]", child, parent, what);
}

static inline void check_ancestors(struct model_check *check, const char *name)
{
  static const char *const rules[][2] = {
      {" a ", " a "},
      {" details ", " a "},
      {" dfn ", " dfn "},
      {" header footer ", " header footer dt th "},
      {SECTIONS HEADINGS, " dt th "},
      {" table ", " caption "},
  };
  for (guint i = 0; i < G_N_ELEMENTS(rules); i++)
    if (in_set(rules[i][0], name) && has_ancestor(check, rules[i][1]))
      complain(check, rules[i][1], name, "ancestor");
}

static inline void check_attributes(struct model_check *check, const char *name,
                                    const char **names, const char **values)
{
  const char *lang = NULL, *xml_lang = NULL, *src = NULL, *alt = NULL, *dir = NULL;
  for (guint i = 0; names[i]; i++) {
    if (strcmp(names[i], "id") == 0 && !g_hash_table_add(check->ids, g_strdup(values[i])))
      complain(check, name, values[i], "id twice");
    if (strcmp(names[i], "id") == 0 && (!*values[i] || strpbrk(values[i], " \t\n\r\f")))
      complain(check, name, values[i], "no id");
    if (strcmp(names[i], "href") == 0 && values[i][0] == '#')
      g_ptr_array_add(check->links, g_strdup(values[i] + 1));
    if (strcmp(names[i], "value") == 0 && strcmp(node_at(check, 0)->name, "ol") != 0)
      complain(check, name, "value", "not in ol");
    lang = strcmp(names[i], "lang") == 0 ? values[i] : lang;
    xml_lang = strcmp(names[i], "xml:lang") == 0 ? values[i] : xml_lang;
    src = strcmp(names[i], "src") == 0 ? values[i] : src;
    alt = strcmp(names[i], "alt") == 0 ? values[i] : alt;
    dir = strcmp(names[i], "dir") == 0 ? values[i] : dir;
  }
  if (g_strcmp0(lang, xml_lang) != 0)
    complain(check, name, "lang", "not as xml:lang");
  if (strcmp(name, "img") == 0 && (!src || !alt))
    complain(check, name, "img", "no src or alt");
  if (strcmp(name, "bdo") == 0 && !dir)
    complain(check, name, "bdo", "no dir");
}

static inline void on_start(GMarkupParseContext *context, const char *name, const char **names,
                            const char **values, gpointer data, GError **error)
{
  struct model_check *check = data;
  (void)context, (void)error;
  struct node *node = g_new0(struct node, 1);
  node->name = g_strdup(name);
  node->children = g_string_new(NULL);
  for (guint i = 0; names[i]; i++) {
    node->has_datetime |= strcmp(names[i], "datetime") == 0;
    if (strcmp(names[i], "id") == 0 && (is_foreign(check) || in_set(" svg math ", name)))
      g_hash_table_add(check->ids, g_strdup(values[i]));
  }
  if (check->stack->len > 0 && !is_foreign(check)) {
    struct node *parent = node_at(check, 0);
    guint up = 0;
    while (in_set(" a ins del ", node_at(check, up)->name))
      up++;
    if (!may_hold(node_at(check, up)->name, name))
      complain(check, node_at(check, up)->name, name, "child");
    if (strcmp(parent->name, "time") == 0 && !parent->has_datetime)
      complain(check, "time", name, "child without datetime");
    check_ancestors(check, name);
    if (!in_set(" svg math ", name))
      check_attributes(check, name, names, values);
    g_string_append(parent->children, name);
    g_string_append_c(parent->children, ' ');
  }
  g_ptr_array_add(check->stack, node);
}

/* Order and number of children, as regular expressions. */
static inline void check_children(struct model_check *check, const struct node *node)
{
  static const char *const rules[][2] = {
      {"dl", "^((dt )+(dd )+)*$"},
      {"table", "^(caption )?(colgroup )*(thead )?(tbody )*(tfoot )?$"},
      {"details", "^summary (?!.*\\bsummary\\b)"},
      {"figure",
       "^(figcaption )?((?!figcaption)\\S+ )*$|^((?!figcaption)\\S+ )*(figcaption )?$"},
      {"ruby", "^(([^r]\\S* |r(?!t )\\S* )*(rt )+)+$"},
  };
  static GRegex *compiled[G_N_ELEMENTS(rules)]; /* once: fuzz targets come here often */
  for (guint i = 0; i < G_N_ELEMENTS(rules); i++) {
    if (strcmp(node->name, rules[i][0]) != 0)
      continue;
    if (!compiled[i])
      compiled[i] = g_regex_new(rules[i][1], 0, 0, NULL);
    if (!g_regex_match(compiled[i], node->children->str, 0, NULL))
      complain(check, node->name, node->children->str, "children");
  }
}

static inline void on_end(GMarkupParseContext *context, const char *name, gpointer data,
                          GError **error)
{
  struct model_check *check = data;
  (void)context, (void)error, (void)name;
  if (!is_foreign(check))
    check_children(check, node_at(check, 0));
  g_ptr_array_set_size(check->stack, (gint)check->stack->len - 1);
}

static inline void on_text(GMarkupParseContext *context, const char *text, gsize length,
                           gpointer data, GError **error)
{
  struct model_check *check = data;
  (void)context, (void)error;
  g_autofree char *copy = g_strndup(text, length);
  g_string_append(check->text, copy);
  if (*g_strstrip(copy) == '\0' || is_foreign(check))
    return;
  struct node *parent = node_at(check, 0);
  if (in_set(" ul ol dl table thead tbody tfoot tr colgroup br hr img wbr col ", parent->name))
    complain(check, parent->name, copy, "text");
  g_string_append(parent->children, "#text ");
}

/* Returns what is wrong with MARKUP, "" when nothing is; *text becomes its text. Both for the
 * caller to free. */
static inline char *model_trouble(const char *markup, gsize length, char **text)
{
  static const GMarkupParser parser = {on_start, on_end, on_text, NULL, NULL};
  struct model_check check = {g_ptr_array_new_with_free_func(node_free),
                              g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                              g_ptr_array_new_with_free_func(g_free), g_string_new(NULL),
                              g_string_new(NULL)};
  g_autoptr(GError) error = NULL;
  GMarkupParseContext *context =
      g_markup_parse_context_new(&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, &check, NULL);
  if (!g_markup_parse_context_parse(context, "<root>", 6, &error) ||
      !g_markup_parse_context_parse(context, markup, (gssize)length, &error) ||
      !g_markup_parse_context_parse(context, "</root>", 7, &error) ||
      !g_markup_parse_context_end_parse(context, &error))
    g_string_append_printf(check.trouble, "[%s]", error->message);
  for (guint i = 0; i < check.links->len; i++) {
    g_autofree char *id = g_uri_unescape_string(g_ptr_array_index(check.links, i), NULL);
    if (!id || !g_hash_table_contains(check.ids, id))
      complain(&check, "link", g_ptr_array_index(check.links, i), "leads nowhere");
  }
  g_markup_parse_context_free(context);
  g_ptr_array_unref(check.stack);
  g_ptr_array_unref(check.links);
  g_hash_table_unref(check.ids);
  char *result = g_string_free(check.text, FALSE);
  if (text)
    *text = result;
  else
    g_free(result);
  return g_string_free(check.trouble, FALSE);
}

#endif
