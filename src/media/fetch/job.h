/* SPDX-License-Identifier: MIT */
/* One requested picture, and the board that holds the state of all requests. Used by fetch.c,
 * by loop.c and by host-queue.c. */
#ifndef MEDIA_FETCH_JOB_H
#define MEDIA_FETCH_JOB_H

#include <glib.h>

typedef struct FetchHost FetchHost;

typedef struct {
  char *url; /* as returned by fetch_url_request */
  /* guarded by the board's lock */
  gboolean settled;
  guint rounds;  /* how often it was settled: more than once when its bytes in the cache were
                    damaged */
  GError *error; /* NULL when the picture is in the cache */
  /* used by the network thread only */
  FetchHost *host;
  guint tries;
  gint64 deadline; /* of all its tries, monotonic; 0 before the first */
  gint64 due;      /* of its next try */
} FetchJob;

typedef struct {
  GMutex lock;
  GCond settled;
  guint asked, done; /* guarded by the lock */
} FetchBoard;

/* Returns a job for URL that is not settled, for the caller to free. */
FetchJob *fetch_job_new(const char *url);
void fetch_job_free(FetchJob *job);

/* Returns the error that follows a cancel, for the caller to free. */
GError *fetch_job_interrupted(void);

/* Settles JOB and wakes all threads that wait for it. ERROR (taken over) is NULL when the
 * picture is in the cache. */
void fetch_job_settle(FetchJob *job, FetchBoard *board, GError *error);

/* Waits until JOB is settled; *rounds becomes how often it has been. Returns FALSE with a copy
 * of its error. */
gboolean fetch_job_wait(FetchJob *job, FetchBoard *board, guint *rounds, GError **error);

/* Makes JOB unsettled again, unless another thread has done so since ROUNDS; returns TRUE to
 * the thread that did. */
gboolean fetch_job_reopen(FetchJob *job, FetchBoard *board, guint rounds);

#endif
