/* SPDX-License-Identifier: MIT */
/* Kept sources, given back: below a folder, byte for byte, and never anywhere else.
 * Used by `mkepub extract`. */
#ifndef MKEPUB_EXTRACT_H
#define MKEPUB_EXTRACT_H

#include "mkepub/error.h"

typedef enum {
  MKEPUB_EXTRACT_KEEP, /* a file that is there with other bytes is a failure */
  MKEPUB_EXTRACT_OVERWRITE
} MkepubExtractMode;

/* Writes BYTES as FOLDER/PATH, the folders between made, FOLDER too. PATH is relative and has
 * no
 * '.', '..' or empty parts; no symbolic link below FOLDER is followed. A file that holds just
 * these bytes is left as it is; another is replaced whole. Fails with OUTPUT. */
gboolean mkepub_extract_put(const char *folder, const char *path, const void *bytes,
                            gsize length, MkepubExtractMode mode, GError **error);

/* Writes every source that the book FILE keeps, or those of its CHAPTERS alone (a set of char
 * *, 'EPUB/a.xhtml'; NULL: all); *count grows by their number. SHOWN names the book in
 * messages. Fails with INPUT (no book; a source is missing or damaged; the book keeps none) or
 * OUTPUT; what was written before stays. Sources that were lost when the book was made are
 * reported once all others are written. */
gboolean mkepub_extract_book(const char *file, const char *shown, const char *folder,
                             MkepubExtractMode mode, GHashTable *chapters, guint *count,
                             GError **error);

/* Makes all that was written to FOLDER lasting, by one sync of its file system. Nothing happens
 * when there is no such folder. Fails with OUTPUT. */
gboolean mkepub_extract_sync(const char *folder, GError **error);

#endif
