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

  /* Starts the thread. OPTIONS (defaults filled in), CACHE and BOARD must outlive the loop. For
   * the caller to stop. Fails with INTERNAL. */
  FetchLoop *(*start)(const MkepubFetchOptions *options, const FetchCache *cache,
                      FetchBoard *board, GError **error);

  /* Accepts JOB; it will be settled, at the latest when the loop ends. Thread-safe. */
  void (*add)(FetchLoop *loop, FetchJob *job);

  /* Makes the thread read the board, to report progress. Thread-safe. */
  void (*wake)(FetchLoop *loop);

  /* Ends the thread and frees the loop; settles all remaining jobs with INTERRUPTED. */
  void (*stop)(FetchLoop *loop);
} FetchLoopModule;

MODULE_TABLE const FetchLoopModule fetch_loop_module;

#endif
