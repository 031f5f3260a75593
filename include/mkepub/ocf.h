/* SPDX-License-Identifier: MIT */
/* The OCF container (EPUB 3.3 section 4): a ZIP file whose bytes depend on its content alone,
 * published whole or not at all. Used by the writing of a book; the only place where books are
 * zipped. */
#ifndef MKEPUB_OCF_H
#define MKEPUB_OCF_H

#include <glib.h>
#include <sys/stat.h>

/* Two steps. Threads pack entries: compress and append to an unnamed spool file beside the
 * output, in any order and at the same time. Then one thread names them in their final order
 * and commits: libzip copies them out of the spool without touching the bytes. Memory does not
 * grow with the entries' bytes. */
typedef struct MkepubOcf MkepubOcf;

/* An entry's bytes in the spool. Small and copyable; means nothing to another MkepubOcf. */
typedef struct {
  guint64 offset;
  guint64 stored; /* bytes in the spool */
  guint64 size;   /* bytes before compression */
  guint32 crc;
  gboolean deflated;
} MkepubOcfBlob;

/* Prepares to write PATH (a symbolic link is followed, also one that leads to no file yet).
 * Fails with OUTPUT when its folder is missing or cannot be written, and when PATH is a folder,
 * a device or anything else but a plain file. */
MkepubOcf *mkepub_ocf_open(const char *path, GError **error);

/* A container in a folder that keeps account of its files, such as a shelf's. */
typedef struct {
  int folder;         /* open, borrowed; the file goes nowhere else, whatever its path became */
  const char *hidden; /* name of the temporary file in it */
  /* Called before the rename with the state that the file will have. Returns 0 or an errno,
   * which ends the commit. */
  int (*announce)(gpointer data, const struct stat *info);
  gpointer data;
  gboolean hold; /* the commit leaves the file under its hidden name, for the owner to rename */
} MkepubOcfPlace;

/* Prepares to write the last part of PATH in the folder of PLACE (borrowed until the end); the
 * rest of PATH is for messages. A symbolic link, a pipe or a device there is replaced. Fails as
 * mkepub_ocf_open does. */
MkepubOcf *mkepub_ocf_open_at(const MkepubOcfPlace *place, const char *path, GError **error);
/* Like mkepub_ocf_open, to see what the container would be: entries are compressed and counted,
 * nothing is written, nothing can be read back, and a commit does no more than to tell the
 * size. PATH may be NULL: no place is looked at. */
MkepubOcf *mkepub_ocf_rehearse(const char *path, GError **error);

/* The file that PATH stands for when it is a symbolic link, even one that leads to no file yet;
 * for the caller to free. NULL with errno for a loop. */
char *mkepub_ocf_target(const char *path);

/* Gives up whatever is not committed; nothing is left on disk. OCF may be NULL. */
void mkepub_ocf_free(MkepubOcf *ocf);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MkepubOcf, mkepub_ocf_free)

/* Compresses BYTES (libdeflate level 6; stored when that is not smaller, or when STORE) and
 * appends them to the spool. Thread-safe. Fails with OUTPUT when the disk is full. */
gboolean mkepub_ocf_pack(MkepubOcf *ocf, const void *bytes, gsize length, gboolean store,
                         MkepubOcfBlob *blob, GError **error);

/* What a blob held before it was packed, for the caller to unref. NULL with OUTPUT. */
GBytes *mkepub_ocf_read(MkepubOcf *ocf, const MkepubOcfBlob *blob, GError **error);

/* Names the next entry. NAME matches [A-Za-z0-9._/-]+ and is not used yet. 'mimetype' comes
 * first by itself. */
void mkepub_ocf_add(MkepubOcf *ocf, const char *name, const MkepubOcfBlob *blob);

/* The bytes that the container will have with the entries named so far (of less than 4 GB and
 * 65536 entries; somewhat more beyond). */
guint64 mkepub_ocf_size(const MkepubOcf *ocf);

typedef enum {
  MKEPUB_OCF_DISCARD,   /* nothing is written; only the size is told */
  MKEPUB_OCF_REPLACE,   /* whatever is there */
  MKEPUB_OCF_KEEP_EQUAL /* a file that holds these bytes already stays as it is */
} MkepubOcfCommit;

/* Writes the container to a hidden temporary file, syncs it, renames it over the path and syncs
 * the folder. A new file gets the mode that the umask leaves, an existing one keeps its own.
 * *size becomes its bytes (may be NULL). To be called once, when no thread packs any more.
 * Fails with OUTPUT, or INTERNAL when names repeat; the old file is whole then (when only the
 * folder's sync fails, the new one is). */
gboolean mkepub_ocf_commit(MkepubOcf *ocf, MkepubOcfCommit how, guint64 *size, GError **error);
/* TRUE when the commit put a new file in place. */
gboolean mkepub_ocf_changed(const MkepubOcf *ocf);

#endif
