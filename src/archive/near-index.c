/* SPDX-License-Identifier: MIT */
#include "mkepub/fingerprint.h"

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

/* A way along a chain. */
typedef struct {
  guint32 at; /* index and 1 of the entry that comes next */
  guint table, taken, seen;
} Walk;

#define WALKS (TABLES * (BLOCK_BITS + 1))

/* The chains to look along: of the blocks as they are, and with each bit turned. */
static guint begin_walks(const MkepubNearIndex *index, guint64 simhash, Walk walks[WALKS])
{
  guint n = 0;
  for (guint bit = 0; bit <= BLOCK_BITS; bit++)
    for (guint t = 0; t < TABLES; t++) {
      guint turned = bit > 0 ? 1u << (bit - 1) : 0;
      walks[n] = (Walk){index->chains[t][block_of(simhash, t) ^ turned].first, t, 0, 0};
      n += walks[n].at > 0;
    }
  return n;
}

/* Looks at the next entry; FALSE when the walk ends. */
static gboolean compare_entry(const MkepubNearIndex *index, Walk *walk, guint64 simhash,
                              GArray *found)
{
  const Entry *entry = &g_array_index(index->entries, Entry, walk->at - 1);
  if (__builtin_popcountll(entry->simhash ^ simhash) <= FAR) {
    g_array_append_val(found, entry->id);
    walk->taken++;
  }
  walk->seen++;
  walk->at = entry->next[walk->table];
  return walk->at > 0 && walk->taken < MOST_FOUND && walk->seen < MOST_SEEN;
}

/* Sorts the ids after the first FROM, drops repeated ones and those beyond the limit of an
 * answer. */
static void sort_unique(GArray *found, guint from)
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
  Walk walks[WALKS];
  guint from = found->len, work = 0;
  guint n = begin_walks(index, simhash, walks);
  /* a step of each in turn, so that the machine need not wait for the memory of one */
  while (n > 0 && work < MOST_WORK) {
    guint open = 0;
    for (guint i = 0; i < n; i++) {
      work++;
      if (compare_entry(index, &walks[i], simhash, found))
        walks[open++] = walks[i];
    }
    n = open;
  }
  if (found->len > from)
    sort_unique(found, from);
}
