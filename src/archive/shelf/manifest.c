/* SPDX-License-Identifier: MIT */
#include "archive/shelf/manifest.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "archive/shelf/name.h"
#include "archive/shelf/shelf-internal.h"

#define CHUNK ((gsize)1 << 20)

/* The lines go to a hidden file, in pieces: there may be more of them than memory should hold.
 */
typedef struct {
  GString *lines;
  FileTemp *temp;
  int errnum; /* of the first write that failed */
} Manifest;

static gboolean write_out(Manifest *manifest)
{
  if (manifest->errnum == 0)
    manifest->errnum =
        file_write_all(manifest->temp->fd, manifest->lines->str, manifest->lines->len);
  g_string_truncate(manifest->lines, 0);
  return manifest->errnum == 0;
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

FILE *shelf_manifest_open(Beneath *root)
{
  struct stat info;
  int trouble, fd = beneath_open_file(root, SHELF_MANIFEST, &info, &trouble);
  FILE *manifest = fd >= 0 ? fdopen(fd, "r") : NULL;
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

/* Whether the manifest that is there has the bytes of the file FD, from its start. A link to a
 * file with the same bytes has not. */
static gboolean is_same(const MkepubShelf *shelf, int fd)
{
  struct stat info;
  guint8 one[DIGEST_SHA256], other[DIGEST_SHA256];
  guint64 size;
  int trouble, old = beneath_open_file(shelf->root, SHELF_MANIFEST, &info, &trouble);
  gboolean same =
      old >= 0 && lseek(fd, 0, SEEK_SET) == 0 && digest_fd(fd, one, NULL, &size) == 0 &&
      digest_fd(old, other, NULL, &size) == 0 && memcmp(one, other, sizeof one) == 0;
  if (old >= 0)
    close(old);
  return same;
}

/* Makes TEMP the manifest unless that has the same bytes. Returns 0 or an errno. */
static int publish_manifest(const MkepubShelf *shelf, FileTemp *temp)
{
  if (is_same(shelf, temp->fd))
    return 0;
  int errnum = file_temp_sync(temp, NULL);
  if (errnum == 0)
    errnum = file_temp_rename(temp, SHELF_MANIFEST);
  return errnum == 0 ? file_sync_folder(temp->folder) : errnum;
}

gboolean mkepub_shelf_write_manifest(MkepubShelf *shelf, GError **error)
{
  const char *last;
  g_autofree char *hidden = shelf_hidden_name(SHELF_MANIFEST, shelf->id);
  g_autoptr(FileTemp) temp =
      file_temp_take(beneath_parent(shelf->root, SHELF_MANIFEST, FALSE, &last), hidden);
  if (!temp)
    return shelf_fail(shelf->root, MKEPUB_ERROR_OUTPUT, errno, "cannot write", SHELF_MANIFEST,
                      error);
  Manifest manifest = {.lines = g_string_new(NULL), .temp = temp};
  gboolean done = mkepub_catalog_files(shelf->catalog, add_line, &manifest, error);
  if (done && write_out(&manifest))
    manifest.errnum = publish_manifest(shelf, temp);
  g_string_free(manifest.lines, TRUE);
  if (done && manifest.errnum != 0)
    return shelf_fail(shelf->root, MKEPUB_ERROR_OUTPUT, manifest.errnum, "cannot write",
                      SHELF_MANIFEST, error);
  return done;
}
