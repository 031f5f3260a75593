/* SPDX-License-Identifier: MIT */
#include "archive/site/parts.h"
#include "base/markup.h"

/* Covers of the newest year, of some years before it, and of each earlier year: the years'
 * pages have all. */
#define NEWEST_COVERS 24
#define LATER_COVERS  12
#define LATER_YEARS   10
#define OLDER_COVERS  6
/* Titles beside the newest cover. */
#define NEWEST_TITLES 12

static void append_dateline(const ShelfPage *page, GString *out)
{
  const char *first = NULL, *last = NULL;
  guint issues = 0, articles = 0;
  for (guint i = 0; i < page->years->len; i++) {
    const ShelfPageYear *year = page->years->pdata[i];
    issues += year->issues->len;
    for (guint k = 0; k < year->issues->len; k++)
      articles += ((ShelfPageIssue *)year->issues->pdata[k])->articles;
    if (!g_ascii_isdigit(*year->name))
      continue;
    first = year->name;
    last = last ? last : year->name;
  }
  g_autofree char *extent = mkepub_words_issues(issues, page->language);
  g_autofree char *count = mkepub_words_articles(articles, page->language);
  g_string_append(out, "<p class=\"dateline\">");
  markup_text(out, extent);
  g_string_append(out, " · ");
  markup_text(out, count);
  if (first) {
    g_string_append(out, " · ");
    markup_text(out, first);
    if (!g_str_equal(first, last)) {
      g_string_append(out, "–");
      markup_text(out, last);
    }
  }
  g_string_append(out, "</p>\n");
}

static void append_years(const ShelfPage *page, GString *out)
{
  markup_open(out, "nav", "aria-label",
              mkepub_words_lookup(MKEPUB_WORD_BY_YEAR, page->language), NULL);
  g_string_append(out, "\n<ul class=\"years\">\n");
  for (guint i = 0; i < page->years->len; i++) {
    const ShelfPageYear *year = page->years->pdata[i];
    g_autofree char *href = g_strdup_printf("pages/%s.html", year->name);
    g_string_append(out, "<li>");
    markup_element(out, "a", shelf_page_year_name(page, year->name), "href", href, NULL);
    g_string_append(out, "</li>\n");
  }
  g_string_append(out, "</ul>\n</nav>\n");
}

/* Adds the texts for the script, which itself contains no language. The script creates the
 * form, so that it does not appear without scripting. */
static void append_search(const ShelfPage *page, GString *out)
{
  const char *language = page->language;
  g_autofree char *one = mkepub_words_articles(1, language);
  markup_open(out, "div", "id", "search", "data-search",
              mkepub_words_lookup(MKEPUB_WORD_SEARCH, language), "data-searched",
              mkepub_words_lookup(
                  page->text ? MKEPUB_WORD_SEARCH_TEXT : MKEPUB_WORD_SEARCH_TITLES, language),
              "data-searching", mkepub_words_lookup(MKEPUB_WORD_SEARCHING, language),
              "data-nothing", mkepub_words_lookup(MKEPUB_WORD_NOTHING, language), "data-one",
              one, "data-many", mkepub_words_lookup(MKEPUB_WORD_ARTICLES, language),
              "data-more", mkepub_words_lookup(MKEPUB_WORD_MORE, language), "data-by",
              mkepub_words_lookup(MKEPUB_WORD_BY, language), "data-contents",
              mkepub_words_lookup(MKEPUB_WORD_CONTENTS, language), NULL);
  g_string_append(out, "</div>\n");
}

typedef struct {
  const ShelfPage *page;
  GString *out;
} Titles;

static gboolean append_title(gpointer data, const MkepubIssueArticle *article)
{
  Titles *to = data;
  g_string_append(to->out, "<li>");
  shelf_page_title(to->page, to->out, article);
  g_string_append(to->out, "</li>\n");
  return article->place + 1 < NEWEST_TITLES;
}

static void append_cover(const ShelfPage *page, GString *out, const ShelfPageIssue *issue)
{
  const char *name = issue->cover ? issue->cover : issue->thumbnail;
  if (!name)
    return;
  g_autofree char *src = shelf_page_href("", name);
  g_autofree char *alt = g_strdup_printf(
      "%s: %s", mkepub_words_lookup(MKEPUB_WORD_COVER, page->language), issue->title);
  markup_open(out, "img", "class", "cover", "src", src, "alt", alt, NULL);
  g_string_append_c(out, '\n');
}

static gboolean append_newest(const ShelfPage *page, GString *out, const ShelfPageIssue *issue,
                              GError **error)
{
  Titles to = {.page = page, .out = out};
  g_autofree char *href = g_strdup_printf("pages/%s.html#%s", issue->page, issue->anchor);
  g_string_append(out, "<section class=\"newest\" aria-labelledby=\"newest\">\n");
  append_cover(page, out, issue);
  g_string_append(out, "<div class=\"about\">\n");
  markup_element(out, "h2", mkepub_words_lookup(MKEPUB_WORD_NEWEST, page->language), "id",
                 "newest", NULL);
  g_string_append(out, "\n<h3>");
  markup_element(out, "a", issue->name, "href", href, "lang",
                 shelf_page_lang(page, issue->language), "dir",
                 shelf_page_dir(page, issue->language), NULL);
  g_string_append(out, "</h3>\n");
  shelf_page_facts(page, out, issue);
  shelf_page_download(page, out, issue, MKEPUB_WORD_DOWNLOAD, "");
  g_string_append(out, "<ul class=\"titles\">\n");
  gboolean done = mkepub_catalog_articles(page->catalog, issue->id, append_title, &to, error);
  g_string_append(out, "</ul>\n");
  if (issue->articles > NEWEST_TITLES) {
    g_string_append(out, "<p>");
    markup_element(out, "a", mkepub_words_lookup(MKEPUB_WORD_CONTENTS, page->language), "href",
                   href, NULL);
    g_string_append(out, "</p>\n");
  }
  g_string_append(out, "</div>\n</section>\n");
  return done;
}

static void append_year(const ShelfPage *page, GString *out, const ShelfPageYear *year,
                        guint limit)
{
  guint count = MIN(limit, year->issues->len);
  g_autofree char *href = g_strdup_printf("pages/%s.html", year->name);
  g_autofree char *issues = mkepub_words_issues(year->issues->len, page->language);
  g_string_append(out, "<section class=\"year\">\n<h2>");
  markup_open(out, "a", "href", href, NULL);
  markup_text(out, shelf_page_year_name(page, year->name));
  g_string_append_c(out, ' ');
  markup_element(out, "small", issues, NULL);
  g_string_append(out, "</a></h2>\n");
  shelf_page_covers(page, out, year->issues, year->issues->len - count, count, "");
  for (guint i = 0; i < year->books->len; i++)
    shelf_page_download(page, out, year->books->pdata[i], MKEPUB_WORD_WHOLE_YEAR, "");
  g_string_append(out, "</section>\n");
}

gboolean shelf_page_write_index(const ShelfPage *page, GError **error)
{
  GString *out = g_string_new(NULL);
  gboolean done = TRUE;
  shelf_page_begin(page, out, page->series, "");
  g_string_append(out, "<header>\n");
  markup_element(out, "h1", page->series, "class", "masthead", NULL);
  g_string_append_c(out, '\n');
  append_dateline(page, out);
  append_search(page, out);
  g_string_append(out, "</header>\n");
  append_years(page, out);
  markup_open(out, "main", "id", "content", NULL);
  g_string_append_c(out, '\n');
  for (guint i = 0; done && i < page->years->len; i++) {
    const ShelfPageYear *year = page->years->pdata[i];
    if (i == 0 && year->issues->len > 0)
      done = append_newest(page, out, year->issues->pdata[year->issues->len - 1], error);
    append_year(page, out, year,
                i == 0            ? NEWEST_COVERS
                : i < LATER_YEARS ? LATER_COVERS
                                  : OLDER_COVERS);
  }
  g_string_append(out, "</main>\n");
  shelf_page_end(page, out, "");
  if (done)
    return shelf_page_put(page, "index.html", out, error);
  g_string_free(out, TRUE);
  return FALSE;
}
