/* SPDX-License-Identifier: MIT */
/* Characters as the search sees them: composed, without case and without the marks that people
 * leave out when they type. Used by fold.c. */
#ifndef ARCHIVE_SEARCH_FOLD_CHAR_H
#define ARCHIVE_SEARCH_FOLD_CHAR_H

#include <glib.h>

typedef enum {
  LETTER_NONE,   /* parts words */
  LETTER_WORD,   /* of a script that parts words by blanks; digits */
  LETTER_SINGLE, /* of one that does not */
  LETTER_MARK    /* goes with the letter before it */
} LetterKind;

typedef struct {
  gunichar c;
  LetterKind kind;
} Letter;

#define LETTERS_MARKS 15 /* that are taken with a letter; more are letters of their own */
#define LETTERS_MOST  (18 * (LETTERS_MARKS + 1))

/* A reader of letters. What becomes of a character and its marks stands in queue. */
typedef struct {
  const char *text;
  gsize length, next;
  gsize from, to; /* the bytes that the queue was made of */
  guint queued, taken;
  Letter queue[LETTERS_MOST];
} SearchLetters;

/* The letter at which the reader stands; NULL at the end. It stays until it is taken. */
const Letter *search_letters_peek(SearchLetters *letters);
void search_letters_take(SearchLetters *letters);

#endif
