/* SPDX-License-Identifier: MIT */
#include "archive/shelf-check-file.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "archive/shelf-check-links.h"
#include "mkepub/check.h"
#include "mkepub/reader.h"

char *check_file_place(const char *folder, const char *name)
{
  return g_build_filename(folder, name, NULL);
}

void check_file_clear(CheckFile *file)
{
  g_free(file->name);
  g_free(file->kind);
  g_free(file->identifier);
  g_free(file->modified);
  g_clear_pointer(&file->findings, mkepub_findings_free);
  g_clear_pointer(&file->targets, g_ptr_array_unref);
}

static void tell(CheckFile *file, const char *place, MkepubFindingId id, const char *message)
{
  file->missing |= id == MKEPUB_FINDING_SHELF_MISSING;
  file->changed |= id == MKEPUB_FINDING_SHELF_CHANGED;
  mkepub_findings_add(file->findings, id, place, 0, 0, "%s", message);
}

/* TRUE when the file has the bytes that were published. */
static gboolean compare(CheckFile *file, const char *path)
{
  struct stat info;
  guint8 digest[DIGEST_SHA256];
  g_autoptr(GError) error = NULL;
  if (g_lstat(path, &info) != 0 && (errno == ENOENT || errno == ENOTDIR)) {
    tell(file, path, MKEPUB_FINDING_SHELF_MISSING, "missing: the catalog has it");
  } else if (!S_ISREG(info.st_mode)) {
    tell(file, path, MKEPUB_FINDING_SHELF_CHANGED, "changed: it is no plain file");
  } else if ((guint64)info.st_size != file->bytes) {
    g_autofree char *message =
        g_strdup_printf("changed: it has %" G_GUINT64_FORMAT
                        " bytes, not the %" G_GUINT64_FORMAT " that were published",
                        (guint64)info.st_size, file->bytes);
    tell(file, path, MKEPUB_FINDING_SHELF_CHANGED, message);
  } else if (!digest_file(path, digest, NULL, NULL, &error)) {
    tell(file, path, MKEPUB_FINDING_SHELF_CHANGED, error->message);
  } else if (memcmp(digest, file->sha256, sizeof digest) != 0) {
    tell(file, path, MKEPUB_FINDING_SHELF_CHANGED,
         "changed: its bytes are not those that were published");
  } else {
    return TRUE;
  }
  return FALSE;
}

static void check_book(CheckFile *file, const char *path)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(MkepubReader) reader = mkepub_reader_open(path, &error);
  g_autoptr(MkepubPackage) package = reader ? mkepub_reader_package(reader, &error) : NULL;
  if (!package)
    tell(file, path, MKEPUB_FINDING_SHELF_CATALOG, error->message);
  else if (g_strcmp0(package->identifier, file->identifier) != 0)
    tell(file, path, MKEPUB_FINDING_SHELF_CATALOG,
         "the catalog has another identifier for this book");
  else if (g_strcmp0(package->modified, file->modified) != 0)
    tell(file, path, MKEPUB_FINDING_SHELF_CATALOG,
         "the catalog has another time of change for this book");
}

static void read_links(CheckFile *file, const char *path, const char *base_url)
{
  g_autofree char *bytes = NULL;
  gsize length;
  if (!check_links_has(file->name) || !g_file_get_contents(path, &bytes, &length, NULL))
    return;
  file->targets = check_links_read(file->name, bytes, length, base_url);
  if (!file->targets)
    tell(file, path, MKEPUB_FINDING_SHELF_FEED, "this feed cannot be read");
}

void check_file_run(CheckFile *file, const char *folder, const char *base_url)
{
  g_autofree char *path = check_file_place(folder, file->name);
  file->findings = mkepub_findings_new();
  gboolean whole = compare(file, path);
  if (whole && file->identifier)
    check_book(file, path);
  else if (whole)
    read_links(file, path, base_url);
  else if (file->identifier && file->changed)
    mkepub_check_book(path, path, 1, file->findings);
}
