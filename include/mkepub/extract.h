/* SPDX-License-Identifier: MIT */
/* Writes kept sources below a folder, byte for byte, and never outside it. Used by `mkepub
 * extract`. */
#ifndef MKEPUB_EXTRACT_H
#define MKEPUB_EXTRACT_H

#include "mkepub/error.h"

typedef enum {
  MKEPUB_EXTRACT_KEEP, /* fail when the file exists with other bytes */
  MKEPUB_EXTRACT_OVERWRITE
} MkepubExtractMode;

/* Writes BYTES as FOLDER/PATH, creating missing folders, FOLDER included. PATH is relative and
 * has no '.', '..' or empty parts; no symbolic link below FOLDER is followed. A file that
 * already holds exactly these bytes is not touched; another is replaced whole, or with
 * MKEPUB_EXTRACT_KEEP makes the call fail. Fails with OUTPUT. */
gboolean mkepub_extract_put(const char *folder, const char *path, const void *bytes,
                            gsize length, MkepubExtractMode mode, GError **error);

/* Writes the kept sources of the book FILE below FOLDER, or only those of CHAPTERS (a set of
 * char *, 'EPUB/a.xhtml'; NULL: all); *count grows by their number. SHOWN names the book in
 * messages. Fails with INPUT (no book; a source is missing or damaged; the book keeps none) or
 * OUTPUT; files written before the failure remain. Sources that were lost when the book was
 * made are reported after all others are written. */
gboolean mkepub_extract_book(const char *file, const char *shown, const char *folder,
                             MkepubExtractMode mode, GHashTable *chapters, guint *count,
                             GError **error);

/* Syncs the file system of FOLDER, so that files written there survive a crash. Does nothing
 * when FOLDER does not exist or cannot be opened. Fails with OUTPUT. */
gboolean mkepub_extract_sync(const char *folder, GError **error);

#endif
