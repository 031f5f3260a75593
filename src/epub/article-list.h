/* SPDX-License-Identifier: MIT */
/* Lists of headlines that lead to the articles.
 * Used by the front page and the section pages. */
#ifndef EPUB_ARTICLE_LIST_H
#define EPUB_ARTICLE_LIST_H

#include "mkepub/book.h"

typedef enum {
  HEADLINES_FULL, /* with standfirst and byline */
  HEADLINES_BRIEF /* titles only, for long lists */
} HeadlinesStyle;

/* A list of more articles than this is better brief. */
#define HEADLINES_FULL_LIMIT 60

/* Appends the list of articles[first .. first + count) to OUT; nothing when COUNT is 0. Texts
 * in another language than the book's are marked with it and its direction. */
void headlines_write(GString *out, const MkepubBook *book, guint first, guint count,
                     HeadlinesStyle style);

#endif
