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

/* Which sources are written, and where. */
typedef struct {
  const char *folder;
  MkepubExtractMode mode;
  GHashTable *chapters; /* only their sources: a set of char *, 'EPUB/a.xhtml'; NULL: all */
} MkepubExtractPlan;

/* Writes the sources that the book FILE keeps as PLAN says; *count grows by their number. The
 * folder of PLAN and the folders below it are made; no symbolic link below it is followed. A
 * file that holds just these bytes is left as it is; another is replaced whole. SHOWN names the
 * book in messages. Fails with INPUT (no book; a source is missing or damaged; the book keeps
 * none) or OUTPUT; files written before the failure remain. Sources that were lost when the
 * book was made are reported after all others are written. */
gboolean mkepub_extract_book(const char *file, const char *shown, const MkepubExtractPlan *plan,
                             guint *count, GError **error);

/* Makes the names of all that was written to FOLDER lasting, by one sync of its file system.
 * Nothing happens when there is no such folder. Fails with OUTPUT. */
gboolean mkepub_extract_sync(const char *folder, GError **error);

#endif
