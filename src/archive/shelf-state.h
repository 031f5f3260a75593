/* SPDX-License-Identifier: MIT */
/* The shelf from within.
 * Used by the parts of the shelf. */
#ifndef ARCHIVE_SHELF_STATE_H
#define ARCHIVE_SHELF_STATE_H

#include "mkepub/shelf.h"

struct MkepubShelf {
  char *folder;
  MkepubCatalog *catalog; /* borrowed */
  GHashTable *wanted;     /* of char *: put, entered or kept; owned */
  GHashTable *dropped;    /* of char *: said to be unwanted; owned */
  GPtrArray *kept;        /* of char *: prefixes */
  GPtrArray *gone;        /* of char *: to be removed from the disk */
  gboolean changed;
};

/* Makes what was written to FOLDER last. Returns 0 or an errno. */
int shelf_sync_folder(const char *folder);

/* Publishes BYTES at PATH: a hidden temporary file, synced, renamed. Returns 0 or an errno. */
int shelf_write_file(const char *path, const void *bytes, gsize length);

/* Where temporary files of a run that was killed begin and end: '.NAME.XXXXXX'. TRUE when NAME
 * is one of them. */
gboolean shelf_is_temporary(const char *name);

#endif
