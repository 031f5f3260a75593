/* SPDX-License-Identifier: MIT */
/* One try to fetch one picture: how curl is asked, what it may do, what came.
 * Used by loop.c. */
#ifndef MEDIA_FETCH_TRANSFER_H
#define MEDIA_FETCH_TRANSFER_H

#include <curl/curl.h>

#include "media/fetch/cache.h"
#include "media/fetch/job.h"
#include "media/fetch/verdict.h"
#include "mkepub/fetch.h"

/* What all transfers share. */
typedef struct {
  const MkepubFetchOptions *options; /* without zeros */
  const FetchCache *cache;
  guint64 received; /* bytes of all bodies; the network thread's own */
} FetchShared;

typedef struct FetchTransfer FetchTransfer;

/* A try for JOB that may last LIMIT_MS. SHARED outlives it. */
FetchTransfer *fetch_transfer_new(FetchShared *shared, FetchJob *job, guint limit_ms);

/* Not while its handle is with a multi handle. */
void fetch_transfer_free(FetchTransfer *transfer);

/* Borrowed; its CURLINFO_PRIVATE is the transfer. */
CURL *fetch_transfer_handle(const FetchTransfer *transfer);
FetchJob *fetch_transfer_job(const FetchTransfer *transfer);

/* When its host was last heard of, monotonic; 0 before there was a connection. */
gint64 fetch_transfer_heard(const FetchTransfer *transfer);

/* Judges the transfer that ended with CODE, and lets go of the network. */
void fetch_transfer_end(FetchTransfer *transfer, CURLcode code, FetchOutcome *outcome);

/* Puts the whole body that came into the cache, when it is a picture. May be called on any
 * thread, after the end. Fails with INPUT or OUTPUT. */
gboolean fetch_transfer_keep(FetchTransfer *transfer, GError **error);

#endif
