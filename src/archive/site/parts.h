/* SPDX-License-Identifier: MIT */
/* What the pages of a shelf are made of: years, issues, the frame of a page, terms to search.
 * Used by the parts of shelf-page. */
#ifndef ARCHIVE_SITE_PARTS_H
#define ARCHIVE_SITE_PARTS_H

#include <jansson.h>

#include "archive/site/page.h"
#include "text/words.h"

/* Borrowed. */
typedef struct {
  MkepubCatalog *catalog;
  MkepubShelf *shelf;
  PageText text; /* NULL: the search goes without */
  gpointer text_data;
  gboolean feed;
  const char *series;
  const char *language; /* never NULL */
  gboolean rtl;
  GPtrArray *years; /* of ShelfPageYear, newest first */
} ShelfPage;

/* An issue, copied from the catalog. */
typedef struct {
  gint64 id;
  gboolean omnibus;
  char *title, *name, *language, *file;
  char *date, *cover, *thumbnail; /* may be NULL */
  char *anchor;                   /* its id on its page */
  char *page;                     /* stem of the page that describes it: '2025', '2025-03' */
  guint64 bytes;
  guint articles;
  gsize words;
} ShelfPageIssue;

/* A page that describes issues. */
typedef struct {
  char *stem;
  guint first, count; /* among the issues of the year */
} ShelfPageSheet;

typedef struct {
  char *name;
  const char *newer, *older; /* the years beside it, or NULL; borrowed */
  gboolean touched;
  GPtrArray *issues; /* of ShelfPageIssue, oldest first */
  GPtrArray *books;  /* likewise: the yearly ones */
  GPtrArray *sheets; /* of ShelfPageSheet, oldest first; one is the year's own page */
} ShelfPageYear;

/* A year by NAME with its issues, and how they are spread over pages: by the number of their
 * articles, by month where one page would be too long, so that a new article moves nothing
 * outside its month. NULL with INPUT. */
ShelfPageYear *shelf_page_year_read(const ShelfPage *page, const char *name, GError **error);
void shelf_page_year_free(ShelfPageYear *year);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ShelfPageYear, shelf_page_year_free)
/* TRUE when YEAR has a page for its covers and others for what its issues hold. */
gboolean shelf_page_year_is_split(const ShelfPageYear *year);

/* The start of a page up to its body; ROOT leads from it to the shelf: '' or '../'. What comes
 * next is the page's own; the end is the feet of all pages. */
void shelf_page_begin(const ShelfPage *page, GString *out, const char *title, const char *root);
void shelf_page_end(const ShelfPage *page, GString *out, const char *root);
/* <NAME>TEXT</NAME> that says which LANGUAGE (may be NULL) TEXT is in, where it is not the
 * page's; ID and CLASS may be NULL. */
void shelf_page_text(const ShelfPage *page, GString *out, const char *name, const char *text,
                     const char *language, const char *id, const char *class);
/* For the attributes: the language where it is not the page's, and its direction. */
const char *shelf_page_lang(const ShelfPage *page, const char *language);
const char *shelf_page_dir(const ShelfPage *page, const char *language);
/* '2025', or the word for 'undated'. */
const char *shelf_page_year_name(const ShelfPage *page, const char *name);
/* A name on the shelf as an address from ROOT; for the caller to free. */
char *shelf_page_href(const char *root, const char *name);
/* The cover's small picture, or the name in its place. */
void shelf_page_thumbnail(GString *out, const ShelfPageIssue *issue, const char *root);
/* Title and byline of ARTICLE. */
void shelf_page_title(const ShelfPage *page, GString *out, const MkepubIssueArticle *article);

/* The covers of COUNT issues from FIRST on as a list, newest first, each leading to its issue's
 * place on the pages. */
void shelf_page_covers(const ShelfPage *page, GString *out, GPtrArray *issues, guint first,
                       guint count, const char *root);
/* The day an issue begins with, for people, where its name does not tell (a name by period
 * does); NULL else. For the caller to free. */
char *shelf_page_date(const ShelfPage *page, const ShelfPageIssue *issue);
/* How many articles, how long to read. */
void shelf_page_facts(const ShelfPage *page, GString *out, const ShelfPageIssue *issue);
/* The link to the book, which says WORD and its size. */
void shelf_page_download(const ShelfPage *page, GString *out, const ShelfPageIssue *issue,
                         MkepubWord word, const char *root);
/* What the issue holds, by section, under headings HEADING; a bounded number of articles. */
gboolean shelf_page_contents(const ShelfPage *page, GString *out, const ShelfPageIssue *issue,
                             const char *heading, GError **error);

/* A year's issues in one book, if there is one. */
void shelf_page_books(const ShelfPage *page, GString *out, GPtrArray *books, const char *root);

/* Writes the pages of YEAR; their stems are added to STEMS. */
gboolean shelf_page_write_year(const ShelfPage *page, const ShelfPageYear *year, json_t *stems,
                               GError **error);
gboolean shelf_page_write_index(const ShelfPage *page, GError **error);
/* Writes the search index of YEAR; FACTS gets 'terms', the first of each file of terms, and
 * 'docs', the first document of each file of documents. */
gboolean shelf_page_write_find(const ShelfPage *page, const ShelfPageYear *year, json_t *facts,
                               GError **error);

/* Calls CALL for each term of TEXT, as pages/search.js makes terms of what is typed: folded
 * by mkepub_search_fold, without case and marks, runs of letters and digits. */
typedef void (*ShelfPageTermCall)(gpointer data, const char *term);
void shelf_page_terms(const char *text, gsize length, ShelfPageTermCall call, gpointer data);

/* Publishes OUT, and frees it. */
gboolean shelf_page_put(const ShelfPage *page, const char *name, GString *out, GError **error);

#endif
