/* SPDX-License-Identifier: MIT */
#include "archive/changed-files.h"

#include <string.h>
#include <sys/stat.h>

#include "archive/settings.h"
#include "archive/shelf/catalog-issue.h"
#include "archive/shelf/catalog-plan.h"
#include "archive/shelf/manifest.h"
#include "base/file.h"
#include "media/picture-finder.h"

/* ISSUE must be written again, unless it keeps its book. */
static gboolean mark_issue_stale(Run *run, gint64 issue, gboolean omnibus, const char *period,
                                 GError **error)
{
  gboolean kept;
  if (!catalog_is_kept(run->catalog, issue, &kept, error))
    return FALSE;
  if (kept)
    return TRUE;
  g_hash_table_add(run->stale, g_memdup2(&issue, sizeof issue));
  g_hash_table_add(omnibus ? run->dirty_years : run->dirty, g_strdup(period));
  return TRUE;
}

/* A picture file with a time that a book does not know. */
typedef struct {
  gint64 mtime;
  gboolean read; /* it could be: sha256 counts */
  gboolean same; /* a book has its bytes: the catalog gets its time */
  guint8 sha256[DIGEST_SHA256];
} Digest;

/* The comparison of pictures with their files. */
typedef struct {
  Run *run;
  GHashTable *digests; /* of Digest by path: each file is read once */
  MkepubFinder *finder;
  gboolean asked; /* whether there is need of the finder */
} Looks;

static Digest *digest_of(Looks *looks, const char *source, const struct stat *status)
{
  Digest *digest = g_hash_table_lookup(looks->digests, source);
  if (digest)
    return digest;
  digest = g_new0(Digest, 1);
  digest->mtime = file_mtime(status);
  digest->read = digest_file(source, digest->sha256, NULL, NULL, NULL);
  g_hash_table_insert(looks->digests, g_strdup(source), digest);
  return digest;
}

/* Whether the file of PICTURE has other bytes now. */
static gboolean has_other_bytes(Looks *looks, const CatalogPicture *picture)
{
  struct stat status;
  if (stat(picture->source, &status) != 0 || status.st_size != picture->bytes)
    return TRUE;
  if (file_mtime(&status) == picture->mtime)
    return FALSE;
  Digest *digest = digest_of(looks, picture->source, &status);
  if (!digest->read || !picture->sha256 ||
      memcmp(picture->sha256, digest->sha256, DIGEST_SHA256) != 0)
    return TRUE;
  digest->same = TRUE;
  return FALSE;
}

/* NULL when nothing came or went where it would look. */
static MkepubFinder *finder_of(Looks *looks)
{
  if (!looks->asked && settings_compare_tree(looks->run))
    looks->finder = mkepub_finder_new(looks->run->roots, looks->run->options->config->assets);
  looks->asked = TRUE;
  return looks->finder;
}

/* The file that ADDRESS means to the articles in FOLDER now; NULL: none, or nothing came or
 * went where it would be looked for. */
static char *find_picture(Looks *looks, const char *address, const char *folder)
{
  char *found = NULL;
  g_autofree char *file = g_build_filename(folder, "x", NULL);
  if (finder_of(looks))
    mkepub_finder_find(looks->finder, address, file, &found);
  return found;
}

/* Whether ADDRESS means another file than SOURCE to the articles in FOLDER now. The file that
 * is there by the letters of the address is the first that is looked for: most pictures cost no
 * look at the disk. */
static gboolean leads_elsewhere(Looks *looks, const char *address, const char *folder,
                                const char *source)
{
  g_autofree char *literal = g_canonicalize_filename(address, folder);
  if (strcmp(literal, source) == 0 || !finder_of(looks))
    return FALSE;
  g_autofree char *found = find_picture(looks, address, folder);
  return g_strcmp0(found, source) != 0;
}

/* Whether PICTURE is another one now, or found. One that is gone stays in the book while
 * nothing else has its address. */
static gboolean has_changed(Looks *looks, const CatalogPicture *picture)
{
  struct stat status;
  const char *source = picture->source, *beside = picture->beside, *address = picture->address;
  g_autofree char *found = NULL;
  if (!address && beside) {
    found = find_picture(looks, source, beside);
    return found != NULL;
  }
  if (!looks->run->options->prune && address && stat(source, &status) != 0) {
    found = find_picture(looks, address, beside);
    return found != NULL;
  }
  if (has_other_bytes(looks, picture))
    return TRUE;
  /* an older mkepub did not say how it was found */
  return address && leads_elsewhere(looks, address, beside, source);
}

static gboolean set_times(Looks *looks, GError **error)
{
  Run *run = looks->run;
  GHashTableIter iter;
  gpointer source, data;
  gboolean any = FALSE;
  g_hash_table_iter_init(&iter, looks->digests);
  while (g_hash_table_iter_next(&iter, &source, &data)) {
    const Digest *digest = data;
    if (digest->same && !catalog_note_picture_time(run->catalog, source, digest->mtime, error))
      return FALSE;
    any = any || digest->same;
  }
  run->reread = run->reread || any;
  return !any || catalog_set_picture_times(run->catalog, error);
}

static gboolean check_picture(gpointer data, const CatalogPicture *picture, GError **error)
{
  Looks *looks = data;
  Run *run = looks->run;
  return g_hash_table_contains(run->stale, &picture->issue) || !has_changed(looks, picture) ||
         mark_issue_stale(run, picture->issue, picture->omnibus, picture->period, error);
}

gboolean changed_files_find_pictures(Run *run, GError **error)
{
  g_autoptr(GHashTable) digests =
      g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  Looks looks = {.run = run, .digests = digests};
  gboolean good = catalog_walk_pictures(run->catalog, check_picture, &looks, error) &&
                  set_times(&looks, error);
  if (!looks.asked && catalog_run_number(run->catalog) > 0)
    settings_compare_tree(run); /* the books that are written now may show some */
  if (looks.finder)
    mkepub_finder_free(looks.finder);
  return good;
}

/* Whether the file NAME of an issue that keeps its book holds what was published, and only has
 * another time, as after it was copied back. Nothing could be written in its place. */
static gboolean check_kept(Run *run, const char *name, const guint8 *sha256, GError **error)
{
  struct stat status;
  guint8 now[DIGEST_SHA256];
  g_autofree char *path = g_build_filename(run->shelf_path, name, NULL);
  gboolean there = lstat(path, &status) == 0 && S_ISREG(status.st_mode);
  if (there && digest_file(path, now, NULL, NULL, NULL) &&
      memcmp(now, sha256, sizeof now) == 0) {
    run->reread = TRUE;
    return catalog_set_published_time(run->catalog, name, file_mtime(&status), error);
  }
  run->damaged = TRUE;
  mkepub_findings_add(run->findings,
                      there ? MKEPUB_FINDING_SHELF_CHANGED : MKEPUB_FINDING_SHELF_MISSING, name,
                      0, 0,
                      "%s, and an article of its issue cannot be read again; restore the file "
                      "from a backup, or remove what is no longer in the input with --prune",
                      there ? "changed since it was published" : "not on the shelf");
  return TRUE;
}

/* The issue that FILE belongs to has to be written again. */
static gboolean mark_issue(Run *run, const MkepubShelfFile *file, GError **error)
{
  gint64 issue;
  gboolean omnibus, kept = FALSE;
  g_autofree char *period = NULL;
  if (!catalog_find_owner(run->catalog, file->name, &issue, &omnibus, &period, error) ||
      (issue > 0 && !catalog_is_kept(run->catalog, issue, &kept, error)))
    return FALSE;
  if (kept)
    return check_kept(run, file->name, file->sha256, error);
  run->damaged = TRUE;
  return issue == 0 || mark_issue_stale(run, issue, omnibus, period, error);
}

typedef struct {
  Run *run;
  FILE *manifest; /* NULL: it is missing, or not as it should be */
  GError *error;
} Look;

/* The catalog does not list the manifest: each line of it is compared with FILE. */
static void compare_line(Look *look, const MkepubShelfFile *file)
{
  if (!look->manifest || shelf_manifest_goes_on(look->manifest, file))
    return;
  fclose(look->manifest);
  look->manifest = NULL;
}

static gboolean compare_file(gpointer data, const MkepubShelfFile *file)
{
  Look *look = data;
  Run *run = look->run;
  struct stat status;
  compare_line(look, file);
  if (beneath_stat(run->root, file->name, &status) && S_ISREG(status.st_mode) &&
      (guint64)status.st_size == file->bytes && file_mtime(&status) == file->mtime)
    return TRUE;
  if (strcmp(file->kind, "book") == 0 || strcmp(file->kind, "cover") == 0 ||
      strcmp(file->kind, "thumbnail") == 0)
    return mark_issue(run, file, &look->error);
  run->damaged = TRUE;
  return TRUE;
}

gboolean changed_files_find_published(Run *run, GError **error)
{
  Look look = {.run = run};
  if (!run->root)
    return TRUE;
  look.manifest = shelf_manifest_open(run->root);
  gboolean good = mkepub_catalog_files(run->catalog, compare_file, &look, error);
  compare_line(&look, NULL);
  run->damaged = run->damaged || !look.manifest;
  if (look.manifest)
    fclose(look.manifest);
  if (!look.error)
    return good;
  g_propagate_error(error, look.error);
  return FALSE;
}
