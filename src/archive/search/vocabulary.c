/* SPDX-License-Identifier: MIT */
#include "archive/search/vocabulary.h"

#include <string.h>

#define MOST_WORDS 200000
#define MOST_BYTES (8 << 20)

typedef struct {
  guint32 hash, at; /* at: offset of the word's bytes, which end with a NUL */
  gint32 count;
  guint32 article; /* the last article in which it was counted */
} Slot;            /* free while article is 0 */

struct SearchVocabulary {
  SearchStore *store;
  Slot *slots;
  guint32 size, used; /* size: a power of two */
  GString *words;
  guint32 article;
  int weight;
};

SearchVocabulary *search_vocabulary_new(SearchStore *store)
{
  SearchVocabulary *vocabulary = g_new0(SearchVocabulary, 1);
  vocabulary->store = store;
  vocabulary->size = 1024;
  vocabulary->slots = g_new0(Slot, vocabulary->size);
  vocabulary->words = g_string_new(NULL);
  return vocabulary;
}

void search_vocabulary_free(SearchVocabulary *vocabulary)
{
  g_free(vocabulary->slots);
  g_string_free(vocabulary->words, TRUE);
  g_free(vocabulary);
}

void search_vocabulary_begin(SearchVocabulary *vocabulary, int weight)
{
  vocabulary->article++;
  vocabulary->weight = weight;
}

/* FNV-1a, its high bits mixed into the low ones that choose a slot. */
static guint32 hash_of(const char *word, gsize length)
{
  guint32 hash = 2166136261u;
  for (gsize i = 0; i < length; i++)
    hash = (hash ^ (guchar)word[i]) * 16777619u;
  return hash ^ (hash >> 15);
}

static void grow_table(SearchVocabulary *vocabulary)
{
  guint32 size = vocabulary->size * 2;
  Slot *slots = g_new0(Slot, size);
  for (guint32 i = 0; i < vocabulary->size; i++) {
    const Slot *old = &vocabulary->slots[i];
    guint32 at = old->hash & (size - 1);
    if (old->article == 0)
      continue;
    while (slots[at].article != 0)
      at = (at + 1) & (size - 1);
    slots[at] = *old;
  }
  g_free(vocabulary->slots);
  vocabulary->slots = slots;
  vocabulary->size = size;
}

static gboolean is_word(const SearchVocabulary *vocabulary, const Slot *slot, guint32 hash,
                        const char *word, gsize length)
{
  const char *own = vocabulary->words->str + slot->at;
  return slot->hash == hash && vocabulary->words->len - slot->at > length &&
         memcmp(own, word, length) == 0 && own[length] == '\0';
}

void search_vocabulary_word(SearchVocabulary *vocabulary, const char *word, gsize length)
{
  guint32 hash = hash_of(word, length), mask = vocabulary->size - 1, at = hash & mask;
  Slot *slot = &vocabulary->slots[at];
  while (slot->article != 0 && !is_word(vocabulary, slot, hash, word, length)) {
    at = (at + 1) & mask;
    slot = &vocabulary->slots[at];
  }
  if (slot->article == vocabulary->article)
    return;
  if (slot->article == 0) {
    *slot = (Slot){.hash = hash, .at = (guint32)vocabulary->words->len};
    g_string_append_len(vocabulary->words, word, (gssize)length);
    g_string_append_c(vocabulary->words, '\0');
    vocabulary->used++;
  }
  slot->article = vocabulary->article;
  slot->count += vocabulary->weight;
  if (vocabulary->used > vocabulary->size / 2)
    grow_table(vocabulary);
}

static int compare_slots(gconstpointer a, gconstpointer b, gpointer words)
{
  return strcmp((const char *)words + ((const Slot *)a)->at,
                (const char *)words + ((const Slot *)b)->at);
}

static gboolean write_counts(const SearchVocabulary *vocabulary, const Slot *slots, gsize count,
                             GError **error)
{
  g_autoptr(sqlite3_stmt) add = search_store_prepare(
      vocabulary->store,
      "INSERT INTO vocabulary (term, articles) VALUES (?1, ?2)"
      " ON CONFLICT (term) DO UPDATE SET articles = articles + excluded.articles",
      error);
  g_autoptr(sqlite3_stmt) drop = search_store_prepare(
      vocabulary->store, "DELETE FROM vocabulary WHERE term = ?1 AND articles <= 0", error);
  if (!add || !drop)
    return FALSE;
  for (gsize i = 0; i < count; i++) {
    const char *word = vocabulary->words->str + slots[i].at;
    if (slots[i].count == 0)
      continue;
    sqlite3_bind_text(add, 1, word, -1, SQLITE_STATIC);
    sqlite3_bind_int(add, 2, slots[i].count);
    if (!database_run(vocabulary->store, add, error))
      return FALSE;
    if (slots[i].count > 0)
      continue;
    sqlite3_bind_text(drop, 1, word, -1, SQLITE_STATIC);
    if (!database_run(vocabulary->store, drop, error))
      return FALSE;
  }
  return TRUE;
}

gboolean search_vocabulary_flush(SearchVocabulary *vocabulary, gboolean all, GError **error)
{
  if (vocabulary->used == 0 ||
      (!all && vocabulary->used < MOST_WORDS && vocabulary->words->len < MOST_BYTES))
    return TRUE;
  /* in the order of the table, so that each page is visited once */
  gsize count = 0;
  for (guint32 i = 0; i < vocabulary->size; i++)
    if (vocabulary->slots[i].article != 0)
      vocabulary->slots[count++] = vocabulary->slots[i];
  g_qsort_with_data(vocabulary->slots, (gint)count, sizeof(Slot), compare_slots,
                    vocabulary->words->str);
  gboolean done = write_counts(vocabulary, vocabulary->slots, count, error);
  memset(vocabulary->slots, 0, vocabulary->size * sizeof(Slot));
  g_string_truncate(vocabulary->words, 0);
  vocabulary->used = 0;
  return done;
}
