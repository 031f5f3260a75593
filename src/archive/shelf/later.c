/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "archive/shelf/catalog-internal.h"
#include "archive/shelf/name.h"
#include "archive/shelf/shelf-internal.h"

#define AT_ONCE 64 /* so many descriptors are open */

void shelf_later_clear(gpointer data)
{
  ShelfLater *later = data;
  if (later->fd >= 0)
    close(later->fd);
  if (later->hidden) {
    g_autofree char *temporary = shelf_beside(later->name, later->hidden);
    beneath_remove(later->root, temporary);
  }
  g_free(later->name);
  g_free(later->kind);
  g_free(later->hidden);
}

static gboolean fail(MkepubShelf *shelf, int errnum, const char *name, GError **error)
{
  return errnum == 0 ||
         shelf_fail(shelf->root, MKEPUB_ERROR_OUTPUT, errnum, "cannot write", name, error);
}

/* One sync after the other costs little once the first has written the file system's journal.
 */
static int sync_file(MkepubShelf *shelf, ShelfLater *later)
{
  int errnum = fsync(later->fd) == 0 && fstat(later->fd, &later->info) == 0 ? 0 : errno;
  if (close(later->fd) != 0 && errnum == 0)
    errnum = errno;
  later->fd = -1;
  if (errnum == 0 && shelf->journal)
    journal_add_file(shelf->journal, later->name, &later->info);
  return errnum;
}

static gboolean publish(MkepubShelf *shelf, ShelfLater *later, GError **error)
{
  int errnum = beneath_rename(shelf->root, later->hidden, later->name);
  if (errnum != 0)
    return fail(shelf, errnum, later->name, error);
  g_clear_pointer(&later->hidden, g_free);
  return shelf_enter_file(shelf, later->name, later->kind, &later->info, later->sha256,
                          later->has_made_from ? later->made_from : NULL, error);
}

/* Makes the names in the folder of NAME lasting, unless FOLDERS has it already. */
static int sync_folder_of(MkepubShelf *shelf, const char *name, GHashTable *folders)
{
  const char *last;
  g_autofree char *folder = shelf_beside(name, "");
  if (!g_hash_table_add(folders, g_steal_pointer(&folder)))
    return 0;
  int fd = beneath_parent(shelf->root, name, FALSE, &last);
  if (fd < 0)
    return errno;
  int errnum = beneath_sync(fd);
  close(fd);
  return errnum;
}

gboolean shelf_goes_on(const MkepubShelf *shelf, GError **error)
{
  if (!shelf->cancel || !g_atomic_int_get(shelf->cancel))
    return TRUE;
  g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INTERRUPTED, "interrupted");
  return FALSE;
}

gboolean shelf_flush(MkepubShelf *shelf, GError **error)
{
  ShelfLater *later = (ShelfLater *)(gpointer)shelf->later->data;
  g_autoptr(GHashTable) folders = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < shelf->later->len; i++)
    if (!shelf_goes_on(shelf, error) ||
        !fail(shelf, sync_file(shelf, &later[i]), later[i].name, error))
      return FALSE;
  if (shelf->journal && !fail(shelf, journal_sync(shelf->journal), SHELF_LOCK, error))
    return FALSE;
  for (guint i = 0; i < shelf->later->len; i++)
    if (!publish(shelf, &later[i], error))
      return FALSE;
  for (guint i = 0; i < shelf->later->len; i++)
    if (!fail(shelf, sync_folder_of(shelf, later[i].name, folders), later[i].name, error))
      return FALSE;
  g_array_set_size(shelf->later, 0);
  return TRUE;
}

/* Whether the file NAME holds just these bytes; *info becomes its state. */
static gboolean holds(MkepubShelf *shelf, const char *name, const void *bytes, gsize length,
                      struct stat *info)
{
  if (!beneath_stat(shelf->root, name, info) || !S_ISREG(info->st_mode) ||
      (gsize)info->st_size != length)
    return FALSE;
  int trouble;
  gsize size;
  g_autofree char *there = beneath_read(shelf->root, name, length, &size, &trouble);
  return there && size == length && memcmp(there, bytes, length) == 0;
}

gboolean shelf_put_later(MkepubShelf *shelf, const char *name, const char *kind,
                         const void *bytes, gsize length, const guint8 *made_from,
                         GError **error)
{
  ShelfLater later = {.fd = -1, .has_made_from = made_from != NULL, .root = shelf->root};
  if (!shelf_name_is_valid(name))
    return shelf_name_damaged(shelf->catalog->database.path, name, error);
  if (!shelf_goes_on(shelf, error))
    return FALSE;
  digest_sha256(bytes, length, later.sha256);
  if (made_from)
    memcpy(later.made_from, made_from, sizeof later.made_from);
  else if (shelf_has(shelf, name, length, later.sha256))
    return TRUE;
  /* its bytes may be there, and what it was made from be new */
  if (holds(shelf, name, bytes, length, &later.info))
    return shelf_enter_file(shelf, name, kind, &later.info, later.sha256, made_from, error);
  if (!shelf_may_write(shelf, name, error))
    return FALSE;
  g_autofree char *hidden = shelf_hidden_name(name, shelf->id);
  g_autofree char *temporary = shelf_beside(name, hidden);
  later.fd = beneath_create(shelf->root, temporary, bytes, length);
  if (later.fd < 0 && errno == EEXIST) { /* the same name waits already */
    if (!shelf_flush(shelf, error))
      return FALSE;
    later.fd = beneath_create(shelf->root, temporary, bytes, length);
  }
  if (later.fd < 0)
    return fail(shelf, errno, name, error);
  later.name = g_strdup(name);
  later.kind = g_strdup(kind);
  later.hidden = g_steal_pointer(&hidden);
  g_array_append_val(shelf->later, later);
  return shelf->later->len < AT_ONCE || shelf_flush(shelf, error);
}

gboolean mkepub_shelf_put_later(MkepubShelf *shelf, const char *name, const char *kind,
                                const void *bytes, gsize length, GError **error)
{
  return shelf_put_later(shelf, name, kind, bytes, length, NULL, error);
}
