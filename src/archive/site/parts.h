/* SPDX-License-Identifier: MIT */
/* The parts of the pages of a shelf: years, issues, the frame of a page, search terms. Used by
 * the files of this folder only. */
#ifndef ARCHIVE_SITE_PARTS_H
#define ARCHIVE_SITE_PARTS_H

#include <jansson.h>

#include "archive/site/page.h"
#include "text/words.h"

/* The state shared by the files of this folder. Borrowed. */
typedef struct {
  MkepubCatalog *catalog;
  MkepubShelf *shelf;
  PageText text; /* NULL: the search has no texts */
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
  guint first, count; /* range among the issues of the year */
} ShelfPageSheet;

typedef struct {
  char *name;
  const char *newer, *older; /* the neighboring years, or NULL; borrowed */
  gboolean touched;
  GPtrArray *issues; /* of ShelfPageIssue, oldest first */
  GPtrArray *books;  /* of ShelfPageIssue, oldest first: the yearly books */
  GPtrArray *sheets; /* of ShelfPageSheet, oldest first; a single one is the year's own page */
} ShelfPageYear;

/* Reads the year NAME with its issues, and spreads them over pages: by the number of their
 * articles, by month when one page would be too long, so that a new article only affects its
 * own month. For the caller to free; NULL with INPUT. */
ShelfPageYear *shelf_page_year_read(const ShelfPage *page, const char *name, GError **error);
void shelf_page_year_free(ShelfPageYear *year);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ShelfPageYear, shelf_page_year_free)
/* Returns TRUE when YEAR has a page for its covers and others for the contents of its
 * issues. */
gboolean shelf_page_year_is_split(const ShelfPageYear *year);

/* Append the start of a page up to its body, and its end, which all pages share; ROOT leads
 * from the page to the shelf: '' or '../'. */
void shelf_page_begin(const ShelfPage *page, GString *out, const char *title, const char *root);
void shelf_page_end(const ShelfPage *page, GString *out, const char *root);
/* Appends <NAME>TEXT</NAME>, with LANGUAGE (may be NULL) as attribute when it is not the
 * page's; CLASS may be NULL. */
void shelf_page_text(const ShelfPage *page, GString *out, const char *name, const char *text,
                     const char *language, const char *class);
/* Return the values of attributes: the language when it is not the page's, and its
 * direction. */
const char *shelf_page_lang(const ShelfPage *page, const char *language);
const char *shelf_page_dir(const ShelfPage *page, const char *language);
/* Returns '2025', or the word for 'undated'. */
const char *shelf_page_year_name(const ShelfPage *page, const char *name);
/* Returns a name on the shelf as a URL from ROOT; for the caller to free. */
char *shelf_page_href(const char *root, const char *name);
/* Appends the cover's small picture, or the issue's name in its place. */
void shelf_page_thumbnail(GString *out, const ShelfPageIssue *issue, const char *root);
/* Appends title and byline of ARTICLE. */
void shelf_page_title(const ShelfPage *page, GString *out, const MkepubIssueArticle *article);

/* Appends the covers of COUNT issues from FIRST on as a list, newest first, each a link to its
 * issue on the pages. */
void shelf_page_covers(const ShelfPage *page, GString *out, GPtrArray *issues, guint first,
                       guint count, const char *root);
/* Returns the day on which an issue begins, formatted for readers, unless its name shows it (a
 * name by period does); otherwise NULL. For the caller to free. */
char *shelf_page_date(const ShelfPage *page, const ShelfPageIssue *issue);
/* Appends the number of articles and the time to read them. */
void shelf_page_facts(const ShelfPage *page, GString *out, const ShelfPageIssue *issue);
/* Appends the link to the book, with WORD and its size. */
void shelf_page_download(const ShelfPage *page, GString *out, const ShelfPageIssue *issue,
                         MkepubWord word, const char *root);
/* Appends the contents of the issue, by section, under headings HEADING; a bounded number of
 * articles. */
gboolean shelf_page_contents(const ShelfPage *page, GString *out, const ShelfPageIssue *issue,
                             const char *heading, GError **error);

/* Appends the yearly book, if there is one. */
void shelf_page_books(const ShelfPage *page, GString *out, GPtrArray *books, const char *root);

/* Writes the pages of YEAR, and adds their stems to STEMS. */
gboolean shelf_page_write_year(const ShelfPage *page, const ShelfPageYear *year, json_t *stems,
                               GError **error);
gboolean shelf_page_write_index(const ShelfPage *page, GError **error);
/* Writes the search index of YEAR; sets in FACTS 'terms', the first of each file of terms, and
 * 'docs', the first document of each file of documents. */
gboolean shelf_page_write_find(const ShelfPage *page, const ShelfPageYear *year, json_t *facts,
                               GError **error);

/* Calls CALL for each term of TEXT, in the way that pages/search.js splits a query: folded by
 * mkepub_search_fold, without case and marks, runs of letters and digits. */
typedef void (*ShelfPageTermCall)(gpointer data, const char *term);
void shelf_page_terms(const char *text, gsize length, ShelfPageTermCall call, gpointer data);

/* Publishes OUT as the file NAME, and frees it. */
gboolean shelf_page_put(const ShelfPage *page, const char *name, GString *out, GError **error);

#endif
