/* SPDX-License-Identifier: MIT */
#include "collect/walk.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/text.h"
#include "collect/folder.h"
#include "collect/glob.h"
#include "mkepub/error.h"

/* A folder, or a symbolic link, that waits to be looked into. */
typedef struct {
  const char *input, *root;
  char *file;      /* as opened */
  char *relative;  /* below root as the file system spells it; "" for the root */
  char *canonical; /* NULL for a link that was not looked at yet */
} Place;

typedef struct {
  Walk *walk;
  GHashTable *seen;             /* canonical paths of files and folders taken; owned */
  GPtrArray *folders;           /* of Place *: a stack */
  GQueue links;                 /* of Place *: after everything that goes by its own name */
  GPtrArray *include, *exclude; /* of Glob * */
  MkepubFindings *findings;
} Walker;

static void place_free(gpointer data)
{
  Place *place = data;
  if (!place)
    return;
  g_free(place->file);
  g_free(place->relative);
  g_free(place->canonical);
  g_free(place);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Place, place_free)

static void file_free(gpointer data)
{
  WalkFile *file = data;
  g_free(file->file);
  g_free(file->path);
  g_free(file->relative);
  g_free(file);
}

void walk_free(Walk *walk)
{
  if (!walk)
    return;
  g_clear_pointer(&walk->files, g_ptr_array_unref);
  g_clear_pointer(&walk->roots, g_ptr_array_unref);
  g_free(walk);
}

gboolean walk_is_below(const char *path, const char *root)
{
  gsize length = strlen(root);
  if (strncmp(path, root, length) != 0)
    return FALSE;
  return path[length] == '\0' || path[length] == '/' || (length > 0 && root[length - 1] == '/');
}

static gboolean is_below_a_root(const Walker *walker, const char *canonical)
{
  for (guint i = 0; i < walker->walk->roots->len; i++)
    if (walk_is_below(canonical, walker->walk->roots->pdata[i]))
      return TRUE;
  return FALSE;
}

static char *canonical_path(const char *path)
{
  char *real = realpath(path, NULL);
  char *copy = g_strdup(real);
  free(real);
  return copy;
}

static gboolean is_article_name(const char *name)
{
  static const char *const extensions[] = {".md", ".markdown", ".mdown", ".mkd", ".txt"};
  const char *dot = strrchr(name, '.');
  for (guint i = 0; dot && dot > name && i < G_N_ELEMENTS(extensions); i++)
    if (!g_ascii_strcasecmp(dot, extensions[i]))
      return TRUE;
  return FALSE;
}

static gboolean any_glob(const GPtrArray *globs, const char *path, GlobTarget target)
{
  for (guint i = 0; i < globs->len; i++)
    if (glob_match(globs->pdata[i], path, target))
      return TRUE;
  return FALSE;
}

static void lose(Walker *walker, const char *path, int errnum)
{
  g_autofree char *reason = g_strdup(g_strerror(errnum));
  reason[0] = g_ascii_tolower(reason[0]);
  mkepub_findings_add(walker->findings, MKEPUB_FINDING_INPUT_UNREADABLE, path, 0, 0,
                      "cannot be read: %s", reason);
  walker->walk->lost++;
}

static void report_outside(Walker *walker, const char *path)
{
  mkepub_findings_add(walker->findings, MKEPUB_FINDING_INPUT_OUTSIDE, path, 0, 0,
                      "this symbolic link leads outside the input folders and is not followed");
}

/* TRUE the first time that CANONICAL (taken over) is met. */
static gboolean first_time(Walker *walker, char *canonical)
{
  return g_hash_table_add(walker->seen, canonical);
}

static void add_file(Walker *walker, const Place *place)
{
  WalkFile *file = g_new0(WalkFile, 1);
  file->input = place->input;
  file->root = place->root;
  file->file = g_strdup(place->file);
  file->path = text_display_path(place->file);
  file->relative = text_display_path(place->relative);
  g_ptr_array_add(walker->walk->files, file);
}

/* The globs of the configuration, for a file that was not named outright. */
static gboolean is_wanted(const Walker *walker, const char *relative)
{
  if (any_glob(walker->exclude, relative, GLOB_FILE))
    return FALSE;
  return walker->include->len == 0 || any_glob(walker->include, relative, GLOB_FILE);
}

static Place *place_below(const Place *folder, const char *name)
{
  Place *place = g_new0(Place, 1);
  place->input = folder->input;
  place->root = folder->root;
  place->file = g_build_filename(folder->file, name, NULL);
  place->relative =
      *folder->relative ? g_build_filename(folder->relative, name, NULL) : g_strdup(name);
  return place;
}

/* A file, or another thing, of a walked folder. */
static void enter_file(Walker *walker, Place *place, FolderEntryKind kind)
{
  if (!is_article_name(place->file) || !is_wanted(walker, place->relative))
    return;
  if (kind == FOLDER_ENTRY_OTHER) {
    mkepub_findings_add(walker->findings, MKEPUB_FINDING_INPUT_UNREADABLE, place->file, 0, 0,
                        "cannot be read: not a regular file");
    walker->walk->lost++;
  } else if (first_time(walker, g_steal_pointer(&place->canonical))) {
    add_file(walker, place);
  }
}

static void enter_entry(Walker *walker, const Place *folder, const FolderEntry *entry)
{
  g_autoptr(Place) place = place_below(folder, entry->name);
  if (entry->kind == FOLDER_ENTRY_LINK) {
    g_queue_push_tail(&walker->links, g_steal_pointer(&place));
    return;
  }
  place->canonical = g_build_filename(folder->canonical, entry->name, NULL);
  if (entry->kind != FOLDER_ENTRY_FOLDER)
    enter_file(walker, place, entry->kind);
  else if (!any_glob(walker->exclude, place->relative, GLOB_FOLDER))
    g_ptr_array_add(walker->folders, g_steal_pointer(&place));
}

static void enter_folder(Walker *walker, const Place *folder)
{
  if (!first_time(walker, g_strdup(folder->canonical)))
    return;
  g_autoptr(GPtrArray) entries = folder_list(folder->file);
  if (!entries) {
    lose(walker, folder->file, errno);
    return;
  }
  /* from the last to the first: the first folder is then the uppermost of the stack */
  for (guint i = entries->len; i-- > 0;)
    if (((const FolderEntry *)entries->pdata[i])->kind == FOLDER_ENTRY_FOLDER)
      enter_entry(walker, folder, entries->pdata[i]);
  for (guint i = 0; i < entries->len; i++)
    if (((const FolderEntry *)entries->pdata[i])->kind != FOLDER_ENTRY_FOLDER)
      enter_entry(walker, folder, entries->pdata[i]);
}

static void enter_folders(Walker *walker)
{
  while (walker->folders->len > 0) {
    g_autoptr(Place) folder =
        g_ptr_array_steal_index(walker->folders, walker->folders->len - 1);
    enter_folder(walker, folder);
  }
}

static void enter_link(Walker *walker, Place *link)
{
  gboolean named = is_article_name(link->file);
  if (any_glob(walker->exclude, link->relative, GLOB_FILE) ||
      any_glob(walker->exclude, link->relative, GLOB_FOLDER))
    return;
  struct stat status;
  link->canonical = canonical_path(link->file);
  if (!link->canonical || stat(link->canonical, &status) < 0) {
    if (named && is_wanted(walker, link->relative))
      lose(walker, link->file, errno);
    return;
  }
  FolderEntryKind kind = folder_entry_kind(status.st_mode);
  if (kind != FOLDER_ENTRY_FOLDER && !named)
    return;
  if (!is_below_a_root(walker, link->canonical))
    report_outside(walker, link->file);
  else if (kind != FOLDER_ENTRY_FOLDER)
    enter_file(walker, link, kind);
  else
    enter_folder(walker, link);
}

/* A root's own copy in the list of roots, put there when it is new. */
static const char *intern_root(GPtrArray *roots, const char *canonical)
{
  guint index;
  if (g_ptr_array_find_with_equal_func(roots, canonical, g_str_equal, &index))
    return roots->pdata[index];
  g_ptr_array_add(roots, g_strdup(canonical));
  return roots->pdata[roots->len - 1];
}

/* INPUT as a place: a folder, or a file with its folder as root. NULL with an error. */
static Place *open_input(Walk *walk, const char *input, FolderEntryKind *kind, GError **error)
{
  struct stat status;
  g_autoptr(Place) place = g_new0(Place, 1);
  place->canonical = canonical_path(input);
  if (!place->canonical || stat(input, &status) < 0) {
    mkepub_error_set_errno(error, MKEPUB_ERROR_INPUT, errno, "cannot open", input);
    return NULL;
  }
  *kind = folder_entry_kind(status.st_mode);
  if (*kind == FOLDER_ENTRY_OTHER) {
    g_autofree char *shown = text_display_path(input);
    g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT,
                "cannot open '%s': neither a regular file nor a folder", shown);
    return NULL;
  }
  place->input = input;
  place->file = g_strdup(input);
  if (*kind == FOLDER_ENTRY_FOLDER) {
    place->root = intern_root(walk->roots, place->canonical);
    place->relative = g_strdup("");
    return g_steal_pointer(&place);
  }
  g_autofree char *folder = g_path_get_dirname(input);
  g_autofree char *root = canonical_path(folder);
  if (!root) {
    mkepub_error_set_errno(error, MKEPUB_ERROR_INPUT, errno, "cannot open", folder);
    return NULL;
  }
  place->root = intern_root(walk->roots, root);
  place->relative = g_path_get_basename(input);
  return g_steal_pointer(&place);
}

static void enter_input(Walker *walker, Place *place, FolderEntryKind kind)
{
  if (kind == FOLDER_ENTRY_FOLDER) {
    g_ptr_array_add(walker->folders, place);
    enter_folders(walker);
    return;
  }
  if (!is_below_a_root(walker, place->canonical))
    report_outside(walker, place->file);
  else if (first_time(walker, g_steal_pointer(&place->canonical)))
    add_file(walker, place);
  place_free(place);
}

static int compare_files(gconstpointer a, gconstpointer b)
{
  const WalkFile *x = *(const WalkFile *const *)a, *y = *(const WalkFile *const *)b;
  int order = strcmp(x->input, y->input);
  if (order == 0)
    order = strcmp(x->relative, y->relative);
  return order != 0 ? order : strcmp(x->file, y->file);
}

static GPtrArray *compile_globs(const GPtrArray *patterns)
{
  GPtrArray *globs = g_ptr_array_new_with_free_func((GDestroyNotify)glob_free);
  for (guint i = 0; patterns && i < patterns->len; i++)
    g_ptr_array_add(globs, glob_new(patterns->pdata[i]));
  return globs;
}

/* The roots of all inputs must be known before the first symbolic link is judged. */
static GPtrArray *open_inputs(Walk *walk, const GPtrArray *inputs, GArray *kinds,
                              GError **error)
{
  g_autoptr(GPtrArray) places = g_ptr_array_new_with_free_func(place_free);
  for (guint i = 0; i < inputs->len; i++) {
    FolderEntryKind kind = FOLDER_ENTRY_NONE;
    Place *place = open_input(walk, inputs->pdata[i], &kind, error);
    if (!place)
      return NULL;
    g_ptr_array_add(places, place);
    g_array_append_val(kinds, kind);
  }
  return g_steal_pointer(&places);
}

Walk *walk_inputs(const GPtrArray *inputs, const MkepubConfig *config, MkepubFindings *findings,
                  GError **error)
{
  g_autoptr(Walk) walk = g_new0(Walk, 1);
  walk->files = g_ptr_array_new_with_free_func(file_free);
  walk->roots = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GArray) kinds = g_array_new(FALSE, FALSE, sizeof(FolderEntryKind));
  g_autoptr(GPtrArray) places = open_inputs(walk, inputs, kinds, error);
  if (!places)
    return NULL;
  g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GPtrArray) folders = g_ptr_array_new_with_free_func(place_free);
  g_autoptr(GPtrArray) include = compile_globs(config ? config->include : NULL);
  g_autoptr(GPtrArray) exclude = compile_globs(config ? config->exclude : NULL);
  Walker walker = {.walk = walk,
                   .seen = seen,
                   .folders = folders,
                   .links = G_QUEUE_INIT,
                   .include = include,
                   .exclude = exclude,
                   .findings = findings};
  for (guint i = 0; i < kinds->len; i++)
    enter_input(&walker, g_steal_pointer(&places->pdata[i]),
                g_array_index(kinds, FolderEntryKind, i));
  while (!g_queue_is_empty(&walker.links)) {
    g_autoptr(Place) link = g_queue_pop_head(&walker.links);
    enter_link(&walker, link);
    enter_folders(&walker);
  }
  g_ptr_array_sort(walk->files, compare_files);
  return g_steal_pointer(&walk);
}
