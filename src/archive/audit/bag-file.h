/* SPDX-License-Identifier: MIT */
/* Files and folders of a bag on the disk. Used by bag.c. */
#ifndef ARCHIVE_AUDIT_BAG_FILE_H
#define ARCHIVE_AUDIT_BAG_FILE_H

#include "base/beneath.h"
#include "base/digest.h"
#include "mkepub/error.h"

typedef enum {
  BAG_FILE_LINK, /* a hard link where the file system allows it, otherwise a copy */
  BAG_FILE_COPY
} BagFileWay;

/* Makes the regular file NAME of FROM appear as INSIDE of TO, whose folders are created.
 * Returns 0 or an errno. */
int bag_file_put(Beneath *from, const char *name, Beneath *to, const char *inside,
                 BagFileWay way);
/* Creates a file with TEXT, and syncs it. Returns 0 or an errno. */
int bag_file_write(Beneath *folder, const char *name, const char *text);
/* Computes the hashes of the regular file NAME of ROOT, as digest_file does. SHA512 and SIZE
 * may be NULL. Fails with INPUT. */
gboolean bag_file_digest(Beneath *root, const char *name, guint8 *sha256, guint8 *sha512,
                         guint64 *size, GError **error);

/* Lists everything in FOLDER, of char *: *files, and *folders, each before its content. For the
 * caller to unref. Returns 0 or an errno. */
int bag_file_walk(Beneath *folder, GPtrArray **files, GPtrArray **folders);
/* Removes FILES and FOLDERS (last one first) from FOLDER; does not remove files that were added
 * since. */
void bag_file_remove(Beneath *folder, const GPtrArray *files, const GPtrArray *folders);

/* Lists the files of BAG, of char *, and its folders as bag_file_walk does, for
 * the caller to unref. Fails with OUTPUT unless mkepub made the bag, and everything in it
 * agrees with its manifests. */
gboolean bag_file_list_old(Beneath *bag, GPtrArray **files, GPtrArray **folders,
                           GError **error);

#endif
