/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "archive/shelf/catalog-internal.h"
#include "archive/shelf/name.h"
#include "archive/shelf/shelf-internal.h"

#define DEPTH 5 /* parts of a name, at most */

static gboolean is_known(MkepubShelf *shelf, const char *name)
{
  g_autoptr(CatalogQuery) row =
      catalog_query(shelf->catalog, NULL, "SELECT 1 FROM file WHERE name = ?", "t", name);
  int result = row ? catalog_step(shelf->catalog, row, "n", NULL) : SQLITE_ERROR;
  return result != SQLITE_DONE; /* what a damaged catalog may know stays */
}

static gboolean remove_file(MkepubShelf *shelf, const char *name, GError **error)
{
  int errnum = shelf_remove(shelf, name);
  return errnum == 0 ||
         shelf_fail(shelf->root, MKEPUB_ERROR_OUTPUT, errnum, "cannot remove", name, error);
}

/* Whether ENTRY of FOLDER ("" or ending in '/') is temporary for a file that could be published
 * there. */
static gboolean is_our_temporary(const MkepubShelf *shelf, const char *folder,
                                 const char *entry)
{
  if (!journal_has_temporary(shelf->journal, entry))
    return FALSE;
  const char *id = strrchr(entry, '.');
  g_autofree char *name = g_strdup_printf("%s%.*s", folder, (int)(id - entry - 1), entry + 1);
  return shelf_name_is_valid(name) || strcmp(name, SHELF_MANIFEST) == 0;
}

/* Looks at what FOLDER (below the shelf, "" for itself) holds; its folders go to PENDING. */
static gboolean tidy_folder(MkepubShelf *shelf, const char *folder, GQueue *pending,
                            GError **error)
{
  g_autofree char *prefix = *folder ? g_strconcat(folder, "/", NULL) : g_strdup("");
  g_autoptr(GPtrArray) entries = beneath_list(shelf->root, folder);
  for (guint i = 0; entries && i < entries->len; i++) {
    struct stat info;
    const char *entry = entries->pdata[i];
    g_autofree char *name = g_strconcat(prefix, entry, NULL);
    if (is_our_temporary(shelf, prefix, entry)) {
      if (beneath_stat(shelf->root, name, &info) && S_ISREG(info.st_mode) &&
          !remove_file(shelf, name, error))
        return FALSE;
    } else if (*folder && entry[0] != '.' && !strchr(entry, '.') &&
               beneath_stat(shelf->root, name, &info) && S_ISDIR(info.st_mode)) {
      g_queue_push_tail(pending, g_steal_pointer(&name));
    }
  }
  return TRUE;
}

static guint depth_of(const char *folder)
{
  guint depth = 1;
  for (; *folder; folder++)
    depth += *folder == '/';
  return depth;
}

static gboolean remove_temporaries(MkepubShelf *shelf, GError **error)
{
  GQueue pending = G_QUEUE_INIT;
  gboolean good = tidy_folder(shelf, "", &pending, error);
  for (guint i = 0; shelf_name_folders[i]; i++)
    g_queue_push_tail(&pending, g_strdup(shelf_name_folders[i]));
  while (good && !g_queue_is_empty(&pending)) {
    g_autofree char *folder = g_queue_pop_head(&pending);
    good = depth_of(folder) >= DEPTH || tidy_folder(shelf, folder, &pending, error);
  }
  g_queue_clear_full(&pending, g_free);
  return good;
}

gboolean shelf_tidy(MkepubShelf *shelf, GError **error)
{
  if (!remove_temporaries(shelf, error))
    return FALSE;
  g_autoptr(GPtrArray) names = journal_names(shelf->journal);
  for (guint i = 0; i < names->len; i++) {
    struct stat info;
    const char *name = names->pdata[i];
    if (is_known(shelf, name))
      continue;
    gboolean there = beneath_stat(shelf->root, name, &info);
    /* a file that is gone may have left its folder */
    if ((there ? journal_lists(shelf->journal, name, &info) : errno == ENOENT) &&
        !remove_file(shelf, name, error))
      return FALSE;
  }
  return TRUE;
}
