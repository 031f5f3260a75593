/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "media/find.h"

#define DEPTH_LIMIT 32
#define FILES_LIMIT 500000

struct MkepubFinder {
  GPtrArray *roots; /* of char *: canonical folders */
  GMutex lock;
  GHashTable *names; /* folded file name to GPtrArray of char *, paths; NULL until needed */
  guint n_files;
};

static void add_root(MkepubFinder *finder, const char *path)
{
  struct stat status;
  char *real = realpath(path, NULL);
  if (real && stat(real, &status) == 0 && S_ISDIR(status.st_mode))
    g_ptr_array_add(finder->roots, g_strdup(real));
  free(real);
}

MkepubFinder *mkepub_finder_new(const GPtrArray *roots, const GPtrArray *more)
{
  MkepubFinder *finder = g_new0(MkepubFinder, 1);
  finder->roots = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < roots->len; i++)
    g_ptr_array_add(finder->roots, g_strdup(roots->pdata[i]));
  for (guint i = 0; more && i < more->len; i++)
    add_root(finder, more->pdata[i]);
  g_mutex_init(&finder->lock);
  return finder;
}

void mkepub_finder_free(MkepubFinder *finder)
{
  if (!finder)
    return;
  g_ptr_array_unref(finder->roots);
  g_clear_pointer(&finder->names, g_hash_table_unref);
  g_mutex_clear(&finder->lock);
  g_free(finder);
}

static gboolean is_picture_name(const char *name)
{
  static const char *const endings[] = {".png",  ".jpg",  ".jpeg", ".jpe",  ".jfif",
                                        ".gif",  ".svg",  ".svgz", ".webp", ".avif",
                                        ".heic", ".heif", ".bmp",  ".tif",  ".tiff"};
  const char *dot = strrchr(name, '.');
  for (guint i = 0; dot && i < G_N_ELEMENTS(endings); i++)
    if (g_ascii_strcasecmp(dot, endings[i]) == 0)
      return TRUE;
  return FALSE;
}

static void add_file(MkepubFinder *finder, const char *name, const char *path)
{
  g_autofree char *key = find_fold(name);
  GPtrArray *paths = g_hash_table_lookup(finder->names, key);
  if (!paths) {
    paths = g_ptr_array_new_with_free_func(g_free);
    g_hash_table_insert(finder->names, g_steal_pointer(&key), paths);
  }
  g_ptr_array_add(paths, g_strdup(path));
  finder->n_files++;
}

/* Lists the pictures in FOLDER and adds the folders in it to PENDING. */
static void list_folder(MkepubFinder *finder, const char *folder, guint depth, GQueue *pending)
{
  GDir *dir = g_dir_open(folder, 0, NULL);
  for (const char *name; dir && (name = g_dir_read_name(dir));) {
    if (*name == '.' || g_str_equal(name, "node_modules"))
      continue;
    g_autofree char *path = g_build_filename(folder, name, NULL);
    if (is_picture_name(name)) {
      add_file(finder, name, path);
      continue;
    }
    struct stat status;
    if (depth < DEPTH_LIMIT && lstat(path, &status) == 0 && S_ISDIR(status.st_mode))
      g_queue_push_tail(pending, g_steal_pointer(&path));
  }
  if (dir)
    g_dir_close(dir);
}

static void list_all(MkepubFinder *finder)
{
  finder->names =
      g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
  for (guint i = 0; i < finder->roots->len; i++) {
    g_autoptr(GQueue) level = g_queue_new();
    g_queue_push_tail(level, g_strdup(finder->roots->pdata[i]));
    for (guint depth = 0; !g_queue_is_empty(level); depth++)
      for (guint n = level->length; n > 0; n--) {
        g_autofree char *folder = g_queue_pop_head(level);
        if (finder->n_files < FILES_LIMIT)
          list_folder(finder, folder, depth, level);
      }
  }
}

/* Folders that PATH shares with ARTICLE, from the top. */
static guint shared_folders(const char *path, const char *article)
{
  guint count = 0;
  for (; *path && *path == *article; path++, article++)
    count += *path == '/';
  return count;
}

/* Whether A serves the article better than B: nearer, then less deep, then first by its bytes.
 */
static gboolean is_better(const char *a, const char *b, const char *article)
{
  guint near_a = shared_folders(a, article), near_b = shared_folders(b, article);
  if (near_a != near_b)
    return near_a > near_b;
  if (strlen(a) != strlen(b))
    return strlen(a) < strlen(b);
  return strcmp(a, b) < 0;
}

/* The picture whose path ends in TAIL ('/folder/pic.png'), borrowed, or NULL. */
static const char *best_of(const GPtrArray *paths, const char *tail, const char *article)
{
  g_autofree char *wanted = find_fold(tail);
  const char *best = NULL;
  for (guint i = 0; i < paths->len; i++) {
    const char *path = paths->pdata[i];
    g_autofree char *folded = find_fold(path);
    if (g_str_has_suffix(folded, wanted) && (!best || is_better(path, best, article)))
      best = path;
  }
  return best;
}

static char *search_names(MkepubFinder *finder, const char *address, const char *article)
{
  g_autofree char *tail = find_tail(address);
  if (!tail || !is_picture_name(tail))
    return NULL;
  g_autofree char *name = find_fold(strrchr(tail, '/') + 1);
  g_mutex_lock(&finder->lock);
  if (!finder->names)
    list_all(finder);
  g_mutex_unlock(&finder->lock);
  const GPtrArray *paths = g_hash_table_lookup(finder->names, name);
  const char *best = paths ? best_of(paths, tail, article) : NULL;
  char *real = best ? realpath(best, NULL) : NULL;
  struct stat status;
  /* a link among the files may lead out of the folders */
  gboolean good = real && find_is_below(finder->roots, real) && stat(real, &status) == 0 &&
                  S_ISREG(status.st_mode);
  char *found = good ? g_strdup(real) : NULL;
  free(real);
  return found;
}

MkepubFoundResult mkepub_finder_find(MkepubFinder *finder, const char *address,
                                     const char *file, char **found)
{
  MkepubFoundResult result = find_file(address, file, finder->roots, found);
  if (result != MKEPUB_FOUND_NOTHING)
    return result;
  g_autofree char *folder = g_path_get_dirname(file);
  char *real = realpath(folder, NULL);
  g_autofree char *article = g_strconcat(real ? real : folder, "/", NULL);
  free(real);
  *found = search_names(finder, address, article);
  return *found ? MKEPUB_FOUND : MKEPUB_FOUND_NOTHING;
}
