/* SPDX-License-Identifier: MIT */
#include "collect/walk.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/roots.h"
#include "base/text.h"
#include "collect/directory.h"
#include "collect/walk-rules.h"
#include "mkepub/error.h"

/* A file, a folder, or a symbolic link that was not examined yet. */
typedef struct {
  const char *input, *root;
  char *file;      /* as opened */
  char *below;     /* below root as the file system spells it; "" for the root */
  char *canonical; /* NULL for a link that was not examined yet */
} Place;

/* A folder that is being walked: its files are done, its folders from NEXT on remain. */
typedef struct {
  Place *folder;
  GPtrArray *entries; /* of FolderEntry * */
  guint next;
} Level;

typedef struct {
  const WalkPlan *plan;
  WalkRules rules;
  GPtrArray *roots;
  GHashTable *interned; /* the roots as a set */
  Roots *below;         /* the roots for lookup by path, once all are known */
  WalkCounts *counts;
  GPtrArray *levels;   /* of Level *: a stack */
  GHashTable *walked;  /* canonical folders of the inputs walked so far */
  GHashTable *named;   /* canonical paths of files that an input or a link names directly */
  GHashTable *visited; /* canonical paths of linked folders, to their path below the root */
  GQueue links;        /* of Place *: walked last, so that a file's own name comes first */
  gboolean behind_links, stopped;
} Walker;

static void place_free(gpointer data)
{
  Place *place = data;
  if (!place)
    return;
  g_free(place->file);
  g_free(place->below);
  g_free(place->canonical);
  g_free(place);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Place, place_free)

static void level_free(gpointer data)
{
  Level *level = data;
  place_free(level->folder);
  g_ptr_array_unref(level->entries);
  g_free(level);
}

static void report_unreadable(Walker *walker, const char *path, int errnum)
{
  g_autofree char *reason = g_strdup(g_strerror(errnum));
  reason[0] = g_ascii_tolower(reason[0]);
  mkepub_findings_add(walker->plan->findings, MKEPUB_FINDING_INPUT_UNREADABLE, path, 0, 0,
                      "cannot be read: %s", reason);
  walker->counts->lost++;
}

static void report_outside(Walker *walker, const char *path)
{
  mkepub_findings_add(walker->plan->findings, MKEPUB_FINDING_INPUT_OUTSIDE, path, 0, 0,
                      "this symbolic link leads outside the input folders and is not followed");
}

static gboolean is_skipped(const Walker *walker, const char *canonical)
{
  return walker->plan->skip && file_is_within(canonical, walker->plan->skip);
}

/* Returns TRUE when REACH says that the walk of an earlier input went to CANONICAL. Asks only
 * for inputs that are parents of CANONICAL, however many there are. */
static gboolean was_reached(const Walker *walker, const char *canonical,
                            gboolean (*reach)(const WalkRules *, const char *, const char *))
{
  gboolean reached = FALSE;
  if (g_hash_table_size(walker->walked) == 0)
    return FALSE;
  g_autofree char *above = g_strdup(canonical);
  for (char *end = above + strlen(above); end && !reached; end = strrchr(above, '/')) {
    *end = '\0';
    const char *root = *above ? above : "/";
    reached =
        g_hash_table_contains(walker->walked, root) && reach(&walker->rules, root, canonical);
  }
  return reached;
}

/* Returns TRUE when an earlier input, or a link, led to this folder. */
static gboolean was_walked(const Walker *walker, const char *canonical)
{
  return was_reached(walker, canonical, walk_rules_reach_folder) ||
         g_hash_table_contains(walker->visited, canonical);
}

/* Returns TRUE when this file was already taken, under any name. */
static gboolean was_taken(const Walker *walker, const char *canonical)
{
  if (g_hash_table_contains(walker->named, canonical) ||
      was_reached(walker, canonical, walk_rules_reach_file))
    return TRUE;
  g_autofree char *folder = g_path_get_dirname(canonical);
  g_autofree char *name = g_path_get_basename(canonical);
  const char *below = g_hash_table_lookup(walker->visited, folder);
  g_autofree char *way = below ? g_build_filename(below, name, NULL) : NULL;
  return way && !folder_skips(name) && walk_rules_is_article(name) &&
         walk_rules_want_file(&walker->rules, way);
}

static void call_for_article(Walker *walker, const Place *place)
{
  WalkFile file = {place->input, place->file, place->below, place->root};
  walker->stopped = walker->stopped || !walker->plan->call(walker->plan->data, &file);
}

static Place *place_below(const Place *folder, const char *name)
{
  Place *place = g_new0(Place, 1);
  place->input = folder->input;
  place->root = folder->root;
  place->file = g_build_filename(folder->file, name, NULL);
  place->below = *folder->below ? g_build_filename(folder->below, name, NULL) : g_strdup(name);
  place->canonical = g_build_filename(folder->canonical, name, NULL);
  return place;
}

/* Returns TRUE when PLACE is an article. Counts an article that is not a regular file as
 * lost. */
static gboolean is_wanted(Walker *walker, const Place *place, FolderEntryKind kind)
{
  if (!walk_rules_is_article(place->file) ||
      !walk_rules_want_file(&walker->rules, place->below) ||
      is_skipped(walker, place->canonical))
    return FALSE;
  if (kind == FOLDER_ENTRY_OTHER) {
    mkepub_findings_add(walker->plan->findings, MKEPUB_FINDING_INPUT_UNREADABLE, place->file, 0,
                        0, "cannot be read: not a regular file");
    walker->counts->lost++;
  }
  return kind != FOLDER_ENTRY_OTHER;
}

/* Handles a file, a link or another entry, but not a folder. */
static void enter_entry(Walker *walker, const Place *folder, const FolderEntry *entry)
{
  if (entry->kind != FOLDER_ENTRY_LINK && !walk_rules_is_article(entry->name))
    return; /* the common exit for entries that are not articles */
  g_autoptr(Place) place = place_below(folder, entry->name);
  if (entry->kind == FOLDER_ENTRY_LINK) {
    g_clear_pointer(&place->canonical, g_free);
    g_queue_push_tail(&walker->links, g_steal_pointer(&place));
    return;
  }
  /* the first walk of a folder meets its files for the first time, except those that were
   * named */
  if (is_wanted(walker, place, entry->kind) &&
      (g_hash_table_size(walker->named) == 0 ||
       !g_hash_table_contains(walker->named, place->canonical)))
    call_for_article(walker, place);
}

/* Returns TRUE when the file 'catalog.db' in FOLDER is that of an archive: an SQLite database
 * (its file format, section 1.3) with the application id that src/archive/shelf/catalog.c
 * sets. */
static gboolean holds_catalog(const char *folder)
{
  static const char magic[] = "SQLite format 3", program[] = "mkep";
  char header[72] = "";
  g_autofree char *path = g_build_filename(folder, "catalog.db", NULL);
  int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0)
    return FALSE;
  gboolean whole = read(fd, header, sizeof header) == (ssize_t)sizeof header;
  close(fd);
  return whole && memcmp(header, magic, sizeof magic) == 0 &&
         memcmp(header + 68, program, sizeof program - 1) == 0;
}

/* Returns TRUE for a shelf, or a bag of one, whose files are not articles. Checks the content,
 * as other folders may have files of the same names. */
static gboolean is_archive(const Place *folder, const GPtrArray *entries)
{
  gboolean shelf = FALSE, bag = FALSE;
  for (guint i = 0; i < entries->len; i++) {
    const FolderEntry *entry = entries->pdata[i];
    shelf = shelf || strcmp(entry->name, "catalog.db") == 0;
    bag = bag || strcmp(entry->name, "bagit.txt") == 0;
  }
  g_autofree char *payload = bag ? g_build_filename(folder->file, "data", NULL) : NULL;
  return (shelf && holds_catalog(folder->file)) || (payload && holds_catalog(payload));
}

/* Owns PLACE. Handles its files now; its folders wait on the stack. */
static void enter_folder(Walker *walker, Place *place)
{
  g_autoptr(Place) folder = place;
  if (is_skipped(walker, folder->canonical) || was_walked(walker, folder->canonical))
    return;
  if (walker->behind_links)
    g_hash_table_insert(walker->visited, g_strdup(folder->canonical), g_strdup(folder->below));
  g_autoptr(GPtrArray) entries = folder_list(folder->file);
  if (!entries) {
    report_unreadable(walker, folder->file, errno);
    walker->counts->unread++;
    return;
  }
  if (*folder->below && is_archive(folder, entries))
    return;
  guint folders = 0;
  for (guint i = 0; i < entries->len && !walker->stopped; i++) {
    FolderEntry *entry = entries->pdata[i];
    if (entry->kind != FOLDER_ENTRY_FOLDER) {
      enter_entry(walker, folder, entry);
      continue;
    }
    entries->pdata[i] = entries->pdata[folders]; /* keep the folders, in their order */
    entries->pdata[folders++] = entry;
  }
  if (walker->stopped || folders == 0)
    return;
  g_ptr_array_set_size(entries, (gint)folders);
  Level *level = g_new0(Level, 1);
  level->folder = g_steal_pointer(&folder);
  level->entries = g_steal_pointer(&entries);
  g_ptr_array_add(walker->levels, level);
}

static void enter_levels(Walker *walker)
{
  while (walker->levels->len > 0 && !walker->stopped) {
    Level *level = walker->levels->pdata[walker->levels->len - 1];
    if (level->next == level->entries->len) {
      g_ptr_array_set_size(walker->levels, (gint)walker->levels->len - 1);
      continue;
    }
    const FolderEntry *entry = level->entries->pdata[level->next++];
    g_autoptr(Place) place = place_below(level->folder, entry->name);
    if (walk_rules_want_folder(&walker->rules, place->below))
      enter_folder(walker, g_steal_pointer(&place));
  }
}

/* Owns LINK. */
static void enter_link(Walker *walker, Place *place)
{
  g_autoptr(Place) link = place;
  gboolean named = walk_rules_is_article(link->file);
  if (walk_rules_exclude(&walker->rules, link->below))
    return;
  struct stat status;
  link->canonical = file_real_path(link->file);
  if (!link->canonical || stat(link->canonical, &status) < 0) {
    if (named && walk_rules_want_file(&walker->rules, link->below))
      report_unreadable(walker, link->file, errno);
    return;
  }
  FolderEntryKind kind = folder_entry_kind(status.st_mode);
  if (kind != FOLDER_ENTRY_FOLDER && !named)
    return;
  if (!roots_reach(walker->below, link->canonical)) {
    report_outside(walker, link->file);
  } else if (kind == FOLDER_ENTRY_FOLDER) {
    enter_folder(walker, g_steal_pointer(&link));
  } else if (is_wanted(walker, link, kind) && !was_taken(walker, link->canonical)) {
    g_hash_table_add(walker->named, g_strdup(link->canonical));
    call_for_article(walker, link);
  }
}

/* Returns the copy of a root in the list of roots; adds it when it is new. */
static const char *intern_root(Walker *walker, const char *canonical)
{
  gpointer own;
  if (g_hash_table_lookup_extended(walker->interned, canonical, &own, NULL))
    return own;
  own = g_strdup(canonical);
  g_hash_table_add(walker->interned, own);
  g_ptr_array_add(walker->roots, own);
  return own;
}

/* Returns INPUT as a place: a folder, or a file with its folder as root. NULL with an error. */
static Place *open_input(Walker *walker, const char *input, FolderEntryKind *kind,
                         GError **error)
{
  struct stat status;
  g_autoptr(Place) place = g_new0(Place, 1);
  place->canonical = file_real_path(input);
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
    place->root = intern_root(walker, place->canonical);
    place->below = g_strdup("");
    return g_steal_pointer(&place);
  }
  g_autofree char *folder = g_path_get_dirname(input);
  g_autofree char *root = file_real_path(folder);
  if (!root) {
    mkepub_error_set_errno(error, MKEPUB_ERROR_INPUT, errno, "cannot open", folder);
    return NULL;
  }
  place->root = intern_root(walker, root);
  place->below = g_path_get_basename(input);
  return g_steal_pointer(&place);
}

/* Owns PLACE. */
static void enter_input(Walker *walker, Place *place, FolderEntryKind kind)
{
  if (kind == FOLDER_ENTRY_FOLDER) {
    g_autofree char *canonical = g_strdup(place->canonical);
    enter_folder(walker, place);
    enter_levels(walker);
    g_hash_table_add(walker->walked, g_steal_pointer(&canonical));
    return;
  }
  if (!roots_reach(walker->below, place->canonical)) {
    report_outside(walker, place->file);
  } else if (!was_taken(walker, place->canonical)) {
    g_hash_table_add(walker->named, g_strdup(place->canonical));
    call_for_article(walker, place);
  }
  place_free(place);
}

/* All roots must be known before the first symbolic link is checked against them. */
static GPtrArray *open_inputs(Walker *walker, GArray *kinds, GError **error)
{
  g_autoptr(GPtrArray) places = g_ptr_array_new_with_free_func(place_free);
  for (guint i = 0; i < walker->plan->inputs->len; i++) {
    FolderEntryKind kind = FOLDER_ENTRY_NONE;
    Place *place = open_input(walker, walker->plan->inputs->pdata[i], &kind, error);
    if (!place)
      return NULL;
    g_ptr_array_add(places, place);
    g_array_append_val(kinds, kind);
  }
  return g_steal_pointer(&places);
}

static void enter_all(Walker *walker, GPtrArray *places, const GArray *kinds)
{
  for (guint i = 0; i < kinds->len && !walker->stopped; i++)
    enter_input(walker, g_steal_pointer(&places->pdata[i]),
                g_array_index(kinds, FolderEntryKind, i));
  walker->behind_links = TRUE;
  while (!g_queue_is_empty(&walker->links) && !walker->stopped) {
    enter_link(walker, g_queue_pop_head(&walker->links));
    enter_levels(walker);
  }
}

gboolean walk_inputs(const WalkPlan *plan, GPtrArray *roots, WalkCounts *counts, GError **error)
{
  Walker walker = {.plan = plan, .roots = roots, .counts = counts, .links = G_QUEUE_INIT};
  g_autoptr(GArray) kinds = g_array_new(FALSE, FALSE, sizeof(FolderEntryKind));
  g_autoptr(GHashTable) interned = walker.interned = g_hash_table_new(g_str_hash, g_str_equal);
  *counts = (WalkCounts){0};
  g_autoptr(GPtrArray) places = open_inputs(&walker, kinds, error);
  if (!places)
    return FALSE;
  g_autoptr(GPtrArray) levels = walker.levels = g_ptr_array_new_with_free_func(level_free);
  g_autoptr(Roots) below = walker.below = roots_new(roots);
  g_autoptr(GHashTable) walked = walker.walked =
      g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) named = walker.named =
      g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) visited = walker.visited =
      g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  walk_rules_init(&walker.rules, plan->config);
  enter_all(&walker, places, kinds);
  walk_rules_clear(&walker.rules);
  g_queue_clear_full(&walker.links, place_free);
  return TRUE;
}
