/* SPDX-License-Identifier: MIT */
#include "media/fetch/host-queue.h"

#include "mkepub/url.h"

struct FetchHost {
  GQueue waiting; /* FetchJob */
  guint out;
  guint silent;      /* consecutive jobs that failed without an answer */
  gint64 not_before; /* no request before this time */
  gboolean in_line;
};

struct FetchTurns {
  guint per_host;
  GHashTable *hosts; /* name to FetchHost, owned */
  GQueue line;       /* FetchHost with waiting jobs, in order of their turns */
  GQueue resting;    /* FetchJob, earliest due first */
};

static void host_free(gpointer data)
{
  FetchHost *host = data;
  g_queue_clear(&host->waiting);
  g_free(host);
}

FetchTurns *fetch_turns_new(guint per_host)
{
  FetchTurns *turns = g_new0(FetchTurns, 1);
  turns->per_host = per_host;
  turns->hosts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, host_free);
  g_queue_init(&turns->line);
  g_queue_init(&turns->resting);
  return turns;
}

void fetch_turns_free(FetchTurns *turns)
{
  g_queue_clear(&turns->line);
  g_queue_clear(&turns->resting);
  g_hash_table_unref(turns->hosts);
  g_free(turns);
}

static void line_up(FetchTurns *turns, FetchHost *host)
{
  if (host->in_line || g_queue_is_empty(&host->waiting))
    return;
  host->in_line = TRUE;
  g_queue_push_tail(&turns->line, host);
}

static FetchHost *host_of(FetchTurns *turns, const char *url)
{
  g_autofree char *name = mkepub_url_host(url);
  FetchHost *host = name ? g_hash_table_lookup(turns->hosts, name) : NULL;
  if (!host) {
    host = g_new0(FetchHost, 1);
    g_queue_init(&host->waiting);
    g_hash_table_insert(turns->hosts, name ? g_steal_pointer(&name) : g_strdup(url), host);
  }
  return host;
}

void fetch_turns_add(FetchTurns *turns, FetchJob *job)
{
  if (!job->host)
    job->host = host_of(turns, job->url);
  g_queue_push_tail(&job->host->waiting, job);
  line_up(turns, job->host);
}

/* Moves jobs whose rest is over in front of those that have not been tried. */
static void wake_rested(FetchTurns *turns, gint64 now)
{
  for (FetchJob *job; (job = g_queue_peek_head(&turns->resting)) && job->due <= now;) {
    g_queue_pop_head(&turns->resting);
    g_queue_push_head(&job->host->waiting, job);
    line_up(turns, job->host);
  }
}

FetchJob *fetch_turns_next(FetchTurns *turns, gint64 now)
{
  wake_rested(turns, now);
  for (guint left = turns->line.length; left > 0; left--) {
    FetchHost *host = g_queue_pop_head(&turns->line);
    FetchJob *job = NULL;
    if (host->out < turns->per_host && host->not_before <= now)
      job = g_queue_pop_head(&host->waiting);
    host->in_line = FALSE;
    line_up(turns, host);
    if (job) {
      host->out++;
      return job;
    }
  }
  return NULL;
}

FetchJob *fetch_turns_drop(FetchTurns *turns)
{
  FetchJob *job = g_queue_pop_head(&turns->resting);
  while (!job && !g_queue_is_empty(&turns->line)) {
    FetchHost *host = g_queue_peek_head(&turns->line);
    job = g_queue_pop_head(&host->waiting);
    if (!job) {
      g_queue_pop_head(&turns->line);
      host->in_line = FALSE;
    }
  }
  return job;
}

static gint by_due(gconstpointer a, gconstpointer b, gpointer data)
{
  gint64 one = ((const FetchJob *)a)->due, other = ((const FetchJob *)b)->due;
  (void)data;
  return (one > other) - (one < other);
}

void fetch_turns_rest(FetchTurns *turns, FetchJob *job, gint64 due)
{
  job->host->out--;
  job->due = due;
  g_queue_insert_sorted(&turns->resting, job, by_due, NULL);
}

void fetch_turns_hold(FetchTurns *turns, FetchJob *job, gint64 until)
{
  (void)turns;
  job->host->not_before = MAX(job->host->not_before, until);
}

void fetch_turns_end(FetchTurns *turns, FetchJob *job, gboolean answered)
{
  FetchHost *host = job->host;
  host->out--;
  host->silent = answered ? 0 : host->silent + 1;
  if (fetch_turns_is_lost(turns, job))
    host->not_before = 0; /* the remaining jobs fail at once */
}

gboolean fetch_turns_is_lost(const FetchTurns *turns, const FetchJob *job)
{
  (void)turns;
  return job->host->silent >= FETCH_TURNS_PATIENCE;
}

gint64 fetch_turns_due(const FetchTurns *turns, gint64 now)
{
  const FetchJob *job = turns->resting.head ? turns->resting.head->data : NULL;
  gint64 due = job ? job->due : G_MAXINT64;
  for (const GList *link = turns->line.head; link; link = link->next) {
    const FetchHost *host = link->data;
    if (host->out < turns->per_host)
      due = MIN(due, MAX(host->not_before, now));
  }
  return due;
}
