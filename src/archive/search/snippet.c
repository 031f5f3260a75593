/* SPDX-License-Identifier: MIT */
#include "archive/search/snippet.h"

#include <string.h>

#include "archive/search/fold.h"

#define CHARACTERS 200
#define BYTES      600 /* for characters of three bytes each */
#define BORDER     30  /* characters within which a word's end is searched */

/* A token of the text; its letters are in a buffer. */
typedef struct {
  gsize at, length, from, middle, to;
} Place;

/* The position of a phrase in the text. */
typedef struct {
  gsize from, to;
  guint phrase;
} Match;

static GArray *read_places(const char *text, gsize length, GString *letters)
{
  GArray *places = g_array_new(FALSE, FALSE, sizeof(Place));
  SearchFold fold;
  SearchToken token;
  search_fold_start(&fold, text, length);
  while (search_fold_next(&fold, &token)) {
    Place place = {letters->len, token.length, token.from, token.middle, token.to};
    g_string_append_len(letters, token.word, (gssize)token.length);
    g_array_append_val(places, place);
  }
  return places;
}

static gboolean is_token(const Place *place, const GString *letters, const char *token,
                         gboolean prefix)
{
  gsize length = strlen(token);
  return (prefix ? place->length >= length : place->length == length) &&
         memcmp(letters->str + place->at, token, length) == 0;
}

/* Returns TRUE when PHRASE begins at PLACE, the first of LEFT tokens that remain in the
 * text. */
static gboolean matches_phrase(const SearchPhrase *phrase, const Place *place, gsize left,
                               const GString *letters)
{
  guint count = phrase->tokens->len;
  if (count > left)
    return FALSE;
  for (guint i = 0; i < count; i++)
    if (!is_token(&place[i], letters, g_ptr_array_index(phrase->tokens, i),
                  phrase->prefix && i + 1 == count))
      return FALSE;
  return TRUE;
}

/* Returns where the phrase ends: after the first letter of a pair when only that was searched
 * for. */
static gsize end_of(const SearchPhrase *phrase, const Place *last)
{
  const char *token = g_ptr_array_index(phrase->tokens, phrase->tokens->len - 1);
  return phrase->prefix && last->middle < last->to && strlen(token) < last->length
             ? last->middle
             : last->to;
}

/* Returns all positions of phrases of WORDS, in the order of the text. */
static GArray *find_matches(const char *text, gsize length, const SearchWords *words)
{
  g_autoptr(GString) letters = g_string_sized_new(length + 1);
  g_autoptr(GArray) places = read_places(text, length, letters);
  GArray *matches = g_array_new(FALSE, FALSE, sizeof(Match));
  for (gsize i = 0; i < places->len; i++) {
    const Place *place = &g_array_index(places, Place, i);
    guint number = 0;
    for (guint j = 0; j < words->groups->len; j++) {
      const SearchGroup *group = g_ptr_array_index(words->groups, j);
      for (guint k = 0; k < group->phrases->len; k++, number++) {
        const SearchPhrase *phrase = g_ptr_array_index(group->phrases, k);
        if (!matches_phrase(phrase, place, places->len - i, letters))
          continue;
        Match match = {place->from, end_of(phrase, place + phrase->tokens->len - 1), number};
        g_array_append_val(matches, match);
      }
    }
  }
  return matches;
}

/* Finds the window of snippet length with the most matches: first by the number of different
 * phrases, then of all. Sets *first and *behind to its first match and the one after its
 * last. */
static void find_densest(const GArray *matches, guint *first, guint *behind)
{
  guint seen[SEARCH_MOST_PHRASES + 1] = {0}, different = 0, best = 0, to = 0;
  *first = *behind = 0;
  for (guint from = 0; from < matches->len; from++) {
    const Match *start = &g_array_index(matches, Match, from);
    for (; to < matches->len &&
           (to == from || g_array_index(matches, Match, to).to <= start->from + CHARACTERS);
         to++)
      different += seen[g_array_index(matches, Match, to).phrase]++ == 0;
    guint value = different * 1000 + MIN(to - from, 999);
    if (value > best) {
      best = value;
      *first = from;
      *behind = to;
    }
    different -= --seen[start->phrase] == 0;
  }
}

static const char *go_back(const char *text, const char *p, guint characters)
{
  while (characters-- > 0 && p > text) {
    do
      p--;
    while (p > text && ((guchar)*p & 0xc0) == 0x80);
  }
  return p;
}

static const char *go_ahead(const char *end, const char *p, guint characters)
{
  while (characters-- > 0 && p < end) {
    do
      p++;
    while (p < end && ((guchar)*p & 0xc0) == 0x80);
  }
  return p;
}

static gboolean is_blank_at(const char *p)
{
  return g_ascii_isspace(*p) || strncmp(p, "\xe3\x80\x80", 3) == 0;
}

static guint count_characters(const char *from, const char *to)
{
  guint count = 0;
  for (const char *p = from; p < to; p = go_ahead(to, p, 1))
    count++;
  return count;
}

/* Extends FROM and TO to a snippet: evenly on both sides, cut at blanks. Space that one side
 * does not need goes to the other. */
static void choose_range(const char *text, gsize length, gsize *from, gsize *to)
{
  const char *end = text + length, *start = text + *from, *stop = text + *to;
  guint shown = count_characters(start, stop);
  guint around = shown < CHARACTERS ? CHARACTERS - shown : 0;
  const char *left = go_back(text, start, around / 2);
  const char *right = go_ahead(end, stop, around - count_characters(left, start));
  const char *border = left;
  for (guint i = 0; left > text && i < BORDER && border < start; i++) {
    if (is_blank_at(border)) {
      left = go_ahead(end, border, 1);
      break;
    }
    border = go_ahead(end, border, 1);
  }
  border = right;
  for (guint i = 0; right < end && i < BORDER && border > stop; i++) {
    if (is_blank_at(border)) {
      right = border;
      break;
    }
    border = go_back(text, border, 1);
  }
  *from = (gsize)(left - text);
  *to = (gsize)(right - text);
}

typedef struct {
  GString *out;
  gboolean blank; /* a blank is to be written before the next character */
} Shown;

/* Appends the character at P. */
static gsize append_shown(Shown *shown, const char *p, const char *end)
{
  gunichar c = (guchar)*p < 0x80 ? (guchar)*p : g_utf8_get_char_validated(p, end - p);
  gboolean valid = c != (gunichar)-1 && c != (gunichar)-2;
  gsize length = valid && c >= 0x80 ? (gsize)(g_utf8_next_char(p) - p) : 1;
  if (!valid || g_unichar_iscntrl(c) || g_unichar_isspace(c)) {
    shown->blank = TRUE;
    return length;
  }
  if (shown->blank && shown->out->len > 0)
    g_string_append_c(shown->out, ' ');
  shown->blank = FALSE;
  g_string_append_len(shown->out, p, (gssize)length);
  return length;
}

/* Merges the match NEXT with all that overlap or touch it, and skips those that end before
 * AT. */
static guint next_range(const GArray *matches, guint next, gsize at, Match *range)
{
  for (; next < matches->len; next++) {
    const Match *match = &g_array_index(matches, Match, next);
    if (range->to > at && match->from > range->to)
      break;
    if (range->to <= at)
      *range = *match;
    range->to = MAX(range->to, match->to);
  }
  return next;
}

/* Writes the bytes FROM to TO of TEXT and the ranges of MATCHES in it. */
static char *write_out(const char *text, gsize length, gsize from, gsize to,
                       const GArray *matches, GArray *marks)
{
  Shown shown = {g_string_new(NULL), FALSE};
  Match range = {0};
  MkepubMark *mark = NULL;
  guint next = 0;
  if (from > 0)
    g_string_append(shown.out, "…");
  for (gsize at = from; at < to;) {
    if (range.to <= at) {
      next = next_range(matches, next, at, &range);
      mark = NULL;
    }
    gboolean inside = range.from <= at && at < range.to;
    gsize before = shown.out->len, step = append_shown(&shown, text + at, text + length);
    at += step;
    if (!inside || shown.out->len == before)
      continue;
    if (!mark) {
      MkepubMark fresh = {(guint)(shown.out->len - step), 0};
      g_array_append_val(marks, fresh);
      mark = &g_array_index(marks, MkepubMark, marks->len - 1);
    }
    mark->length = (guint)shown.out->len - mark->start;
  }
  if (to < length)
    g_string_append(shown.out, "…");
  return g_string_free(shown.out, FALSE);
}

char *search_snippet(const char *text, gsize length, const SearchWords *words, GArray *marks)
{
  g_autoptr(GArray) matches = find_matches(text, length, words);
  gsize from = 0, to = 0;
  guint first, behind;
  find_densest(matches, &first, &behind);
  if (behind > first) {
    from = g_array_index(matches, Match, first).from;
    for (guint i = first; i < behind; i++)
      to = MAX(to, g_array_index(matches, Match, i).to);
    to = MIN(to, from + BYTES);
  }
  choose_range(text, length, &from, &to);
  return write_out(text, length, from, to, matches, marks);
}
