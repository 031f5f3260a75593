/* SPDX-License-Identifier: MIT */
/* Files and folders of a bag on the disk.
 * Used by bag.c. */
#ifndef ARCHIVE_BAG_FILE_H
#define ARCHIVE_BAG_FILE_H

#include <glib.h>

typedef enum {
  BAG_FILE_LINK, /* a hard link, where the file system can; else a copy */
  BAG_FILE_COPY
} BagFileWay;

/* FROM, a plain file and no link to one, also stands at TO, whose folders are made. FALSE with
 * errno. */
gboolean bag_file_put(const char *from, const char *to, BagFileWay way);
/* A new file of TEXT, synced. FALSE with errno. */
gboolean bag_file_write(const char *path, const char *text);
/* Makes the name PATH last. FALSE with errno. */
gboolean bag_file_sync(const char *path);
/* Removes the folder PATH and all in it; follows no links. */
void bag_file_remove(const char *path);

/* PATH absolute, its existing part free of symbolic links. For the caller to free. */
char *bag_file_canonical(const char *path);

#endif
