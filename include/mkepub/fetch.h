/* SPDX-License-Identifier: MIT */
/* Pictures from the network, and the cache on disk that makes a second build need none.
 * Used by the picture store of a book; the only place that knows a network. */
#ifndef MKEPUB_FETCH_H
#define MKEPUB_FETCH_H

#include <glib.h>

#include "mkepub/error.h"

typedef struct MkepubFetcher MkepubFetcher;

/* Called from any thread, one call at a time. DONE of ALL asked for; BYTES received so far. */
typedef void (*MkepubFetchProgress)(gpointer data, guint done, guint all, guint64 bytes);

/* Zero in a number means the default. */
typedef struct {
  gboolean online;                     /* FALSE: only the cache is looked into */
  gboolean allow_private;              /* loopback, private and link-local addresses too */
  guint connections;                   /* at once in all; default 16 */
  guint per_host;                      /* at once to one host; default 4 */
  guint connect_ms, idle_ms, total_ms; /* time to connect, without a byte, and for one picture
                                          with its retries; defaults 10 s, 15 s and 60 s */
  guint64 max_bytes;                   /* of one picture, after decoding; default 32 MB */
  guint64 max_total;                   /* of all pictures; default 4 GB */
  guint max_count;    /* of requests, redirects and retries aside; default 100000 */
  guint retries;      /* after 429, 5xx, time-outs and broken connections; default 3 */
  guint redirects;    /* followed for one picture; default 5 */
  const char *cache;  /* folder; NULL: mkepub/pictures in the user's cache (XDG) */
  const gint *cancel; /* read atomically; nonzero: every wait ends with INTERRUPTED */
  MkepubFetchProgress progress; /* may be NULL */
  gpointer progress_data;
} MkepubFetchOptions;

/* Fails with OUTPUT when the cache folder cannot be made. Offline no thread is started and the
 * folder is not made. */
MkepubFetcher *mkepub_fetcher_new(const MkepubFetchOptions *options, GError **error);

/* Stops what is under way. Nothing half-fetched is left behind. */
void mkepub_fetcher_free(MkepubFetcher *fetcher);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MkepubFetcher, mkepub_fetcher_free)

/* Asks for URL (absolute, http or https; its fragment is ignored) ahead of the need for it;
 * returns at once. Asking twice is asking once. Thread-safe. */
void mkepub_fetcher_ask(MkepubFetcher *fetcher, const char *url);

/* The bytes behind URL, from the cache or the network, whole. Waits for them; asks first if
 * nobody has. Fails with INPUT and a message that says what happened ("404 Not Found",
 * "refused: the address 10.0.0.1 is private", "larger than 32 MB", "timed out", "not a picture
 * (HTML page)", "not in the cache"), with USAGE for an address that is no web address, with
 * INTERRUPTED after a cancel. For the caller to unref; the bytes are mapped from the cache, not
 * held in memory. Thread-safe.
 *
 * What is refused: every scheme but http and https, in redirects too; after DNS and at the
 * socket, addresses that are not public (loopback, private, shared, link-local, unique-local,
 * multicast, unspecified, reserved, and IPv4 within IPv6: mapped, compatible, 6to4, NAT64,
 * Teredo) unless allow_private; environment proxies are not used, as they would hide the
 * address. A body counts when it came whole (length, chunks and encoding ended) and its content
 * is a picture by mkepub_media_sniff or of a kind that conversion takes.
 *
 * The cache: one file a URL, named by the SHA-256 of the URL, and beside it the URL, type,
 * validators (ETag, Last-Modified) and time (RFC 9111). A cached picture is used as it is, so
 * that a second build is offline and equal; REFRESH is asked for by removing the folder.
 * Entries appear by rename; several processes may share the folder. */
GBytes *mkepub_fetcher_wait(MkepubFetcher *fetcher, const char *url, GError **error);

#endif
