/* SPDX-License-Identifier: MIT */
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "media/picture-lookup.h"

#define DEPTH_LIMIT 32
#define FILES_LIMIT 500000

/* A picture, found by the last bytes of its path. */
typedef struct {
  char *reversed; /* the folded path, its bytes in reverse order */
  const char *path;
} Ending;

/* The pictures of one name. */
typedef struct {
  GPtrArray *paths;    /* of char * */
  GArray *endings;     /* of Ending, sorted; NULL until needed */
  GHashTable *nearest; /* folded tail to the result of nearest_of; NULL until needed */
} Namesakes;

struct MkepubFinder {
  GPtrArray *roots; /* of char *: canonical folders, each once */
  Roots *below;     /* the roots for lookup by path */
  Folders *folders;
  GMutex lock;
  GHashTable *names; /* folded file name to Namesakes *; NULL until needed */
  guint n_files;
};

static void ending_clear(gpointer data)
{
  g_free(((Ending *)data)->reversed);
}

static void namesakes_free(gpointer data)
{
  Namesakes *same = data;
  g_ptr_array_unref(same->paths);
  g_clear_pointer(&same->endings, g_array_unref);
  g_clear_pointer(&same->nearest, g_hash_table_unref);
  g_free(same);
}

/* Owns PATH. */
static void add_root(MkepubFinder *finder, GHashTable *known, char *path)
{
  if (g_hash_table_contains(known, path)) {
    g_free(path);
    return;
  }
  g_hash_table_add(known, path);
  g_ptr_array_add(finder->roots, path);
}

static void add_folder(MkepubFinder *finder, GHashTable *known, const char *path)
{
  struct stat status;
  g_autofree char *real = file_real_path(path);
  if (real && stat(real, &status) == 0 && S_ISDIR(status.st_mode))
    add_root(finder, known, g_steal_pointer(&real));
}

MkepubFinder *mkepub_finder_new(const GPtrArray *roots, const GPtrArray *more)
{
  MkepubFinder *finder = g_new0(MkepubFinder, 1);
  g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
  finder->roots = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < roots->len; i++)
    add_root(finder, known, g_strdup(roots->pdata[i]));
  for (guint i = 0; more && i < more->len; i++)
    add_folder(finder, known, more->pdata[i]);
  finder->below = roots_new(finder->roots);
  finder->folders = folders_new(finder->below);
  g_mutex_init(&finder->lock);
  return finder;
}

void mkepub_finder_free(MkepubFinder *finder)
{
  if (!finder)
    return;
  folders_free(finder->folders);
  roots_free(finder->below);
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
  g_autofree char *key = folders_fold(name);
  Namesakes *same = g_hash_table_lookup(finder->names, key);
  if (!same) {
    same = g_new0(Namesakes, 1);
    same->paths = g_ptr_array_new_with_free_func(g_free);
    g_hash_table_insert(finder->names, g_steal_pointer(&key), same);
  }
  g_ptr_array_add(same->paths, g_strdup(path));
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

/* Lists the files below all roots, level by level, so that a root below another one is listed
 * once, and as deep as if it were the only one. */
static void list_all(MkepubFinder *finder)
{
  g_autoptr(GQueue) level = g_queue_new();
  g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  finder->names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, namesakes_free);
  for (guint i = 0; i < finder->roots->len; i++)
    g_queue_push_tail(level, g_strdup(finder->roots->pdata[i]));
  for (guint depth = 0; !g_queue_is_empty(level); depth++)
    for (guint n = level->length; n > 0; n--) {
      char *folder = g_queue_pop_head(level); /* owned by the set from here on */
      if (g_hash_table_add(seen, folder) && finder->n_files < FILES_LIMIT)
        list_folder(finder, folder, depth, level);
    }
}

static int compare_endings(gconstpointer a, gconstpointer b)
{
  return strcmp(((const Ending *)a)->reversed, ((const Ending *)b)->reversed);
}

static void sort_endings(Namesakes *same)
{
  same->endings = g_array_sized_new(FALSE, FALSE, sizeof(Ending), same->paths->len);
  g_array_set_clear_func(same->endings, ending_clear);
  same->nearest = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
                                        (GDestroyNotify)g_hash_table_unref);
  for (guint i = 0; i < same->paths->len; i++) {
    Ending ending = {g_strreverse(folders_fold(same->paths->pdata[i])), same->paths->pdata[i]};
    g_array_append_val(same->endings, ending);
  }
  g_array_sort(same->endings, compare_endings);
}

/* Returns TRUE when A is preferred to B: less deep, then first by its bytes. */
static gboolean is_better(const char *a, const char *b)
{
  gsize one = strlen(a), other = strlen(b);
  return one != other ? one < other : strcmp(a, b) < 0;
}

/* Makes PATH the picture of each folder above it that has no better one. */
static void enter_picture(GHashTable *nearest, const char *path)
{
  for (const char *slash = strchr(path, '/'); slash; slash = strchr(slash + 1, '/')) {
    g_autofree char *folder = g_strndup(path, (gsize)(slash - path));
    const char *best = g_hash_table_lookup(nearest, folder);
    if (!best || is_better(path, best))
      g_hash_table_replace(nearest, g_steal_pointer(&folder), (gpointer)path);
  }
}

/* Maps the folders above all pictures whose folded paths end in TAIL to the best picture below
 * them. A path has few tails, so all tables together are about as large as the paths. */
static GHashTable *nearest_of(Namesakes *same, const char *tail)
{
  GHashTable *nearest = g_hash_table_lookup(same->nearest, tail);
  if (nearest)
    return nearest;
  g_autofree char *reversed = g_strreverse(g_strdup(tail));
  guint low = 0, high = same->endings->len;
  while (low < high) {
    guint middle = low + (high - low) / 2;
    if (strcmp(g_array_index(same->endings, Ending, middle).reversed, reversed) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  for (; low < same->endings->len; low++) {
    const Ending *ending = &g_array_index(same->endings, Ending, low);
    if (!g_str_has_prefix(ending->reversed, reversed))
      break;
    if (!nearest)
      nearest = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    enter_picture(nearest, ending->path);
  }
  if (nearest)
    g_hash_table_insert(same->nearest, g_strdup(tail), nearest);
  return nearest;
}

/* Returns the picture whose path ends in TAIL ('/folder/pic.png'), borrowed, or NULL: of
 * several the one that shares most folders with ARTICLE, the folder of the article. Call with
 * the lock held. */
static const char *best_of(Namesakes *same, const char *tail, const char *article)
{
  g_autofree char *wanted = folders_fold(tail);
  if (!same->endings)
    sort_endings(same);
  GHashTable *nearest = nearest_of(same, wanted);
  g_autofree char *folder = g_strdup(article);
  const char *best = NULL;
  for (char *end = folder + strlen(folder); nearest && end && !best;
       end = strrchr(folder, '/')) {
    *end = '\0';
    best = g_hash_table_lookup(nearest, folder);
  }
  return best;
}

static char *search_names(MkepubFinder *finder, const char *address, const char *article)
{
  g_autofree char *tail = find_tail(address);
  if (!tail || !is_picture_name(tail))
    return NULL;
  g_autofree char *name = folders_fold(strrchr(tail, '/') + 1);
  g_mutex_lock(&finder->lock);
  if (!finder->names)
    list_all(finder);
  Namesakes *same = g_hash_table_lookup(finder->names, name);
  const char *best = same ? best_of(same, tail, article) : NULL;
  g_mutex_unlock(&finder->lock);
  g_autofree char *real = best ? file_real_path(best) : NULL;
  struct stat status;
  /* a file may be a symbolic link that leads out of the folders */
  gboolean good = real && roots_hold(finder->below, real) && stat(real, &status) == 0 &&
                  S_ISREG(status.st_mode);
  return good ? g_steal_pointer(&real) : NULL;
}

MkepubFoundResult mkepub_finder_find(MkepubFinder *finder, const char *address,
                                     const char *file, char **found)
{
  const FindPlaces places = {finder->roots, finder->below, finder->folders};
  MkepubFoundResult result = find_file(address, file, &places, found);
  if (result != MKEPUB_FOUND_NOTHING)
    return result;
  g_autofree char *folder = g_path_get_dirname(file);
  g_autofree char *real = file_real_path(folder);
  *found = search_names(finder, address, real ? real : folder);
  return *found ? MKEPUB_FOUND : MKEPUB_FOUND_NOTHING;
}
