/* SPDX-License-Identifier: MIT */
/* The OCF container (EPUB 3.3 section 4): a ZIP file whose bytes depend on its content alone, published whole or not at all.
 * Used by the writing of a book; the only place where books are zipped. */
#ifndef EPUB_OCF_H
#define EPUB_OCF_H

#include <glib.h>

/* Two steps. Threads pack entries: compress and append to an unnamed spool file beside the output, in any
 * order and at the same time. Then one thread names them in their final order and commits: libzip copies them out of the
 * spool without touching the bytes. Memory does not grow with the entries' bytes. */
typedef struct Ocf Ocf;

/* An entry's bytes in the spool. Small and copyable; means nothing to another Ocf. */
typedef struct {
  guint64 offset;
  guint64 stored;  /* bytes in the spool */
  guint64 size;    /* bytes before compression */
  guint32 crc;
  gboolean deflated;
} OcfBlob;

/* Prepares to write PATH (a symbolic link is followed). Fails with OUTPUT when its folder is missing or cannot be written. */
Ocf *ocf_open(const char *path, GError **error);

/* Gives up whatever is not committed; nothing is left on disk. */
void ocf_free(Ocf *ocf);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Ocf, ocf_free)

/* Compresses BYTES (libdeflate level 6; stored when that is not smaller, or when STORE) and appends them to the spool.
 * Thread-safe. Fails with OUTPUT when the disk is full. */
gboolean ocf_pack(Ocf *ocf, const void *bytes, gsize length, gboolean store, OcfBlob *blob,
                  GError **error);

/* Names the next entry. NAME matches [A-Za-z0-9._/-]+ and is not used yet. 'mimetype' comes first by itself. */
void ocf_add(Ocf *ocf, const char *name, const OcfBlob *blob);

/* Writes the container, syncs it, renames it over the path and syncs the folder. *size becomes its bytes (may be NULL). With
 * PUBLISH FALSE all is done but the rename, and nothing is left. Fails with OUTPUT; the old file is whole then. */
gboolean ocf_commit(Ocf *ocf, gboolean publish, guint64 *size, GError **error);

#endif
