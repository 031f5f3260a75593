/* SPDX-License-Identifier: MIT */
/* The thread that drives the network.
 * Used by fetch.c, which loads it as the module "fetch". */
#ifndef MEDIA_FETCH_LOOP_H
#define MEDIA_FETCH_LOOP_H

#include "base/module.h"
#include "media/fetch/cache.h"
#include "media/fetch/job.h"
#include "mkepub/fetch.h"

typedef struct FetchLoop FetchLoop;

typedef struct {
  ModuleHead head;

  /* Starts the thread. OPTIONS (without zeros), CACHE and BOARD outlive the loop. Fails with
   * INTERNAL. */
  FetchLoop *(*start)(const MkepubFetchOptions *options, const FetchCache *cache,
                      FetchBoard *board, GError **error);

  /* Takes JOB on; it will be settled, if only because the loop ends. Thread-safe. */
  void (*add)(FetchLoop *loop, FetchJob *job);

  /* Makes the thread look at the board, for the progress it tells. Thread-safe. */
  void (*wake)(FetchLoop *loop);

  /* Ends the thread; what is not settled is settled with INTERRUPTED. */
  void (*stop)(FetchLoop *loop);
} FetchLoopModule;

MODULE_TABLE const FetchLoopModule fetch_loop_module;

#endif
