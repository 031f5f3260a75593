/* SPDX-License-Identifier: MIT */
/* The few words that a book or a shelf shows, in its language. Used by the pages, the cover,
 * the chapters, the package document and the page of a shelf. */
#ifndef TEXT_WORDS_H
#define TEXT_WORDS_H

#include <glib.h>

typedef enum {
  MKEPUB_WORD_CONTENTS,
  MKEPUB_WORD_COVER,
  MKEPUB_WORD_FRONT_PAGE,
  MKEPUB_WORD_START, /* where the text begins, in the landmarks */
  MKEPUB_WORD_LANDMARKS,
  MKEPUB_WORD_SECTION,
  MKEPUB_WORD_PREVIOUS,
  MKEPUB_WORD_NEXT,
  MKEPUB_WORD_SOURCE,
  MKEPUB_WORD_NOTES,
  MKEPUB_WORD_UNTITLED,
  MKEPUB_WORD_BY,          /* 'By %s' */
  MKEPUB_WORD_ISSUE,       /* 'Issue %s' */
  MKEPUB_WORD_ONE_ARTICLE, /* '1 article' */
  MKEPUB_WORD_ARTICLES,    /* '%s articles' for any number over one; where the noun would change
                              with the number, the translation puts the number last */
  MKEPUB_WORD_MINUTES,     /* 'about %s minutes', any number over one */
  MKEPUB_WORD_HOURS,       /* 'about %s hours', any number over one */
  MKEPUB_WORD_MIN,         /* '%s min', beside a headline */
  /* on a shelf */
  MKEPUB_WORD_SKIP, /* 'Skip to content' */
  MKEPUB_WORD_NEWEST,
  MKEPUB_WORD_ONE_ISSUE,
  MKEPUB_WORD_ISSUES, /* '%s issues', any number but one */
  MKEPUB_WORD_BY_YEAR,
  MKEPUB_WORD_UNDATED,
  MKEPUB_WORD_WHOLE_YEAR, /* a yearly book */
  MKEPUB_WORD_DOWNLOAD,
  MKEPUB_WORD_ALL_ISSUES,
  MKEPUB_WORD_SEARCH,
  MKEPUB_WORD_SEARCH_TITLES, /* search in titles, authors, sections, descriptions */
  MKEPUB_WORD_SEARCH_TEXT,   /* search in all text */
  MKEPUB_WORD_SEARCHING,
  MKEPUB_WORD_NOTHING, /* nothing was found */
  MKEPUB_WORD_MORE,    /* 'Show more' */
  MKEPUB_WORD_CATALOG, /* feed for e-readers: OPDS */
  MKEPUB_WORD_FEED,    /* feed of news: RSS */
  MKEPUB_WORDS_N
} MkepubWord;

/* Returns the words for ID in LANGUAGE (a BCP 47 tag, may be NULL), by its primary subtag;
 * English for languages not in the table. Static, with one %s where the comment of ID shows
 * it. */
const char *mkepub_words_lookup(MkepubWord id, const char *language);

/* Returns the words for ID with VALUE in place of their %s. For the caller to free. */
char *mkepub_words_fill(MkepubWord id, const char *language, const char *value);

/* Return '12 articles', '1 article'; '12 issues', '1 issue'. For the caller to free. */
char *mkepub_words_articles(guint count, const char *language);
char *mkepub_words_issues(guint count, const char *language);

/* Returns 'about 25 min' or 'about 3 hours' for the time to read WORDS words. For the caller to
 * free. */
char *mkepub_words_reading_time(gsize words, const char *language);

/* Returns the minutes to read WORDS words, at least 1. */
gsize mkepub_words_minutes(gsize words);

#endif
