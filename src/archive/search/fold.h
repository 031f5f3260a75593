/* SPDX-License-Identifier: MIT */
/* Splits text into words with their positions, for the index and its queries. Used by the
 * search, by its index and by its snippets. */
#ifndef ARCHIVE_SEARCH_FOLD_H
#define ARCHIVE_SEARCH_FOLD_H

#include <glib.h>

#include "archive/search/fold-char.h"

/* Scripts with blanks between words give words. Those without (Han, kana, Thai and the like),
 * and Korean, whose particles attach to their nouns, give every pair of neighbors in a run,
 * followed by the last letter of the run alone: a word of two or more letters is then a
 * sequence of pairs anywhere, and a single letter is the beginning of some word. */
typedef enum { SEARCH_WORD, SEARCH_PAIR, SEARCH_LAST } SearchTokenKind;

typedef struct {
  SearchTokenKind kind;
  const char *word; /* folded, borrowed until the next token */
  gsize length;     /* its bytes, at most SEARCH_WORD_BYTES + 16 */
  gsize from, to;   /* the bytes of the text from which it was made */
  gsize middle;     /* of a pair, the end of its first letter; otherwise TO */
} SearchToken;

/* A longer word is cut: its parts become consecutive words. */
#define SEARCH_WORD_BYTES 120

/* A letter of a script without blanks, with its marks. */
typedef struct {
  char bytes[40];
  gsize length, from, to;
} SearchUnit;

typedef struct {
  SearchLetters letters;
  gboolean running; /* last is the latest letter of a run */
  SearchUnit last;
  char word[SEARCH_WORD_BYTES + 32];
} SearchFold;

/* Starts reading TEXT, which is borrowed and may hold any bytes. */
void search_fold_start(SearchFold *fold, const char *text, gsize length);
/* Reads the next token; returns FALSE at the end. Takes time linear in the text that it
 * reads. */
gboolean search_fold_next(SearchFold *fold, SearchToken *token);

#endif
