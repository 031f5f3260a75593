/* SPDX-License-Identifier: MIT */
/* The cache of pictures on disk. Its format is described in mkepub/fetch.h. Used by fetch.c and
 * transfer.c. */
#ifndef MEDIA_FETCH_CACHE_H
#define MEDIA_FETCH_CACHE_H

#include <glib.h>

typedef struct FetchCache FetchCache;

/* Returns the cache in FOLDER (NULL: mkepub/pictures in the user's cache), for the caller to
 * free. Does not access the disk yet. */
FetchCache *fetch_cache_new(const char *folder);
void fetch_cache_free(FetchCache *cache);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FetchCache, fetch_cache_free)

/* Creates the folder, for its owner alone, and its parents, and checks that files can be
 * created in it. Removes files of killed processes after a day. Fails with OUTPUT. */
gboolean fetch_cache_prepare(FetchCache *cache, GError **error);

/* Returns TRUE when the cache has valid metadata for URL and a body of the right length.
 * Thread-safe, like the functions below. */
gboolean fetch_cache_has(const FetchCache *cache, const char *url);

/* Returns the body of URL, checked against its hash, for the caller to unref. Fails with INPUT:
 * "not in the cache" or "damaged in the cache". */
GBytes *fetch_cache_read(const FetchCache *cache, const char *url, GError **error);

/* A body that is on its way in. Used by one thread at a time. */
typedef struct FetchDraft FetchDraft;

/* A draft for CACHE, which outlives it. Fails with OUTPUT. */
FetchDraft *fetch_draft_new(const FetchCache *cache, GError **error);
gboolean fetch_draft_write(FetchDraft *draft, const void *bytes, gsize length, GError **error);

/* What is there so far; NULL when it cannot be read. For the caller to unref. */
GBytes *fetch_draft_bytes(FetchDraft *draft);

/* Texts of a server; any may be NULL. */
typedef struct {
  const char *type, *etag, *modified;
} FetchFacts;

/* Makes DRAFT the body of URL: synced, named, and only then spoken of. Fails with OUTPUT. */
gboolean fetch_draft_keep(FetchDraft *draft, const char *url, const FetchFacts *facts,
                          GError **error);

/* Nothing is left on disk of a draft that was not kept. */
void fetch_draft_free(FetchDraft *draft);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FetchDraft, fetch_draft_free)

#endif
