/* SPDX-License-Identifier: MIT */
/* The small file that tells of one cached picture, as text, and the names of files.
 * Used by cache.c. */
#ifndef MEDIA_FETCH_META_H
#define MEDIA_FETCH_META_H

#include <glib.h>

/* The fields of that file, to be freed by the holder. TYPE, ETAG and MODIFIED are NULL when the
 * server did not send them. */
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

/* Returns META as text, for the caller to free: lines of "name value" between a fixed first and
 * last line. Control characters in a server's texts become spaces, and only their first
 * thousand bytes are kept. */
char *fetch_meta_text(const FetchMeta *meta);

/* Returns the fields in TEXT, for the caller to free; NULL when it is incomplete, invalid, or
 * describes another URL. Unknown names are ignored. */
FetchMeta *fetch_meta_parse(const char *text, gsize length, const char *url);

/* Return the path in FOLDER of the text for URL, and of its body with the hash BODY. Both are
 * in one of 256 folders. For the caller to free. */
char *fetch_meta_path(const char *folder, const char *url);
char *fetch_meta_body_path(const char *folder, const char *url, const char *body);

#endif
