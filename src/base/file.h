/* SPDX-License-Identifier: MIT */
/* Reading files that mkepub did not make: regular files only, up to a limit, with read(2). A
 * file is never mapped: one that is cut short while it is read must not end the program.
 * Used wherever a file of the user's is opened. */
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

#endif
