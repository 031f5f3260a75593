/* SPDX-License-Identifier: MIT */
#include "archive/shelf-manifest.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "archive/shelf-state.h"

#define MANIFEST "manifest-sha256.txt"
#define CHUNK    ((gsize)1 << 20)

/* The lines go to a hidden file, in pieces: there may be more of them than memory should hold.
 */
typedef struct {
  GString *lines;
  FILE *file;
} Manifest;

static gboolean write_out(Manifest *manifest)
{
  gsize length = manifest->lines->len;
  gsize written = fwrite(manifest->lines->str, 1, length, manifest->file);
  g_string_truncate(manifest->lines, 0);
  return written == length;
}

static char *line_of(const MkepubShelfFile *file)
{
  g_autofree char *hash = digest_hex(file->sha256, DIGEST_SHA256);
  return g_strconcat(hash, "  ", file->name, "\n", NULL);
}

static gboolean add_line(gpointer data, const MkepubShelfFile *file)
{
  Manifest *manifest = data;
  g_autofree char *line = line_of(file);
  g_string_append(manifest->lines, line);
  return manifest->lines->len < CHUNK || write_out(manifest);
}

FILE *shelf_manifest_open(const char *folder)
{
  struct stat status;
  g_autofree char *path = g_build_filename(folder, MANIFEST, NULL);
  int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  FILE *manifest =
      fd >= 0 && fstat(fd, &status) == 0 && S_ISREG(status.st_mode) ? fdopen(fd, "r") : NULL;
  if (fd >= 0 && !manifest)
    close(fd);
  return manifest;
}

gboolean shelf_manifest_goes_on(FILE *manifest, const MkepubShelfFile *file)
{
  if (!file)
    return getc(manifest) == EOF;
  g_autofree char *line = line_of(file);
  gsize length = strlen(line);
  g_autofree char *there = g_malloc(length);
  return fread(there, 1, length, manifest) == length && memcmp(there, line, length) == 0;
}

/* A link to a file with the same bytes is none. */
static gboolean is_same(const char *hidden, const char *path)
{
  struct stat status;
  guint8 one[DIGEST_SHA256], other[DIGEST_SHA256];
  return g_lstat(path, &status) == 0 && S_ISREG(status.st_mode) &&
         digest_file(hidden, one, NULL, NULL, NULL) &&
         digest_file(path, other, NULL, NULL, NULL) && memcmp(one, other, sizeof one) == 0;
}

/* Renames HIDDEN to PATH unless that has the same bytes, or it is not GOOD. Returns 0 or an
 * errno. */
static int publish(const MkepubShelf *shelf, FILE *file, gboolean good, const char *hidden,
                   const char *path)
{
  int errnum = ferror(file) == 0 && fflush(file) == 0 && fsync(fileno(file)) == 0 ? 0 : errno;
  if (fclose(file) != 0 && errnum == 0)
    errnum = errno;
  gboolean same = errnum == 0 && (!good || is_same(hidden, path));
  if (errnum == 0 && !same && g_rename(hidden, path) != 0)
    errnum = errno;
  if (errnum != 0 || same)
    g_unlink(hidden);
  return errnum != 0 || same ? errnum : shelf_sync_folder(shelf->folder);
}

gboolean mkepub_shelf_write_manifest(MkepubShelf *shelf, GError **error)
{
  g_autofree char *path = mkepub_shelf_path(shelf, MANIFEST, error), *hidden = NULL;
  if (!path)
    return FALSE;
  int fd = shelf_write_hidden(path, "", 0, &hidden);
  Manifest manifest = {.file = fd >= 0 ? fdopen(fd, "w") : NULL};
  if (!manifest.file) {
    mkepub_error_set_errno(error, MKEPUB_ERROR_OUTPUT, errno, "cannot write", path);
    return FALSE;
  }
  manifest.lines = g_string_new(NULL);
  gboolean read = mkepub_catalog_files(shelf->catalog, add_line, &manifest, error);
  write_out(&manifest);
  g_string_free(manifest.lines, TRUE);
  int errnum = publish(shelf, manifest.file, read, hidden, path);
  if (read && errnum != 0)
    mkepub_error_set_errno(error, MKEPUB_ERROR_OUTPUT, errnum, "cannot write", path);
  return read && errnum == 0;
}
