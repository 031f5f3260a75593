/* SPDX-License-Identifier: MIT */
#include "mkepub/fetch.h"

#include "media/fetch/cache.h"
#include "media/fetch/job.h"
#include "media/fetch/loop.h"
#include "media/fetch/url.h"

#define MEGABYTE ((guint64)1024 * 1024)

struct MkepubFetcher {
  MkepubFetchOptions options; /* with defaults filled in */
  FetchCache *cache;
  const FetchLoopModule *network;
  FetchLoop *loop; /* NULL offline, when nothing is fetched */
  FetchBoard board;
  GHashTable *jobs; /* URL to FetchJob, owned; guarded by the board's lock */
  guint requested;  /* requests to the network; atomic */
};

static const MkepubFetchOptions defaults = {
    .connections = 16,
    .per_host = 4,
    .connect_ms = 10000,
    .idle_ms = 15000,
    .total_ms = 60000,
    .retry_ms = 500,
    .max_bytes = 32 * MEGABYTE,
    .max_total = 4096 * MEGABYTE,
    .max_count = 100000,
    .retries = 3,
    .redirects = 5,
};

static void fill_in(MkepubFetchOptions *options)
{
  const struct {
    guint *value;
    guint standard;
  } numbers[] = {
      {&options->connections, defaults.connections}, {&options->per_host, defaults.per_host},
      {&options->connect_ms, defaults.connect_ms},   {&options->idle_ms, defaults.idle_ms},
      {&options->total_ms, defaults.total_ms},       {&options->retry_ms, defaults.retry_ms},
      {&options->max_count, defaults.max_count},     {&options->retries, defaults.retries},
      {&options->redirects, defaults.redirects},
  };
  for (guint i = 0; i < G_N_ELEMENTS(numbers); i++)
    if (*numbers[i].value == 0)
      *numbers[i].value = numbers[i].standard;
  if (options->max_bytes == 0)
    options->max_bytes = defaults.max_bytes;
  if (options->max_total == 0)
    options->max_total = defaults.max_total;
}

static void free_job(gpointer job)
{
  fetch_job_free(job);
}

MkepubFetcher *mkepub_fetcher_new(const MkepubFetchOptions *options, GError **error)
{
  g_autoptr(MkepubFetcher) fetcher = g_new0(MkepubFetcher, 1);
  if (options)
    fetcher->options = *options;
  fill_in(&fetcher->options);
  fetcher->cache = fetch_cache_new(fetcher->options.cache);
  fetcher->options.cache = NULL; /* borrowed from the caller: not kept */
  g_mutex_init(&fetcher->board.lock);
  g_cond_init(&fetcher->board.settled);
  fetcher->jobs = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_job);
  if (!fetcher->options.online)
    return g_steal_pointer(&fetcher);
  if (!fetch_cache_prepare(fetcher->cache, error))
    return NULL;
  fetcher->network = module_load("fetch", "fetch_loop_module", &fetch_loop_module, error);
  if (!fetcher->network)
    return NULL;
  fetcher->loop =
      fetcher->network->start(&fetcher->options, fetcher->cache, &fetcher->board, error);
  return fetcher->loop ? g_steal_pointer(&fetcher) : NULL;
}

void mkepub_fetcher_free(MkepubFetcher *fetcher)
{
  if (!fetcher)
    return;
  if (fetcher->loop)
    fetcher->network->stop(fetcher->loop);
  g_hash_table_unref(fetcher->jobs);
  g_mutex_clear(&fetcher->board.lock);
  g_cond_clear(&fetcher->board.settled);
  fetch_cache_free(fetcher->cache);
  g_free(fetcher);
}

/* Requests JOB from the network, within the limit on requests. */
static void request_job(MkepubFetcher *fetcher, FetchJob *job)
{
  guint before = (guint)g_atomic_int_add((gint *)&fetcher->requested, 1);
  if (before < fetcher->options.max_count)
    fetcher->network->add(fetcher->loop, job);
  else
    fetch_job_settle(job, &fetcher->board,
                     g_error_new(MKEPUB_ERROR, MKEPUB_ERROR_INPUT,
                                 "more than %u pictures to fetch", fetcher->options.max_count));
}

/* Returns the job of URL; creates and starts it when it is new. The cache is read without the
 * lock; threads that ask meanwhile wait for the job as for any other. */
static FetchJob *job_of(MkepubFetcher *fetcher, const char *url)
{
  g_mutex_lock(&fetcher->board.lock);
  FetchJob *job = g_hash_table_lookup(fetcher->jobs, url);
  gboolean made = !job;
  if (made) {
    job = fetch_job_new(url);
    g_hash_table_insert(fetcher->jobs, job->url, job);
    fetcher->board.asked++;
  }
  g_mutex_unlock(&fetcher->board.lock);
  if (!made)
    return job;
  if (fetcher->loop && !fetch_cache_has(fetcher->cache, url)) {
    request_job(fetcher, job);
    return job;
  }
  fetch_job_settle(job, &fetcher->board, NULL);
  if (fetcher->loop)
    fetcher->network->wake(fetcher->loop);
  return job;
}

void mkepub_fetcher_ask(MkepubFetcher *fetcher, const char *url)
{
  g_autofree char *address = fetch_url_request(url, NULL);
  if (address)
    job_of(fetcher, address);
}

static gboolean is_cancelled(const MkepubFetcher *fetcher, GError **error)
{
  const gint *cancel = fetcher->options.cancel;
  if (!cancel || !g_atomic_int_get(cancel))
    return FALSE;
  g_propagate_error(error, fetch_job_interrupted());
  return TRUE;
}

GBytes *mkepub_fetcher_wait(MkepubFetcher *fetcher, const char *url, GError **error)
{
  g_autofree char *address = fetch_url_request(url, error);
  if (!address || is_cancelled(fetcher, error))
    return NULL;
  FetchJob *job = job_of(fetcher, address);
  for (guint times = 0;; times++) {
    g_autoptr(GError) problem = NULL;
    guint rounds = 0;
    gboolean settled = fetch_job_wait(job, &fetcher->board, &rounds, &problem);
    if (is_cancelled(fetcher, error))
      return NULL;
    GBytes *bytes = settled ? fetch_cache_read(fetcher->cache, address, &problem) : NULL;
    if (bytes)
      return bytes;
    if (!settled || !fetcher->loop || times > 0) {
      g_propagate_error(error, g_steal_pointer(&problem));
      return NULL;
    }
    /* damaged or removed since: fetch it once more */
    if (fetch_job_reopen(job, &fetcher->board, rounds))
      request_job(fetcher, job);
  }
}
