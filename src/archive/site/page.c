/* SPDX-License-Identifier: MIT */
#include "archive/site/page.h"

#include <string.h>

#include "archive/site/assets.h"
#include "archive/site/parts.h"
#include "text/language.h"

/* The script's list of all searchable files, from which the next run also reads the state of
 * this one: a line for the shelf, then a line for each year. */
#define YEARS     "pages/years.js"
#define LINE_ALL  "mkepubShelf.all("
#define LINE_YEAR "mkepubShelf.year("
#define LINE_END  ");\n"

/* The output of the previous run, read from YEARS. */
typedef struct {
  gboolean known; /* otherwise everything is written */
  char *all;
  GHashTable *years; /* char * to json_t *: the facts about a year */
} Before;

static void before_clear(Before *before)
{
  g_free(before->all);
  g_hash_table_unref(before->years);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Before, before_clear)

static void read_line(Before *before, const char *line)
{
  if (!g_str_has_prefix(line, LINE_YEAR))
    return;
  const char *start = line + strlen(LINE_YEAR), *end = strrchr(start, ')');
  if (!end)
    return;
  json_t *facts = json_loadb(start, (gsize)(end - start), 0, NULL);
  const char *name = json_string_value(json_object_get(facts, "year"));
  if (name)
    g_hash_table_replace(before->years, g_strdup(name), facts);
  else
    json_decref(facts);
}

static void json_free(gpointer value)
{
  json_decref(value);
}

/* ALL is this run's line for the shelf: when it differs, every page changes, because of other
 * words, another program or another name. */
static void read_before(const ShelfPage *page, const char *all, Before *before)
{
  gsize length;
  g_autofree char *text = NULL;
  before->years = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, json_free);
  before->all = g_strdup(all);
  if (!mkepub_shelf_keep(page->shelf, YEARS) ||
      !(text = mkepub_shelf_read(page->shelf, YEARS, &length)) || !g_str_has_prefix(text, all))
    return;
  before->known = TRUE;
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  for (guint i = 0; lines[i]; i++)
    read_line(before, lines[i]);
}

static char *line_about_all(const ShelfPage *page)
{
  g_autofree char *series = g_utf8_make_valid(page->series, -1);
  json_t *all =
      json_pack("{s:b,s:s,s:s,s:b,s:s}", "feed", page->feed, "language", page->language,
                "series", series, "text", page->text != NULL, "version", MKEPUB_VERSION);
  g_autofree char *text = json_dumps(all, JSON_COMPACT | JSON_SORT_KEYS);
  json_decref(all);
  return g_strconcat(LINE_ALL, text, LINE_END, NULL);
}

static gboolean keep_numbered(const ShelfPage *page, const char *year, char kind, gsize count)
{
  for (gsize i = 0; i < count; i++) {
    g_autofree char *name = g_strdup_printf("pages/find/%s/%c%u.js", year, kind, (guint)i);
    if (!mkepub_shelf_keep(page->shelf, name))
      return FALSE;
  }
  return TRUE;
}

/* Returns TRUE when the files of the year in FACTS still exist and are up to date. */
static gboolean keep_year(const ShelfPage *page, const ShelfPageYear *year, json_t *facts)
{
  const char *newer = json_string_value(json_object_get(facts, "newer"));
  const char *older = json_string_value(json_object_get(facts, "older"));
  const json_t *pages = json_object_get(facts, "pages");
  if (year->touched || !facts || g_strcmp0(newer, year->newer) != 0 ||
      g_strcmp0(older, year->older) != 0)
    return FALSE;
  for (gsize i = 0; i < json_array_size(pages); i++) {
    g_autofree char *name =
        g_strdup_printf("pages/%s.html", json_string_value(json_array_get(pages, i)));
    if (!mkepub_shelf_keep(page->shelf, name))
      return FALSE;
  }
  return keep_numbered(page, year->name, 't',
                       json_array_size(json_object_get(facts, "terms"))) &&
         keep_numbered(page, year->name, 'd', json_array_size(json_object_get(facts, "docs")));
}

static json_t *write_year(const ShelfPage *page, const ShelfPageYear *year, GError **error)
{
  json_t *stems = json_array();
  json_t *facts = json_pack("{s:s,s:o,s:s*,s:s*}", "year", year->name, "pages", stems, "newer",
                            year->newer, "older", year->older);
  if (shelf_page_write_year(page, year, stems, error) &&
      shelf_page_write_find(page, year, facts, error))
    return facts;
  json_decref(facts);
  return NULL;
}

/* Writes all years; *kept becomes TRUE when none had to be written. Appends their lines to
 * LINES. */
static gboolean write_years(const ShelfPage *page, const Before *before, GString *lines,
                            gboolean *kept, GError **error)
{
  *kept = before->known && g_hash_table_size(before->years) == page->years->len;
  for (guint i = 0; i < page->years->len; i++) {
    const ShelfPageYear *year = page->years->pdata[i];
    json_t *facts = before->known ? g_hash_table_lookup(before->years, year->name) : NULL;
    if (keep_year(page, year, facts)) {
      json_incref(facts);
    } else {
      *kept = FALSE;
      facts = write_year(page, year, error);
    }
    if (!facts)
      return FALSE;
    g_autofree char *text = json_dumps(facts, JSON_COMPACT | JSON_SORT_KEYS);
    g_string_append_printf(lines, LINE_YEAR "%s" LINE_END, text);
    json_decref(facts);
  }
  return TRUE;
}

typedef struct {
  ShelfPage *page;
  GArray *touched; /* of gboolean */
  GPtrArray *names;
} Facets;

static gboolean add_year(gpointer data, const MkepubFacet *facet)
{
  Facets *facets = data;
  gboolean touched = facet->touched;
  g_ptr_array_add(facets->names, g_strdup(facet->name));
  g_array_append_val(facets->touched, touched);
  return TRUE;
}

static gboolean read_years(ShelfPage *page, GPtrArray *names, GError **error)
{
  g_autoptr(GArray) touched = g_array_new(FALSE, FALSE, sizeof(gboolean));
  Facets facets = {.page = page, .touched = touched, .names = names};
  if (!mkepub_catalog_facets(page->catalog, MKEPUB_FACET_YEAR, add_year, &facets, error))
    return FALSE;
  for (guint i = 0; i < names->len; i++) {
    ShelfPageYear *year = shelf_page_year_read(page, names->pdata[i], error);
    if (!year)
      return FALSE;
    year->touched = g_array_index(touched, gboolean, i);
    year->newer = i > 0 ? names->pdata[i - 1] : NULL;
    year->older = i + 1 < names->len ? names->pdata[i + 1] : NULL;
    g_ptr_array_add(page->years, year);
  }
  return TRUE;
}

static gboolean put_asset(const ShelfPage *page, const char *name, const char *start,
                          const char *end, GError **error)
{
  return mkepub_shelf_put_later(page->shelf, name, "page", start, (gsize)(end - start), error);
}

/* The list of years is written last: when a run is killed before that, the next run writes
 * everything again. */
static gboolean write_all(const ShelfPage *page, GError **error)
{
  g_auto(Before) before = {.known = FALSE};
  gboolean kept;
  g_autofree char *all = line_about_all(page);
  read_before(page, all, &before);
  g_autoptr(GString) lines = g_string_new(all);
  return write_years(page, &before, lines, &kept, error) &&
         ((kept && mkepub_shelf_keep(page->shelf, "index.html")) ||
          shelf_page_write_index(page, error)) &&
         put_asset(page, "pages/shelf.css", shelf_page_css, shelf_page_css_end, error) &&
         put_asset(page, "pages/search.js", shelf_page_js, shelf_page_js_end, error) &&
         put_asset(page, "pages/icon.svg", shelf_page_icon, shelf_page_icon_end, error) &&
         mkepub_shelf_put_later(page->shelf, YEARS, "page", lines->str, lines->len, error);
}

/* Returns TRUE when the search includes the texts: they are available, and not too large. */
static gboolean takes_texts(const ShelfPage *page)
{
  gsize words = 0;
  for (guint i = 0; i < page->years->len; i++) {
    const ShelfPageYear *year = page->years->pdata[i];
    for (guint k = 0; k < year->issues->len; k++)
      words += ((ShelfPageIssue *)year->issues->pdata[k])->words;
  }
  return page->text && words <= PAGE_TEXT_WORDS;
}

gboolean page_write(const PageSource *source, GError **error)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GPtrArray) years =
      g_ptr_array_new_with_free_func((GDestroyNotify)shelf_page_year_free);
  ShelfPage page = {.catalog = source->catalog,
                    .shelf = source->shelf,
                    .text = source->text,
                    .text_data = source->text_data,
                    .feed = source->feed,
                    .series = source->series,
                    .language = source->language ? source->language : "en",
                    .rtl = mkepub_language_is_rtl(source->language),
                    .years = years};
  if (!read_years(&page, names, error))
    return FALSE;
  if (!takes_texts(&page))
    page.text = NULL;
  return write_all(&page, error);
}
