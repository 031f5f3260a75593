/* SPDX-License-Identifier: MIT */
/* One picture that was asked for, and the board on which all see what has become of each.
 * Used by fetch.c, by loop.c and by host-queue.c. */
#ifndef MEDIA_FETCH_JOB_H
#define MEDIA_FETCH_JOB_H

#include <glib.h>

typedef struct FetchHost FetchHost;

typedef struct {
  char *url; /* as fetch_url_request spells it */
  /* guarded by the board's lock */
  gboolean settled;
  guint rounds;  /* how often it was settled: more than once when the cache had rotten bytes */
  GError *error; /* NULL when the cache has it */
  /* the network thread's own */
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

FetchJob *fetch_job_new(const char *url);
void fetch_job_free(FetchJob *job);

/* The failure after a cancel. */
GError *fetch_job_interrupted(void);

/* Tells all who wait. ERROR (taken over) is NULL when the cache has the picture. */
void fetch_job_settle(FetchJob *job, FetchBoard *board, GError *error);

/* Waits until JOB is settled; *rounds says for which time. Fails with a copy of its error. */
gboolean fetch_job_wait(FetchJob *job, FetchBoard *board, guint *rounds, GError **error);

/* Makes JOB unsettled again, unless another thread has done so since ROUNDS; TRUE for the one
 * that did. */
gboolean fetch_job_reopen(FetchJob *job, FetchBoard *board, guint rounds);

#endif
