/* SPDX-License-Identifier: MIT */
#include "archive/issue-hold.h"

#include "archive/shelf/catalog-article.h"
#include "archive/shelf/catalog-issue.h"
#include "mkepub/reader.h"

/* *own becomes how many articles of JOB its issue has now, *others how many another one has. */
static gboolean count_articles(Run *run, const IssueJob *job, gint64 *own, gint64 *others,
                               GError **error)
{
  *own = *others = 0;
  for (guint i = 0; i < job->files->len; i++) {
    const IssueFile *file = job->files->pdata[i];
    g_auto(CatalogRecord) article = {0};
    if (!catalog_read_record(run->catalog, file->id, &article, error))
      return FALSE;
    *own += article.issue > 0 && article.issue == job->id;
    *others += article.issue > 0 && article.issue != job->id;
  }
  return TRUE;
}

gboolean issue_hold_needed(Run *run, const IssueJob *job, gboolean *held, GError **error)
{
  gint64 own, others, had;
  gboolean taken;
  *held = FALSE;
  if (job->plan->omnibus) /* its articles are in issues, too */
    return TRUE;
  if (!count_articles(run, job, &own, &others, error) ||
      !catalog_count_in_issue(run->catalog, job->id, &had, error) ||
      !catalog_name_is_taken(run->catalog, job->name, job->id, &taken, error))
    return FALSE;
  *held = others > 0 || had > own || taken;
  return TRUE;
}

void issue_hold_rest(IssueJob *job)
{
  g_clear_pointer(&job->place, mkepub_shelf_place_free);
  g_clear_pointer(&job->book.cover, g_bytes_unref);
  g_clear_pointer(&job->thumbnail, g_bytes_unref);
}

/* The cover of the published book, with its thumbnail. */
static gboolean read_cover(Run *run, IssueJob *job, GError **error)
{
  g_autofree char *path = g_build_filename(run->shelf_path, job->name, NULL);
  g_autoptr(MkepubReader) reader = mkepub_reader_open(path, error);
  g_autoptr(MkepubPackage) package = reader ? mkepub_reader_package(reader, error) : NULL;
  if (!package)
    return FALSE;
  job->book.cover = mkepub_reader_read(reader, package->cover ? package->cover : "", 0, error);
  if (!job->book.cover)
    return FALSE;
  issue_job_make_thumbnail(job);
  return TRUE;
}

gboolean issue_hold_release(Run *run, IssueJob *job, GError **error)
{
  return (!job->book.changed || mkepub_shelf_release(run->shelf, job->name, error)) &&
         read_cover(run, job, error);
}

void issue_hold_discard(Run *run, const IssueJob *job)
{
  if (job->book.changed)
    mkepub_shelf_discard(run->shelf, job->name);
}
