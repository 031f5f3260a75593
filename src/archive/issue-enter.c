/* SPDX-License-Identifier: MIT */
#include "archive/issue-enter.h"

#include <string.h>
#include <sys/stat.h>

#include "archive/shelf/catalog-issue.h"
#include "archive/shelf/catalog-plan.h"
#include "base/file.h"

/* Sets *all when the catalog has all articles of JOB in the issue that is there: a new article
 * in place of another may have its path and its bytes. */
static gboolean holds_all(Run *run, const IssueJob *job, gboolean *all, GError **error)
{
  *all = TRUE;
  for (guint i = 0; *all && i < job->files->len; i++) {
    const IssueFile *file = job->files->pdata[i];
    if (!catalog_issue_has(run->catalog, job->id, job->plan->omnibus, file->id, all, error))
      return FALSE;
  }
  return TRUE;
}

gboolean issue_is_there(Run *run, IssueJob *job, gboolean *there, GError **error)
{
  const IssuePlan *plan = job->plan;
  g_autoptr(CatalogBook) book = NULL;
  *there = FALSE;
  if (!catalog_find_book(run->catalog, plan->omnibus, plan->period, plan->volume, &book, error))
    return FALSE;
  if (!book)
    return TRUE;
  job->id = book->id;
  *there = memcmp(book->made_from, job->made_from, DIGEST_SHA256) == 0 &&
           strcmp(book->file, job->name) == 0 && !run->options->rebuild &&
           !g_hash_table_contains(run->stale, &job->id);
  return !*there || holds_all(run, job, there, error);
}

/* 'covers/2025/2025-01-13_morning-brief-small.jpg' */
static char *cover_name(const IssueJob *job, const char *suffix, const char *type)
{
  static const struct {
    const char *type, *ending;
  } endings[] = {{"image/jpeg", ".jpg"},
                 {"image/png", ".png"},
                 {"image/gif", ".gif"},
                 {"image/svg+xml", ".svg"}};
  const char *ending = ".jpg";
  for (guint i = 0; i < G_N_ELEMENTS(endings); i++)
    if (strcmp(endings[i].type, type) == 0)
      ending = endings[i].ending;
  gsize length = strlen(job->name) - strlen("books/") - strlen(".epub");
  return g_strdup_printf("covers/%.*s%s%s", (int)length, job->name + strlen("books/"), suffix,
                         ending);
}

/* Publishes BYTES beside the covers; *name becomes their name. */
static gboolean put_cover(Run *run, const char *kind, GBytes *bytes, const char *name,
                          GError **error)
{
  gsize length;
  const void *data = g_bytes_get_data(bytes, &length);
  return mkepub_shelf_put_later(run->shelf, name, kind, data, length, error);
}

/* Files of the issue as it was, under names that it has no more. */
static gboolean drop_old_names(Run *run, gint64 id, const MkepubIssue *now, GError **error)
{
  g_autoptr(CatalogBook) book = catalog_read_book(run->catalog, id, error);
  if (!book)
    return FALSE;
  const char *old[] = {book->file, book->cover, book->thumbnail};
  const char *names[] = {now->file, now->cover, now->thumbnail};
  for (guint i = 0; i < G_N_ELEMENTS(old); i++)
    if (old[i] && g_strcmp0(old[i], names[i]) != 0)
      mkepub_shelf_drop(run->shelf, old[i]);
  return TRUE;
}

static void digest_clear(gpointer data)
{
  CatalogResource *resource = data;
  g_free((gpointer)resource->sha256);
}

/* The stamp and the hash of FILE as it is now. */
static void read_stamp(const char *file, CatalogResource *resource)
{
  struct stat status;
  guint8 sha256[DIGEST_SHA256];
  if (stat(file, &status) != 0 || !digest_file(file, sha256, NULL, NULL, NULL))
    return;
  resource->bytes = status.st_size;
  resource->mtime = file_mtime(&status);
  resource->sha256 = g_memdup2(sha256, sizeof sha256);
}

/* The files that pictures came from, as they are now; those of the same file follow each other.
 */
static GArray *resources_of(const IssueJob *job)
{
  GArray *resources = g_array_new(FALSE, TRUE, sizeof(CatalogResource));
  g_array_set_clear_func(resources, digest_clear);
  for (guint i = 0; i < job->book.sources->len; i++) {
    const MkepubBookSource *source = job->book.sources->pdata[i];
    const CatalogResource *last =
        i > 0 ? &g_array_index(resources, CatalogResource, i - 1) : NULL;
    CatalogResource resource = {.source = source->file ? source->file : source->address,
                                .beside = source->folder,
                                .address = source->file ? source->address : NULL,
                                .bytes = -1};
    if (source->file && last && last->sha256 && strcmp(last->source, source->file) == 0) {
      resource.bytes = last->bytes;
      resource.mtime = last->mtime;
      resource.sha256 = g_memdup2(last->sha256, DIGEST_SHA256);
    } else if (source->file) {
      read_stamp(source->file, &resource);
    }
    g_array_append_val(resources, resource);
  }
  return resources;
}

/* Returns the positions of the articles, an array of CatalogPlace. */
static GArray *places_of(const IssueJob *job)
{
  GArray *places = g_array_new(FALSE, FALSE, sizeof(CatalogPlace));
  for (guint i = 0; i < job->order->len; i++) {
    CatalogPlace place = {g_array_index(job->order, gint64, i), job->chapters->pdata[i]};
    g_array_append_val(places, place);
  }
  return places;
}

static gboolean put_issue(Run *run, IssueJob *job, MkepubIssue *issue, GError **error)
{
  guint8 sha256[DIGEST_SHA256];
  g_autoptr(GArray) places = places_of(job);
  g_autoptr(GArray) resources = resources_of(job);
  if (issue->id > 0 && !drop_old_names(run, issue->id, issue, error))
    return FALSE;
  gboolean known;
  if (!mkepub_shelf_enter(run->shelf, issue->file, "book", error) ||
      !catalog_find_published(run->catalog, issue->file, sha256, &known, error))
    return FALSE;
  if (!known)
    return catalog_damaged(run->catalog, "a file is missing", error);
  issue->sha256 = sha256;
  return catalog_put_issue(run->catalog, issue, job->made_from, places, resources, error);
}

/* Texts are borrowed from JOB. */
static MkepubIssue issue_of(const IssueJob *job)
{
  const IssuePlan *plan = job->plan;
  return (MkepubIssue){.id = job->id,
                       .omnibus = plan->omnibus,
                       .period = plan->period,
                       .title = job->title,
                       .name = job->edition,
                       .volume = plan->volume,
                       .volumes = plan->volumes,
                       .number = plan->number,
                       .date = plan->date,
                       .year = plan->year,
                       .language = job->language,
                       .identifier = job->identifier,
                       .modified = job->modified,
                       .file = job->name,
                       .cover_type = job->book.cover_type,
                       .bytes = job->book.bytes,
                       .articles = job->order->len,
                       .words = job->words};
}

gboolean issue_enter(Run *run, IssueJob *job, GError **error)
{
  g_autofree char *cover = cover_name(job, "", job->book.cover_type);
  g_autofree char *small = job->thumbnail ? cover_name(job, "-small", "image/jpeg") : NULL;
  if (!put_cover(run, "cover", job->book.cover, cover, error) ||
      (small && !put_cover(run, "thumbnail", job->thumbnail, small, error)))
    return FALSE;
  MkepubIssue issue = issue_of(job);
  issue.cover = cover;
  issue.thumbnail = small;
  const char *why = job->id == 0 ? "new" : "its articles, pictures or settings changed";
  if (!put_issue(run, job, &issue, error))
    return FALSE;
  if (job->id > 0 && !job->book.changed)
    return TRUE; /* looked at again, and the same */
  run->result->written++;
  return run_report(run, "issue written", job->name, why, error);
}

gboolean issue_rehearse(Run *run, IssueJob *job, GError **error)
{
  issue_job_write(job);
  if (job->error) {
    g_propagate_error(error, g_steal_pointer(&job->error));
    return FALSE;
  }
  g_autoptr(GArray) places = places_of(job);
  g_autoptr(GArray) resources = g_array_new(FALSE, FALSE, sizeof(CatalogResource));
  MkepubIssue issue = issue_of(job);
  issue.sha256 = job->made_from; /* of a book that is never written */
  return catalog_put_issue(run->catalog, &issue, job->made_from, places, resources, error);
}

static void drop_files(Run *run, const CatalogBook *book)
{
  mkepub_shelf_drop(run->shelf, book->file);
  if (book->cover)
    mkepub_shelf_drop(run->shelf, book->cover);
  if (book->thumbnail)
    mkepub_shelf_drop(run->shelf, book->thumbnail);
}

gboolean issue_drop_volumes(Run *run, const char *period, gboolean omnibus, guint volumes,
                            GError **error)
{
  g_autoptr(GPtrArray) books = g_ptr_array_new_with_free_func(catalog_book_free);
  if (!catalog_list_books(run->catalog, omnibus, period, volumes, books, error))
    return FALSE;
  for (guint i = 0; i < books->len; i++) {
    const CatalogBook *book = books->pdata[i];
    run->result->dropped++;
    if (run->shelf)
      drop_files(run, book);
    if (!run_report(run, "issue removed", book->file, "it has no articles", error) ||
        !catalog_remove_issue(run->catalog, book->id, error))
      return FALSE;
  }
  return TRUE;
}

gboolean issue_drop_strange(Run *run, GError **error)
{
  g_autoptr(GPtrArray) periods = g_ptr_array_new_with_free_func(g_free);
  if (!catalog_list_periods(run->catalog, CATALOG_PERIODS_OPEN, periods, error))
    return FALSE;
  for (guint i = 0; i < periods->len; i++)
    if (!run_knows_period(run, periods->pdata[i]) &&
        !issue_drop_volumes(run, periods->pdata[i], FALSE, 0, error))
      return FALSE;
  return TRUE;
}
