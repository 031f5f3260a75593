/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <string.h>

#include "archive/shelf/catalog-internal.h"
#include "archive/shelf/name.h"
#include "archive/shelf/shelf-internal.h"
#include "base/text.h"

#define LAST_CHARACTER "\xf4\x8f\xbf\xbf"

/* The prefix that keeps NAME, or NULL. */
static const char *kept_by(const MkepubShelf *shelf, const char *name)
{
  for (guint i = 0; i < shelf->kept->len; i++)
    if (g_str_has_prefix(name, shelf->kept->pdata[i]))
      return shelf->kept->pdata[i];
  return NULL;
}

/* Drops unwanted names from FROM on; *next becomes the name to go on from, after a kept prefix,
 * or NULL at the end. */
static gboolean collect_unwanted(MkepubShelf *shelf, const char *from, char **next,
                                 GError **error)
{
  g_autoptr(sqlite3_stmt) row = catalog_prepare(
      shelf->catalog, error, "SELECT name FROM file WHERE name >= ? ORDER BY name", "t", from);
  gboolean good;
  *next = NULL;
  while (catalog_next(shelf->catalog, row, "f", &good, error)) {
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
  return good;
}

/* Takes NAME out of the catalog; it goes from the disk later when it is what was published. */
static gboolean forget_file(MkepubShelf *shelf, const char *name, GError **error)
{
  struct stat info;
  if (!shelf_name_is_valid(name))
    return shelf_name_damaged(shelf->catalog->database.path, name, error);
  if (shelf_owns(shelf, name, &info)) {
    g_ptr_array_add(shelf->gone, g_strdup(name));
    if (shelf->journal)
      journal_add_file(shelf->journal, name, &info);
  }
  return catalog_run(shelf->catalog, error, "DELETE FROM file WHERE name = ?", "t", name);
}

gboolean mkepub_shelf_forget(MkepubShelf *shelf, GError **error)
{
  g_autofree char *from = g_strdup("");
  if (!shelf_flush(shelf, error))
    return FALSE;
  while (from) {
    char *next;
    if (!collect_unwanted(shelf, from, &next, error))
      return FALSE;
    g_free(from);
    from = next;
  }
  g_autoptr(GPtrArray) names = g_ptr_array_new();
  GHashTableIter iter;
  gpointer name;
  g_hash_table_iter_init(&iter, shelf->dropped);
  while (g_hash_table_iter_next(&iter, &name, NULL))
    g_ptr_array_add(names, name);
  g_ptr_array_sort(names, text_compare);
  for (guint i = 0; i < names->len; i++)
    if (!forget_file(shelf, names->pdata[i], error))
      return FALSE;
  /* once the catalog has forgotten them, the journal alone knows them */
  int errnum = shelf->journal ? journal_sync(shelf->journal) : 0;
  return errnum == 0 || shelf_fail(shelf->root, MKEPUB_ERROR_OUTPUT, errnum, "cannot write",
                                   SHELF_LOCK, error);
}

/* Folders that became empty go too, up to the shelf itself. */
static void remove_empty_folders(MkepubShelf *shelf, const char *name)
{
  g_autofree char *folder = g_strdup(name);
  for (char *slash; (slash = strrchr(folder, '/'));) {
    *slash = '\0';
    if (beneath_remove_folder(shelf->root, folder) != 0)
      return;
  }
}

int shelf_remove(MkepubShelf *shelf, const char *name)
{
  int errnum = beneath_remove(shelf->root, name);
  if (errnum == 0 || errnum == ENOENT)
    remove_empty_folders(shelf, name);
  return errnum == ENOENT || errnum == ENOTDIR ? 0 : errnum;
}

gboolean mkepub_shelf_sweep(MkepubShelf *shelf, GError **error)
{
  for (guint i = 0; i < shelf->gone->len; i++) {
    const char *name = shelf->gone->pdata[i];
    int errnum = shelf_remove(shelf, name);
    if (errnum != 0)
      return shelf_fail(shelf->root, MKEPUB_ERROR_OUTPUT, errnum, "cannot remove", name, error);
  }
  g_ptr_array_set_size(shelf->gone, 0);
  return TRUE;
}
