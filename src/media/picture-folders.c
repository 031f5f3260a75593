/* SPDX-License-Identifier: MIT */
#include "media/picture-folders.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>

#include "base/file.h"

#define ENTRIES_LIMIT 2048   /* a folder with more is not listed */
#define FOLDERS_LIMIT 4096   /* remembered at once, */
#define NAMES_LIMIT   262144 /* and their entries */

typedef struct {
  char *real; /* canonical; NULL: not a folder */
  gboolean allowed;
  GHashTable *names;  /* NULL: not known */
  GHashTable *folded; /* folded name to the first name that folds to it; NULL: not computed */
} Folder;

struct Folders {
  const Roots *roots;
  GMutex lock;
  GHashTable *known; /* requested path to Folder * */
  guint names;       /* in all folders */
};

static void folder_free(gpointer data)
{
  Folder *folder = data;
  g_clear_pointer(&folder->names, g_hash_table_unref);
  g_clear_pointer(&folder->folded, g_hash_table_unref);
  g_free(folder->real);
  g_free(folder);
}

Folders *folders_new(const Roots *roots)
{
  Folders *folders = g_new0(Folders, 1);
  folders->roots = roots;
  folders->known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, folder_free);
  g_mutex_init(&folders->lock);
  return folders;
}

void folders_free(Folders *folders)
{
  g_hash_table_unref(folders->known);
  g_mutex_clear(&folders->lock);
  g_free(folders);
}

char *folders_fold(const char *name)
{
  g_autofree char *valid = g_utf8_make_valid(name, -1);
  g_autofree char *normal = g_utf8_normalize(valid, -1, G_NORMALIZE_NFC);
  return g_utf8_casefold(normal ? normal : valid, -1);
}

/* Returns the names in PATH; NULL when there are too many, or PATH cannot be read. */
static GHashTable *list_names(const char *path)
{
  DIR *dir = opendir(path);
  if (!dir)
    return NULL;
  GHashTable *names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  guint count = 0;
  for (const struct dirent *entry; count <= ENTRIES_LIMIT && (entry = readdir(dir)); count++)
    g_hash_table_add(names, g_strdup(entry->d_name));
  closedir(dir);
  if (count > ENTRIES_LIMIT)
    g_clear_pointer(&names, g_hash_table_unref);
  return names;
}

/* Returns the folder at PATH. Call with the lock held. */
static Folder *get_folder(Folders *folders, const char *path)
{
  Folder *folder = g_hash_table_lookup(folders->known, path);
  if (folder)
    return folder;
  if (g_hash_table_size(folders->known) >= FOLDERS_LIMIT || folders->names >= NAMES_LIMIT) {
    g_hash_table_remove_all(folders->known);
    folders->names = 0;
  }
  folder = g_new0(Folder, 1);
  folder->real = file_real_path(path);
  folder->allowed = folder->real && roots_reach(folders->roots, folder->real);
  folder->names = folder->real ? list_names(folder->real) : NULL;
  folders->names += folder->names ? g_hash_table_size(folder->names) : 0;
  g_hash_table_insert(folders->known, g_strdup(path), folder);
  return folder;
}

gboolean folders_may_hold(Folders *folders, const char *path)
{
  g_autofree char *parent = g_path_get_dirname(path);
  g_mutex_lock(&folders->lock);
  const Folder *folder = get_folder(folders, parent);
  gboolean may = folder->real && (!folder->names ||
                                  g_hash_table_contains(folder->names, strrchr(path, '/') + 1));
  g_mutex_unlock(&folders->lock);
  return may;
}

static void fold_names(Folder *folder)
{
  GHashTableIter iter;
  gpointer name;
  folder->folded = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_iter_init(&iter, folder->names);
  while (g_hash_table_iter_next(&iter, &name, NULL)) {
    g_autofree char *key = folders_fold(name);
    const char *other = g_hash_table_lookup(folder->folded, key);
    if (!other || strcmp(name, other) < 0)
      g_hash_table_replace(folder->folded, g_steal_pointer(&key), name);
  }
}

char *folders_other_spelling(Folders *folders, const char *path)
{
  g_autofree char *parent = g_path_get_dirname(path);
  g_autofree char *wanted = folders_fold(strrchr(path, '/') + 1);
  g_mutex_lock(&folders->lock);
  Folder *folder = get_folder(folders, parent);
  gboolean asked = folder->allowed && folder->names;
  if (asked && !folder->folded)
    fold_names(folder);
  const char *name = asked ? g_hash_table_lookup(folder->folded, wanted) : NULL;
  char *other = name ? g_build_filename(folder->real, name, NULL) : NULL;
  g_mutex_unlock(&folders->lock);
  return other;
}
