/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "archive/shelf/catalog-internal.h"
#include "archive/shelf/name.h"
#include "archive/shelf/shelf-internal.h"
#include "base/file.h"
#include "base/text.h"

gboolean shelf_lookup(MkepubShelf *shelf, const char *name, ShelfKnown *known)
{
  g_autoptr(CatalogQuery) row = catalog_query(
      shelf->catalog, NULL, "SELECT bytes, mtime, sha256 FROM file WHERE name = ?", "t", name);
  if (!row || catalog_step(shelf->catalog, row, "nmh", NULL) != SQLITE_ROW)
    return FALSE;
  known->bytes = (guint64)column_number(row, 0);
  known->mtime = column_number(row, 1);
  memcpy(known->sha256, column_hash(row, 2), DIGEST_SHA256);
  return TRUE;
}

static gboolean has_state(const struct stat *info, const ShelfKnown *known)
{
  return S_ISREG(info->st_mode) && (guint64)info->st_size == known->bytes &&
         file_mtime(info) == known->mtime;
}

gboolean shelf_is_as_known(MkepubShelf *shelf, const char *name, const ShelfKnown *known)
{
  struct stat info;
  return beneath_stat(shelf->root, name, &info) && has_state(&info, known);
}

static gboolean has_bytes(MkepubShelf *shelf, const char *name, const ShelfKnown *known)
{
  struct stat info;
  guint8 sha256[DIGEST_SHA256];
  guint64 size;
  int trouble, fd = beneath_open_file(shelf->root, name, &info, &trouble);
  if (fd < 0)
    return FALSE;
  gboolean same = (guint64)info.st_size == known->bytes &&
                  digest_fd(fd, sha256, NULL, &size) == 0 &&
                  memcmp(sha256, known->sha256, DIGEST_SHA256) == 0;
  close(fd);
  return same;
}

gboolean shelf_owns(MkepubShelf *shelf, const char *name, struct stat *info)
{
  ShelfKnown known;
  if (!beneath_stat(shelf->root, name, info) || !S_ISREG(info->st_mode))
    return FALSE;
  if (shelf->journal && journal_lists(shelf->journal, name, info))
    return TRUE;
  return shelf_lookup(shelf, name, &known) &&
         (has_state(info, &known) || has_bytes(shelf, name, &known));
}

gboolean shelf_may_write(MkepubShelf *shelf, const char *name, GError **error)
{
  ShelfKnown known;
  struct stat info;
  if (!shelf_name_is_valid(name))
    return shelf_name_damaged(shelf->catalog->database.path, name, error);
  if (shelf_lookup(shelf, name, &known) ||
      (shelf->proven && g_hash_table_contains(shelf->proven, name)))
    return TRUE;
  if (!catalog_is_sound(shelf->catalog, error)) /* it may have the file all the same */
    return FALSE;
  if (!beneath_stat(shelf->root, name, &info))
    return errno == ENOENT ||
           shelf_fail(shelf->root, MKEPUB_ERROR_OUTPUT, errno, "cannot write", name, error);
  if (shelf->journal && journal_lists(shelf->journal, name, &info))
    return TRUE;
  g_autofree char *path = beneath_path(shelf->root, name), *shown = text_display_path(path);
  g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_OUTPUT,
              "'%s' is not mkepub's, and the archive needs this name; move it away", shown);
  return FALSE;
}
