/* SPDX-License-Identifier: MIT */
/* The small file that tells of one cached picture, as text, and the names of files.
 * Used by cache.c. */
#ifndef MEDIA_FETCH_META_H
#define MEDIA_FETCH_META_H

#include <glib.h>

/* All for the holder to free. TYPE, ETAG and MODIFIED are NULL where a server said none. */
typedef struct {
  char *url;
  char *body; /* the SHA-256 of the body, in lower case */
  guint64 length;
  char *type, *etag, *modified;
  char *time; /* ISO 8601, UTC */
} FetchMeta;

#define FETCH_META_LIMIT ((gsize)1 << 20) /* bytes of the text */

void fetch_meta_free(FetchMeta *meta);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FetchMeta, fetch_meta_free)

/* Lines of "name value" between a first and a last one that are fixed. Control characters of a
 * server's texts become spaces, and only their first thousand bytes are kept. */
char *fetch_meta_text(const FetchMeta *meta);

/* NULL when TEXT is not whole and sound, or tells of another URL. Unknown names are passed
 * over.
 */
FetchMeta *fetch_meta_parse(const char *text, gsize length, const char *url);

/* Where in FOLDER the text on URL is, and its body with the hash BODY. Both are in one of 256
 * folders. For the caller to free. */
char *fetch_meta_path(const char *folder, const char *url);
char *fetch_meta_body_path(const char *folder, const char *url, const char *body);

#endif
