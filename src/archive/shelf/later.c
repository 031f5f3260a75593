/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "archive/shelf/catalog-internal.h"
#include "archive/shelf/name.h"
#include "archive/shelf/shelf-internal.h"
#include "base/file.h"

#define AT_ONCE 64 /* so many descriptors are open */

static gboolean check_written(MkepubShelf *shelf, int errnum, const char *name, GError **error)
{
  return errnum == 0 ||
         shelf_fail(shelf->root, MKEPUB_ERROR_OUTPUT, errnum, "cannot write", name, error);
}

/* One sync after the other costs little once the first has written the file system's journal.
 */
static int sync_file(MkepubShelf *shelf, ShelfLater *later)
{
  int errnum = file_temp_sync(later->temp, &later->info);
  if (errnum == 0 && shelf->journal)
    journal_add_file(shelf->journal, later->name, &later->info);
  return errnum;
}

static gboolean publish_file(MkepubShelf *shelf, ShelfLater *later, GError **error)
{
  const char *slash = strrchr(later->name, '/');
  int errnum = file_temp_rename(later->temp, slash ? slash + 1 : later->name);
  return check_written(shelf, errnum, later->name, error) &&
         shelf_enter_file(shelf, later, error);
}

/* Makes the names in the folder of LATER lasting, unless FOLDERS has it already. */
static int sync_folder(const ShelfLater *later, GHashTable *folders)
{
  return g_hash_table_add(folders, g_path_get_dirname(later->name))
             ? file_sync_folder(later->temp->folder)
             : 0;
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
        !check_written(shelf, sync_file(shelf, &later[i]), later[i].name, error))
      return FALSE;
  if (shelf->journal && !check_written(shelf, journal_sync(shelf->journal), SHELF_LOCK, error))
    return FALSE;
  for (guint i = 0; i < shelf->later->len; i++)
    if (!publish_file(shelf, &later[i], error))
      return FALSE;
  for (guint i = 0; i < shelf->later->len; i++)
    if (!check_written(shelf, sync_folder(&later[i], folders), later[i].name, error))
      return FALSE;
  g_array_set_size(shelf->later, 0);
  return TRUE;
}

/* Whether the file NAME holds just these bytes; *info becomes its state. */
static gboolean holds_bytes(MkepubShelf *shelf, const char *name, const void *bytes,
                            gsize length, struct stat *info)
{
  if (!beneath_stat(shelf->root, name, info) || !S_ISREG(info->st_mode) ||
      (gsize)info->st_size != length)
    return FALSE;
  int trouble;
  gsize size;
  g_autofree char *there = beneath_read(shelf->root, name, length, &size, &trouble);
  return there && size == length && memcmp(there, bytes, length) == 0;
}

/* A temporary file for NAME that holds BYTES; NULL with errno. */
static FileTemp *write_temp(MkepubShelf *shelf, const char *name, const void *bytes,
                            gsize length)
{
  const char *last;
  g_autofree char *hidden = shelf_hidden_name(name, shelf->id);
  g_autoptr(FileTemp) temp =
      file_temp_take(beneath_parent(shelf->root, name, TRUE, &last), hidden);
  int errnum = temp ? file_write_all(temp->fd, bytes, length) : errno;
  if (errnum != 0)
    g_clear_pointer(&temp, file_temp_discard);
  errno = errnum;
  return g_steal_pointer(&temp);
}

/* Publishes BYTES as LATER says, whose name and kind are borrowed and copied to wait. */
static gboolean put_file(MkepubShelf *shelf, ShelfLater later, const void *bytes, gsize length,
                         GError **error)
{
  const char *name = later.name;
  if (!shelf_name_is_valid(name))
    return shelf_name_damaged(shelf->catalog->database.path, name, error);
  if (!shelf_goes_on(shelf, error))
    return FALSE;
  digest_sha256(bytes, length, later.sha256);
  if (!later.has_made_from && shelf_has(shelf, name, length, later.sha256))
    return TRUE;
  /* its bytes may be there, and what it was made from be new */
  if (holds_bytes(shelf, name, bytes, length, &later.info))
    return shelf_enter_file(shelf, &later, error);
  if (!shelf_may_write(shelf, name, error))
    return FALSE;
  later.temp = write_temp(shelf, name, bytes, length);
  if (!later.temp && errno == EEXIST) { /* the same name waits already */
    if (!shelf_flush(shelf, error))
      return FALSE;
    later.temp = write_temp(shelf, name, bytes, length);
  }
  if (!later.temp)
    return check_written(shelf, errno, name, error);
  later.name = g_strdup(name);
  later.kind = g_strdup(later.kind);
  g_array_append_val(shelf->later, later);
  return shelf->later->len < AT_ONCE || shelf_flush(shelf, error);
}

gboolean mkepub_shelf_put_later(MkepubShelf *shelf, const char *name, const char *kind,
                                const void *bytes, gsize length, GError **error)
{
  ShelfLater later = {.name = (char *)name, .kind = (char *)kind};
  return put_file(shelf, later, bytes, length, error);
}

gboolean mkepub_shelf_put_from(MkepubShelf *shelf, const char *name, const char *kind,
                               const GString *text, const guint8 *made_from, GError **error)
{
  ShelfLater later = {.name = (char *)name, .kind = (char *)kind};
  later.has_made_from = made_from != NULL;
  if (made_from)
    memcpy(later.made_from, made_from, sizeof later.made_from);
  return put_file(shelf, later, text->str, text->len, error);
}

gboolean mkepub_shelf_keep_from(MkepubShelf *shelf, const char *name, const guint8 *made_from)
{
  g_autoptr(CatalogQuery) row = catalog_query(
      shelf->catalog, NULL, "SELECT made_from FROM file WHERE name = ?", "t", name);
  gboolean same = row && catalog_step(shelf->catalog, row, "H", NULL) == SQLITE_ROW &&
                  column_hash(row, 0) &&
                  memcmp(column_hash(row, 0), made_from, DIGEST_SHA256) == 0;
  return same && mkepub_shelf_keep(shelf, name);
}
