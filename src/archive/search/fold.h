/* SPDX-License-Identifier: MIT */
/* Text as the index and its queries see it: a row of words, each with its place in the text.
 * Used by the search, by its index and by its snippets. */
#ifndef ARCHIVE_SEARCH_FOLD_H
#define ARCHIVE_SEARCH_FOLD_H

#include <glib.h>

#include "archive/search/fold-char.h"

/* Scripts that part words by blanks give words. Those that do not (Han, kana, Thai and the
 * like), and Korean, whose particles stick to their nouns, give every pair of neighbors in a
 * run of theirs, and then the last letter of the run alone: a word of two letters or more is a
 * row of pairs wherever it stands, and a single letter is the beginning of some word. */
typedef enum { SEARCH_WORD, SEARCH_PAIR, SEARCH_LAST } SearchTokenKind;

typedef struct {
  SearchTokenKind kind;
  const char *word; /* folded, borrowed until the next token */
  gsize length;     /* its bytes, at most SEARCH_WORD_BYTES + 16 */
  gsize from, to;   /* the bytes of the text that it was made of */
  gsize middle;     /* of a pair, where its first letter ends; else to */
} SearchToken;

/* A longer word is cut: its parts stand side by side as words of their own. */
#define SEARCH_WORD_BYTES 120

/* A letter of a script without blanks, with the marks that sit on it. */
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

/* TEXT is borrowed; whatever bytes it holds, they are read. */
void search_fold_start(SearchFold *fold, const char *text, gsize length);
/* The next token; FALSE at the end. Its time is linear in what it takes of the text. */
gboolean search_fold_next(SearchFold *fold, SearchToken *token);

#endif
