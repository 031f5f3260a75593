/* SPDX-License-Identifier: MIT */
/* The shelf from within.
 * Used by the parts of the shelf. */
#ifndef ARCHIVE_SHELF_STATE_H
#define ARCHIVE_SHELF_STATE_H

#include "base/digest.h"
#include "mkepub/shelf.h"

struct MkepubShelf {
  char *folder;
  MkepubCatalog *catalog; /* borrowed */
  GHashTable *wanted;     /* of char *: put, entered or kept; owned */
  GHashTable *dropped;    /* of char *: said to be unwanted; owned */
  GPtrArray *kept;        /* of char *: prefixes */
  GPtrArray *gone;        /* of char *: to be removed from the disk */
  GArray *later;          /* of ShelfLater: written, but not synced and renamed yet */
  gboolean changed;
};

/* A file that waits under its hidden name. */
typedef struct {
  char *name, *kind, *path, *hidden; /* owned */
  guint8 sha256[DIGEST_SHA256];
  guint8 made_from[DIGEST_SHA256]; /* counts when has_made_from */
  gboolean has_made_from;
  int fd;
} ShelfLater;
void shelf_later_clear(gpointer later);
gboolean shelf_flush(MkepubShelf *shelf, GError **error);

/* What the catalog and the disk have as NAME: TRUE when it is these bytes, and wanted then. */
gboolean shelf_has(MkepubShelf *shelf, const char *name, const char *path, gsize length,
                   const guint8 *sha256);
/* TRUE when the file at PATH holds just these bytes. */
gboolean shelf_holds(const char *path, const void *bytes, gsize length);
/* The file at PATH stands in the catalog from now on. MADE_FROM (32 bytes) may be NULL. */
gboolean shelf_enter_file(MkepubShelf *shelf, const char *name, const char *kind,
                          const char *path, const guint8 *sha256, const guint8 *made_from,
                          GError **error);
/* mkepub_shelf_put_later with MADE_FROM, or NULL. */
gboolean shelf_put_later(MkepubShelf *shelf, const char *name, const char *kind,
                         const void *bytes, gsize length, const guint8 *made_from,
                         GError **error);

/* Makes what was written to FOLDER last. Returns 0 or an errno. */
int shelf_sync_folder(const char *folder);

/* Writes BYTES to a hidden file beside PATH, whose name *hidden becomes. Returns its
 * descriptor, or -1 with errno: there is no file then. */
int shelf_write_hidden(const char *path, const void *bytes, gsize length, char **hidden);

/* Publishes BYTES at PATH: a hidden temporary file, synced, renamed. Returns 0 or an errno. */
int shelf_write_file(const char *path, const void *bytes, gsize length);

/* Where temporary files of a run that was killed begin and end: '.NAME.XXXXXX'. TRUE when NAME
 * is one of them. */
gboolean shelf_is_temporary(const char *name);

#endif
