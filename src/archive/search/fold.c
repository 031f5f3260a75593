/* SPDX-License-Identifier: MIT */
#include "archive/search/fold.h"

#include <string.h>

#include "mkepub/search.h"

void search_fold_start(SearchFold *fold, const char *text, gsize length)
{
  /* field by field: the queue is large, and queries are short */
  fold->letters.text = text;
  fold->letters.length = length;
  fold->letters.next = fold->letters.from = fold->letters.to = 0;
  fold->letters.queued = fold->letters.taken = 0;
  fold->running = FALSE;
}

/* Reads the current letter, with its marks. */
static void read_unit(SearchFold *fold, SearchUnit *unit)
{
  const Letter *letter = search_letters_peek(&fold->letters);
  unit->from = fold->letters.from;
  unit->length = 0;
  do {
    unit->length += (gsize)g_unichar_to_utf8(letter->c, unit->bytes + unit->length);
    unit->to = fold->letters.to;
    search_letters_take(&fold->letters);
    letter = search_letters_peek(&fold->letters);
  } while (letter && letter->kind == LETTER_MARK && unit->length + 6 < sizeof unit->bytes);
}

/* Reads the next token of a run: a pair, or the last letter at its end. */
static void read_run(SearchFold *fold, SearchToken *token)
{
  const Letter *letter = search_letters_peek(&fold->letters);
  memcpy(fold->word, fold->last.bytes, fold->last.length);
  token->word = fold->word;
  token->length = fold->last.length;
  token->from = fold->last.from;
  token->to = token->middle = fold->last.to;
  token->kind = SEARCH_LAST;
  fold->running = letter && letter->kind == LETTER_SINGLE;
  if (!fold->running)
    return;
  read_unit(fold, &fold->last);
  memcpy(fold->word + token->length, fold->last.bytes, fold->last.length);
  token->length += fold->last.length;
  token->to = fold->last.to;
  token->kind = SEARCH_PAIR;
}

static void read_word(SearchFold *fold, SearchToken *token)
{
  const Letter *letter = search_letters_peek(&fold->letters);
  token->kind = SEARCH_WORD;
  token->word = fold->word;
  token->length = 0;
  token->from = fold->letters.from;
  do {
    token->length += (gsize)g_unichar_to_utf8(letter->c, fold->word + token->length);
    token->to = fold->letters.to;
    search_letters_take(&fold->letters);
    letter = search_letters_peek(&fold->letters);
  } while (letter && (letter->kind == LETTER_WORD || letter->kind == LETTER_MARK) &&
           token->length < SEARCH_WORD_BYTES);
  token->middle = token->to;
}

gboolean search_fold_next(SearchFold *fold, SearchToken *token)
{
  if (fold->running) {
    read_run(fold, token);
    return TRUE;
  }
  const Letter *letter;
  while ((letter = search_letters_peek(&fold->letters))) {
    if (letter->kind == LETTER_WORD) {
      read_word(fold, token);
      return TRUE;
    }
    if (letter->kind == LETTER_SINGLE) {
      read_unit(fold, &fold->last);
      read_run(fold, token);
      return TRUE;
    }
    /* ignore a mark without a letter */
    search_letters_take(&fold->letters);
  }
  return FALSE;
}

char *mkepub_search_fold(const char *text, gsize length)
{
  GString *out = g_string_sized_new(length + 1);
  g_autofree SearchFold *fold = g_new(SearchFold, 1);
  SearchToken token;
  search_fold_start(fold, text, length);
  while (search_fold_next(fold, &token)) {
    if (out->len > 0)
      g_string_append_c(out, ' ');
    g_string_append_len(out, token.word, (gssize)token.length);
  }
  return g_string_free(out, FALSE);
}
