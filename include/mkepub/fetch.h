/* SPDX-License-Identifier: MIT */
/* Fetches pictures from the network into a cache on disk, from which later builds work offline.
 * Used by the picture store of a book; the only place that uses the network. */
#ifndef MKEPUB_FETCH_H
#define MKEPUB_FETCH_H

#include <glib.h>

#include "mkepub/error.h"

typedef struct MkepubFetcher MkepubFetcher;

/* Called from the fetcher's own thread, one call at a time, and a last time before the fetcher
 * is freed; never offline. DONE (failed or not) of ALL requested pictures; BYTES received so
 * far. */
typedef void (*MkepubFetchProgress)(gpointer data, guint done, guint all, guint64 bytes);

/* Options of a fetcher. A number of zero means the default. */
typedef struct {
  gboolean online;        /* FALSE: only use the cache */
  gboolean allow_private; /* allow loopback, private and link-local addresses too */
  guint connections;      /* connections at once in all; default 16 */
  guint per_host;         /* connections at once to one host; default 4 */
  guint connect_ms, idle_ms,
      total_ms; /* limits in milliseconds: to connect, without a byte, and for one picture with
                   its retries; defaults 10 s, 15 s and 60 s */
  guint retry_ms; /* pause before the first retry, roughly doubled for each further one; default
                     500 ms. Retry-After makes it longer, up to total_ms. A host that is too
                     busy (429, 503) or silent gets no request for as long */
  guint64 max_bytes;  /* bytes of one picture, after decoding; default 32 MB (of 1024 * 1024
                         bytes) */
  guint64 max_total;  /* bytes received in all; default 4 GB */
  guint max_count;    /* pictures not in the cache; default 100000 */
  guint retries;      /* retries of one picture after a temporary failure; default 3 */
  guint redirects;    /* redirects of one picture; default 5 */
  const char *cache;  /* cache folder; NULL: mkepub/pictures in the user's cache (XDG) */
  const gint *cancel; /* NULL, or read atomically while the fetcher lives; nonzero: every wait
                         ends with INTERRUPTED within about a tenth of a second */
  MkepubFetchProgress progress; /* may be NULL */
  gpointer progress_data;
} MkepubFetchOptions;

/* Returns a fetcher for the caller to free. OPTIONS and their strings are copied; NULL means
 * the defaults (offline). Fails with OUTPUT when the cache folder cannot be created or written,
 * with INTERNAL when the module "fetch" cannot be loaded. Offline no thread is started and the
 * folder is not created. */
MkepubFetcher *mkepub_fetcher_new(const MkepubFetchOptions *options, GError **error);

/* Stops requests in progress. No incomplete file remains in the cache. */
void mkepub_fetcher_free(MkepubFetcher *fetcher);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MkepubFetcher, mkepub_fetcher_free)

/* Requests URL (absolute, http or https; its fragment is ignored) ahead of the wait for it;
 * returns at once. A second request for the same URL has no effect; a URL that cannot be
 * requested fails in mkepub_fetcher_wait. Thread-safe. */
void mkepub_fetcher_ask(MkepubFetcher *fetcher, const char *url);

/* Returns the bytes of the picture at URL, from the cache or the network, for the caller to
 * unref. Requests URL unless that has been done, and waits. Fails with INPUT and a message that
 * gives the reason ("404 Not Found", "refused: the address 10.0.0.1 is private", "larger than
 * 32 MB", "timed out", "not a picture (HTML page)", "not in the cache"), with USAGE for a URL
 * that is not a web address or holds a user name, with OUTPUT when the cache cannot be written,
 * with INTERRUPTED after a cancel. A failure is remembered until the fetcher is freed, and is
 * not cached. Thread-safe.
 *
 * Refused: every scheme but http and https, and user names, in redirects too; after DNS and at
 * the socket, addresses that are not public (loopback, private, shared, link-local,
 * unique-local, multicast, unspecified, reserved, all others of the IANA registries of special
 * addresses, and IPv4 within IPv6: mapped, compatible, 6to4, NAT64, Teredo) unless
 * allow_private. Proxies from the environment are not used, as they would hide the address. No
 * cookies, no .netrc. A body is accepted when it is complete (by its length or its chunks; when
 * only its compression breaks off, by the end of the picture itself) and its content is a
 * picture by mkepub_media_sniff or of a kind that can be converted.
 *
 * Retried: 408, 429, 500, 502, 503, 504, time-outs and broken connections. A host from which
 * several consecutive pictures fail after all retries by 429, 503 or no answer is given up: all
 * further requests to it fail at once.
 *
 * The cache: for each URL a small file named by its SHA-256, which holds the URL, type,
 * validators (ETag, Last-Modified), time (RFC 9111) and the SHA-256 of the body, and names the
 * file of the body beside it. A body that does not match its hash is fetched again, or fails
 * with INPUT offline ("damaged in the cache"). A cached picture is used without revalidation,
 * so that a second build works offline and gives the same book; to fetch again, remove the
 * folder. Entries appear by rename; several processes may share the folder. */
GBytes *mkepub_fetcher_wait(MkepubFetcher *fetcher, const char *url, GError **error);

#endif
