/* SPDX-License-Identifier: MIT */
/* Whose turn it is: hosts one after the other, each with few requests at once, and with rests.
 * Used by loop.c, on its thread; knows neither clock nor network. */
#ifndef MEDIA_FETCH_HOST_QUEUE_H
#define MEDIA_FETCH_HOST_QUEUE_H

#include "media/fetch/job.h"

/* So many pictures in a row must fail for want of an answer before a host is given up. */
#define FETCH_TURNS_PATIENCE 6

typedef struct FetchTurns FetchTurns;

/* At most PER_HOST jobs of a host are out at once. Times are g_get_monotonic_time's. */
FetchTurns *fetch_turns_new(guint per_host);
void fetch_turns_free(FetchTurns *turns);

/* JOB waits for its turn. Jobs stay their owner's. */
void fetch_turns_add(FetchTurns *turns, FetchJob *job);

/* The next job that may go out at NOW, which counts as out from here on; or NULL. */
FetchJob *fetch_turns_next(FetchTurns *turns, gint64 now);

/* Any job that is not out, in no order, to be dropped; or NULL. */
FetchJob *fetch_turns_drop(FetchTurns *turns);

/* JOB is out no longer; it comes back first when DUE. */
void fetch_turns_rest(FetchTurns *turns, FetchJob *job, gint64 due);

/* Nothing of JOB's host goes out before UNTIL. */
void fetch_turns_hold(FetchTurns *turns, FetchJob *job, gint64 until);

/* JOB is out no longer, for good. ANSWERED tells whether its host did. */
void fetch_turns_end(FetchTurns *turns, FetchJob *job, gboolean answered);

/* TRUE when JOB's host has been given up. */
gboolean fetch_turns_is_lost(const FetchTurns *turns, const FetchJob *job);

/* When fetch_turns_next may have a job that it has not at NOW, ends of jobs aside; G_MAXINT64
 * for never. */
gint64 fetch_turns_due(const FetchTurns *turns, gint64 now);

#endif
