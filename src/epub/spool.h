/* SPDX-License-Identifier: MIT */
/* A file without a name that threads append to at the same time.
 * Used by ocf.c for packed entries until the order of a container is known. */
#ifndef EPUB_SPOOL_H
#define EPUB_SPOOL_H

#include <glib.h>

typedef struct Spool Spool;

/* Opens a spool in the folder that FOLDER is open on. HIDDEN is a name in it that is free to
 * use for a moment, or NULL for a random one. Returns NULL with errno set. */
Spool *spool_open(int folder, const char *hidden);
/* A spool that counts what is appended and keeps nothing: reading gives EBADF. */
Spool *spool_new(void);
gboolean spool_keeps(const Spool *spool);
void spool_free(Spool *spool);

/* Appends LENGTH bytes; *offset becomes their place. Thread-safe. Returns 0 or an errno. */
int spool_append(Spool *spool, const void *bytes, gsize length, guint64 *offset);

/* Reads up to LENGTH bytes at OFFSET. Thread-safe. Returns their number, or -1 with errno set;
 * a spool that ends too early gives EIO. */
gssize spool_read(const Spool *spool, guint64 offset, void *bytes, gsize length);

#endif
