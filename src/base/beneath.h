/* SPDX-License-Identifier: MIT */
/* Files below an open folder, by names relative to it ("books/2025/a.epub"). No name leads out
 * of the folder: empty parts, '.' and '..' are refused, and no symbolic link below the folder
 * is followed (openat2 with RESOLVE_BENEATH and RESOLVE_NO_SYMLINKS; folder by folder with
 * O_NOFOLLOW where the kernel lacks it). Used for everything that is read, written or removed
 * on a shelf, in a bag, or below the folder that sources are extracted to. */
#ifndef BASE_BENEATH_H
#define BASE_BENEATH_H

#include <glib.h>
#include <sys/stat.h>

typedef struct {
  int fd;     /* the folder, opened with O_PATH */
  char *path; /* as the caller named it, for messages */
  gint walk;  /* atomic; nonzero: without openat2. Tests set it. */
} Beneath;

/* Opens FOLDER, which may itself be a symbolic link. Returns NULL with errno. */
Beneath *beneath_new(const char *folder);
/* Opens the folder NAME below ROOT. Returns NULL with errno. */
Beneath *beneath_new_in(Beneath *root, const char *name);
void beneath_free(Beneath *root);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Beneath, beneath_free)

/* The path of NAME for messages, for the caller to free. */
char *beneath_path(const Beneath *root, const char *name);

/* Opens NAME ("": the folder itself). FLAGS are those of open(2) without O_CREAT; O_CLOEXEC is
 * added. Returns a descriptor, or -1 with errno: ELOOP for a symbolic link, EXDEV for a name
 * that is not allowed. */
int beneath_open(Beneath *root, const char *name, int flags);

/* Opens the folder that holds NAME, with O_PATH. *last (borrowed from NAME) becomes the last
 * part of NAME. MAKE: missing folders are made, and each is synced into its own folder. Returns
 * a descriptor, or -1 with errno. */
int beneath_parent(Beneath *root, const char *name, gboolean make, const char **last);

/* Fills *info with the state of NAME, which may be a symbolic link. FALSE with errno. */
gboolean beneath_stat(Beneath *root, const char *name, struct stat *info);

/* Opens the regular file NAME for reading without waiting. Returns a descriptor, or -1 with
 * *trouble an errno or FILE_NOT_REGULAR (base/file.h). */
int beneath_open_file(Beneath *root, const char *name, struct stat *info, int *trouble);

/* Reads the regular file NAME as file_read does. NULL with *trouble as for file_read_fd. */
char *beneath_read(Beneath *root, const char *name, gsize limit, gsize *length, int *trouble);

/* Makes the empty file NAME, which does not exist yet, and the folders above it. Returns its
 * descriptor, open for reading and writing, or -1 with errno. */
int beneath_create(Beneath *root, const char *name);

/* Removes the file NAME, or the empty folder NAME. Returns 0 or an errno. */
int beneath_remove(Beneath *root, const char *name);
int beneath_remove_folder(Beneath *root, const char *name);

/* The entries of the folder NAME without '.' and '..', sorted, of char *, for the caller to
 * unref; NULL with errno. */
GPtrArray *beneath_list(Beneath *root, const char *name);

#endif
