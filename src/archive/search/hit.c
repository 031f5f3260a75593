/* SPDX-License-Identifier: MIT */
#include "archive/search/hit.h"

#include <string.h>

#include "archive/search/snippet.h"
#include "archive/search/text-store.h"

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

gboolean search_hits_read(SearchStore *store, GArray *found, guint offset, guint limit,
                          const SearchWords *words, GPtrArray *hits, GError **error)
{
  guint end = offset < found->len ? offset + MIN(limit, found->len - offset) : 0;
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
