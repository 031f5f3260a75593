/* SPDX-License-Identifier: MIT */
/* The pages of a book that are not articles: cover, front page, section pages, table of
 * contents. Used by the writing of a book; each returns a whole XHTML document. */
#ifndef EPUB_PAGES_H
#define EPUB_PAGES_H

#include "mkepub/book.h"

/* Paths of the stylesheets, relative to a page. The user's is linked only when the book has one
 * (book->css), that of the fonts when any are embedded. */
#define PAGE_CSS_BASE  "css/base.css"
#define PAGE_CSS_NIGHT "css/night.css"
#define PAGE_CSS_USER  "css/user.css"
#define PAGE_CSS_FONTS "css/fonts.css"

/* Opens a document in OUT: XML declaration, doctype, html with its language and direction, head
 * with TITLE (never empty: falls back to the book's) and the stylesheets, and <body>, which has
 * the class 'rtl' when the language is written from right to left. LANGUAGE may be NULL: the
 * book's. The base of every page and chapter. */
void page_begin(GString *out, const MkepubBook *book, const char *title, const char *language);
void page_end(GString *out);

/* cover.xhtml: the cover picture and nothing else. COVER_HREF is its address. */
GString *page_cover(const MkepubBook *book, const char *cover_href);

/* title.xhtml: masthead, issue, date, number of articles and reading time, then sections with
 * headlines, bylines and standfirsts, each headline a link to its article. */
GString *page_title(const MkepubBook *book);

/* A section's own page: its name and the headlines in it. */
GString *page_section(const MkepubBook *book, guint section);

/* nav.xhtml: toc (at most two levels) and landmarks (EPUB 3.3 section 7). */
GString *page_nav(const MkepubBook *book);

#endif
