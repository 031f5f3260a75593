/* SPDX-License-Identifier: MIT */
/* Pictures from the network, and the cache on disk that makes a second build need none.
 * Used by the picture store of a book; the only place that knows a network. */
#ifndef MKEPUB_FETCH_H
#define MKEPUB_FETCH_H

#include <glib.h>

#include "mkepub/error.h"

typedef struct MkepubFetcher MkepubFetcher;

/* Called from the fetcher's own thread, one call at a time and a last one before the fetcher is
 * freed; never offline. DONE (failed or not) of ALL asked for; BYTES received so far. */
typedef void (*MkepubFetchProgress)(gpointer data, guint done, guint all, guint64 bytes);

/* Zero in a number means the default. */
typedef struct {
  gboolean online;                     /* FALSE: only the cache is looked into */
  gboolean allow_private;              /* loopback, private and link-local addresses too */
  guint connections;                   /* at once in all; default 16 */
  guint per_host;                      /* at once to one host; default 4 */
  guint connect_ms, idle_ms, total_ms; /* time to connect, without a byte, and for one picture
                                          with its retries; defaults 10 s, 15 s and 60 s */
  guint retry_ms; /* before the first retry, about twice as long before each next one; default
                     500 ms. Retry-After makes it longer, up to total_ms. A host that is too
                     busy (429, 503) or silent is left alone for as long */
  guint64 max_bytes;  /* of one picture, after decoding; default 32 MB (of 1024 * 1024 bytes) */
  guint64 max_total;  /* of all that is received; default 4 GB */
  guint max_count;    /* of pictures not in the cache; default 100000 */
  guint retries;      /* of one picture, when another try may do better; default 3 */
  guint redirects;    /* followed for one picture; default 5 */
  const char *cache;  /* folder; NULL: mkepub/pictures in the user's cache (XDG) */
  const gint *cancel; /* NULL, or read atomically while the fetcher lives; nonzero: every wait
                         ends with INTERRUPTED within about a tenth of a second */
  MkepubFetchProgress progress; /* may be NULL */
  gpointer progress_data;
} MkepubFetchOptions;

/* OPTIONS may be NULL for the defaults (offline); they and their texts are copied. Fails with
 * OUTPUT when the cache folder cannot be made or written to, with INTERNAL when the module
 * "fetch" cannot be loaded. Offline no thread is started and
 * the folder is not made. */
MkepubFetcher *mkepub_fetcher_new(const MkepubFetchOptions *options, GError **error);

/* Stops what is under way. Nothing half-fetched is left behind. */
void mkepub_fetcher_free(MkepubFetcher *fetcher);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MkepubFetcher, mkepub_fetcher_free)

/* Asks for URL (absolute, http or https; its fragment is ignored) ahead of the need for it;
 * returns at once. Asking twice is asking once; what cannot be asked for is told by the wait.
 * Thread-safe. */
void mkepub_fetcher_ask(MkepubFetcher *fetcher, const char *url);

/* The bytes behind URL, from the cache or the network, whole. Waits for them; asks first if
 * nobody has. Fails with INPUT and a message that says what happened ("404 Not Found",
 * "refused: the address 10.0.0.1 is private", "larger than 32 MB", "timed out", "not a picture
 * (HTML page)", "not in the cache"), with USAGE for an address that is no web address or that
 * holds a user name, with OUTPUT when the cache cannot be written, with INTERRUPTED after a
 * cancel. For the caller to unref; the bytes are held in memory. A
 * failure is remembered as long as the fetcher lives, and nowhere else. Thread-safe.
 *
 * What is refused: every scheme but http and https, and user names, in redirects too; after DNS
 * and at the socket, addresses that are not public (loopback, private, shared, link-local,
 * unique-local, multicast, unspecified, reserved, all others of the IANA registries of special
 * addresses, and IPv4 within IPv6: mapped, compatible, 6to4, NAT64, Teredo) unless
 * allow_private; environment proxies are not used, as they would hide the address. No cookies,
 * no .netrc. A body counts when it came whole (by its length or its chunks; where only its
 * compression breaks off, the end of the picture itself is looked for) and its content is a
 * picture by mkepub_media_sniff or of a kind that conversion takes.
 *
 * Tried again: 408, 429, 500, 502, 503, 504, time-outs and connections that break. A host on
 * which several pictures in a row fail for good by 429, 503 or no answer at all is given up:
 * what else is asked of it fails at once.
 *
 * The cache: for each URL a small file named by its SHA-256, which holds the URL, type,
 * validators (ETag, Last-Modified), time (RFC 9111) and the SHA-256 of the body, and names the
 * file of the body beside it. A body that does not fit its hash is fetched again, or fails with
 * INPUT offline ("damaged in the cache"). A cached picture is used as it is, so that a second
 * build is offline and equal; REFRESH is asked for by removing the folder. Entries appear by
 * rename; several processes may share the folder. */
GBytes *mkepub_fetcher_wait(MkepubFetcher *fetcher, const char *url, GError **error);

#endif
