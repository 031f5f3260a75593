/* SPDX-License-Identifier: MIT */
/* The shelf from within.
 * Used by the parts of the shelf. */
#ifndef ARCHIVE_SHELF_SHELF_INTERNAL_H
#define ARCHIVE_SHELF_SHELF_INTERNAL_H

#include "archive/shelf/journal.h"
#include "archive/shelf/shelf.h"
#include "base/beneath.h"
#include "base/digest.h"
#include "base/file.h"

struct MkepubShelf {
  Beneath *root;          /* borrowed */
  MkepubCatalog *catalog; /* borrowed */
  Journal *journal;       /* borrowed; NULL: none is kept */
  GHashTable *proven;  /* of char *: files that a shelf without a catalog had; owned, or NULL */
  char id[17];         /* that temporary names end in */
  GHashTable *wanted;  /* of char *: put, entered or kept; owned */
  GHashTable *dropped; /* of char *: said to be unwanted; owned */
  GPtrArray *kept;     /* of char *: prefixes */
  GPtrArray *gone;     /* of char *: to be removed from the disk */
  GArray *later;       /* of ShelfLater: written, but not synced and renamed yet */
  const gint *cancel;  /* borrowed, atomic: not 0 when the user asked to stop; NULL: never */
};

/* Opens the shelf ROOT for writing with CATALOG, which knows the files that are there; both are
 * borrowed, and so is JOURNAL (may be NULL). PROVEN (of char *, may be NULL) is taken: files
 * that the catalog does not list and that are the archive's all the same. */
MkepubShelf *shelf_new_in(Beneath *root, MkepubCatalog *catalog, Journal *journal,
                          GHashTable *proven);

/* A file that waits under its hidden name. */
typedef struct {
  char *name, *kind; /* owned */
  FileTemp *temp;    /* owned, in the folder of name */
  guint8 sha256[DIGEST_SHA256];
  guint8 made_from[DIGEST_SHA256]; /* counts when has_made_from */
  gboolean has_made_from;
  struct stat info;
} ShelfLater;
/* Syncs and publishes all files that wait, in their order. Fails with OUTPUT, and with
 * INTERRUPTED when the user asked to stop: then nothing of what waits is published. */
gboolean shelf_flush(MkepubShelf *shelf, GError **error);
/* FALSE with INTERRUPTED when the user asked to stop. */
gboolean shelf_goes_on(const MkepubShelf *shelf, GError **error);

/* TRUE when the catalog and the disk have these bytes as NAME, which becomes wanted. */
gboolean shelf_has(MkepubShelf *shelf, const char *name, gsize length, const guint8 *sha256);
/* FILE, of which all but temp is set, is in the catalog from now on. Fails with OUTPUT. */
gboolean shelf_enter_file(MkepubShelf *shelf, const ShelfLater *file, GError **error);

/* A file as the catalog lists it. */
typedef struct {
  guint64 bytes;
  gint64 mtime;
  guint8 sha256[DIGEST_SHA256];
} ShelfKnown;
gboolean shelf_lookup(MkepubShelf *shelf, const char *name, ShelfKnown *known);
gboolean shelf_is_as_known(MkepubShelf *shelf, const char *name, const ShelfKnown *known);

/* Whether NAME may be replaced, or made: nothing has this name, or a file that is the
 * archive's. Fails with OUTPUT, and with INPUT for a name that a shelf cannot have. */
gboolean shelf_may_write(MkepubShelf *shelf, const char *name, GError **error);
/* Whether the file NAME is the one that the catalog or the journal lists, by its state or its
 * bytes, so that it may be removed. Fills *info. */
gboolean shelf_owns(MkepubShelf *shelf, const char *name, struct stat *info);

/* Sets CODE to "WHAT 'path': why". Returns FALSE. */
gboolean shelf_fail(const Beneath *root, MkepubErrorCode code, int errnum, const char *what,
                    const char *name, GError **error);

/* The hidden name beside NAME, without its folder: '.NAME.ID'. For the caller to free. */
char *shelf_hidden_name(const char *name, const char *id);
/* TRUE when ENTRY is the name of a temporary file, of this mkepub or an older one. */
gboolean shelf_is_temporary(const char *entry);

/* Removes the file NAME, and the folders that are empty then. Returns 0 or an errno; a file
 * that is gone is no error. */
int shelf_remove(MkepubShelf *shelf, const char *name);

/* Removes temporary files that the runs in the journal made, and files that the journal lists
 * with the state they still have and the catalog does not know; nothing else. To be called
 * after the commit. Fails with OUTPUT. */
gboolean shelf_tidy(MkepubShelf *shelf, GError **error);

#endif
