/* SPDX-License-Identifier: MIT */
#include "archive/audit/check-extra.h"

#include <string.h>
#include <sys/stat.h>

#include "archive/shelf/catalog-internal.h"
#include "archive/shelf/shelf-internal.h"

/* Returns TRUE for files that belong on a shelf beside the published ones: the archive's own,
 * and those that make a folder a bag (RFC 8493 section 2). */
static gboolean is_own(const char *name)
{
  static const char *const names[] = {"catalog.db",
                                      "catalog.db-journal",
                                      "catalog.db-wal",
                                      "catalog.db-shm",
                                      "search.db",
                                      "search.db-journal",
                                      "search.db-wal",
                                      "search.db-shm",
                                      ".lock",
                                      "bagit.txt",
                                      "manifest-sha256.txt",
                                      "manifest-sha512.txt",
                                      "bag-info.txt",
                                      "fetch.txt",
                                      "tagmanifest-sha256.txt",
                                      "tagmanifest-sha512.txt",
                                      NULL};
  return g_strv_contains(names, name);
}

static gboolean is_known(MkepubCatalog *catalog, const char *name)
{
  sqlite3_stmt *row =
      catalog_query(catalog, NULL, "SELECT 1 FROM file WHERE name = ?", "t", name);
  gboolean known = row && catalog_step(catalog, row, "n", NULL) == SQLITE_ROW;
  if (row)
    sqlite3_reset(row);
  return known;
}

static gint compare_names(gconstpointer a, gconstpointer b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The walk: folders not read yet, and the folders and unknown files of the current one. */
typedef struct {
  MkepubCatalog *catalog;
  Beneath *root;
  GPtrArray *waiting, *folders, *files; /* of char *: names on the shelf */
} Walk;

static void read_folder(Walk *walk, const char *below)
{
  g_autoptr(GPtrArray) entries = beneath_list(walk->root, below);
  for (guint i = 0; entries && i < entries->len; i++) {
    struct stat info;
    const char *entry = entries->pdata[i];
    g_autofree char *name = *below ? g_strconcat(below, "/", entry, NULL) : g_strdup(entry);
    if (!beneath_stat(walk->root, name, &info))
      continue; /* removed meanwhile */
    if (S_ISDIR(info.st_mode))
      g_ptr_array_add(walk->folders, g_steal_pointer(&name));
    else if (!is_own(name) && !(S_ISREG(info.st_mode) && is_known(walk->catalog, name)) &&
             !(S_ISLNK(info.st_mode) && is_known(walk->catalog, name)))
      g_ptr_array_add(walk->files, g_steal_pointer(&name));
  }
}

static void report_extra(const Walk *walk, const char *name, MkepubFindings *findings)
{
  g_autofree char *path = beneath_path(walk->root, name);
  const char *slash = strrchr(name, '/');
  mkepub_findings_add(findings, MKEPUB_FINDING_SHELF_EXTRA, path, 0, 0, "extra: %s",
                      shelf_is_temporary(slash ? slash + 1 : name)
                          ? "left behind by a run that did not end"
                          : "the catalog does not know it");
}

guint check_extra(MkepubCatalog *catalog, Beneath *root, MkepubFindings *findings)
{
  g_autoptr(GPtrArray) waiting = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GPtrArray) folders = g_ptr_array_new();
  g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
  Walk walk = {catalog, root, waiting, folders, files};
  guint count = 0;
  g_ptr_array_add(waiting, g_strdup(""));
  while (waiting->len > 0) {
    g_autofree char *below = g_ptr_array_steal_index(waiting, waiting->len - 1);
    read_folder(&walk, below);
    g_ptr_array_sort(files, compare_names);
    for (guint i = 0; i < files->len; i++, count++)
      report_extra(&walk, g_ptr_array_index(files, i), findings);
    g_ptr_array_set_size(files, 0);
    g_ptr_array_sort(folders, compare_names);
    for (guint i = folders->len; i > 0; i--)
      g_ptr_array_add(waiting, g_ptr_array_index(folders, i - 1));
    g_ptr_array_set_size(folders, 0);
  }
  return count;
}
