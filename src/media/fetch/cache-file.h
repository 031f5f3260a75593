/* SPDX-License-Identifier: MIT */
/* The body of a picture between its first byte from the network and its place in the cache.
 * Used by transfer.c, by way of cache.h. */
#ifndef MEDIA_FETCH_CACHE_FILE_H
#define MEDIA_FETCH_CACHE_FILE_H

#include <glib.h>

/* A body that is on its way in. Without a name on disk until it is kept, where the file system
 * can do that. Used by one thread at a time. */
typedef struct FetchDraft FetchDraft;

/* A draft for the cache in FOLDER. Fails with OUTPUT. */
FetchDraft *fetch_draft_new(const char *folder, GError **error);
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
