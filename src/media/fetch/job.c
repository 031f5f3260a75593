/* SPDX-License-Identifier: MIT */
#include "media/fetch/job.h"

#include "mkepub/error.h"

FetchJob *fetch_job_new(const char *url)
{
  FetchJob *job = g_new0(FetchJob, 1);
  job->url = g_strdup(url);
  return job;
}

void fetch_job_free(FetchJob *job)
{
  g_clear_error(&job->error);
  g_free(job->url);
  g_free(job);
}

GError *fetch_job_interrupted(void)
{
  return g_error_new_literal(MKEPUB_ERROR, MKEPUB_ERROR_INTERRUPTED, "interrupted");
}

void fetch_job_settle(FetchJob *job, FetchBoard *board, GError *error)
{
  g_mutex_lock(&board->lock);
  g_assert(!job->settled);
  job->settled = TRUE;
  job->rounds++;
  job->error = error;
  board->done++;
  g_cond_broadcast(&board->settled);
  g_mutex_unlock(&board->lock);
}

gboolean fetch_job_wait(FetchJob *job, FetchBoard *board, guint *rounds, GError **error)
{
  g_mutex_lock(&board->lock);
  while (!job->settled)
    g_cond_wait(&board->settled, &board->lock);
  *rounds = job->rounds;
  g_autoptr(GError) problem = job->error ? g_error_copy(job->error) : NULL;
  g_mutex_unlock(&board->lock);
  if (!problem)
    return TRUE;
  g_propagate_error(error, g_steal_pointer(&problem));
  return FALSE;
}

gboolean fetch_job_reopen(FetchJob *job, FetchBoard *board, guint rounds)
{
  g_mutex_lock(&board->lock);
  gboolean reopen = job->settled && job->rounds == rounds;
  if (reopen) {
    job->settled = FALSE;
    board->done--;
    g_clear_error(&job->error);
  }
  g_mutex_unlock(&board->lock);
  return reopen;
}
