/* SPDX-License-Identifier: MIT */
#include "media/fetch/loop.h"

#include <curl/curl.h>
#include <signal.h>

#include "media/fetch/host-queue.h"
#include "media/fetch/transfer.h"
#include "mkepub/error.h"

#define SEED         0x6d6b6570 /* any value: waits only need to differ from each other */
#define LONGEST_MS   30000u     /* largest rest that the server did not ask for */
#define GLANCE_MS    100        /* interval at which a cancel is noticed */
#define KEEPERS      2          /* threads that check and sync received pictures */
#define KEPT_AT_ONCE 32         /* each holds a file open */
#define MS           1000       /* in microseconds */

struct FetchLoop {
  const MkepubFetchOptions *options;
  FetchBoard *board;
  CURLM *multi;
  GThread *thread;
  GThreadPool *keepers;
  GMutex lock;
  GQueue inbox;    /* guarded by the lock: jobs from other threads */
  gboolean closed; /* guarded by the lock: no more jobs are accepted */
  gint stop;       /* atomic */
  gint keeping;    /* atomic: transfers at the keepers */
  /* used by the network thread only */
  FetchShared shared;
  FetchTurns *turns;
  GPtrArray *out; /* FetchTransfer of the multi handle */
  GRand *chance;
  guint told_asked, told_done;
  guint64 told_bytes;
};

/* Runs on a keeper's thread: syncing must not delay the network. */
static void keep_transfer(gpointer item, gpointer data)
{
  FetchTransfer *transfer = item;
  FetchLoop *loop = data;
  FetchJob *job = fetch_transfer_job(transfer);
  GError *error = NULL;
  fetch_transfer_keep(transfer, &error);
  fetch_transfer_free(transfer);
  fetch_job_settle(job, loop->board, error);
  g_atomic_int_dec_and_test(&loop->keeping);
  curl_multi_wakeup(loop->multi);
}

static guint rest_ms(FetchLoop *loop, guint try)
{
  guint rest = MIN(loop->options->retry_ms, LONGEST_MS);
  for (guint i = 1; i < try && rest < LONGEST_MS; i++)
    rest = MIN(rest * 2, LONGEST_MS);
  return (guint)(rest * g_rand_double_range(loop->chance, 0.5, 1.5));
}

/* Schedules another try, if there is time; returns FALSE when this was the last. */
static gboolean try_again(FetchLoop *loop, FetchJob *job, const FetchOutcome *outcome)
{
  if (job->tries > loop->options->retries || fetch_turns_is_lost(loop->turns, job))
    return FALSE;
  gint64 now = g_get_monotonic_time();
  gint64 rest = MAX((gint64)rest_ms(loop, job->tries), outcome->asked_ms);
  if (now + rest * MS >= job->deadline)
    return FALSE;
  /* a host that is too busy for one request gets no others meanwhile */
  if (outcome->asked_ms > 0 || !outcome->answered)
    fetch_turns_hold(loop->turns, job, now + rest * MS);
  fetch_turns_rest(loop->turns, job, now + rest * MS);
  return TRUE;
}

/* Decides about the job of a transfer that ended. */
static void finish_transfer(FetchLoop *loop, FetchTransfer *transfer, CURLcode code)
{
  FetchJob *job = fetch_transfer_job(transfer);
  FetchOutcome outcome;
  curl_multi_remove_handle(loop->multi, fetch_transfer_handle(transfer));
  g_ptr_array_remove_fast(loop->out, transfer);
  fetch_transfer_end(transfer, code, &outcome);
  if (outcome.verdict == FETCH_WHOLE) {
    fetch_turns_end(loop->turns, job, TRUE);
    g_atomic_int_inc(&loop->keeping);
    g_thread_pool_push(loop->keepers, transfer, NULL);
    return;
  }
  fetch_transfer_free(transfer);
  if (outcome.verdict == FETCH_AGAIN && try_again(loop, job, &outcome)) {
    g_error_free(outcome.error);
    return;
  }
  fetch_turns_end(loop->turns, job, outcome.answered);
  fetch_job_settle(job, loop->board, outcome.error);
}

static void finish_ended(FetchLoop *loop)
{
  int left = 0;
  for (CURLMsg *message; (message = curl_multi_info_read(loop->multi, &left));) {
    FetchTransfer *transfer = NULL;
    if (message->msg != CURLMSG_DONE)
      continue;
    CURLcode code = message->data.result;
    curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, (char **)&transfer);
    finish_transfer(loop, transfer, code);
  }
}

/* Returns the time at which TRANSFER has been silent for too long. */
static gint64 silence_limit(const FetchLoop *loop, const FetchTransfer *transfer)
{
  gint64 heard = fetch_transfer_heard(transfer);
  return heard > 0 ? heard + (gint64)loop->options->idle_ms * MS : G_MAXINT64;
}

static void finish_idle(FetchLoop *loop)
{
  gint64 now = g_get_monotonic_time();
  for (guint i = loop->out->len; i > 0; i--) {
    FetchTransfer *transfer = loop->out->pdata[i - 1];
    if (silence_limit(loop, transfer) <= now)
      finish_transfer(loop, transfer, CURLE_OPERATION_TIMEDOUT);
  }
}

static void send_out(FetchLoop *loop, FetchJob *job, gint64 now)
{
  if (job->deadline == 0)
    job->deadline = now + (gint64)loop->options->total_ms * MS;
  if (fetch_turns_is_lost(loop->turns, job) || job->deadline <= now) {
    gboolean late = job->deadline <= now;
    fetch_turns_end(loop->turns, job, FALSE);
    fetch_job_settle(job, loop->board,
                     g_error_new_literal(MKEPUB_ERROR, MKEPUB_ERROR_INPUT,
                                         late ? "timed out" : "its host does not answer"));
    return;
  }
  job->tries++;
  guint left = (guint)((job->deadline - now) / MS + 1);
  FetchTransfer *transfer = fetch_transfer_new(&loop->shared, job, left);
  g_ptr_array_add(loop->out, transfer);
  curl_multi_add_handle(loop->multi, fetch_transfer_handle(transfer));
}

static gboolean has_room(const FetchLoop *loop)
{
  return loop->out->len < loop->options->connections &&
         g_atomic_int_get(&loop->keeping) < KEPT_AT_ONCE;
}

static void send_all(FetchLoop *loop)
{
  gint64 now = g_get_monotonic_time();
  for (FetchJob *job; has_room(loop) && (job = fetch_turns_next(loop->turns, now));)
    send_out(loop, job, now);
}

static void take_inbox(FetchLoop *loop)
{
  g_mutex_lock(&loop->lock);
  for (FetchJob *job; (job = g_queue_pop_head(&loop->inbox));) {
    /* the job may have run before, when its bytes were damaged on disk */
    job->tries = 0;
    job->deadline = 0;
    fetch_turns_add(loop->turns, job);
  }
  g_mutex_unlock(&loop->lock);
}

static void report_progress(FetchLoop *loop)
{
  if (!loop->options->progress)
    return;
  g_mutex_lock(&loop->board->lock);
  guint asked = loop->board->asked, done = loop->board->done;
  g_mutex_unlock(&loop->board->lock);
  if (asked == loop->told_asked && done == loop->told_done &&
      loop->shared.received == loop->told_bytes)
    return;
  loop->told_asked = asked;
  loop->told_done = done;
  loop->told_bytes = loop->shared.received;
  loop->options->progress(loop->options->progress_data, done, asked, loop->told_bytes);
}

static gboolean must_end(FetchLoop *loop)
{
  const gint *cancel = loop->options->cancel;
  return g_atomic_int_get(&loop->stop) || (cancel && g_atomic_int_get(cancel));
}

static int next_glance(FetchLoop *loop)
{
  gint64 now = g_get_monotonic_time();
  gint64 due = has_room(loop) ? fetch_turns_due(loop->turns, now) : G_MAXINT64;
  for (guint i = 0; i < loop->out->len; i++)
    due = MIN(due, silence_limit(loop, loop->out->pdata[i]));
  gint64 most = now + (loop->options->cancel ? GLANCE_MS : 10 * GLANCE_MS) * MS;
  return (int)(CLAMP(due, now, most) - now + MS - 1) / MS;
}

/* Settles all remaining jobs, and accepts no more. */
static void settle_rest(FetchLoop *loop)
{
  g_mutex_lock(&loop->lock);
  loop->closed = TRUE;
  g_mutex_unlock(&loop->lock);
  take_inbox(loop);
  while (loop->out->len > 0) {
    FetchTransfer *transfer = g_ptr_array_remove_index_fast(loop->out, loop->out->len - 1);
    FetchJob *job = fetch_transfer_job(transfer);
    /* do not wait for the DNS */
    curl_easy_setopt(fetch_transfer_handle(transfer), CURLOPT_QUICK_EXIT, 1L);
    curl_multi_remove_handle(loop->multi, fetch_transfer_handle(transfer));
    fetch_transfer_free(transfer);
    fetch_job_settle(job, loop->board, fetch_job_interrupted());
  }
  for (FetchJob *job; (job = fetch_turns_drop(loop->turns));)
    fetch_job_settle(job, loop->board, fetch_job_interrupted());
}

static gpointer run_loop(gpointer data)
{
  FetchLoop *loop = data;
  sigset_t all;
  sigfillset(&all);
  pthread_sigmask(SIG_BLOCK, &all, NULL); /* leave signals to the program */
  while (!must_end(loop)) {
    int running = 0;
    take_inbox(loop);
    send_all(loop);
    curl_multi_perform(loop->multi, &running);
    finish_ended(loop);
    finish_idle(loop);
    report_progress(loop);
    curl_multi_poll(loop->multi, NULL, 0, next_glance(loop), NULL);
  }
  settle_rest(loop);
  g_thread_pool_free(loop->keepers, FALSE, TRUE);
  report_progress(loop);
  return NULL;
}

static void set_options(CURLM *multi, const MkepubFetchOptions *options)
{
  curl_multi_setopt(multi, CURLMOPT_PIPELINING, CURLPIPE_MULTIPLEX);
  curl_multi_setopt(multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, (long)options->connections);
  curl_multi_setopt(multi, CURLMOPT_MAX_HOST_CONNECTIONS, (long)options->per_host);
  curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, (long)options->connections);
}

static FetchLoop *start_loop(const MkepubFetchOptions *options, const FetchCache *cache,
                             FetchBoard *board, GError **error)
{
  CURLM *multi = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK ? curl_multi_init() : NULL;
  if (!multi) {
    g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INTERNAL, "cannot start libcurl");
    return NULL;
  }
  FetchLoop *loop = g_new0(FetchLoop, 1);
  loop->options = options;
  loop->board = board;
  loop->multi = multi;
  loop->shared = (FetchShared){.options = options, .cache = cache};
  loop->turns = fetch_turns_new(options->per_host);
  loop->out = g_ptr_array_new();
  loop->chance = g_rand_new_with_seed(SEED);
  g_mutex_init(&loop->lock);
  g_queue_init(&loop->inbox);
  set_options(multi, options);
  loop->keepers = g_thread_pool_new(keep_transfer, loop, KEEPERS, FALSE, NULL);
  loop->thread = g_thread_new("fetch", run_loop, loop);
  return loop;
}

static void wake_loop(FetchLoop *loop)
{
  curl_multi_wakeup(loop->multi);
}

static void add_job(FetchLoop *loop, FetchJob *job)
{
  g_mutex_lock(&loop->lock);
  gboolean closed = loop->closed;
  if (!closed)
    g_queue_push_tail(&loop->inbox, job);
  g_mutex_unlock(&loop->lock);
  if (closed)
    fetch_job_settle(job, loop->board, fetch_job_interrupted());
  else
    wake_loop(loop);
}

static void stop_loop(FetchLoop *loop)
{
  g_atomic_int_set(&loop->stop, 1);
  wake_loop(loop);
  g_thread_join(loop->thread);
  curl_multi_cleanup(loop->multi);
  curl_global_cleanup();
  fetch_turns_free(loop->turns);
  g_ptr_array_unref(loop->out);
  g_rand_free(loop->chance);
  g_mutex_clear(&loop->lock);
  g_free(loop);
}

const FetchLoopModule fetch_loop_module = {
    {MODULE_VERSION}, start_loop, add_job, wake_loop, stop_loop};
