/* SPDX-License-Identifier: MIT */
/* The thread that drives the network.
 * Used by fetch.c. */
#ifndef MEDIA_FETCH_LOOP_H
#define MEDIA_FETCH_LOOP_H

#include "media/fetch-cache.h"
#include "media/fetch-job.h"
#include "mkepub/fetch.h"

typedef struct FetchLoop FetchLoop;

/* Starts the thread. OPTIONS (without zeros), CACHE and BOARD outlive the loop. Fails with
 * INTERNAL. */
FetchLoop *fetch_loop_new(const MkepubFetchOptions *options, const FetchCache *cache,
                          FetchBoard *board, GError **error);

/* Takes JOB on; it will be settled, if only because the loop ends. Thread-safe. */
void fetch_loop_add(FetchLoop *loop, FetchJob *job);

/* Makes the thread look at the board, for the progress it tells. Thread-safe. */
void fetch_loop_wake(FetchLoop *loop);

/* Ends the thread; what is not settled is settled with INTERRUPTED. */
void fetch_loop_free(FetchLoop *loop);

/* The failure after a cancel. */
GError *fetch_loop_interrupted(void);

#endif
