/* SPDX-License-Identifier: MIT */
/* The few words that a book says by itself, in the book's language.
 * Used by the pages, the cover, the chapters and the package document. */
#ifndef EPUB_WORDS_H
#define EPUB_WORDS_H

#include <glib.h>

typedef enum {
  WORD_CONTENTS,
  WORD_COVER,
  WORD_FRONT_PAGE,
  WORD_START, /* where the text begins, in the landmarks */
  WORD_LANDMARKS,
  WORD_SECTION,
  WORD_PREVIOUS,
  WORD_NEXT,
  WORD_SOURCE,
  WORD_NOTES,
  WORD_UNTITLED,
  WORD_BY,          /* 'By %s' */
  WORD_ISSUE,       /* 'Issue %s' */
  WORD_ONE_ARTICLE, /* '1 article' */
  WORD_ARTICLES,    /* '%s articles' for any number over one; grammar stays right by putting the
                       number last where    the noun would change with it */
  WORD_MINUTES,     /* 'about %s minutes', any number over one */
  WORD_HOURS,       /* 'about %s hours', any number over one */
  WORD_MIN,         /* '%s min', beside a headline */
  WORDS_N
} WordsId;

/* The words of LANGUAGE (a BCP 47 tag, may be NULL), by its primary subtag; English for
 * languages not in the table. Static string, with one %s where the comment says so. */
const char *words_lookup(WordsId id, const char *language);

/* The words with VALUE in place of their %s. For the caller to free. */
char *words_fill(WordsId id, const char *language, const char *value);

/* '12 articles', '1 article'. For the caller to free. */
char *words_articles(guint count, const char *language);

/* 'about 25 min' or 'about 3 hours' for the reading of WORDS words. For the caller to free. */
char *words_reading_time(gsize words, const char *language);

/* Minutes for WORDS words, at least 1. */
gsize words_minutes(gsize words);

#endif
