/* SPDX-License-Identifier: MIT */
/* Files on the disk: reading those that mkepub did not make, writing its own.
 * Reading takes regular files only, up to a limit, with read(2). A file is never mapped: one
 * that is cut short while it is read must not end the program.
 * Writing goes to a hidden temporary file beside the target, which is synced and renamed: under
 * its name there is the old file or the whole new one. Used wherever a file is opened. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <glib.h>
#include <sys/stat.h>

/* Why a file is not read, beside the errors of open(2) and read(2). */
#define FILE_NOT_REGULAR (-1) /* a folder, a pipe, a device, a socket */
#define FILE_TOO_LARGE   (-2) /* more bytes than the limit */

/* Opens NAME, relative to the open folder FOLDER or, with AT_FDCWD, to the working folder, for
 * reading. FLAGS are added to O_RDONLY, O_CLOEXEC and O_NONBLOCK (O_NOFOLLOW, for instance).
 * Never waits for the other end of a pipe. Fills *info. Returns the descriptor, which the
 * caller closes; -1 with *trouble an errno or FILE_NOT_REGULAR. */
int file_open(int folder, const char *name, int flags, struct stat *info, int *trouble);

/* Reads the descriptor FD to its end. EXPECTED is the size that is allocated at first. Returns
 * at most LIMIT bytes, followed by a NUL that *length does not count, for the caller to free;
 * NULL with *trouble an errno or FILE_TOO_LARGE. */
char *file_read_fd(int fd, gsize expected, gsize limit, gsize *length, int *trouble);

/* Opens and reads the file PATH (see file_open, file_read_fd). Returns at most LIMIT bytes and
 * a NUL, for the caller to free; NULL with *trouble. */
char *file_load(const char *path, gsize limit, gsize *length, int *trouble);

/* Like file_load. Fails with INPUT: "cannot read
 * 'x': permission denied", "cannot read 'x': not a regular file", "cannot read 'x': larger than
 * 16 MiB". */
char *file_read(const char *path, gsize limit, gsize *length, GError **error);

/* The words for TROUBLE of a file with the limit LIMIT: "not a regular file", "is a directory".
 * For the caller to free. */
char *file_trouble_text(int trouble, gsize limit);

/* The time of the last change of a file in nanoseconds since 1970. */
gint64 file_mtime(const struct stat *info);

/* PATH, which exists, absolute and without symbolic links, '.' and '..'; NULL with errno. For
 * the caller to free. */
char *file_real_path(const char *path);

/* Like file_real_path, but the last parts of PATH need not exist. NULL when the result cannot
 * be known ('..' after a part that does not exist). For the caller to free. */
char *file_future_path(const char *path);

/* Whether the canonical PATH is FOLDER or below it. */
gboolean file_is_within(const char *path, const char *folder);

/* Writes all of BYTES to FD, at its position or at OFFSET, however often the system takes only
 * a part. Returns 0 or an errno. */
int file_write_all(int fd, const void *bytes, gsize length);
int file_write_at(int fd, const void *bytes, gsize length, guint64 offset);

/* Syncs FD, fills *info (may be NULL) with its state, and closes it in any case. Returns 0 or
 * an errno. */
int file_close_synced(int fd, struct stat *info);

/* Makes the names in the folder that FOLDER (opened with O_PATH or for reading) is open on
 * lasting. A folder that may be written but not read cannot be synced, which is no error.
 * Returns 0 or an errno. */
int file_sync_folder(int folder);

/* A new file that has a hidden name until it is published. */
typedef struct {
  int folder; /* the folder that the file is in; owned */
  int fd;     /* open for reading and writing; -1 once the file is synced */
  char *name; /* the hidden name in the folder; NULL once the file is published */
} FileTemp;

/* Creates a temporary file in the folder that FOLDER is open on. FOLDER becomes the temporary
 * file's: it is closed by file_temp_discard, and also when this fails. With FOLDER -1 these
 * fail and leave errno as it is. HIDDEN is the file's name; beside NAME it is one at random
 * that begins with '.NAME'. Returns NULL with errno. */
FileTemp *file_temp_take(int folder, const char *hidden);
FileTemp *file_temp_take_beside(int folder, const char *name);

/* The steps of publication, in this order and each once: the bytes are made lasting (*info, may
 * be NULL, becomes the file's state), then the file gets NAME, relative to its folder, in place
 * of a file that has it; the hidden name itself keeps the file under that. file_sync_folder
 * then makes the name lasting. Each returns 0 or an errno. */
int file_temp_sync(FileTemp *temp, struct stat *info);
int file_temp_rename(FileTemp *temp, const char *name);

/* Removes the temporary file unless it was published, and frees TEMP, which may be NULL. */
void file_temp_discard(FileTemp *temp);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FileTemp, file_temp_discard)

#endif
