/* SPDX-License-Identifier: MIT */
#include "archive/shelf/shelf.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "archive/shelf/catalog-internal.h"
#include "archive/shelf/shelf-internal.h"

#define READ_LIMIT ((gsize)256 << 20) /* of a published file that is read back */

static void later_clear(gpointer data)
{
  ShelfLater *later = data;
  file_temp_discard(later->temp);
  g_free(later->name);
  g_free(later->kind);
}

MkepubShelf *shelf_new_in(Beneath *root, MkepubCatalog *catalog, Journal *journal,
                          GHashTable *proven)
{
  MkepubShelf *shelf = g_new0(MkepubShelf, 1);
  shelf->root = root;
  shelf->catalog = catalog;
  shelf->journal = journal;
  shelf->proven = proven;
  if (journal)
    g_strlcpy(shelf->id, journal_id(journal), sizeof shelf->id);
  else
    g_snprintf(shelf->id, sizeof shelf->id, "%08x%08x", g_random_int(), g_random_int());
  shelf->wanted = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  shelf->dropped = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  shelf->kept = g_ptr_array_new_with_free_func(g_free);
  shelf->gone = g_ptr_array_new_with_free_func(g_free);
  shelf->later = g_array_new(FALSE, FALSE, sizeof(ShelfLater));
  g_array_set_clear_func(shelf->later, later_clear);
  return shelf;
}

void mkepub_shelf_free(MkepubShelf *shelf)
{
  if (!shelf)
    return;
  g_array_unref(shelf->later);
  g_clear_pointer(&shelf->proven, g_hash_table_unref);
  g_hash_table_unref(shelf->wanted);
  g_hash_table_unref(shelf->dropped);
  g_ptr_array_unref(shelf->kept);
  g_ptr_array_unref(shelf->gone);
  g_free(shelf);
}

/* A place with what its announcement needs. */
typedef struct {
  MkepubShelfPlace shown; /* first: what the caller has a pointer to */
  Journal *journal;
  char *name;
} Place;

/* From the thread that writes the book. */
static int announce_file(gpointer data, const struct stat *info)
{
  Place *place = data;
  if (!place->journal)
    return 0;
  journal_add_file(place->journal, place->name, info);
  return journal_sync(place->journal);
}

MkepubShelfPlace *mkepub_shelf_place(MkepubShelf *shelf, const char *name, GError **error)
{
  const char *last;
  if (!shelf_may_write(shelf, name, error))
    return NULL;
  int folder = beneath_parent(shelf->root, name, TRUE, &last);
  if (folder < 0) {
    shelf_fail(shelf->root, MKEPUB_ERROR_OUTPUT, errno, "cannot write", name, error);
    return NULL;
  }
  Place *place = g_new0(Place, 1);
  place->journal = shelf->journal;
  place->name = g_strdup(name);
  place->shown.path = beneath_path(shelf->root, name);
  place->shown.ocf = (MkepubOcfPlace){.folder = folder,
                                      .hidden = shelf_hidden_name(name, shelf->id),
                                      .announce = announce_file,
                                      .data = place};
  return &place->shown;
}

void mkepub_shelf_place_free(MkepubShelfPlace *shown)
{
  Place *place = (Place *)shown;
  if (!place)
    return;
  close(shown->ocf.folder);
  g_free((char *)shown->ocf.hidden);
  g_free(shown->path);
  g_free(place->name);
  g_free(place);
}

gboolean mkepub_shelf_release(MkepubShelf *shelf, const char *name, GError **error)
{
  const char *last;
  g_autofree char *hidden = shelf_hidden_name(name, shelf->id);
  int folder = beneath_parent(shelf->root, name, FALSE, &last);
  int errnum = folder >= 0 && renameat(folder, hidden, folder, last) == 0
                   ? file_sync_folder(folder)
                   : errno;
  if (folder >= 0)
    close(folder);
  return errnum == 0 ||
         shelf_fail(shelf->root, MKEPUB_ERROR_OUTPUT, errnum, "cannot write", name, error);
}

void mkepub_shelf_discard(MkepubShelf *shelf, const char *name)
{
  const char *last;
  g_autofree char *hidden = shelf_hidden_name(name, shelf->id);
  int folder = beneath_parent(shelf->root, name, FALSE, &last);
  if (folder < 0)
    return;
  unlinkat(folder, hidden, 0);
  close(folder);
}

char *mkepub_shelf_read(MkepubShelf *shelf, const char *name, gsize *length)
{
  int trouble;
  return beneath_read(shelf->root, name, READ_LIMIT, length, &trouble);
}

static void mark_wanted(MkepubShelf *shelf, const char *name)
{
  g_hash_table_remove(shelf->dropped, name);
  g_hash_table_add(shelf->wanted, g_strdup(name));
}

gboolean shelf_enter_file(MkepubShelf *shelf, const ShelfLater *file, GError **error)
{
  mark_wanted(shelf, file->name);
  return catalog_run(shelf->catalog, error,
                     "INSERT OR REPLACE INTO file (name, kind, bytes, mtime, sha256, made_from)"
                     " VALUES (?, ?, ?, ?, ?, ?)",
                     "ttiibb", file->name, file->kind, (gint64)file->info.st_size,
                     file_mtime(&file->info), file->sha256, DIGEST_SHA256,
                     file->has_made_from ? file->made_from : NULL, DIGEST_SHA256);
}

gboolean shelf_has(MkepubShelf *shelf, const char *name, gsize length, const guint8 *sha256)
{
  ShelfKnown known;
  if (!shelf_lookup(shelf, name, &known) || known.bytes != length ||
      memcmp(known.sha256, sha256, DIGEST_SHA256) != 0 ||
      !shelf_is_as_known(shelf, name, &known))
    return FALSE;
  mark_wanted(shelf, name);
  return TRUE;
}

gboolean mkepub_shelf_enter(MkepubShelf *shelf, const char *name, const char *kind,
                            GError **error)
{
  ShelfLater file = {.name = (char *)name, .kind = (char *)kind};
  guint64 size;
  int errnum = 0, fd = beneath_open_file(shelf->root, name, &file.info, &errnum);
  if (fd >= 0) {
    errnum = digest_fd(fd, file.sha256, NULL, &size);
    close(fd);
  }
  if (errnum != 0)
    return shelf_fail(shelf->root, MKEPUB_ERROR_OUTPUT, errnum, "cannot read", name, error);
  return shelf_enter_file(shelf, &file, error);
}

gboolean mkepub_shelf_keep(MkepubShelf *shelf, const char *name)
{
  ShelfKnown known;
  if (!shelf_lookup(shelf, name, &known) || !shelf_is_as_known(shelf, name, &known))
    return FALSE;
  mark_wanted(shelf, name);
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
