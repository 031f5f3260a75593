/* SPDX-License-Identifier: MIT */
/* One run at a time: a lock on the shelf, and a mark that a run has not come to its end.
 * Used by the run of an archive. */
#ifndef ARCHIVE_LOCK_H
#define ARCHIVE_LOCK_H

#include <glib.h>

/* SHELF/.lock, held by flock until it is closed or the process ends, however that comes. */
typedef struct {
  int fd;
  char *path;
  gboolean unfinished; /* the run before was killed, or failed, while it published */
} Lock;

/* Fails with OUTPUT: "another run is writing this shelf", or it cannot be made. */
gboolean lock_take(Lock *lock, const char *shelf, GError **error);
/* For whoever only reads: no run begins while it is held, and several may hold it. A shelf on a
 * medium without locks, or without the file, is read without. Returns a descriptor to be
 * closed, -1 where there is no lock, LOCK_REFUSED with INPUT ("the archive is being updated").
 */
#define LOCK_REFUSED (-2)
int lock_share(const char *shelf, GError **error);
/* Publication begins: from here to lock_finish the shelf may hold more than its catalog says.
 */
gboolean lock_begin(Lock *lock, GError **error);
gboolean lock_finish(Lock *lock, GError **error);
void lock_clear(Lock *lock);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Lock, lock_clear)

#endif
