/* SPDX-License-Identifier: MIT */
#include "archive/search/query-parse.h"

#include <string.h>

#include "archive/search/fold.h"

typedef enum { ITEM_WORD, ITEM_EXCLUDED, ITEM_OR } ItemKind;

/* An item of the query; its text without operators. */
typedef struct {
  ItemKind kind;
  gboolean star;
  const char *text;
  gsize length;
} Item;

typedef struct {
  const char *at, *end;
  guint tokens, phrases;
} Parser;

static void phrase_free(gpointer data)
{
  SearchPhrase *phrase = data;
  g_ptr_array_unref(phrase->tokens);
  g_free(phrase);
}

static void group_free(gpointer data)
{
  SearchGroup *group = data;
  g_ptr_array_unref(group->phrases);
  g_free(group);
}

void search_words_free(SearchWords *words)
{
  g_ptr_array_unref(words->groups);
  g_ptr_array_unref(words->excluded);
  g_free(words);
}

/* Returns the character at P, and sets *length to its bytes. An invalid byte is a character of
 * its own. */
static gunichar char_at(const char *p, const char *end, gsize *length)
{
  gunichar c = (guchar)*p < 0x80 ? (guchar)*p : g_utf8_get_char_validated(p, end - p);
  gboolean valid = c != (gunichar)-1 && c != (gunichar)-2;
  *length = valid && c >= 0x80 ? (gsize)(g_utf8_next_char(p) - p) : 1;
  return valid ? c : 0xfffd;
}

static gboolean is_blank(gunichar c)
{
  return c == 0 || g_unichar_isspace(c) || c == 0x85;
}

/* Phones and word processors insert curved quotes. */
static gboolean is_quote(gunichar c)
{
  return c == '"' || (c >= 0x201c && c <= 0x201f) || c == 0xff02;
}

/* Moves to the next quote (or, without QUOTE, blank) and returns its position. */
static const char *skip_to(Parser *parser, gboolean quote)
{
  gsize length;
  for (; parser->at < parser->end; parser->at += length) {
    gunichar c = char_at(parser->at, parser->end, &length);
    if (quote ? is_quote(c) : is_blank(c))
      break;
  }
  return parser->at;
}

/* A quote opens only at the beginning of a word: within one it is a letter, as in the
 * abbreviations of Hebrew. */
static gboolean next_item(Parser *parser, Item *item)
{
  gsize length = 0;
  while (parser->at < parser->end && is_blank(char_at(parser->at, parser->end, &length)))
    parser->at += length;
  if (parser->at >= parser->end)
    return FALSE;
  *item = (Item){.kind = ITEM_WORD};
  if (*parser->at == '-') {
    item->kind = ITEM_EXCLUDED;
    parser->at++;
  }
  item->text = parser->at;
  if (parser->at < parser->end && is_quote(char_at(parser->at, parser->end, &length))) {
    item->text = parser->at += length;
    item->length = (gsize)(skip_to(parser, TRUE) - item->text);
    if (parser->at < parser->end) {
      char_at(parser->at, parser->end, &length);
      parser->at += length;
      item->star = parser->at < parser->end && *parser->at == '*';
    }
    return TRUE;
  }
  item->length = (gsize)(skip_to(parser, FALSE) - item->text);
  item->star = item->length > 0 && item->text[item->length - 1] == '*';
  if (item->kind == ITEM_WORD && item->length == 2 && memcmp(item->text, "OR", 2) == 0)
    item->kind = ITEM_OR;
  return TRUE;
}

/* Returns the phrase of ITEM; NULL when it contains nothing searchable. The last letter of a
 * run is left out, as it would require that the run ends there. A single letter is the
 * beginning of a pair. */
static SearchPhrase *read_phrase(Parser *parser, const Item *item)
{
  g_autoptr(GPtrArray) tokens = g_ptr_array_new_with_free_func(g_free);
  SearchTokenKind before = SEARCH_WORD, kind = SEARCH_WORD;
  SearchFold fold;
  SearchToken token;
  search_fold_start(&fold, item->text, item->length);
  while (parser->tokens + tokens->len <= SEARCH_MOST_TOKENS &&
         search_fold_next(&fold, &token)) {
    g_ptr_array_add(tokens, g_strndup(token.word, token.length));
    before = kind;
    kind = token.kind;
  }
  if (tokens->len == 0)
    return NULL;
  if (kind == SEARCH_LAST && before == SEARCH_PAIR)
    g_ptr_array_set_size(tokens, (gint)tokens->len - 1);
  parser->tokens += tokens->len;
  parser->phrases++;
  SearchPhrase *phrase = g_new0(SearchPhrase, 1);
  phrase->tokens = g_steal_pointer(&tokens);
  phrase->prefix = kind == SEARCH_LAST ? before != SEARCH_PAIR : item->star;
  return phrase;
}

static void add_phrase(SearchWords *words, SearchPhrase *phrase, gboolean other)
{
  SearchGroup *group;
  if (other && words->groups->len > 0) {
    group = g_ptr_array_index(words->groups, words->groups->len - 1);
  } else {
    group = g_new0(SearchGroup, 1);
    group->phrases = g_ptr_array_new_with_free_func(phrase_free);
    g_ptr_array_add(words->groups, group);
  }
  g_ptr_array_add(group->phrases, phrase);
}

static gboolean is_too_much(const Parser *parser)
{
  return parser->tokens > SEARCH_MOST_TOKENS || parser->phrases > SEARCH_MOST_PHRASES;
}

/* Reads all items. OR is an operator between two words; anywhere else it is a word. */
static void read_items(Parser *parser, SearchWords *words)
{
  Item item;
  gboolean after_word = FALSE, other = FALSE;
  while (!is_too_much(parser) && next_item(parser, &item)) {
    if (item.kind == ITEM_OR && after_word && !other) {
      Parser ahead = *parser;
      Item next;
      other = next_item(&ahead, &next) && next.kind != ITEM_EXCLUDED;
      if (other)
        continue;
    }
    SearchPhrase *phrase = read_phrase(parser, &item);
    if (!phrase)
      continue;
    if (item.kind == ITEM_EXCLUDED)
      g_ptr_array_add(words->excluded, phrase);
    else
      add_phrase(words, phrase, other);
    after_word = item.kind != ITEM_EXCLUDED;
    other = FALSE;
  }
}

/* Removes repeats from PHRASES, and appends all of them to KEY. */
static void drop_phrases(GPtrArray *phrases, GString *key)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < phrases->len;) {
    const SearchPhrase *phrase = g_ptr_array_index(phrases, i);
    GString *own = g_string_new(phrase->prefix ? "*" : " ");
    for (guint j = 0; j < phrase->tokens->len; j++)
      g_string_append_printf(own, "%s ", (const char *)g_ptr_array_index(phrase->tokens, j));
    g_string_append(key, own->str);
    if (g_hash_table_add(seen, g_string_free(own, FALSE)))
      i++;
    else
      g_ptr_array_remove_index(phrases, i);
  }
}

/* Repeated groups do not change the result, and a prefix may be expensive each time. */
static void drop_repeats(SearchWords *words)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < words->groups->len;) {
    GString *key = g_string_new(NULL);
    drop_phrases(((SearchGroup *)g_ptr_array_index(words->groups, i))->phrases, key);
    if (g_hash_table_add(seen, g_string_free(key, FALSE)))
      i++;
    else
      g_ptr_array_remove_index(words->groups, i);
  }
  g_autoptr(GString) all = g_string_new(NULL);
  drop_phrases(words->excluded, all);
}

SearchWords *search_words_parse(const char *text, gsize length, GError **error)
{
  g_autoptr(SearchWords) words = g_new0(SearchWords, 1);
  Parser parser = {.at = text, .end = text + length};
  words->groups = g_ptr_array_new_with_free_func(group_free);
  words->excluded = g_ptr_array_new_with_free_func(phrase_free);
  read_items(&parser, words);
  if (is_too_much(&parser)) {
    g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_USAGE,
                "too much to search for: at most %d words", SEARCH_MOST_PHRASES);
    return NULL;
  }
  if (words->groups->len == 0) {
    g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_USAGE,
                words->excluded->len > 0 ? "nothing to search for: all words are excluded"
                                         : "nothing to search for: no letters or digits");
    return NULL;
  }
  drop_repeats(words);
  return g_steal_pointer(&words);
}
