/* SPDX-License-Identifier: MIT */
#include "archive/ingest.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "archive/ingest-item.h"
#include "archive/kept.h"
#include "archive/run-search.h"
#include "archive/shelf/catalog-article.h"
#include "base/text.h"

#define BATCH_FILES 512
#define BATCH_BYTES (16 << 20)

/* Files that are read together. */
typedef struct {
  GPtrArray *items; /* of IngestItem * */
  gint64 bytes;
  gint next;  /* atomic */
  guint busy; /* threads at it; under the lock of the ingest */
} Batch;

typedef struct {
  Run *run;
  GThreadPool *pool; /* NULL: this thread reads */
  guint threads;
  GMutex lock;
  GCond idle;
  Batch filling, reading;
  GHashTable *sources; /* root, by its address, to the id of its folder */
  GHashTable *seen;    /* of Seen: articles that were known */
  gint64 known, seen_known;
  GError *error;
} Ingest;

static void read_batch(gpointer data, gpointer user_data)
{
  Ingest *ingest = user_data;
  Batch *batch = data;
  for (;;) {
    guint i = (guint)g_atomic_int_add(&batch->next, 1);
    if (i >= batch->items->len)
      break;
    IngestItem *item = batch->items->pdata[i];
    gsize bytes = (gsize)item->bytes;
    mkepub_flight_enter(ingest->run->flight, bytes);
    ingest_item_read(item);
    mkepub_flight_leave(ingest->run->flight, bytes);
  }
  g_mutex_lock(&ingest->lock);
  if (--batch->busy == 0)
    g_cond_signal(&ingest->idle);
  g_mutex_unlock(&ingest->lock);
}

/* Waits for the batch that is read, and enters it. */
static gboolean finish_reading(Ingest *ingest)
{
  Batch *batch = &ingest->reading;
  g_mutex_lock(&ingest->lock);
  while (batch->busy > 0)
    g_cond_wait(&ingest->idle, &ingest->lock);
  g_mutex_unlock(&ingest->lock);
  for (guint i = 0; i < batch->items->len && !ingest->error; i++)
    ingest_item_enter(ingest->run, batch->items->pdata[i], &ingest->error);
  g_ptr_array_set_size(batch->items, 0);
  return ingest->error == NULL;
}

/* Starts to read the batch that is full, and enters the one that was read. */
static gboolean begin_reading(Ingest *ingest)
{
  GPtrArray *items = ingest->filling.items;
  Batch entering = ingest->reading;
  g_mutex_lock(&ingest->lock);
  while (ingest->reading.busy > 0)
    g_cond_wait(&ingest->idle, &ingest->lock);
  entering.items = ingest->reading.items;
  ingest->reading = (Batch){.items = items, .busy = ingest->pool ? ingest->threads : 1};
  ingest->filling = (Batch){.items = g_ptr_array_new_with_free_func(ingest_item_free)};
  g_mutex_unlock(&ingest->lock);
  for (guint i = 0; ingest->pool && i < ingest->threads; i++)
    g_thread_pool_push(ingest->pool, &ingest->reading, NULL);
  if (!ingest->pool)
    read_batch(&ingest->reading, ingest);
  for (guint i = 0; i < entering.items->len && !ingest->error; i++)
    ingest_item_enter(ingest->run, entering.items->pdata[i], &ingest->error);
  g_ptr_array_unref(entering.items);
  return ingest->error == NULL && run_goes_on(ingest->run, &ingest->error);
}

static gint64 source_of(Ingest *ingest, const MkepubSourceFile *file)
{
  const char *root = file->root;
  gpointer found = g_hash_table_lookup(ingest->sources, root);
  if (found)
    return *(const gint64 *)found;
  if (g_hash_table_size(ingest->sources) == 0 &&
      !catalog_move_source(ingest->run->catalog, ingest->run->roots, &ingest->error))
    return 0;
  gint64 id = catalog_source(ingest->run->catalog, root, &ingest->error);
  gsize length = strlen(file->file), below = strlen(file->below);
  if (length >= below)
    g_hash_table_insert(ingest->run->shown, g_strdup(root),
                        g_strndup(file->file, length - below));
  if (id > 0)
    g_hash_table_insert(ingest->sources, (gpointer)root, g_memdup2(&id, sizeof id));
  return id;
}

/* Ids follow each other in a catalog that we made, and are what they please in another: a bit
 * for each of 512, where there are any. */
typedef struct {
  gint64 block; /* id / 512: the key */
  guint64 bits[8];
} Seen;

static guint64 *seen_bits(const Ingest *ingest, gint64 id)
{
  gint64 block = id >> 9;
  Seen *seen = g_hash_table_lookup(ingest->seen, &block);
  return seen ? &seen->bits[(id >> 6) & 7] : NULL;
}

static void mark_seen(Ingest *ingest, const CatalogStamp *known)
{
  gint64 id = known->id;
  if (!seen_bits(ingest, id)) {
    Seen *seen = g_new0(Seen, 1);
    seen->block = id >> 9;
    g_hash_table_add(ingest->seen, seen);
  }
  *seen_bits(ingest, id) |= (guint64)1 << (id & 63);
  ingest->seen_known += known->missing != CATALOG_GONE;
}

static gboolean was_seen(const Ingest *ingest, gint64 id)
{
  const guint64 *bits = seen_bits(ingest, id);
  return bits && (*bits >> (id & 63) & 1) != 0;
}

static gboolean add_file(gpointer data, const MkepubSourceFile *file)
{
  Ingest *ingest = data;
  Run *run = ingest->run;
  struct stat status = {0};
  CatalogStamp known = {0};
  gint64 source = source_of(ingest, file);
  if (source == 0)
    return FALSE;
  run->result->seen++;
  gboolean there = stat(file->file, &status) == 0;
  gint64 mtime = (gint64)status.st_mtim.tv_sec * 1000000000 + status.st_mtim.tv_nsec;
  if (!catalog_find_stamp(run->catalog, source, file->below, &known, &ingest->error))
    return FALSE;
  if (known.id > 0) {
    mark_seen(ingest, &known);
    if (there && known.bytes == status.st_size && known.mtime == mtime &&
        known.state != CATALOG_LOST && known.missing == CATALOG_THERE && !run->read_all &&
        !run_search_lacks(run, known.id))
      return (run->result->seen & 1023) != 0 || run_goes_on(run, &ingest->error);
  }
  IngestItem *item = ingest_item_new(file, source);
  item->known = known;
  item->bytes = status.st_size;
  item->mtime = mtime;
  item->read_all = run->read_all || known.missing == CATALOG_UNREADABLE ||
                   (known.id > 0 && run_search_lacks(run, known.id));
  item->key = run->number_key;
  item->limit = ingest->run->options->config->max_article;
  item->want_text = run->search != NULL;
  g_ptr_array_add(ingest->filling.items, item);
  ingest->filling.bytes += status.st_size;
  if (ingest->filling.items->len < BATCH_FILES && ingest->filling.bytes < BATCH_BYTES)
    return TRUE;
  return begin_reading(ingest);
}

/* Known articles that are not in the input. */
typedef struct {
  const Ingest *ingest;
  GArray *ids; /* of gint64 */
} Unseen;

static void add_unseen(gpointer data, gint64 id)
{
  Unseen *unseen = data;
  if (id <= unseen->ingest->known && !was_seen(unseen->ingest, id))
    g_array_append_val(unseen->ids, id);
}

/* IDs first, as a table must not change while it is walked. */
static gboolean mark_unseen(Ingest *ingest)
{
  g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));
  Unseen unseen = {ingest, ids};
  return catalog_walk_articles(ingest->run->catalog, add_unseen, &unseen, &ingest->error) &&
         kept_mark(ingest->run, ids, ingest->known, &ingest->error);
}

/* Nothing was found in PATH, where the catalog knows of COUNT articles. */
static gboolean fail_empty(Ingest *ingest, const char *path, gint64 count)
{
  g_autofree char *shown =
      text_display_path(path && strcmp(path, "-") ? path : "standard input");
  if (count == 0)
    g_set_error(&ingest->error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT, "no articles found in '%s'",
                shown);
  else
    g_set_error(&ingest->error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT,
                "no articles found in '%s', but the shelf has %" G_GINT64_FORMAT
                " from there; nothing is changed; use --prune to remove them",
                shown, count);
  return FALSE;
}

/* How the user named the canonical FOLDER. */
static const char *name_given_for(const Run *run, const char *folder)
{
  for (const char *const *path = run->options->paths; *path; path++) {
    char *real = realpath(*path, NULL);
    gboolean same = g_strcmp0(real, folder) == 0;
    free(real);
    if (same)
      return *path;
  }
  return folder;
}

/* How many articles of each input folder this run found to be gone; NULL after a failure. */
static GHashTable *count_gone(Ingest *ingest)
{
  Run *run = ingest->run;
  g_autoptr(GHashTable) counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < run->gone->len; i++) {
    g_auto(CatalogFile) file = {0};
    if (!catalog_find_file(run->catalog, g_array_index(run->gone, gint64, i), &file,
                           &ingest->error))
      return NULL;
    if (file.source == 0) /* it was renamed */
      continue;
    guint count = GPOINTER_TO_UINT(g_hash_table_lookup(counts, file.root));
    g_hash_table_insert(counts, g_steal_pointer(&file.root), GUINT_TO_POINTER(count + 1));
  }
  return g_steal_pointer(&counts);
}

/* An input folder that has lost all of its articles is more likely not mounted than emptied;
 * unless they are in another one now. */
static gboolean refuse_empty(Ingest *ingest)
{
  const Run *run = ingest->run;
  g_autoptr(GHashTable) counts = count_gone(ingest);
  for (guint i = 0; counts && i < run->roots->len; i++) {
    const char *root = run->roots->pdata[i];
    guint gone = GPOINTER_TO_UINT(g_hash_table_lookup(counts, root));
    if (gone > 0 && !g_hash_table_contains(run->shown, root))
      return fail_empty(ingest, name_given_for(run, root), gone);
  }
  return counts != NULL;
}

static gboolean walk_input(Ingest *ingest)
{
  Run *run = ingest->run;
  gint64 count;
  if (!catalog_count_known(run->catalog, &count, &ingest->known, &ingest->error))
    return FALSE;
  MkepubSources sources = {.paths = run->options->paths,
                           .config = run->options->config,
                           .skip = run->shelf_path,
                           .roots = run->roots,
                           .call = add_file,
                           .data = ingest};
  if (ingest->error || !mkepub_collection_walk(&sources, run->findings, &ingest->error) ||
      ingest->error || !begin_reading(ingest) || !finish_reading(ingest))
    return FALSE;
  run->result->lost += sources.lost;
  if (run->result->seen == 0 && (count == 0 || !run->options->prune))
    return fail_empty(ingest, run->options->paths[0], count);
  if (sources.unread > 0 || (ingest->seen_known == count && !run->options->prune))
    return run->result->added == 0 || kept_find_renamed(run, ingest->known, &ingest->error);
  return mark_unseen(ingest) && (run->options->prune || refuse_empty(ingest));
}

gboolean ingest_sources(Run *run, GError **error)
{
  Ingest ingest = {.run = run};
  ingest.threads = run->options->threads > 0 ? run->options->threads : g_get_num_processors();
  g_mutex_init(&ingest.lock);
  g_cond_init(&ingest.idle);
  ingest.filling.items = g_ptr_array_new_with_free_func(ingest_item_free);
  ingest.reading.items = g_ptr_array_new_with_free_func(ingest_item_free);
  ingest.sources = g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, g_free);
  ingest.seen = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
  if (ingest.threads > 1)
    ingest.pool = g_thread_pool_new(read_batch, &ingest, (gint)ingest.threads, FALSE, NULL);
  gboolean done = walk_input(&ingest);
  if (ingest.pool)
    g_thread_pool_free(ingest.pool, FALSE, TRUE);
  g_ptr_array_unref(ingest.filling.items);
  g_ptr_array_unref(ingest.reading.items);
  g_hash_table_unref(ingest.sources);
  g_hash_table_unref(ingest.seen);
  g_mutex_clear(&ingest.lock);
  g_cond_clear(&ingest.idle);
  if (ingest.error)
    g_propagate_error(error, ingest.error);
  return done;
}
