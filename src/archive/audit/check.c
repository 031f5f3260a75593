/* SPDX-License-Identifier: MIT */
#include "mkepub/shelf-check.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "archive/audit/check-file.h"
#include "archive/audit/check-links.h"
#include "archive/shelf/catalog-audit.h"
#include "archive/shelf/catalog-issue.h"
#include "archive/shelf/lock.h"
#include "archive/shelf/manifest.h"
#include "archive/shelf/name.h"
#include "archive/shelf/shelf-internal.h"
#include "base/beneath.h"
#include "base/text.h"
#include "mkepub/finding.h"
#include "mkepub/xml.h"

/* Returns TRUE for a file that mkepub keeps beside the published ones: its databases and lock,
 * and the tag files of a bag (RFC 8493 section 2). */
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

static gboolean is_listed(MkepubCatalog *catalog, const char *name)
{
  gboolean known;
  return catalog_find_published(catalog, name, NULL, &known, NULL) && known;
}

/* The walk: folders that wait, and those and the unknown files of the one that is read. */
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
      continue; /* gone meanwhile */
    if (S_ISDIR(info.st_mode))
      g_ptr_array_add(walk->folders, g_steal_pointer(&name));
    else if (!is_own(name) && !(S_ISREG(info.st_mode) && is_listed(walk->catalog, name)) &&
             !(S_ISLNK(info.st_mode) && is_listed(walk->catalog, name)))
      g_ptr_array_add(walk->files, g_steal_pointer(&name));
  }
}

static void report_extra(const Walk *walk, const char *name, MkepubFindings *findings)
{
  g_autofree char *path = beneath_path(walk->root, name);
  const char *slash = strrchr(name, '/');
  mkepub_findings_add(findings, MKEPUB_FINDING_SHELF_EXTRA, path, 0, 0, "extra: %s",
                      shelf_is_temporary(slash ? slash + 1 : name)
                          ? "left over from a run that did not finish"
                          : "not in the catalog");
}

/* Walks the shelf ROOT; findings 'shelf-extra' in the order of names within each folder.
 * Returns their number. No symbolic link is followed. */
static guint check_extra(MkepubCatalog *catalog, Beneath *root, MkepubFindings *findings)
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
    g_ptr_array_sort(files, text_compare);
    for (guint i = 0; i < files->len; i++, count++)
      report_extra(&walk, g_ptr_array_index(files, i), findings);
    g_ptr_array_set_size(files, 0);
    g_ptr_array_sort(folders, text_compare);
    for (guint i = folders->len; i > 0; i--)
      g_ptr_array_add(waiting, g_ptr_array_index(folders, i - 1));
    g_ptr_array_set_size(folders, 0);
  }
  return count;
}

/* The faults of the catalog at PLACE, as findings. */
typedef struct {
  const char *place;
  MkepubFindings *findings;
} Faults;

static void report_fault(gpointer data, const char *message, const char *text)
{
  const Faults *faults = data;
  g_autofree char *subject = g_strdelimit(g_strdup(text), "\n", ' ');
  mkepub_findings_add(faults->findings, MKEPUB_FINDING_SHELF_CATALOG, faults->place, 0, 0,
                      message, subject);
}

/* Reports findings 'shelf-catalog' at PLACE, at most five of a kind. */
static void check_catalog(MkepubCatalog *catalog, const char *place, MkepubFindings *findings)
{
  Faults faults = {place, findings};
  g_autoptr(GError) error = NULL;
  if (!catalog_walk_faults(catalog, report_fault, &faults, &error))
    mkepub_findings_add(findings, MKEPUB_FINDING_SHELF_CATALOG, place, 0, 0, "%s",
                        error->message);
}

#define BATCH 512 /* files that are looked at together */

typedef struct {
  Beneath *root;
  const MkepubShelfCheckOptions *options;
  MkepubFindings *findings;
  MkepubShelfCheckResult *result;
  MkepubCatalog *catalog;
  char *base_url;
  CheckFile files[BATCH];
  guint count;
  gint next;         /* atomic: index of the next file */
  GHashTable *named; /* books (char *) named by feeds and pages, to the kinds of these */
  guint kinds;       /* kinds of feeds and pages that exist */
  FILE *manifest;    /* read in parallel; NULL once it differs */
} Check;

gboolean mkepub_shelf_is(const char *folder)
{
  struct stat info;
  g_autoptr(Beneath) root = beneath_new(folder);
  /* when it is not a regular file, opening it reports the reason */
  return root && beneath_stat(root, "catalog.db", &info) && !S_ISDIR(info.st_mode);
}

static gboolean is_cancelled(const Check *check)
{
  return check->options->cancel && g_atomic_int_get(check->options->cancel);
}

static void report_finding(Check *check, const char *name, MkepubFindingId id,
                           const char *message, const char *subject)
{
  g_autofree char *place = beneath_path(check->root, name);
  mkepub_findings_add(check->findings, id, place, 0, 0, message, subject);
}

static gpointer check_files(gpointer data)
{
  Check *check = data;
  while (!is_cancelled(check)) {
    guint index = (guint)g_atomic_int_add(&check->next, 1);
    if (index >= check->count)
      break;
    check_file_run(&check->files[index], check->root, check->base_url);
  }
  return NULL;
}

static void run_threads(Check *check)
{
  guint threads = check->options->threads;
  threads = MIN(threads > 0 ? threads : g_get_num_processors(), check->count);
  g_autoptr(GPtrArray) running = g_ptr_array_new();
  check->next = 0;
  for (guint i = 1; i < threads; i++)
    g_ptr_array_add(running, g_thread_new("shelf", check_files, check));
  check_files(check);
  for (guint i = 0; i < running->len; i++)
    g_thread_join(g_ptr_array_index(running, i));
}

static gboolean is_known(Check *check, const char *name)
{
  return is_listed(check->catalog, name) || strcmp(name, "search.db") == 0 ||
         strcmp(name, SHELF_MANIFEST) == 0;
}

static void take_targets(Check *check, const CheckFile *file)
{
  guint kind = check_links_kind(file->name);
  check->kinds |= kind;
  for (guint i = 0; file->targets && i < file->targets->len; i++) {
    const char *target = g_ptr_array_index(file->targets, i);
    if (g_str_has_prefix(target, "books/")) {
      guint kinds = GPOINTER_TO_UINT(g_hash_table_lookup(check->named, target));
      if (!(kinds & kind))
        g_hash_table_replace(check->named, g_strdup(target), GUINT_TO_POINTER(kinds | kind));
    }
    if (!is_known(check, target))
      report_finding(check, file->name, MKEPUB_FINDING_SHELF_FEED,
                     "this refers to a file that is not on the shelf: '%s'", target);
  }
}

/* Reports the results of the batch, in the order of its files. */
static void end_batch(Check *check)
{
  run_threads(check);
  for (guint i = 0; i < check->count; i++) {
    CheckFile *file = &check->files[i];
    if (file->findings)
      mkepub_findings_take(check->findings, file->findings);
    check->result->files += !file->missing;
    check->result->bytes += file->missing ? 0 : file->bytes;
    check->result->missing += file->missing ? 1 : 0;
    check->result->changed += file->changed ? 1 : 0;
    take_targets(check, file);
    check_file_clear(file);
  }
  memset(check->files, 0, sizeof check->files);
  check->count = 0;
}

/* The manifest has the files in the same order: its next line must be that of FILE. */
static void compare_manifest(Check *check, const MkepubShelfFile *file)
{
  if (!check->manifest || shelf_manifest_goes_on(check->manifest, file))
    return;
  report_finding(check, SHELF_MANIFEST, MKEPUB_FINDING_SHELF_CHANGED,
                 "changed: its entry for '%s' differs from the catalog", file->name);
  check->result->changed++;
  g_clear_pointer(&check->manifest, fclose);
}

static gboolean on_file(gpointer data, const MkepubShelfFile *known)
{
  Check *check = data;
  CheckFile *file = &check->files[check->count++];
  file->name = g_strdup(known->name);
  file->kind = g_strdup(known->kind);
  file->bytes = known->bytes;
  memcpy(file->sha256, known->sha256, DIGEST_SHA256);
  if (g_strcmp0(known->kind, "book") == 0)
    catalog_find_identity(check->catalog, file->name, &file->identifier, &file->modified, NULL);
  compare_manifest(check, known);
  if (check->count == BATCH)
    end_batch(check);
  return !is_cancelled(check);
}

static void open_manifest(Check *check)
{
  struct stat info;
  check->manifest = shelf_manifest_open(check->root);
  if (check->manifest)
    return;
  if (beneath_stat(check->root, SHELF_MANIFEST, &info)) {
    report_finding(check, SHELF_MANIFEST, MKEPUB_FINDING_SHELF_CHANGED, "%s",
                   S_ISREG(info.st_mode) ? "changed: it cannot be read"
                                         : "changed: not a regular file");
    check->result->changed++;
    return;
  }
  report_finding(check, SHELF_MANIFEST, MKEPUB_FINDING_SHELF_MISSING, "%s",
                 "missing: 'mkepub archive' writes it");
  check->result->missing++;
}

static void close_manifest(Check *check)
{
  if (check->manifest && !shelf_manifest_goes_on(check->manifest, NULL)) {
    report_finding(check, SHELF_MANIFEST, MKEPUB_FINDING_SHELF_CHANGED, "%s",
                   "changed: it has lines that the catalog does not have");
    check->result->changed++;
  }
  g_clear_pointer(&check->manifest, fclose);
}

/* Checks that the feeds of both kinds and the pages name the issue. */
static gboolean on_issue(gpointer data, const MkepubIssue *issue)
{
  static const struct {
    guint kind;
    const char *message;
  } kinds[] = {{CHECK_LINKS_ATOM, "no OPDS 1.2 feed names this issue"},
               {CHECK_LINKS_JSON, "no OPDS 2.0 feed names this issue"},
               {CHECK_LINKS_HTML, "no page names this issue"}};
  Check *check = data;
  guint named = GPOINTER_TO_UINT(g_hash_table_lookup(check->named, issue->file));
  check->result->issues++;
  check->result->articles += issue->omnibus ? 0 : issue->articles;
  for (guint i = 0; i < G_N_ELEMENTS(kinds); i++)
    if (!(named & kinds[i].kind) && (check->kinds & kinds[i].kind))
      report_finding(check, issue->file, MKEPUB_FINDING_SHELF_FEED, "%s", kinds[i].message);
  return TRUE;
}

static gboolean check_all(Check *check, GError **error)
{
  check->base_url = mkepub_catalog_setting(check->catalog, "base-url");
  check->named = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *place = beneath_path(check->root, "catalog.db");
  check_catalog(check->catalog, place, check->findings);
  gboolean sound = catalog_is_sound(check->catalog, NULL); /* otherwise it has been reported */
  open_manifest(check);
  g_autoptr(GError) damage = NULL;
  gboolean walked = mkepub_catalog_files(check->catalog, on_file, check, NULL);
  end_batch(check);
  if (is_cancelled(check)) {
    g_set_error_literal(error, MKEPUB_ERROR, MKEPUB_ERROR_INTERRUPTED, "interrupted");
    return FALSE;
  }
  close_manifest(check);
  walked = walked && mkepub_catalog_issues(check->catalog, NULL, on_issue, check, NULL);
  if (walked)
    check->result->extra = check_extra(check->catalog, check->root, check->findings);
  if (sound && !catalog_is_sound(check->catalog, &damage))
    report_finding(check, "catalog.db", MKEPUB_FINDING_SHELF_CATALOG, "%s", damage->message);
  return TRUE;
}

gboolean mkepub_shelf_check(const char *folder, const MkepubShelfCheckOptions *options,
                            MkepubFindings *findings, MkepubShelfCheckResult *result,
                            GError **error)
{
  *result = (MkepubShelfCheckResult){0};
  mkepub_xml_init();
  int lock = lock_share(folder, error);
  if (lock == LOCK_REFUSED)
    return FALSE;
  g_autofree Check *check = g_new0(Check, 1);
  check->root = beneath_new(folder);
  check->options = options;
  check->findings = findings;
  check->result = result;
  check->catalog = mkepub_catalog_open(folder, MKEPUB_CATALOG_READ, error);
  gboolean done = check->catalog && check->root && check_all(check, error);
  g_clear_pointer(&check->manifest, fclose);
  g_clear_pointer(&check->named, g_hash_table_unref);
  g_free(check->base_url);
  mkepub_catalog_free(check->catalog);
  beneath_free(check->root);
  if (lock >= 0)
    close(lock);
  return done;
}
