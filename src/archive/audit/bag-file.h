/* SPDX-License-Identifier: MIT */
/* Files and folders of a bag on the disk.
 * Used by bag.c. */
#ifndef ARCHIVE_AUDIT_BAG_FILE_H
#define ARCHIVE_AUDIT_BAG_FILE_H

#include "base/beneath.h"
#include "base/digest.h"
#include "mkepub/error.h"

typedef enum {
  BAG_FILE_LINK, /* a hard link, where the file system can; else a copy */
  BAG_FILE_COPY
} BagFileWay;

/* The regular file NAME of FROM also appears as INSIDE of TO, whose folders are made. Returns 0
 * or an errno. */
int bag_file_put(Beneath *from, const char *name, Beneath *to, const char *inside,
                 BagFileWay way);
/* A new file of TEXT, synced. Returns 0 or an errno. */
int bag_file_write(Beneath *folder, const char *name, const char *text);
/* As digest_file, of the regular file NAME of ROOT. SHA512 and SIZE may be NULL. Fails with
 * INPUT. */
gboolean bag_file_digest(Beneath *root, const char *name, guint8 *sha256, guint8 *sha512,
                         guint64 *size, GError **error);

/* Everything in FOLDER, of char *: *files, and *folders, each in front of those in it. For the
 * caller to unref. Returns 0 or an errno. */
int bag_file_walk(Beneath *folder, GPtrArray **files, GPtrArray **folders);
/* Removes FILES and FOLDERS (from the last on) of FOLDER; what has been added since stays. */
void bag_file_remove(Beneath *folder, const GPtrArray *files, const GPtrArray *folders);

/* The names of all files of BAG, of char *, and of its folders as bag_file_walk has them, for
 * the caller to unref. Fails with OUTPUT unless mkepub made the bag, and everything in it is as
 * its manifests say. */
gboolean bag_file_list_old(Beneath *bag, GPtrArray **files, GPtrArray **folders,
                           GError **error);

#endif
