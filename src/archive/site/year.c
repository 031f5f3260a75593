/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "archive/site/parts.h"
#include "base/markup.h"
#include "mkepub/date.h"

static void nav_link(GString *out, const char *rel, const char *href, const char *text)
{
  g_string_append(out, "<li>");
  markup_element(out, "a", text, "rel", rel, "href", href, NULL);
  g_string_append(out, "</li>\n");
}

static void nav_year(const ShelfPage *page, GString *out, const char *rel, const char *name)
{
  g_autofree char *file = name ? g_strconcat(name, ".html", NULL) : NULL;
  if (name)
    nav_link(out, rel, file, shelf_page_year_name(page, name));
}

/* The newer year comes first, as on the index page. */
static void append_nav(const ShelfPage *page, GString *out, const ShelfPageYear *year,
                       gboolean within)
{
  const char *language = page->language;
  markup_open(out, "nav", "aria-label", mkepub_words_lookup(MKEPUB_WORD_BY_YEAR, language),
              NULL);
  g_string_append(out, "\n<ul class=\"years\">\n");
  nav_year(page, out, "next", year->newer);
  nav_link(out, "up", "../index.html", mkepub_words_lookup(MKEPUB_WORD_ALL_ISSUES, language));
  if (within)
    nav_year(page, out, "up", year->name);
  nav_year(page, out, "prev", year->older);
  g_string_append(out, "</ul>\n</nav>\n");
}

/* Returns 'March 2025', and a number when the month has more than one page. For the caller to
 * free. */
static char *sheet_title(const ShelfPage *page, const ShelfPageYear *year,
                         const ShelfPageSheet *sheet)
{
  const char *rest = sheet->stem + strlen(year->name);
  if (*rest == '\0')
    return g_strdup(shelf_page_year_name(page, year->name));
  if (g_str_equal(year->name, "undated"))
    return g_strdup_printf("%s (%s)", shelf_page_year_name(page, year->name), rest + 1);
  char *end;
  MkepubDate date = MKEPUB_DATE_NONE;
  date.year = (int)g_ascii_strtoll(year->name, NULL, 10);
  date.month = (int)g_ascii_strtoull(rest + 1, &end, 10);
  g_autofree char *month = mkepub_date_format_human(&date, page->language);
  return *end ? g_strdup_printf("%s (%s)", month, end + 1) : g_steal_pointer(&month);
}

static void begin_page(const ShelfPage *page, GString *out, const ShelfPageYear *year,
                       const char *heading, gboolean within)
{
  g_autofree char *title = g_strdup_printf("%s: %s", page->series, heading);
  shelf_page_begin(page, out, title, "../");
  g_string_append(out, "<header>\n<p class=\"masthead\">");
  markup_element(out, "a", page->series, "href", "../index.html", NULL);
  g_string_append(out, "</p>\n</header>\n");
  append_nav(page, out, year, within);
  markup_open(out, "main", "id", "content", NULL);
  g_string_append_c(out, '\n');
  markup_element(out, "h1", heading, NULL);
  g_string_append_c(out, '\n');
}

static GString *end_page(const ShelfPage *page, GString *out)
{
  g_string_append(out, "</main>\n");
  shelf_page_end(page, out, "../");
  return out;
}

static void append_extent(const ShelfPage *page, GString *out, const ShelfPageYear *year,
                          guint first, guint count)
{
  guint articles = 0;
  for (guint i = first; i < first + count; i++)
    articles += ((ShelfPageIssue *)year->issues->pdata[i])->articles;
  g_autofree char *issues = mkepub_words_issues(count, page->language);
  g_autofree char *extent = mkepub_words_articles(articles, page->language);
  g_string_append(out, "<p class=\"extent\">");
  markup_text(out, issues);
  g_string_append(out, " · ");
  markup_text(out, extent);
  g_string_append(out, "</p>\n");
}

static gboolean append_issue(const ShelfPage *page, GString *out, const ShelfPageIssue *issue,
                             GError **error)
{
  g_autofree char *heading = g_strconcat(issue->anchor, "-name", NULL);
  markup_open(out, "article", "class", "issue", "id", issue->anchor, "aria-labelledby", heading,
              NULL);
  g_string_append_c(out, '\n');
  shelf_page_thumbnail(out, issue, "../");
  g_string_append(out, "\n<div class=\"about\">\n");
  markup_element(out, "h2", issue->name, "id", heading, "lang",
                 shelf_page_lang(page, issue->language), "dir",
                 shelf_page_dir(page, issue->language), NULL);
  g_string_append_c(out, '\n');
  shelf_page_facts(page, out, issue);
  shelf_page_download(page, out, issue, MKEPUB_WORD_DOWNLOAD, "../");
  gboolean done = shelf_page_contents(page, out, issue, "h3", error);
  g_string_append(out, "</div>\n</article>\n");
  return done;
}

static gboolean write_sheet(const ShelfPage *page, const ShelfPageYear *year,
                            const ShelfPageSheet *sheet, GError **error)
{
  gboolean within = shelf_page_year_is_split(year), done = TRUE;
  GString *out = g_string_new(NULL);
  g_autofree char *heading = sheet_title(page, year, sheet);
  g_autofree char *name = g_strdup_printf("pages/%s.html", sheet->stem);
  begin_page(page, out, year, heading, within);
  append_extent(page, out, year, sheet->first, sheet->count);
  if (!within)
    shelf_page_books(page, out, year->books, "../");
  for (guint i = sheet->first + sheet->count; done && i > sheet->first; i--)
    done = append_issue(page, out, year->issues->pdata[i - 1], error);
  end_page(page, out);
  if (done)
    return shelf_page_put(page, name, out, error);
  g_string_free(out, TRUE);
  return FALSE;
}

/* Writes the covers of a year, by month, with links to the pages of the months. */
static gboolean write_overview(const ShelfPage *page, const ShelfPageYear *year, GError **error)
{
  GString *out = g_string_new(NULL);
  g_autofree char *name = g_strdup_printf("pages/%s.html", year->name);
  begin_page(page, out, year, shelf_page_year_name(page, year->name), FALSE);
  append_extent(page, out, year, 0, year->issues->len);
  shelf_page_books(page, out, year->books, "../");
  for (guint i = year->sheets->len; i > 0; i--) {
    const ShelfPageSheet *sheet = year->sheets->pdata[i - 1];
    g_autofree char *title = sheet_title(page, year, sheet);
    g_autofree char *href = g_strconcat(sheet->stem, ".html", NULL);
    g_string_append(out, "<h2>");
    markup_element(out, "a", title, "href", href, NULL);
    g_string_append(out, "</h2>\n");
    shelf_page_covers(page, out, year->issues, sheet->first, sheet->count, "../");
  }
  return shelf_page_put(page, name, end_page(page, out), error);
}

gboolean shelf_page_write_year(const ShelfPage *page, const ShelfPageYear *year, json_t *stems,
                               GError **error)
{
  if (shelf_page_year_is_split(year)) {
    json_array_append_new(stems, json_string(year->name));
    if (!write_overview(page, year, error))
      return FALSE;
  }
  for (guint i = 0; i < year->sheets->len; i++) {
    const ShelfPageSheet *sheet = year->sheets->pdata[i];
    json_array_append_new(stems, json_string(sheet->stem));
    if (!write_sheet(page, year, sheet, error))
      return FALSE;
  }
  return TRUE;
}
