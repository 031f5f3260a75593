/* SPDX-License-Identifier: MIT */
/* The few words that a book or a shelf says by itself, in its language.
 * Used by the pages, the cover, the chapters, the package document and the page of a shelf. */
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
  MKEPUB_WORD_ARTICLES,    /* '%s articles' for any number over one; grammar stays right by
                                 putting the number last where the noun would change with it */
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
  MKEPUB_WORD_WHOLE_YEAR, /* a year's issues in one book */
  MKEPUB_WORD_DOWNLOAD,
  MKEPUB_WORD_ALL_ISSUES,
  MKEPUB_WORD_SEARCH,
  MKEPUB_WORD_SEARCH_TITLES, /* what is searched: titles, authors, sections, descriptions */
  MKEPUB_WORD_SEARCH_TEXT,   /* or all text */
  MKEPUB_WORD_SEARCHING,
  MKEPUB_WORD_NOTHING, /* found */
  MKEPUB_WORD_MORE,    /* 'Show more' */
  MKEPUB_WORD_CATALOG, /* for e-readers: OPDS */
  MKEPUB_WORD_FEED,    /* of news: RSS */
  MKEPUB_WORDS_N
} MkepubWord;

/* The words of LANGUAGE (a BCP 47 tag, may be NULL), by its primary subtag; English for
 * languages not in the table. Static string, with one %s where the comment says so. */
const char *mkepub_words_lookup(MkepubWord id, const char *language);

/* The words with VALUE in place of their %s. For the caller to free. */
char *mkepub_words_fill(MkepubWord id, const char *language, const char *value);

/* '12 articles', '1 article'; '12 issues', '1 issue'. For the caller to free. */
char *mkepub_words_articles(guint count, const char *language);
char *mkepub_words_issues(guint count, const char *language);

/* 'about 25 min' or 'about 3 hours' for the reading of WORDS words. For the caller to free. */
char *mkepub_words_reading_time(gsize words, const char *language);

/* Minutes for WORDS words, at least 1. */
gsize mkepub_words_minutes(gsize words);

#endif
