/* SPDX-License-Identifier: MIT */
/* One run at a time: a lock on the shelf, which also holds the journal of the run.
 * Used by the run of an archive, and by what reads a shelf. */
#ifndef ARCHIVE_SHELF_LOCK_H
#define ARCHIVE_SHELF_LOCK_H

#include "archive/shelf/journal.h"
#include "base/beneath.h"

/* SHELF/.lock, held by flock until it is closed or the process ends, however that comes. */
typedef struct {
  gboolean held;
  int fd;
  Beneath *shelf; /* borrowed */
  Journal *journal;
  gboolean unfinished; /* the run before was killed, or failed, while it published */
} Lock;

typedef enum {
  LOCK_LOOK,     /* the journal is read, without a lock and for nothing else */
  LOCK_IF_THERE, /* nothing happens when the file is missing */
  LOCK_MAKE      /* allowed when the lock is held already */
} LockMode;

/* Fails with OUTPUT: "another run is writing this shelf", the file cannot be made, or it is
 * not a regular file or not mkepub's. */
gboolean lock_take(Lock *lock, Beneath *shelf, LockMode mode, GError **error);
/* Takes a lock for reading: no run begins while it is held, and several may hold it. A shelf on
 * a medium without locks, or without the file, is read without. Returns a descriptor to be
 * closed, -1 where there is no lock, LOCK_REFUSED with INPUT ("the archive is being updated";
 * the file is not regular). */
#define LOCK_REFUSED (-2)
int lock_share(const char *shelf, GError **error);
/* Publication begins: from here to lock_finish the shelf may hold more than its catalog says.
 */
gboolean lock_begin(Lock *lock, GError **error);
gboolean lock_finish(Lock *lock, GError **error);
void lock_clear(Lock *lock);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Lock, lock_clear)

#endif
