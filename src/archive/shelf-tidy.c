/* SPDX-License-Identifier: MIT */
#include "archive/shelf-tidy.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "archive/catalog-state.h"
#include "archive/shelf-state.h"

static gboolean is_known(MkepubShelf *shelf, const char *name)
{
  sqlite3_stmt *row =
      catalog_query(shelf->catalog, NULL, "SELECT 1 FROM file WHERE name = ?", "t", name);
  gboolean known = row && catalog_step(shelf->catalog, row, "n", NULL) == SQLITE_ROW;
  if (row)
    sqlite3_reset(row);
  return known;
}

/* At the top others may keep files of their own. */
static gboolean is_ours(const char *hidden)
{
  static const char *const names[] = {".index.", ".feed.", ".manifest-sha256.", ".mkepub."};
  for (guint i = 0; i < G_N_ELEMENTS(names); i++)
    if (g_str_has_prefix(hidden, names[i]))
      return TRUE;
  return FALSE;
}

static gboolean remove_file(const char *path, GError **error)
{
  if (g_unlink(path) == 0 || errno == ENOENT)
    return TRUE;
  mkepub_error_set_errno(error, MKEPUB_ERROR_OUTPUT, errno, "cannot remove", path);
  return FALSE;
}

/* Looks at what FOLDER (below the shelf, "" for itself) holds; its folders go to PENDING. */
static gboolean tidy_folder(MkepubShelf *shelf, const char *folder, gboolean own,
                            GQueue *pending, GError **error)
{
  g_autofree char *place = g_build_filename(shelf->folder, folder, NULL);
  g_autoptr(GDir) dir = g_dir_open(place, 0, NULL);
  for (const char *entry; dir && (entry = g_dir_read_name(dir));) {
    g_autofree char *name = *folder ? g_strconcat(folder, "/", entry, NULL) : g_strdup(entry);
    g_autofree char *path = g_build_filename(shelf->folder, name, NULL);
    struct stat status;
    if (g_lstat(path, &status) != 0)
      continue;
    if (S_ISDIR(status.st_mode)) {
      if (own)
        g_queue_push_tail(pending, g_steal_pointer(&name));
      continue;
    }
    gboolean stray = own ? shelf_is_temporary(entry) || !is_known(shelf, name)
                         : shelf_is_temporary(entry) && is_ours(entry);
    if (stray && !remove_file(path, error))
      return FALSE;
  }
  return TRUE;
}

gboolean shelf_tidy(MkepubShelf *shelf, GError **error)
{
  static const char *const folders[] = {"books", "covers", "pages", "opds"};
  g_autoptr(GPtrArray) seen = g_ptr_array_new_with_free_func(g_free);
  GQueue pending = G_QUEUE_INIT;
  gboolean good = tidy_folder(shelf, "", FALSE, &pending, error);
  for (guint i = 0; i < G_N_ELEMENTS(folders); i++)
    g_queue_push_tail(&pending, g_strdup(folders[i]));
  while (good && !g_queue_is_empty(&pending)) {
    char *folder = g_queue_pop_head(&pending);
    good = tidy_folder(shelf, folder, TRUE, &pending, error);
    g_ptr_array_add(seen, folder);
  }
  g_queue_clear_full(&pending, g_free);
  for (guint i = seen->len; good && i-- > 0;) { /* the innermost first; the full ones stay */
    g_autofree char *path = g_build_filename(shelf->folder, seen->pdata[i], NULL);
    g_rmdir(path);
  }
  return good;
}
