/* SPDX-License-Identifier: MIT */
/* Where links lead: to another article of the book, to the web, or nowhere.
 * Used by the chapters. */
#ifndef EPUB_LINKS_H
#define EPUB_LINKS_H

#include "mkepub/book.h"

typedef struct Links Links;

/* Knows each article by its path, its path without extension, its folder for 'index.md', its
 * file name when no other article has it, its site addresses and its source URL. */
Links *links_new(const MkepubBook *book);
void links_free(Links *links);

/* The href for ADDRESS in ARTICLE (xhtml/resolver.h), for the caller to free; NULL, with a
 * finding, for no link. Links to other chapters carry no fragment: some readers take such a
 * link for a footnote (reference 3.2). */
char *links_resolve(const Links *links, const MkepubBookArticle *article, const char *address,
                    guint line, MkepubFindings *findings);

/* Resolves the page name of a wiki link: returns an href as links_resolve() does. */
char *links_page(const Links *links, const MkepubBookArticle *article, const char *name,
                 guint line, MkepubFindings *findings);

#endif
