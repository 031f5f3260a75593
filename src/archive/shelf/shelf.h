/* SPDX-License-Identifier: MIT */
/* A shelf: the folder that an archive is published in. Files appear whole or not at all,
 * unchanged files are not touched, unwanted files are removed last.
 * Used by the run of an archive and by all that writes pages, feeds and manifests. */
#ifndef ARCHIVE_SHELF_SHELF_H
#define ARCHIVE_SHELF_SHELF_H

#include "archive/shelf/catalog.h"
#include "mkepub/ocf.h"

/* Layout, all names ASCII:
 *   books/2025/2025-01-13_morning-brief.epub        an issue; 'undated' is a year too
 *   covers/2025/2025-01-13_morning-brief.jpg        its cover, or .png, .svg as given
 *   covers/2025/2025-01-13_morning-brief-small.jpg  at most 300 pixels high
 *   index.html, pages/…                             for people
 *   index.xml, feed.xml, opds/…                     for readers' programs
 *   manifest-sha256.txt                             'sha256sum -c' reads it
 *   catalog.db, search.db                           not published
 *   .lock                                           held while a run writes; its journal
 * No symbolic link below the folder is followed. A file that does not belong to the
 * archive is never replaced or removed: a file is the archive's when the catalog lists it, or
 * when the journal of a run that was killed lists it with its size and time. Names are those of
 * this layout; another name is a failure ("the catalog is damaged"). The run opens it
 * (shelf-internal.h). */
typedef struct MkepubShelf MkepubShelf;

void mkepub_shelf_free(MkepubShelf *shelf);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MkepubShelf, mkepub_shelf_free)

/* A place for the book NAME, which other code writes: its path, for messages, and the open
 * folder that it is in, which is made. mkepub_shelf_enter then takes it in. NULL with OUTPUT,
 * also when a file that is not the archive's has this name. */
typedef struct {
  char *path;
  MkepubOcfPlace ocf;
} MkepubShelfPlace;
MkepubShelfPlace *mkepub_shelf_place(MkepubShelf *shelf, const char *name, GError **error);
/* A book that was written with ocf.hold set is under a hidden name: the book NAME is replaced
 * by it, or it is removed and NAME stays as it is. Fails with OUTPUT. */
gboolean mkepub_shelf_release(MkepubShelf *shelf, const char *name, GError **error);
void mkepub_shelf_discard(MkepubShelf *shelf, const char *name);
/* From any thread; the shelf is there until then. PLACE may be NULL. */
void mkepub_shelf_place_free(MkepubShelfPlace *place);

/* The bytes of the published file NAME, followed by a NUL, for the caller to free; NULL when it
 * cannot be read. */
char *mkepub_shelf_read(MkepubShelf *shelf, const char *name, gsize *length);

/* Publishes BYTES as NAME: nothing happens when the file holds just these bytes already;
 * otherwise a hidden temporary file beside it is written, synced and renamed, and its folder is
 * synced. This is done for 64 files together, in the order in which they were put, and for the
 * last of them by mkepub_shelf_forget. The catalog gets the size and SHA-256 of the file, and
 * KIND ('feed', 'page', 'cover', …) as a word for people. Fails with OUTPUT, also when a file
 * that is not the archive's has this name. */
gboolean mkepub_shelf_put_later(MkepubShelf *shelf, const char *name, const char *kind,
                                const void *bytes, gsize length, GError **error);

/* Publishes TEXT as mkepub_shelf_put_later does, for a file that is dear to make: the catalog
 * remembers MADE_FROM, 32 bytes over all that its bytes depend on (NULL: nothing).
 * mkepub_shelf_keep_from is mkepub_shelf_keep for a file that was put with just this MADE_FROM,
 * so that the caller need not make it to see that it is the same. */
gboolean mkepub_shelf_put_from(MkepubShelf *shelf, const char *name, const char *kind,
                               const GString *text, const guint8 *made_from, GError **error);
gboolean mkepub_shelf_keep_from(MkepubShelf *shelf, const char *name, const guint8 *made_from);

/* The file NAME, which was written by other means (a book), is published: its size and SHA-256
 * are entered. */
gboolean mkepub_shelf_enter(MkepubShelf *shelf, const char *name, const char *kind,
                            GError **error);

/* NAME stays as it is: it is wanted, and the catalog knows it from before. FALSE when the
 * catalog or the disk does not have it (any more), so that the caller writes it. */
gboolean mkepub_shelf_keep(MkepubShelf *shelf, const char *name);
/* All names that begin with PREFIX ('pages/2019/') are wanted; the disk is not looked at. */
void mkepub_shelf_keep_all(MkepubShelf *shelf, const char *prefix);
/* NAME is not wanted any more, whatever was kept with others. */
void mkepub_shelf_drop(MkepubShelf *shelf, const char *name);

/* Takes from the catalog all files that were neither put, entered nor kept since the shelf was
 * opened; to be called before the catalog's commit. mkepub_shelf_sweep then removes them from
 * the disk (and folders that are empty then), after the commit. A file that is no longer as it
 * was published, by its size and time and by its bytes, belongs to the user and stays. */
gboolean mkepub_shelf_forget(MkepubShelf *shelf, GError **error);
gboolean mkepub_shelf_sweep(MkepubShelf *shelf, GError **error);

/* Writes manifest-sha256.txt from the catalog, in the form of coreutils' sha256sum, sorted by
 * name; all files of the catalog but itself. After the commit. */
gboolean mkepub_shelf_write_manifest(MkepubShelf *shelf, GError **error);

#endif
