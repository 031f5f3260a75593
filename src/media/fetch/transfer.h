/* SPDX-License-Identifier: MIT */
/* One try to fetch one picture: options for curl, restrictions, received data. Used by
 * loop.c. */
#ifndef MEDIA_FETCH_TRANSFER_H
#define MEDIA_FETCH_TRANSFER_H

#include <curl/curl.h>

#include "media/fetch/cache.h"
#include "media/fetch/job.h"
#include "media/fetch/verdict.h"
#include "mkepub/fetch.h"

/* The state shared by all transfers. */
typedef struct {
  const MkepubFetchOptions *options; /* with defaults filled in */
  const FetchCache *cache;
  guint64 received; /* bytes of all bodies; used by the network thread only */
} FetchShared;

typedef struct FetchTransfer FetchTransfer;

/* Returns a try for JOB that may last LIMIT_MS, for the caller to free. SHARED must outlive
 * it. */
FetchTransfer *fetch_transfer_new(FetchShared *shared, FetchJob *job, guint limit_ms);

/* Frees TRANSFER, whose handle must not be in a multi handle. */
void fetch_transfer_free(FetchTransfer *transfer);

/* Returns the handle of curl, borrowed; its CURLINFO_PRIVATE is the transfer. */
CURL *fetch_transfer_handle(const FetchTransfer *transfer);
FetchJob *fetch_transfer_job(const FetchTransfer *transfer);

/* Returns when the host last sent something, monotonic; 0 before there was a connection. */
gint64 fetch_transfer_heard(const FetchTransfer *transfer);

/* Fills *outcome for the transfer, which ended with CODE, and releases its connection. */
void fetch_transfer_end(FetchTransfer *transfer, CURLcode code, FetchOutcome *outcome);

/* Puts the complete body into the cache, if it is a picture. May be called on any thread, after
 * fetch_transfer_end. Fails with INPUT or OUTPUT. */
gboolean fetch_transfer_keep(FetchTransfer *transfer, GError **error);

#endif
