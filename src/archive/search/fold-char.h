/* SPDX-License-Identifier: MIT */
/* Folds characters for the search: composed, without case and without marks that are usually
 * not typed. Used by fold.c. */
#ifndef ARCHIVE_SEARCH_FOLD_CHAR_H
#define ARCHIVE_SEARCH_FOLD_CHAR_H

#include <glib.h>

typedef enum {
  LETTER_NONE,   /* separates words */
  LETTER_WORD,   /* of a script with blanks between words; digits */
  LETTER_SINGLE, /* of a script without them */
  LETTER_MARK    /* belongs to the letter before it */
} LetterKind;

typedef struct {
  gunichar c;
  LetterKind kind;
} Letter;

#define LETTERS_MARKS 15 /* marks read with a letter; further ones are letters */
#define LETTERS_MOST  (18 * (LETTERS_MARKS + 1))

/* A reader of letters. The queue holds the folded form of the current character and its
 * marks. */
typedef struct {
  const char *text;
  gsize length, next;
  gsize from, to; /* the bytes from which the queue was made */
  guint queued, taken;
  Letter queue[LETTERS_MOST];
} SearchLetters;

/* Returns the current letter, borrowed, until search_letters_take consumes it; NULL at the
 * end. */
const Letter *search_letters_peek(SearchLetters *letters);
void search_letters_take(SearchLetters *letters);

#endif
