/* SPDX-License-Identifier: MIT */
#include "archive/site/parts.h"

#include <string.h>

#include "base/markup.h"
#include "mkepub/date.h"

/* Titles of one issue that are listed; the book has the others. */
#define ISSUE_ARTICLES 2000
/* From this number on they are folded. */
#define FOLDED_ARTICLES 8

void shelf_page_thumbnail(GString *out, const ShelfPageIssue *issue, const char *root)
{
  const char *name = issue->thumbnail ? issue->thumbnail : issue->cover;
  if (!name) {
    markup_element(out, "span", "", "class", "blank", NULL);
    return;
  }
  g_autofree char *src = shelf_page_href(root, name);
  markup_open(out, "img", "class", "cover", "src", src, "alt", "", "loading", "lazy", NULL);
}

static void append_cover(const ShelfPage *page, GString *out, const ShelfPageIssue *issue,
                         const char *root)
{
  g_autofree char *name = g_strdup_printf("pages/%s.html", issue->page);
  g_autofree char *place = shelf_page_href(root, name);
  g_autofree char *href = g_strdup_printf("%s#%s", place, issue->anchor);
  g_string_append(out, "<li>");
  markup_open(out, "a", "href", href, NULL);
  shelf_page_thumbnail(out, issue, root);
  shelf_page_text(page, out, "span", issue->name, issue->language, "name");
  g_string_append(out, "</a></li>\n");
}

void shelf_page_title(const ShelfPage *page, GString *out, const MkepubIssueArticle *article)
{
  shelf_page_text(page, out, "span", article->title, article->language, "title");
  if (!article->byline || !*article->byline)
    return;
  g_autofree char *by = mkepub_words_fill(MKEPUB_WORD_BY, page->language, article->byline);
  g_string_append_c(out, ' ');
  markup_element(out, "span", by, "class", "by", NULL);
}

void shelf_page_covers(const ShelfPage *page, GString *out, GPtrArray *issues, guint first,
                       guint count, const char *root)
{
  g_string_append(out, "<ul class=\"covers\">\n");
  for (guint i = first + count; i > first; i--)
    append_cover(page, out, issues->pdata[i - 1], root);
  g_string_append(out, "</ul>\n");
}

char *shelf_page_date(const ShelfPage *page, const ShelfPageIssue *issue)
{
  MkepubDate date;
  g_autofree char *year = issue->date ? g_strndup(issue->date, strlen("2025")) : NULL;
  if (!year || strstr(issue->name, year) || !mkepub_date_parse(issue->date, -1, &date))
    return NULL;
  return mkepub_date_format_human(&date, page->language);
}

void shelf_page_facts(const ShelfPage *page, GString *out, const ShelfPageIssue *issue)
{
  g_autofree char *articles = mkepub_words_articles(issue->articles, page->language);
  g_autofree char *time = mkepub_words_reading_time(issue->words, page->language);
  g_autofree char *date = shelf_page_date(page, issue);
  g_string_append(out, "<p class=\"facts\">");
  if (date) {
    markup_element(out, "time", date, "datetime", issue->date, NULL);
    g_string_append(out, " · ");
  }
  markup_text(out, articles);
  g_string_append(out, " · ");
  markup_text(out, time);
  g_string_append(out, "</p>\n");
}

static char *size_of(guint64 bytes)
{
  return bytes < 999500 ? g_strdup_printf("%u kB", MAX(1, (guint)((bytes + 500) / 1000)))
                        : g_strdup_printf("%u.%u MB", (guint)((bytes + 50000) / 1000000),
                                          (guint)((bytes + 50000) / 100000 % 10));
}

void shelf_page_download(const ShelfPage *page, GString *out, const ShelfPageIssue *issue,
                         MkepubWord word, const char *root)
{
  g_autofree char *href = shelf_page_href(root, issue->file);
  g_autofree char *size = size_of(issue->bytes);
  const char *class = word == MKEPUB_WORD_DOWNLOAD ? "get" : "book";
  markup_open(out, "p", "class", class, NULL);
  markup_open(out, "a", "type", "application/epub+zip", "href", href, NULL);
  markup_text(out, mkepub_words_lookup(word, page->language));
  /* for users of screen readers who go from link to link: the name of the book */
  g_string_append(out, "<span class=\"heard\"> ");
  markup_text(out, issue->title);
  g_string_append(out, "</span> <small>EPUB, ");
  markup_text(out, size);
  g_string_append(out, "</small></a></p>\n");
}

void shelf_page_books(const ShelfPage *page, GString *out, GPtrArray *books, const char *root)
{
  for (guint i = 0; i < books->len; i++) {
    const ShelfPageIssue *book = books->pdata[i];
    markup_open(out, "div", "class", "whole", "id", book->anchor, NULL);
    g_string_append_c(out, '\n');
    shelf_page_thumbnail(out, book, root);
    g_string_append(out, "\n<div class=\"about\">\n");
    markup_element(out, "h2", mkepub_words_lookup(MKEPUB_WORD_WHOLE_YEAR, page->language),
                   NULL);
    g_string_append(out, "\n<p>");
    shelf_page_text(page, out, "span", book->title, book->language, NULL);
    g_string_append(out, "</p>\n");
    shelf_page_facts(page, out, book);
    shelf_page_download(page, out, book, MKEPUB_WORD_DOWNLOAD, root);
    g_string_append(out, "</div>\n</div>\n");
  }
}

typedef struct {
  const ShelfPage *page;
  GString *out;
  const ShelfPageIssue *issue;
  const char *heading;
  char *section; /* the open section of the list; NULL: no section is open */
} Contents;

static gboolean append_article(gpointer data, const MkepubIssueArticle *article)
{
  Contents *to = data;
  const char *section = article->section ? article->section : "";
  if (g_strcmp0(to->section, section) != 0) {
    if (to->section)
      g_string_append(to->out, "</ul>\n");
    if (*section || to->section)
      shelf_page_text(to->page, to->out, to->heading, *section ? section : "…",
                      to->issue->language, "section");
    g_string_append(to->out, "\n<ul class=\"titles\">\n");
    g_free(to->section);
    to->section = g_strdup(section);
  }
  g_autofree char *id = g_strdup_printf("%s.%u", to->issue->anchor, article->place + 1);
  markup_open(to->out, "li", "id", id, NULL);
  shelf_page_title(to->page, to->out, article);
  g_string_append(to->out, "</li>\n");
  return article->place + 1 < ISSUE_ARTICLES;
}

gboolean shelf_page_contents(const ShelfPage *page, GString *out, const ShelfPageIssue *issue,
                             const char *heading, GError **error)
{
  gboolean folded = issue->articles > FOLDED_ARTICLES;
  Contents to = {.page = page, .out = out, .issue = issue, .heading = heading};
  if (folded) {
    g_string_append(out, "<details>\n");
    markup_element(out, "summary", mkepub_words_lookup(MKEPUB_WORD_CONTENTS, page->language),
                   NULL);
    g_string_append_c(out, '\n');
  }
  gboolean done = mkepub_catalog_articles(page->catalog, issue->id, append_article, &to, error);
  if (to.section)
    g_string_append(out, "</ul>\n");
  if (folded)
    g_string_append(out, "</details>\n");
  g_free(to.section);
  return done;
}
