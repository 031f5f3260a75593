/* SPDX-License-Identifier: MIT */
#include "mkepub/shelf-check.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "archive/audit/check-catalog.h"
#include "archive/audit/check-extra.h"
#include "archive/audit/check-file.h"
#include "archive/audit/check-links.h"
#include "archive/shelf/catalog-internal.h"
#include "archive/shelf/lock.h"
#include "archive/shelf/manifest.h"
#include "archive/shelf/name.h"
#include "mkepub/xml.h"

#define BATCH 512 /* files that are checked together */

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
  sqlite3_stmt *row = catalog_query(check->catalog, NULL,
                                    "SELECT kind = 'book' FROM file WHERE name = ?", "t", name);
  gboolean known = row && catalog_step(check->catalog, row, "n", NULL) == SQLITE_ROW;
  if (row)
    sqlite3_reset(row);
  return known || strcmp(name, "search.db") == 0 || strcmp(name, SHELF_MANIFEST) == 0;
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

static void fill_issue(Check *check, CheckFile *file)
{
  sqlite3_stmt *row =
      catalog_query(check->catalog, NULL,
                    "SELECT identifier, modified FROM issue WHERE file = ?", "t", file->name);
  if (row && catalog_step(check->catalog, row, "tz", NULL) == SQLITE_ROW) {
    file->identifier = g_strdup(catalog_text(row, 0));
    file->modified = g_strdup(catalog_text(row, 1));
  }
  if (row)
    sqlite3_reset(row);
}

/* The manifest has the files in the same order: its next line must be that of FILE. */
static void compare_manifest(Check *check, const MkepubShelfFile *file)
{
  if (!check->manifest || shelf_manifest_goes_on(check->manifest, file))
    return;
  report_finding(check, SHELF_MANIFEST, MKEPUB_FINDING_SHELF_CHANGED,
                 "changed: it does not say what the catalog says of '%s'", file->name);
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
    fill_issue(check, file);
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
                                         : "changed: it is no plain file");
    check->result->changed++;
    return;
  }
  report_finding(check, SHELF_MANIFEST, MKEPUB_FINDING_SHELF_MISSING, "%s",
                 "missing: a run writes it");
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
