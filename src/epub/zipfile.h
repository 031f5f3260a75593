/* SPDX-License-Identifier: MIT */
/* The wall around libzip: spooled entries in, one ZIP file out, through file descriptors that
 * stay ours. Used by ocf.c alone. */
#ifndef EPUB_ZIPFILE_H
#define EPUB_ZIPFILE_H

#include "epub/spool.h"
#include "mkepub/ocf.h"

typedef struct {
  char *name;
  MkepubOcfBlob blob;
} ZipfileEntry;

/* Writes ENTRIES (of ZipfileEntry) in their order as a ZIP file into FD, which is empty: fixed
 * dates and attributes, no extra fields, no comment. Closes and syncs nothing. *size becomes
 * the bytes of the file. Fails with OUTPUT and PATH in the message. */
gboolean zipfile_write(int fd, const char *path, const Spool *spool, GArray *entries,
                       guint64 *size, GError **error);

#endif
