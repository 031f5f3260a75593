/* SPDX-License-Identifier: MIT */
#include "archive/search/hit.h"

#include <string.h>

#include "archive/search/fold.h"
#include "archive/search/query-parse.h"
#include "archive/search/text-store.h"
#include "mkepub/search.h"

#define CHARACTERS 200
#define BYTES      600 /* of a text in which each character has three */
#define BORDER     30  /* characters within which a word's border is looked for */

/* A token of the text; its letters stand in a buffer. */
typedef struct {
  gsize at, length, from, middle, to;
} Place;

/* Where a phrase was found. */
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

/* TRUE when PHRASE stands at PLACE, the first of LEFT that follow in the text. */
static gboolean stands(const SearchPhrase *phrase, const Place *place, gsize left,
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

/* The place where the phrase ends: of a pair that was asked for by its first letter, that. */
static gsize end_of(const SearchPhrase *phrase, const Place *last)
{
  const char *token = g_ptr_array_index(phrase->tokens, phrase->tokens->len - 1);
  return phrase->prefix && last->middle < last->to && strlen(token) < last->length
             ? last->middle
             : last->to;
}

/* All places where one of WORDS stands, in the order of the text. */
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
        if (!stands(phrase, place, places->len - i, letters))
          continue;
        Match match = {place->from, end_of(phrase, place + phrase->tokens->len - 1), number};
        g_array_append_val(matches, match);
      }
    }
  }
  return matches;
}

/* The matches from which on most stand within a snippet: first of different phrases, then of
 * all. Their first and the one behind the last go to *first and *behind. */
static void densest(const GArray *matches, guint *first, guint *behind)
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

static const char *back(const char *text, const char *p, guint characters)
{
  while (characters-- > 0 && p > text) {
    do
      p--;
    while (p > text && ((guchar)*p & 0xc0) == 0x80);
  }
  return p;
}

static const char *ahead(const char *end, const char *p, guint characters)
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
  for (const char *p = from; p < to; p = ahead(to, p, 1))
    count++;
  return count;
}

/* Chooses what to show around FROM to TO: evenly before and after, cut where a blank is. What
 * one side does not need, the other has. */
static void choose(const char *text, gsize length, gsize *from, gsize *to)
{
  const char *end = text + length, *start = text + *from, *stop = text + *to;
  guint shown = count_characters(start, stop);
  guint around = shown < CHARACTERS ? CHARACTERS - shown : 0;
  const char *left = back(text, start, around / 2);
  const char *right = ahead(end, stop, around - count_characters(left, start));
  const char *border = left;
  for (guint i = 0; left > text && i < BORDER && border < start; i++) {
    if (is_blank_at(border)) {
      left = ahead(end, border, 1);
      break;
    }
    border = ahead(end, border, 1);
  }
  border = right;
  for (guint i = 0; right < end && i < BORDER && border > stop; i++) {
    if (is_blank_at(border)) {
      right = border;
      break;
    }
    border = back(text, border, 1);
  }
  *from = (gsize)(left - text);
  *to = (gsize)(right - text);
}

typedef struct {
  GString *out;
  gboolean blank; /* one is due */
} Shown;

/* Appends the character at P. */
static gsize show(Shown *shown, const char *p, const char *end)
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

/* The match from NEXT on, with all that overlaps or touches it, that ends behind AT. */
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

/* Writes the bytes FROM to TO of TEXT and marks what MATCHES say. */
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
    gsize before = shown.out->len, step = show(&shown, text + at, text + length);
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

/* About 200 characters of TEXT around the place where most of WORDS stand close together; its
 * beginning where none does. White space is single blanks, control characters are left out,
 * what is cut off is '…'. MARKS becomes an array of MkepubMark in the snippet, in order and
 * apart from each other. For the caller to free. */
static char *search_snippet(const char *text, gsize length, const SearchWords *words,
                            GArray *marks)
{
  g_autoptr(GArray) matches = find_matches(text, length, words);
  gsize from = 0, to = 0;
  guint first, behind;
  densest(matches, &first, &behind);
  if (behind > first) {
    from = g_array_index(matches, Match, first).from;
    for (guint i = first; i < behind; i++)
      to = MAX(to, g_array_index(matches, Match, i).to);
    to = MIN(to, from + BYTES);
  }
  choose(text, length, &from, &to);
  return write_out(text, length, from, to, matches, marks);
}

/* Bytes of a text that are examined for a snippet. */
#define TEXT_MOST (512 << 10)
/* Hits of equal rank and day that are sorted by path. */
#define ALIKE_MOST 2000

void search_hit_free(MkepubHit *hit)
{
  char *texts[] = {hit->title,      hit->byline,     hit->date,    hit->section,
                   hit->language,   hit->path,       hit->url,     hit->issue_title,
                   hit->issue_file, hit->issue_date, hit->chapter, hit->snippet};
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
    g_free(texts[i]);
  if (hit->marks)
    g_array_unref(hit->marks);
  g_free(hit);
}

static int compare_ranked(gconstpointer a, gconstpointer b)
{
  const SearchRanked *one = a, *two = b;
  if (one->score != two->score)
    return one->score > two->score ? -1 : 1;
  if (one->id != two->id)
    return one->id > two->id ? -1 : 1;
  return 0;
}

static gboolean ranks_alike(const SearchRanked *a, const SearchRanked *b)
{
  return a->score == b->score && a->id >> SEARCH_DAY_SHIFT == b->id >> SEARCH_DAY_SHIFT;
}

typedef struct {
  char *path;
  SearchRanked ranked;
} Named;

static void named_clear(gpointer data)
{
  g_free(((Named *)data)->path);
}

static int compare_named(gconstpointer a, gconstpointer b)
{
  const Named *one = a, *two = b;
  int order = g_strcmp0(one->path, two->path);
  return order != 0 ? order : compare_ranked(&one->ranked, &two->ranked);
}

/* Sorts the entries FROM to TO, which have equal ranks, by their paths. */
static gboolean sort_alike(SearchStore *store, GArray *found, guint from, guint to,
                           GError **error)
{
  g_autoptr(sqlite3_stmt) statement = search_store_prepare(
      store,
      "SELECT path FROM entry JOIN catalog.article ON article.id = entry.article"
      " WHERE entry.id = ?",
      error);
  g_autoptr(GArray) named = g_array_new(FALSE, FALSE, sizeof(Named));
  g_array_set_clear_func(named, named_clear);
  if (!statement)
    return FALSE;
  for (guint i = from; i < to; i++) {
    Named one = {NULL, g_array_index(found, SearchRanked, i)};
    sqlite3_bind_int64(statement, 1, one.ranked.id);
    int result = database_step(store, statement, "t", error);
    if (result != SQLITE_ROW && result != SQLITE_DONE)
      return FALSE;
    if (result == SQLITE_ROW)
      one.path = g_strdup(column_text(statement, 0));
    sqlite3_reset(statement);
    g_array_append_val(named, one);
  }
  g_array_sort(named, compare_named);
  for (guint i = 0; i < named->len; i++)
    g_array_index(found, SearchRanked, from + i) = g_array_index(named, Named, i).ranked;
  return TRUE;
}

/* Sorts FOUND so far that the first WANTED are in order. */
static gboolean sort_found(SearchStore *store, GArray *found, guint wanted, GError **error)
{
  g_array_sort(found, compare_ranked);
  for (guint from = 0, to; from < found->len && from < wanted; from = to) {
    const SearchRanked *first = &g_array_index(found, SearchRanked, from);
    for (to = from + 1; to < found->len && to - from < ALIKE_MOST; to++)
      if (!ranks_alike(first, &g_array_index(found, SearchRanked, to)))
        break;
    if (to - from > 1 && !sort_alike(store, found, from, to, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean read_snippet(SearchStore *store, SearchPacker *packer, sqlite3_stmt *statement,
                             const SearchWords *words, MkepubHit *hit, GError **error)
{
  gsize size, length;
  const guint8 *body = column_bytes(statement, 12, &size);
  g_autofree char *text = search_text_unpack(packer, body, size, TEXT_MOST, &length);
  hit->marks = g_array_new(FALSE, FALSE, sizeof(MkepubMark));
  if (!text)
    return database_damaged(store, "a text cannot be unpacked", error);
  hit->snippet = search_snippet(text, length, words, hit->marks);
  return TRUE;
}

static MkepubHit *read_hit(sqlite3_stmt *statement)
{
  MkepubHit *hit = g_new0(MkepubHit, 1);
  char **texts[] = {&hit->title,       &hit->byline,     &hit->date,      &hit->section,
                    &hit->language,    &hit->path,       &hit->url,       &hit->chapter,
                    &hit->issue_title, &hit->issue_file, &hit->issue_date};
  hit->article = column_number(statement, 0);
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
    *texts[i] = g_strdup(column_text(statement, (int)i + 1));
  return hit;
}

gboolean search_hits_read(SearchStore *store, GArray *found, SearchSlice slice,
                          const SearchWords *words, GPtrArray *hits, GError **error)
{
  guint offset = slice.offset;
  guint end = offset < found->len ? offset + MIN(slice.limit, found->len - offset) : 0;
  g_autoptr(SearchPacker) packer = search_packer_new();
  g_autoptr(sqlite3_stmt) statement = search_store_prepare(
      store,
      "SELECT a.id, a.title, a.byline, coalesce(a.day, a.date), a.section, a.language, a.path,"
      " a.url, a.chapter, i.title, i.file, i.date, t.body FROM entry e"
      " JOIN text t ON t.article = e.article JOIN catalog.article a ON a.id = e.article"
      " LEFT JOIN catalog.issue i ON i.id = a.issue WHERE e.id = ?",
      error);
  if (!statement || !sort_found(store, found, end, error))
    return FALSE;
  for (guint i = offset; i < end; i++) {
    const SearchRanked *ranked = &g_array_index(found, SearchRanked, i);
    sqlite3_bind_int64(statement, 1, ranked->id);
    int result = database_step(store, statement, "itTTTTtTTTFDb", error);
    if (result != SQLITE_ROW && result != SQLITE_DONE)
      return FALSE;
    /* after a killed run the index may hold an article that is not in the catalog */
    if (result == SQLITE_ROW) {
      MkepubHit *hit = read_hit(statement);
      hit->score = ranked->score;
      g_ptr_array_add(hits, hit);
      if (!read_snippet(store, packer, statement, words, hit, error))
        return FALSE;
    }
    sqlite3_reset(statement);
  }
  return TRUE;
}
