/* SPDX-License-Identifier: MIT */
/* Schedules requests: hosts take turns, each with few requests at once, and with rests. Used by
 * loop.c, on its thread; uses neither clock nor network. */
#ifndef MEDIA_FETCH_HOST_QUEUE_H
#define MEDIA_FETCH_HOST_QUEUE_H

#include "media/fetch/job.h"

/* A host is given up after this many consecutive pictures failed without an answer. */
#define FETCH_TURNS_PATIENCE 6

typedef struct FetchTurns FetchTurns;

/* Returns an empty queue, for the caller to free, in which at most PER_HOST jobs of a host are
 * running at once. Times are those of g_get_monotonic_time. */
FetchTurns *fetch_turns_new(guint per_host);
void fetch_turns_free(FetchTurns *turns);

/* Appends JOB, borrowed, to the waiting jobs of its host. */
void fetch_turns_add(FetchTurns *turns, FetchJob *job);

/* Returns the next job that may run at NOW, which counts as running from then on; NULL when
 * no job may run. */
FetchJob *fetch_turns_next(FetchTurns *turns, gint64 now);

/* Removes and returns any job that is not running, in no particular order; NULL when there is
 * none. */
FetchJob *fetch_turns_drop(FetchTurns *turns);

/* Marks JOB as no longer running; it is the next of its host once DUE. */
void fetch_turns_rest(FetchTurns *turns, FetchJob *job, gint64 due);

/* Delays all jobs of JOB's host until UNTIL. */
void fetch_turns_hold(FetchTurns *turns, FetchJob *job, gint64 until);

/* Marks JOB as finished. ANSWERED: its host gave an answer. */
void fetch_turns_end(FetchTurns *turns, FetchJob *job, gboolean answered);

/* Returns TRUE when JOB's host has been given up. */
gboolean fetch_turns_is_lost(const FetchTurns *turns, const FetchJob *job);

/* Returns the time at which fetch_turns_next may return a job that it does not return at NOW,
 * unless a job ends before; G_MAXINT64 for never. */
gint64 fetch_turns_due(const FetchTurns *turns, gint64 now);

#endif
