/* SPDX-License-Identifier: MIT */
#include "mkepub/duplicate.h"

#define TABLES     4
#define BLOCK_BITS 16
#define BLOCKS     (1 << BLOCK_BITS)
#define FAR        7     /* bits that near texts may differ in */
#define MOST_FOUND 64    /* candidates in one answer */
#define MOST_SEEN  4096  /* entries of one block that are looked at */
#define MOST_WORK  16384 /* entries of all blocks */

typedef struct {
  guint64 simhash;
  gint64 id;
  guint32 next[TABLES]; /* index and 1 of the next entry with the same block; 0: the last */
} Entry;

typedef struct {
  guint32 first, last; /* index and 1; 0: none */
} Chain;

/* Two hashes that differ in seven bits at most differ in one bit or none in one of four blocks
 * at least. */
struct MkepubNearIndex {
  GArray *entries;
  Chain *chains[TABLES]; /* of BLOCKS, in the order of coming */
};

MkepubNearIndex *mkepub_near_index_new(void)
{
  MkepubNearIndex *index = g_new0(MkepubNearIndex, 1);
  index->entries = g_array_new(FALSE, FALSE, sizeof(Entry));
  for (guint t = 0; t < TABLES; t++)
    index->chains[t] = g_new0(Chain, BLOCKS);
  return index;
}

void mkepub_near_index_free(MkepubNearIndex *index)
{
  if (!index)
    return;
  g_array_unref(index->entries);
  for (guint t = 0; t < TABLES; t++)
    g_free(index->chains[t]);
  g_free(index);
}

static guint block_of(guint64 simhash, guint table)
{
  return (guint)(simhash >> (BLOCK_BITS * table)) & (BLOCKS - 1);
}

void mkepub_near_index_add(MkepubNearIndex *index, guint64 simhash, gint64 id)
{
  Entry entry = {simhash, id, {0}};
  g_array_append_val(index->entries, entry);
  guint32 number = index->entries->len;
  for (guint t = 0; t < TABLES; t++) {
    Chain *chain = &index->chains[t][block_of(simhash, t)];
    if (chain->last > 0)
      g_array_index(index->entries, Entry, chain->last - 1).next[t] = number;
    else
      chain->first = number;
    chain->last = number;
  }
}

static gint compare_ids(gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *)a, y = *(const gint64 *)b;
  return (x > y) - (x < y);
}

/* Appends the first candidates of the chain; returns how many entries were looked at. */
static guint look_along(const MkepubNearIndex *index, guint table, guint block, guint64 simhash,
                        GArray *found)
{
  guint taken = 0, seen = 0;
  guint32 at = index->chains[table][block].first;
  for (; at > 0 && taken < MOST_FOUND && seen < MOST_SEEN; seen++) {
    const Entry *entry = &g_array_index(index->entries, Entry, at - 1);
    if (__builtin_popcountll(entry->simhash ^ simhash) <= FAR) {
      g_array_append_val(found, entry->id);
      taken++;
    }
    at = entry->next[table];
  }
  return seen;
}

/* Leaves what is behind the first FROM ids in order, each once, and no more than an answer
 * holds. */
static void tidy(GArray *found, guint from)
{
  gint64 *ids = &g_array_index(found, gint64, from);
  guint n = 0;
  qsort(ids, found->len - from, sizeof *ids, compare_ids);
  for (guint i = 0; i < found->len - from && n < MOST_FOUND; i++)
    if (n == 0 || ids[i] != ids[n - 1])
      ids[n++] = ids[i];
  g_array_set_size(found, from + n);
}

void mkepub_near_index_find(const MkepubNearIndex *index, guint64 simhash, GArray *found)
{
  guint from = found->len, work = 0;
  /* first the blocks as they are, then with each bit turned */
  for (guint bit = 0; bit <= BLOCK_BITS; bit++)
    for (guint t = 0; t < TABLES && work < MOST_WORK; t++) {
      guint turned = bit > 0 ? 1u << (bit - 1) : 0;
      work += look_along(index, t, block_of(simhash, t) ^ turned, simhash, found);
    }
  if (found->len > from)
    tidy(found, from);
}
