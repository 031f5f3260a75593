/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "archive/shelf-state.h"

#define AT_ONCE 64 /* so many descriptors are open */

void shelf_later_clear(gpointer data)
{
  ShelfLater *later = data;
  if (later->fd >= 0)
    close(later->fd);
  if (later->hidden)
    g_unlink(later->hidden);
  g_free(later->name);
  g_free(later->kind);
  g_free(later->path);
  g_free(later->hidden);
}

/* One sync after the other costs little once the first has written the journal. */
static int sync_and_rename(ShelfLater *later)
{
  int errnum = fsync(later->fd) == 0 ? 0 : errno;
  if (close(later->fd) != 0 && errnum == 0)
    errnum = errno;
  later->fd = -1;
  if (errnum == 0 && g_rename(later->hidden, later->path) != 0)
    errnum = errno;
  if (errnum == 0)
    g_clear_pointer(&later->hidden, g_free);
  return errnum;
}

static gboolean fail(int errnum, const char *path, GError **error)
{
  if (errnum != 0)
    mkepub_error_set_errno(error, MKEPUB_ERROR_OUTPUT, errnum, "cannot write", path);
  return errnum == 0;
}

gboolean shelf_flush(MkepubShelf *shelf, GError **error)
{
  g_autoptr(GHashTable) folders = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < shelf->later->len; i++) {
    ShelfLater *later = &g_array_index(shelf->later, ShelfLater, i);
    if (!fail(sync_and_rename(later), later->path, error) ||
        !shelf_enter_file(shelf, later->name, later->kind, later->path, later->sha256,
                          later->has_made_from ? later->made_from : NULL, error))
      return FALSE;
    g_hash_table_add(folders, g_path_get_dirname(later->path));
  }
  GHashTableIter iter;
  gpointer folder;
  g_hash_table_iter_init(&iter, folders);
  while (g_hash_table_iter_next(&iter, &folder, NULL))
    if (!fail(shelf_sync_folder(folder), folder, error))
      return FALSE;
  g_array_set_size(shelf->later, 0);
  return TRUE;
}

/* Its bytes are there; what it was made from may be new. */
static gboolean enter_again(MkepubShelf *shelf, const ShelfLater *later, const char *name,
                            const char *kind, const char *path, GError **error)
{
  return shelf_enter_file(shelf, name, kind, path, later->sha256,
                          later->has_made_from ? later->made_from : NULL, error);
}

gboolean shelf_put_later(MkepubShelf *shelf, const char *name, const char *kind,
                         const void *bytes, gsize length, const guint8 *made_from,
                         GError **error)
{
  ShelfLater later = {.fd = -1, .has_made_from = made_from != NULL};
  g_autofree char *path = mkepub_shelf_path(shelf, name, error);
  if (!path)
    return FALSE;
  digest_sha256(bytes, length, later.sha256);
  if (made_from)
    memcpy(later.made_from, made_from, sizeof later.made_from);
  else if (shelf_has(shelf, name, path, length, later.sha256))
    return TRUE;
  if (shelf_holds(path, bytes, length))
    return enter_again(shelf, &later, name, kind, path, error);
  later.fd = shelf_write_hidden(path, bytes, length, &later.hidden);
  if (later.fd < 0)
    return fail(errno, path, error);
  later.name = g_strdup(name);
  later.kind = g_strdup(kind);
  later.path = g_steal_pointer(&path);
  g_array_append_val(shelf->later, later);
  return shelf->later->len < AT_ONCE || shelf_flush(shelf, error);
}

gboolean mkepub_shelf_put_later(MkepubShelf *shelf, const char *name, const char *kind,
                                const void *bytes, gsize length, GError **error)
{
  return shelf_put_later(shelf, name, kind, bytes, length, NULL, error);
}
