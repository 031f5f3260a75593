/* SPDX-License-Identifier: MIT */
#include "archive/audit/check-file.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "archive/audit/check-links.h"
#include "base/file.h"
#include "mkepub/check.h"
#include "mkepub/reader.h"

void check_file_clear(CheckFile *file)
{
  g_free(file->name);
  g_free(file->kind);
  g_free(file->identifier);
  g_free(file->modified);
  g_clear_pointer(&file->findings, mkepub_findings_free);
  g_clear_pointer(&file->targets, g_ptr_array_unref);
}

static void report_file(CheckFile *file, const char *place, MkepubFindingId id,
                        const char *message)
{
  file->missing |= id == MKEPUB_FINDING_SHELF_MISSING;
  file->changed |= id == MKEPUB_FINDING_SHELF_CHANGED;
  mkepub_findings_add(file->findings, id, place, 0, 0, "%s", message);
}

/* Returns the opened file when it has the published size; otherwise -1. */
static int open_whole(CheckFile *file, Beneath *root, const char *path)
{
  struct stat info;
  int trouble, fd = beneath_open_file(root, file->name, &info, &trouble);
  if (fd >= 0 && (guint64)info.st_size == file->bytes)
    return fd;
  if (fd >= 0) {
    g_autofree char *message =
        g_strdup_printf("changed: it has %" G_GUINT64_FORMAT
                        " bytes, not the %" G_GUINT64_FORMAT " that were published",
                        (guint64)info.st_size, file->bytes);
    report_file(file, path, MKEPUB_FINDING_SHELF_CHANGED, message);
    file->readable = TRUE;
    close(fd);
  } else if (trouble == ENOENT || trouble == ENOTDIR) {
    report_file(file, path, MKEPUB_FINDING_SHELF_MISSING, "missing: the catalog lists it");
  } else if (trouble == FILE_NOT_REGULAR || trouble == ELOOP) {
    report_file(file, path, MKEPUB_FINDING_SHELF_CHANGED, "changed: not a regular file");
  } else {
    g_autofree char *reason = file_trouble_text(trouble, 0);
    g_autofree char *message = g_strconcat("cannot be read: ", reason, NULL);
    report_file(file, path, MKEPUB_FINDING_SHELF_CHANGED, message);
  }
  return -1;
}

/* Returns TRUE when the file FD has the published bytes. */
static gboolean compare_bytes(CheckFile *file, int fd, const char *path)
{
  guint8 digest[DIGEST_SHA256];
  guint64 size;
  int errnum = digest_fd(fd, digest, NULL, &size);
  file->readable = errnum == 0;
  if (errnum == 0 && memcmp(digest, file->sha256, sizeof digest) == 0)
    return TRUE;
  g_autofree char *reason = errnum != 0 ? file_trouble_text(errnum, 0) : NULL;
  g_autofree char *message = reason ? g_strconcat("cannot be read: ", reason, NULL) : NULL;
  report_file(file, path, MKEPUB_FINDING_SHELF_CHANGED,
              message ? message : "changed: its bytes are not those that were published");
  return FALSE;
}

/* Checks a book; OPEN_FILE is a path that leads to the open file of PATH. */
static void check_book(CheckFile *file, const char *open_file, const char *path)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(MkepubReader) reader = mkepub_reader_open_as(open_file, path, &error);
  g_autoptr(MkepubPackage) package = reader ? mkepub_reader_package(reader, &error) : NULL;
  if (!package)
    report_file(file, path, MKEPUB_FINDING_SHELF_CATALOG, error->message);
  else if (g_strcmp0(package->identifier, file->identifier) != 0)
    report_file(file, path, MKEPUB_FINDING_SHELF_CATALOG,
                "the identifier of this book differs from the catalog");
  else if (g_strcmp0(package->modified, file->modified) != 0)
    report_file(file, path, MKEPUB_FINDING_SHELF_CATALOG,
                "the modification time in this book differs from the catalog");
}

static void read_links(CheckFile *file, Beneath *root, const char *path, const char *base_url)
{
  gsize length;
  int trouble;
  g_autofree char *bytes =
      check_links_has(file->name)
          ? beneath_read(root, file->name, (gsize)file->bytes, &length, &trouble)
          : NULL;
  if (!bytes)
    return;
  file->targets = check_links_read(file->name, bytes, length, base_url);
  if (!file->targets)
    report_file(file, path, MKEPUB_FINDING_SHELF_FEED, "this feed cannot be read");
}

/* Reads the book through a path that leads to the open file, even when its name now belongs to
 * another one. */
static void read_book(CheckFile *file, Beneath *root, const char *path, gboolean whole)
{
  struct stat info;
  int trouble, fd = beneath_open_file(root, file->name, &info, &trouble);
  if (fd < 0)
    return;
  g_autofree char *open_file = g_strdup_printf("/proc/self/fd/%d", fd);
  if (whole)
    check_book(file, open_file, path);
  else
    mkepub_check_book(open_file, path, 1, file->findings);
  close(fd);
}

void check_file_run(CheckFile *file, Beneath *root, const char *base_url)
{
  g_autofree char *path = beneath_path(root, file->name);
  file->findings = mkepub_findings_new();
  int fd = open_whole(file, root, path);
  gboolean whole = fd >= 0 && compare_bytes(file, fd, path);
  if (fd >= 0)
    close(fd);
  if (file->identifier && (whole || file->readable))
    read_book(file, root, path, whole);
  else if (whole)
    read_links(file, root, path, base_url);
}
