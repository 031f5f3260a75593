/* SPDX-License-Identifier: MIT */
#include "archive/issues.h"

#include <string.h>

#include "archive/issue-enter.h"
#include "archive/issue-hold.h"
#include "archive/kept.h"
#include "archive/shelf/catalog-plan.h"
#include "archive/volumes.h"
#include "media/picture-finder.h"

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
  GQueue held;           /* of IssueJob *: written and not published, see issue-hold.h */
  GPtrArray *periods;    /* of char *, owned: all that are looked at */
  GHashTable *splits;    /* period to GArray of guint: what its volumes are cut down to */
  GHashTable *volumes;   /* period to the last of its volumes that were planned */
  GHashTable *too_large; /* period to GArray of guint: volumes to be halved */
  GHashTable *lost;      /* of periods to be planned again without what cannot be read */
  GHashTable *measured;  /* of periods whose volumes are not published in this round */
  GHashTable *fits;      /* of periods whose volumes turned out to fit, in the round before */
  guint entered, planned;
  GError **error;
} Issues;

static void write_job(gpointer data, gpointer user_data)
{
  Issues *issues = user_data;
  IssueJob *job = data;
  issue_job_write(job);
  g_mutex_lock(&issues->lock);
  job->done = TRUE;
  g_cond_broadcast(&issues->finished);
  g_mutex_unlock(&issues->lock);
}

/* The volume of JOB has to be halved. */
static void note_too_large(Issues *issues, const IssueJob *job)
{
  GArray *volumes = g_hash_table_lookup(issues->too_large, job->plan->period);
  guint at = job->plan->part;
  if (!volumes) {
    volumes = g_array_new(FALSE, FALSE, sizeof(guint));
    g_hash_table_insert(issues->too_large, g_strdup(job->plan->period), volumes);
  }
  g_array_append_val(volumes, at);
}

/* Articles of JOB cannot be read: it is planned again without them, or not at all where a book
 * has them. */
static gboolean lose_articles(Issues *issues, const IssueJob *job)
{
  Run *run = issues->run;
  for (guint i = 0; i < mkepub_findings_length(job->findings); i++) {
    const MkepubFinding *finding = mkepub_findings_at(job->findings, i);
    if (mkepub_finding_severity(finding->id) == MKEPUB_SEVERITY_ERROR)
      mkepub_findings_add(run->findings, finding->id, finding->path, finding->line,
                          finding->column, "%s", finding->message);
  }
  for (guint i = 0; i < job->lost->len; i++)
    if (!kept_lose(run, g_array_index(job->lost, gint64, i), NULL, issues->error))
      return FALSE;
  g_hash_table_add(issues->lost, g_strdup(job->plan->period));
  return TRUE;
}

static gboolean enter_job(Issues *issues, IssueJob *job)
{
  run_take_findings(issues->run, job->findings);
  return issue_enter(issues->run, job, issues->error);
}

/* Takes JOB, which is done. */
static gboolean finish_job(Issues *issues, IssueJob *taken)
{
  g_autoptr(IssueJob) job = taken;
  if (job->error) {
    g_propagate_error(issues->error, g_steal_pointer(&job->error));
    return FALSE;
  }
  if (job->lost->len > 0)
    return lose_articles(issues, job);
  if (!job->book.published) { /* its findings are reported when it is */
    if (!job->measure || job->book.bytes > job->limit)
      note_too_large(issues, job);
    return TRUE;
  }
  if (!job->held)
    return enter_job(issues, job);
  issue_hold_rest(job);
  g_queue_push_tail(&issues->held, g_steal_pointer(&job));
  return TRUE;
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
    if (good)
      good = finish_job(issues, job);
    else
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
  if (!issue_hold_needed(run, job, &job->held, issues->error) ||
      !(job->place = mkepub_shelf_place(run->shelf, job->name, issues->error))) {
    issue_job_free(job);
    return FALSE;
  }
  job->place->ocf.hold = job->held;
  job->finder = issues->finder;
  job->fetcher = issues->fetcher;
  job->limit = job->plan->articles->len > 1 ? run->options->max_file : 0;
  job->threads = issues->planned > 1 ? 1 : issues->threads;
  g_queue_push_tail(&issues->jobs, job);
  if (issues->pool)
    g_thread_pool_push(issues->pool, job, NULL);
  else
    write_job(job, issues);
  return finish_jobs(issues, issues->pool ? 2 * issues->threads : 0);
}

/* Takes PLAN. An issue on the shelf fits, and so does a single article. */
static gboolean take_plan(Issues *issues, IssuePlan *plan)
{
  Run *run = issues->run;
  gboolean measure = g_hash_table_contains(issues->measured, plan->period);
  gboolean alone = plan->articles->len == 1;
  IssueJob *job = issue_job_new(run, plan, issues->error);
  if (!job)
    return FALSE;
  gboolean there;
  if (!issue_is_there(run, job, &there, issues->error)) {
    issue_job_free(job);
    return FALSE;
  }
  there = there || (measure && alone);
  job->measure = measure;
  if (!there && run->shelf)
    return begin_job(issues, job);
  gboolean good = TRUE;
  if (!there) {
    run->result->written++;
    good =
        run_report(run, "issue written", job->name, job->id > 0 ? "it would change" : "new",
                   issues->error) &&
        (!run->options->omnibus || issues->omnibus || issue_rehearse(run, job, issues->error));
  }
  issue_job_free(job);
  return good;
}

/* A period of several volumes is published once all of them fit: what one round put on the
 * shelf, the next would have to take back. */
static gboolean is_measured(const Issues *issues, const char *period, guint volumes)
{
  return volumes > 1 && issues->run->shelf && issues->run->options->max_file > 0 &&
         !g_hash_table_contains(issues->fits, period);
}

static gboolean take_period(Issues *issues, const char *period)
{
  Run *run = issues->run;
  const GArray *split = g_hash_table_lookup(issues->splits, period);
  g_autoptr(GPtrArray) plans = issues->omnibus ? plan_year(run, period, split, issues->error)
                                               : plan_period(run, period, split, issues->error);
  if (!plans)
    return FALSE;
  const IssuePlan *last = plans->len > 0 ? plans->pdata[plans->len - 1] : NULL;
  g_hash_table_insert(issues->volumes, g_strdup(period),
                      GUINT_TO_POINTER(last ? last->volume : 0));
  issues->planned += plans->len > 0 ? plans->len - 1 : 0;
  if (is_measured(issues, period, plans->len))
    g_hash_table_add(issues->measured, g_strdup(period));
  while (plans->len > 0)
    if (!take_plan(issues, g_ptr_array_steal_index(plans, 0)))
      return FALSE;
  return run_goes_on(run, issues->error);
}

/* Cuts the volumes of PERIOD that turned out too large into halves. */
static gboolean halve_volumes(Issues *issues, const char *period, const GArray *volumes)
{
  Run *run = issues->run;
  const GArray *split = g_hash_table_lookup(issues->splits, period);
  g_autoptr(GPtrArray) plans = issues->omnibus ? plan_year(run, period, split, issues->error)
                                               : plan_period(run, period, split, issues->error);
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

/* Removes the held books of PERIOD, NULL: of all, whose periods are planned again. */
static void discard_held(Issues *issues, const char *period)
{
  for (guint left = issues->held.length; left > 0; left--) {
    IssueJob *job = g_queue_pop_head(&issues->held);
    if (period && strcmp(job->plan->period, period) != 0) {
      g_queue_push_tail(&issues->held, job);
      continue;
    }
    g_hash_table_add(issues->lost, g_strdup(job->plan->period));
    issue_hold_discard(issues->run, job);
    issue_job_free(job);
  }
}

/* Whether PERIOD needs another round: it is halved, it was found to fit, or it is planned
 * without what is lost. */
static gboolean needs_round(Issues *issues, const char *period, gboolean lost, gboolean *again)
{
  const GArray *volumes = g_hash_table_lookup(issues->too_large, period);
  *again = TRUE;
  if (volumes && !lost && !halve_volumes(issues, period, volumes))
    return FALSE;
  if (lost)
    g_hash_table_remove(issues->splits, period);
  if (volumes)
    discard_held(issues, period);
  if (volumes || lost)
    g_hash_table_remove(issues->fits, period);
  else if (g_hash_table_contains(issues->measured, period))
    g_hash_table_add(issues->fits, g_strdup(period));
  else
    *again = FALSE;
  return TRUE;
}

/* Some articles cannot be read: their books stay, and no article moves out of those books or
 * into them. Periods by count begin elsewhere then: all of them are planned again. */
static gboolean plan_again(Issues *issues)
{
  Run *run = issues->run;
  discard_held(issues, NULL);
  if (!kept_find_issues(run, issues->error))
    return FALSE;
  if (issues->omnibus || run->options->every.kind != MKEPUB_EVERY_COUNT)
    return TRUE;
  GPtrArray *periods = affected_periods_find(run, issues->error);
  if (!periods)
    return FALSE;
  for (guint i = 0; i < periods->len; i++)
    g_hash_table_add(issues->lost, g_strdup(periods->pdata[i]));
  g_ptr_array_unref(issues->periods);
  issues->periods = periods;
  return TRUE;
}

/* All books of the run can be written: those that wait for one another are published. */
static gboolean release_held(Issues *issues)
{
  Run *run = issues->run;
  if (!issues->omnibus && !issue_drop_strange(run, issues->error))
    return FALSE;
  IssueJob *next;
  while ((next = g_queue_pop_head(&issues->held))) {
    g_autoptr(IssueJob) job = next;
    if (!issue_hold_release(run, job, issues->error) || !enter_job(issues, job) ||
        !run_goes_on(run, issues->error))
      return FALSE;
  }
  return TRUE;
}

/* Those of PERIODS, which had a round, that another one is for; NULL after a failure. */
static GPtrArray *next_round(Issues *issues, const GPtrArray *periods)
{
  g_autoptr(GPtrArray) again = g_ptr_array_new_with_free_func(g_free);
  gboolean lost = g_hash_table_size(issues->lost) > 0;
  if (lost && !plan_again(issues))
    return NULL;
  const GPtrArray *candidates = lost ? issues->periods : periods;
  for (guint i = 0; i < candidates->len; i++) {
    const char *period = candidates->pdata[i];
    gboolean needed;
    if (!needs_round(issues, period, g_hash_table_contains(issues->lost, period), &needed))
      return NULL;
    if (needed)
      g_ptr_array_add(again, g_strdup(period));
  }
  g_hash_table_remove_all(issues->lost);
  g_hash_table_remove_all(issues->too_large);
  g_hash_table_remove_all(issues->measured);
  return again->len > 0 || release_held(issues) ? g_steal_pointer(&again) : NULL;
}

/* Until no book is too large and all are published. */
static gboolean take_all(Issues *issues)
{
  g_autoptr(GPtrArray) round = g_ptr_array_ref(issues->periods);
  while (round && round->len > 0) {
    issues->planned += round->len;
    for (guint i = 0; i < round->len; i++)
      if (!take_period(issues, round->pdata[i]))
        return FALSE;
    GPtrArray *next = finish_jobs(issues, 0) ? next_round(issues, round) : NULL;
    g_ptr_array_unref(round);
    round = next;
  }
  return round != NULL;
}

/* Volumes that a period has no more go when all are settled: some only moved. */
static gboolean drop_volumes(Issues *issues)
{
  for (guint i = 0; i < issues->periods->len; i++) {
    const char *period = issues->periods->pdata[i];
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
  discard_held(issues, NULL);
}

static GHashTable *new_counts(void)
{
  return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
}

static void issues_init(Issues *issues)
{
  guint threads = issues->run->options->threads;
  issues->threads = threads > 0 ? threads : g_get_num_processors();
  g_mutex_init(&issues->lock);
  g_cond_init(&issues->finished);
  issues->periods = g_ptr_array_new_with_free_func(g_free);
  issues->splits = new_counts();
  issues->too_large = new_counts();
  issues->volumes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  issues->lost = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  issues->measured = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  issues->fits = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  if (issues->threads > 1)
    issues->pool = g_thread_pool_new(write_job, issues, (gint)issues->threads, FALSE, NULL);
}

static void issues_clear(Issues *issues)
{
  if (issues->pool)
    g_thread_pool_free(issues->pool, FALSE, TRUE);
  drop_jobs(issues);
  g_ptr_array_unref(issues->periods);
  g_hash_table_unref(issues->splits);
  g_hash_table_unref(issues->too_large);
  g_hash_table_unref(issues->volumes);
  g_hash_table_unref(issues->lost);
  g_hash_table_unref(issues->measured);
  g_hash_table_unref(issues->fits);
  g_mutex_clear(&issues->lock);
  g_cond_clear(&issues->finished);
}

gboolean issues_update(Run *run, const GPtrArray *periods, gboolean omnibus, GError **error)
{
  if (!omnibus && (!run->shelf || periods->len == 0) && !issue_drop_strange(run, error))
    return FALSE;
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
                   .held = G_QUEUE_INIT,
                   .error = error};
  issues_init(&issues);
  for (guint i = 0; i < periods->len; i++)
    g_ptr_array_add(issues.periods, g_strdup(periods->pdata[i]));
  gboolean good = take_all(&issues) && drop_volumes(&issues) &&
                  (omnibus || catalog_count_kept(run->catalog, error));
  issues_clear(&issues);
  return good;
}
