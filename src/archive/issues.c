/* SPDX-License-Identifier: MIT */
#include "archive/issues.h"

#include <string.h>

#include "archive/issue-enter.h"
#include "archive/volumes.h"

/* Jobs on their way, in the order in which they are entered. */
typedef struct {
  Run *run;
  gboolean omnibus;
  MkepubFinder *finder;
  MkepubFetcher *fetcher;
  GThreadPool *pool;
  guint threads;
  GMutex lock;
  GCond finished;
  GQueue jobs;           /* of IssueJob * */
  GHashTable *splits;    /* period to GArray of guint: what its volumes are cut down to */
  GHashTable *volumes;   /* period to how many volumes it has */
  GHashTable *too_large; /* period to GArray of guint: volumes to be halved */
  guint entered, planned;
  GError **error;
} Issues;

static void work(gpointer data, gpointer user_data)
{
  Issues *issues = user_data;
  IssueJob *job = data;
  issue_job_write(job);
  g_mutex_lock(&issues->lock);
  job->done = TRUE;
  g_cond_broadcast(&issues->finished);
  g_mutex_unlock(&issues->lock);
}

/* Volume VOLUME of PERIOD (from 1) has to be halved. */
static void note_too_large(Issues *issues, const IssueJob *job)
{
  GArray *volumes = g_hash_table_lookup(issues->too_large, job->plan->period);
  guint at = job->plan->volume - 1;
  if (!volumes) {
    volumes = g_array_new(FALSE, FALSE, sizeof(guint));
    g_hash_table_insert(issues->too_large, g_strdup(job->plan->period), volumes);
  }
  g_array_append_val(volumes, at);
}

static gboolean finish_job(Issues *issues, IssueJob *job)
{
  Run *run = issues->run;
  if (job->error) {
    g_propagate_error(issues->error, g_steal_pointer(&job->error));
    return FALSE;
  }
  if (!job->book.published) { /* its findings are told when it is smaller */
    note_too_large(issues, job);
    return TRUE;
  }
  run_take_findings(run, job->findings);
  run->result->lost += job->book.lost;
  return issue_enter(run, job, issues->error);
}

/* Enters the first jobs that wait, until no more than KEEP are on their way. */
static gboolean finish_jobs(Issues *issues, guint keep)
{
  gboolean good = TRUE;
  while (issues->jobs.length > keep) {
    IssueJob *job = g_queue_pop_head(&issues->jobs);
    g_mutex_lock(&issues->lock);
    while (!job->done)
      g_cond_wait(&issues->finished, &issues->lock);
    g_mutex_unlock(&issues->lock);
    good = good && finish_job(issues, job);
    issue_job_free(job);
    issues->entered++;
    const MkepubArchiveOptions *options = issues->run->options;
    if (good && options->progress)
      options->progress(options->progress_data, issues->entered,
                        MAX(issues->planned, issues->entered));
  }
  return good;
}

/* Takes JOB. */
static gboolean begin_job(Issues *issues, IssueJob *job)
{
  Run *run = issues->run;
  job->path = mkepub_shelf_path(run->shelf, job->name, issues->error);
  if (!job->path) {
    issue_job_free(job);
    return FALSE;
  }
  job->finder = issues->finder;
  job->fetcher = issues->fetcher;
  job->limit = job->plan->articles->len > 1 ? run->options->max_file : 0;
  job->threads = issues->planned > 1 ? 1 : issues->threads;
  g_queue_push_tail(&issues->jobs, job);
  if (issues->pool)
    g_thread_pool_push(issues->pool, job, NULL);
  else
    work(job, issues);
  return finish_jobs(issues, issues->pool ? 2 * issues->threads : 0);
}

/* Takes PLAN. */
static gboolean take_plan(Issues *issues, IssuePlan *plan)
{
  Run *run = issues->run;
  guint64 bytes = 0;
  IssueJob *job = issue_job_new(run, plan, issues->error);
  if (!job)
    return FALSE;
  gboolean there = issue_is_there(run, job, &bytes);
  if (!there && run->shelf)
    return begin_job(issues, job);
  gboolean good = TRUE;
  if (!there) {
    run->result->written++;
    good = run_tell(run, "issue written", job->name, job->id > 0 ? "it would change" : "new",
                    issues->error);
  }
  issue_job_free(job);
  return good;
}

static gboolean take_period(Issues *issues, const char *period)
{
  Run *run = issues->run;
  const GArray *split = g_hash_table_lookup(issues->splits, period);
  g_autoptr(GPtrArray) plans = issues->omnibus
                                   ? assign_year(run, period, split, issues->error)
                                   : assign_period(run, period, split, issues->error);
  if (!plans)
    return FALSE;
  g_hash_table_insert(issues->volumes, g_strdup(period), GUINT_TO_POINTER(plans->len));
  issues->planned += plans->len > 0 ? plans->len - 1 : 0;
  while (plans->len > 0)
    if (!take_plan(issues, g_ptr_array_steal_index(plans, 0)))
      return FALSE;
  return run_goes_on(run, issues->error);
}

/* Cuts the volumes of PERIOD that turned out too large into halves. */
static gboolean cut(Issues *issues, const char *period, const GArray *volumes)
{
  Run *run = issues->run;
  const GArray *split = g_hash_table_lookup(issues->splits, period);
  g_autoptr(GPtrArray) plans = issues->omnibus
                                   ? assign_year(run, period, split, issues->error)
                                   : assign_period(run, period, split, issues->error);
  if (!plans)
    return FALSE;
  GArray *counts = g_array_new(FALSE, FALSE, sizeof(guint));
  for (guint i = 0; i < plans->len; i++)
    g_array_append_val(counts, ((const IssuePlan *)plans->pdata[i])->articles->len);
  for (guint i = volumes->len; i-- > 0;) /* from the last: the places before it stay */
    volumes_halve(counts, g_array_index(volumes, guint, i));
  g_hash_table_insert(issues->splits, g_strdup(period), counts);
  return TRUE;
}

static gint compare_texts(gconstpointer a, gconstpointer b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Until no book is too large: each round halves what the one before showed to be. */
static gboolean take_all(Issues *issues, const GPtrArray *periods)
{
  issues->planned = periods->len;
  for (guint i = 0; i < periods->len; i++)
    if (!take_period(issues, periods->pdata[i]))
      return FALSE;
  if (!finish_jobs(issues, 0))
    return FALSE;
  while (g_hash_table_size(issues->too_large) > 0) {
    g_autoptr(GPtrArray) again = g_ptr_array_new_with_free_func(g_free);
    GHashTableIter iter;
    gpointer period, volumes;
    g_hash_table_iter_init(&iter, issues->too_large);
    while (g_hash_table_iter_next(&iter, &period, &volumes)) {
      if (!cut(issues, period, volumes))
        return FALSE;
      g_ptr_array_add(again, g_strdup(period));
    }
    g_hash_table_remove_all(issues->too_large);
    g_ptr_array_sort(again, compare_texts);
    for (guint i = 0; i < again->len; i++)
      if (!take_period(issues, again->pdata[i]))
        return FALSE;
    if (!finish_jobs(issues, 0))
      return FALSE;
  }
  return TRUE;
}

/* Volumes that a period has no more go when all are settled: some only moved. */
static gboolean drop_volumes(Issues *issues, const GPtrArray *periods)
{
  for (guint i = 0; i < periods->len; i++) {
    const char *period = periods->pdata[i];
    guint volumes = GPOINTER_TO_UINT(g_hash_table_lookup(issues->volumes, period));
    if (!issue_drop_volumes(issues->run, period, issues->omnibus, volumes, issues->error))
      return FALSE;
  }
  return TRUE;
}

static MkepubFetcher *open_fetcher(const Run *run, GError **error)
{
  const MkepubArchiveOptions *options = run->options;
  MkepubFetchOptions how = {.online = options->fetch,
                            .allow_private = options->allow_private,
                            .cache = options->cache,
                            .cancel = options->cancel};
  return mkepub_fetcher_new(&how, error);
}

static void drop_jobs(Issues *issues)
{
  IssueJob *job;
  while ((job = g_queue_pop_head(&issues->jobs)))
    issue_job_free(job);
}

gboolean issues_update(Run *run, const GPtrArray *periods, gboolean omnibus, GError **error)
{
  if (periods->len == 0)
    return TRUE;
  g_autoptr(MkepubFetcher) fetcher = open_fetcher(run, error);
  if (!fetcher)
    return FALSE;
  g_autoptr(MkepubFinder) finder = mkepub_finder_new(run->roots, run->options->config->assets);
  Issues issues = {.run = run,
                   .omnibus = omnibus,
                   .finder = finder,
                   .fetcher = fetcher,
                   .jobs = G_QUEUE_INIT,
                   .error = error};
  issues.threads = run->options->threads > 0 ? run->options->threads : g_get_num_processors();
  g_mutex_init(&issues.lock);
  g_cond_init(&issues.finished);
  issues.splits =
      g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
  issues.too_large =
      g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
  issues.volumes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  if (issues.threads > 1)
    issues.pool = g_thread_pool_new(work, &issues, (gint)issues.threads, FALSE, NULL);
  gboolean good = take_all(&issues, periods) && drop_volumes(&issues, periods);
  if (issues.pool)
    g_thread_pool_free(issues.pool, FALSE, TRUE);
  drop_jobs(&issues);
  g_hash_table_unref(issues.splits);
  g_hash_table_unref(issues.too_large);
  g_hash_table_unref(issues.volumes);
  g_mutex_clear(&issues.lock);
  g_cond_clear(&issues.finished);
  return good;
}
