/* SPDX-License-Identifier: MIT */
/* The journal: files that a run is about to publish or to remove, so that the run after one
 * that was killed knows which files belong to the archive. Kept in SHELF/.lock while a
 * run publishes; empty otherwise. Used by the lock and by the parts of a shelf. */
#ifndef ARCHIVE_SHELF_JOURNAL_H
#define ARCHIVE_SHELF_JOURNAL_H

#include <glib.h>
#include <sys/stat.h>

/* A line for each run, 'mkepub unfinished ID', with the ID (16 hexadecimal digits) that the
 * names of its temporary files end in, followed by lines 'BYTES MTIME NAME', MTIME in
 * nanoseconds, of the state that the file gets or had. A file counts as the archive's only
 * while it has just this state. Lines that are not complete or not well-formed, and names that
 * name.h does not allow, are ignored: a journal is data from outside. */
typedef struct Journal Journal;

/* Reads the journal in FD (borrowed, open for reading and writing). NULL: the file is neither
 * empty nor a journal, or cannot be read. */
Journal *journal_read(int fd);
void journal_free(Journal *journal);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Journal, journal_free)

/* TRUE when a run before did not come to its end. */
gboolean journal_is_unfinished(const Journal *journal);

/* Begins the part of this run. journal_add_file notes a file, journal_sync makes what was noted
 * lasting; both may be called by several threads. journal_finish empties the journal. Those
 * that write return 0 or an errno. */
int journal_begin(Journal *journal);
void journal_add_file(Journal *journal, const char *name, const struct stat *info);
int journal_sync(Journal *journal);
int journal_finish(Journal *journal);

/* The ID of this run. */
const char *journal_id(const Journal *journal);

/* Whether runs before noted the file NAME with the state INFO. */
gboolean journal_lists(const Journal *journal, const char *name, const struct stat *info);
/* Whether ENTRY is the name of a temporary file of a run before: '.NAME.ID'. */
gboolean journal_has_temporary(const Journal *journal, const char *entry);
/* The names that runs before noted, sorted, of char *, for the caller to unref. */
GPtrArray *journal_names(const Journal *journal);

#endif
