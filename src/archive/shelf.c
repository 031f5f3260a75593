/* SPDX-License-Identifier: MIT */
#include "mkepub/shelf.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "archive/catalog-state.h"
#include "archive/shelf-state.h"

#define MANIFEST       "manifest-sha256.txt"
#define LAST_CHARACTER "\xf4\x8f\xbf\xbf"

enum { HASH_SIZE = DIGEST_SHA256 };

/* What the catalog knows of a file. */
typedef struct {
  guint64 bytes;
  gint64 mtime;
  guint8 sha256[HASH_SIZE];
} Known;

MkepubShelf *mkepub_shelf_new(const char *folder, MkepubCatalog *catalog)
{
  MkepubShelf *shelf = g_new0(MkepubShelf, 1);
  shelf->folder = g_strdup(folder);
  shelf->catalog = catalog;
  shelf->wanted = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  shelf->dropped = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  shelf->kept = g_ptr_array_new_with_free_func(g_free);
  shelf->gone = g_ptr_array_new_with_free_func(g_free);
  shelf->later = g_array_new(FALSE, FALSE, sizeof(ShelfLater));
  g_array_set_clear_func(shelf->later, shelf_later_clear);
  return shelf;
}

void mkepub_shelf_free(MkepubShelf *shelf)
{
  if (!shelf)
    return;
  g_free(shelf->folder);
  g_hash_table_unref(shelf->wanted);
  g_hash_table_unref(shelf->dropped);
  g_ptr_array_unref(shelf->kept);
  g_ptr_array_unref(shelf->gone);
  g_array_unref(shelf->later);
  g_free(shelf);
}

static gint64 mtime_of(const struct stat *status)
{
  return (gint64)status->st_mtim.tv_sec * 1000000000 + status->st_mtim.tv_nsec;
}

char *mkepub_shelf_path(MkepubShelf *shelf, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename(shelf->folder, name, NULL);
  g_autofree char *folder = g_path_get_dirname(path);
  if (g_file_test(folder, G_FILE_TEST_IS_DIR))
    return g_steal_pointer(&path);
  g_autofree char *parent = g_path_get_dirname(folder);
  int errnum = g_mkdir_with_parents(folder, 0777) == 0 ? shelf_sync_folder(parent) : errno;
  if (errnum == 0)
    return g_steal_pointer(&path);
  mkepub_error_set_errno(error, MKEPUB_ERROR_OUTPUT, errnum, "cannot make the folder", folder);
  return NULL;
}

static gboolean lookup(MkepubShelf *shelf, const char *name, Known *known)
{
  sqlite3_stmt *row = catalog_query(
      shelf->catalog, NULL, "SELECT bytes, mtime, sha256 FROM file WHERE name = ?", "t", name);
  gboolean found = row && catalog_step(shelf->catalog, row, "nmh", NULL) == SQLITE_ROW;
  if (found) {
    known->bytes = (guint64)column_number(row, 0);
    known->mtime = column_number(row, 1);
    memcpy(known->sha256, column_hash(row, 2), HASH_SIZE);
  }
  if (row)
    sqlite3_reset(row);
  return found;
}

static void want(MkepubShelf *shelf, const char *name)
{
  g_hash_table_remove(shelf->dropped, name);
  g_hash_table_add(shelf->wanted, g_strdup(name));
}

gboolean shelf_enter_file(MkepubShelf *shelf, const char *name, const char *kind,
                          const char *path, const guint8 *sha256, const guint8 *made_from,
                          GError **error)
{
  struct stat status;
  if (g_stat(path, &status) != 0) {
    mkepub_error_set_errno(error, MKEPUB_ERROR_OUTPUT, errno, "cannot read", path);
    return FALSE;
  }
  shelf->changed = TRUE;
  want(shelf, name);
  return catalog_run(shelf->catalog, error,
                     "INSERT OR REPLACE INTO file (name, kind, bytes, mtime, sha256, made_from)"
                     " VALUES (?, ?, ?, ?, ?, ?)",
                     "ttiibb", name, kind, (gint64)status.st_size, mtime_of(&status), sha256,
                     HASH_SIZE, made_from, made_from ? HASH_SIZE : 0);
}

static gboolean is_as_known(const char *path, const Known *known)
{
  struct stat status;
  return g_lstat(path, &status) == 0 && S_ISREG(status.st_mode) &&
         (guint64)status.st_size == known->bytes && mtime_of(&status) == known->mtime;
}

gboolean shelf_has(MkepubShelf *shelf, const char *name, const char *path, gsize length,
                   const guint8 *sha256)
{
  Known known;
  if (!lookup(shelf, name, &known) || known.bytes != length ||
      memcmp(known.sha256, sha256, HASH_SIZE) != 0 || !is_as_known(path, &known))
    return FALSE;
  want(shelf, name);
  return TRUE;
}

gboolean shelf_holds(const char *path, const void *bytes, gsize length)
{
  struct stat status;
  if (g_lstat(path, &status) != 0 || !S_ISREG(status.st_mode) ||
      (gsize)status.st_size != length)
    return FALSE;
  g_autofree char *there = NULL;
  gsize size;
  return g_file_get_contents(path, &there, &size, NULL) && size == length &&
         memcmp(there, bytes, length) == 0;
}

gboolean mkepub_shelf_put(MkepubShelf *shelf, const char *name, const char *kind,
                          const void *bytes, gsize length, gboolean *changed, GError **error)
{
  guint8 sha256[HASH_SIZE];
  if (changed)
    *changed = FALSE;
  g_autofree char *path = mkepub_shelf_path(shelf, name, error);
  if (!path)
    return FALSE;
  digest_sha256(bytes, length, sha256);
  if (shelf_has(shelf, name, path, length, sha256))
    return TRUE;
  if (!shelf_holds(path, bytes, length)) {
    int errnum = shelf_write_file(path, bytes, length);
    if (errnum != 0) {
      mkepub_error_set_errno(error, MKEPUB_ERROR_OUTPUT, errnum, "cannot write", path);
      return FALSE;
    }
    if (changed)
      *changed = TRUE;
  }
  return shelf_enter_file(shelf, name, kind, path, sha256, NULL, error);
}

gboolean mkepub_shelf_enter(MkepubShelf *shelf, const char *name, const char *kind,
                            GError **error)
{
  guint8 sha256[HASH_SIZE];
  g_autofree char *path = mkepub_shelf_path(shelf, name, error);
  return path && digest_file(path, sha256, NULL, NULL, error) &&
         shelf_enter_file(shelf, name, kind, path, sha256, NULL, error);
}

gboolean mkepub_shelf_keep(MkepubShelf *shelf, const char *name)
{
  Known known;
  g_autofree char *path = g_build_filename(shelf->folder, name, NULL);
  if (!lookup(shelf, name, &known) || !is_as_known(path, &known))
    return FALSE;
  want(shelf, name);
  return TRUE;
}

void mkepub_shelf_keep_all(MkepubShelf *shelf, const char *prefix)
{
  g_ptr_array_add(shelf->kept, g_strdup(prefix));
}

void mkepub_shelf_drop(MkepubShelf *shelf, const char *name)
{
  g_hash_table_remove(shelf->wanted, name);
  g_hash_table_add(shelf->dropped, g_strdup(name));
}

gboolean mkepub_shelf_changed(const MkepubShelf *shelf)
{
  return shelf->changed;
}

/* The prefix that keeps NAME, or NULL. */
static const char *kept_by(const MkepubShelf *shelf, const char *name)
{
  for (guint i = 0; i < shelf->kept->len; i++)
    if (g_str_has_prefix(name, shelf->kept->pdata[i]))
      return shelf->kept->pdata[i];
  return NULL;
}

/* Names from FROM on that nobody wants; NEXT becomes where to go on, behind a kept prefix, or
 * NULL at the end. */
static gboolean collect_unwanted(MkepubShelf *shelf, const char *from, char **next,
                                 GError **error)
{
  g_autoptr(sqlite3_stmt) row = catalog_prepare(
      shelf->catalog, error, "SELECT name FROM file WHERE name >= ? ORDER BY name", "t", from);
  int result = row ? SQLITE_ROW : SQLITE_ERROR;
  *next = NULL;
  while (result == SQLITE_ROW &&
         (result = catalog_step(shelf->catalog, row, "f", error)) == SQLITE_ROW) {
    const char *name = catalog_text(row, 0);
    const char *prefix = kept_by(shelf, name);
    if (prefix && *prefix) {
      g_autofree char *last = g_strconcat(prefix, LAST_CHARACTER, NULL);
      /* always further on, whatever order the file has */
      if (strcmp(last, from) <= 0)
        return database_damaged(&shelf->catalog->database, "its files are out of order", error);
      *next = g_steal_pointer(&last);
      return TRUE;
    }
    if (!prefix && !g_hash_table_contains(shelf->wanted, name))
      g_hash_table_add(shelf->dropped, g_strdup(name));
  }
  return result == SQLITE_DONE;
}

static gint compare_names(gconstpointer a, gconstpointer b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

gboolean mkepub_shelf_forget(MkepubShelf *shelf, GError **error)
{
  g_autofree char *from = g_strdup("");
  mkepub_shelf_keep_all(shelf, MANIFEST);
  if (!shelf_flush(shelf, error))
    return FALSE;
  while (from) {
    char *next;
    if (!collect_unwanted(shelf, from, &next, error))
      return FALSE;
    g_free(from);
    from = next;
  }
  GHashTableIter iter;
  gpointer name;
  g_hash_table_iter_init(&iter, shelf->dropped);
  while (g_hash_table_iter_next(&iter, &name, NULL))
    g_ptr_array_add(shelf->gone, g_strdup(name));
  g_ptr_array_sort(shelf->gone, compare_names);
  for (guint i = 0; i < shelf->gone->len; i++) {
    shelf->changed = TRUE;
    if (!catalog_run(shelf->catalog, error, "DELETE FROM file WHERE name = ?", "t",
                     (const char *)shelf->gone->pdata[i]))
      return FALSE;
  }
  return TRUE;
}

/* Folders that became empty go too, up to the shelf itself. */
static void remove_empty_folders(const MkepubShelf *shelf, const char *path)
{
  g_autofree char *folder = g_path_get_dirname(path);
  while (strlen(folder) > strlen(shelf->folder) && g_rmdir(folder) == 0) {
    char *parent = g_path_get_dirname(folder);
    g_free(folder);
    folder = parent;
  }
}

gboolean mkepub_shelf_sweep(MkepubShelf *shelf, GError **error)
{
  for (guint i = 0; i < shelf->gone->len; i++) {
    g_autofree char *path = g_build_filename(shelf->folder, shelf->gone->pdata[i], NULL);
    if (g_unlink(path) != 0 && errno != ENOENT && errno != ENOTDIR) {
      mkepub_error_set_errno(error, MKEPUB_ERROR_OUTPUT, errno, "cannot remove", path);
      return FALSE;
    }
    remove_empty_folders(shelf, path);
  }
  g_ptr_array_set_size(shelf->gone, 0);
  return TRUE;
}
