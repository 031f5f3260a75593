/* SPDX-License-Identifier: MIT */
/* Stores the body of a picture while it is received, until it is in the cache. Used by
 * transfer.c, through cache.h. */
#ifndef MEDIA_FETCH_CACHE_FILE_H
#define MEDIA_FETCH_CACHE_FILE_H

#include <glib.h>

/* A body that is being received. Has no name on disk until it is kept, where the file system
 * allows that. Used by one thread at a time. */
typedef struct FetchDraft FetchDraft;

/* Returns a draft for the cache in FOLDER, for the caller to free. Fails with OUTPUT. */
FetchDraft *fetch_draft_new(const char *folder, GError **error);
gboolean fetch_draft_write(FetchDraft *draft, const void *bytes, gsize length, GError **error);

/* Returns the bytes received so far, for the caller to unref; NULL when they cannot be read. */
GBytes *fetch_draft_bytes(FetchDraft *draft);

/* Headers of a server's answer; any may be NULL. */
typedef struct {
  const char *type, *etag, *modified;
} FetchFacts;

/* Makes DRAFT the body of URL in the cache: syncs it, names it, and then writes the small file
 * that refers to it. Fails with OUTPUT. */
gboolean fetch_draft_keep(FetchDraft *draft, const char *url, const FetchFacts *facts,
                          GError **error);

/* Frees DRAFT, and removes it from disk unless it was kept. */
void fetch_draft_free(FetchDraft *draft);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FetchDraft, fetch_draft_free)

#endif
