/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "epub/assets.h"
#include "epub/chapter.h"
#include "epub/package.h"
#include "epub/pages.h"
#include "epub/stylesheet.h"
#include "mkepub/error.h"
#include "mkepub/xml.h"

/* One chapter's way from the thread that writes it to the container. */
typedef struct {
  MkepubOcfBlob blob;
  MkepubFindings *findings;
  ChapterResult result;
} Slot;

/* What the threads share. */
typedef struct {
  const MkepubBook *book;
  const MkepubBookOptions *options;
  MkepubOcf *ocf;
  Links *links;
  Pictures *pictures;
  Slot *slots;     /* one an article */
  gint next, done; /* atomic */
  GMutex lock;     /* for what follows */
  MkepubMarkdownFacts facts;
  GError *error; /* the first failure; all stop */
} Job;

static gboolean should_stop(Job *job)
{
  if (job->options->cancel && g_atomic_int_get(job->options->cancel))
    return TRUE;
  g_mutex_lock(&job->lock);
  gboolean failed = job->error != NULL;
  g_mutex_unlock(&job->lock);
  return failed;
}

static void job_fail(Job *job, GError *error)
{
  g_mutex_lock(&job->lock);
  if (!job->error)
    job->error = error;
  else
    g_error_free(error);
  g_mutex_unlock(&job->lock);
}

/* Writes chapters until there are none left. The calling thread does this too, and alone
 * reports progress. */
static void write_chapters(Job *job, gboolean report)
{
  ChapterTools tools = {job->book, job->links, job->pictures, mkepub_writer_new()};
  MkepubMarkdownFacts facts = {0};
  guint n = job->book->articles->len;
  while (!should_stop(job)) {
    guint index = (guint)g_atomic_int_add(&job->next, 1);
    if (index >= n)
      break;
    Slot *slot = &job->slots[index];
    g_autoptr(GError) error = NULL;
    slot->findings = mkepub_findings_new();
    GString *document = chapter_write(&tools, index, &facts, slot->findings, &slot->result);
    if (!mkepub_ocf_pack(job->ocf, document->str, document->len, FALSE, &slot->blob, &error))
      job_fail(job, g_steal_pointer(&error));
    g_string_free(document, TRUE);
    guint done = (guint)g_atomic_int_add(&job->done, 1) + 1;
    if (report && job->options->progress)
      job->options->progress(job->options->progress_data, done, n);
  }
  mkepub_writer_free(tools.writer);
  g_mutex_lock(&job->lock);
  job->facts.images += facts.images;
  job->facts.images_bare += facts.images_bare;
  g_mutex_unlock(&job->lock);
}

static gpointer thread_main(gpointer data)
{
  write_chapters(data, FALSE);
  return NULL;
}

static void run_threads(Job *job)
{
  guint threads = job->options->threads > 0 ? job->options->threads : g_get_num_processors();
  threads = MIN(threads, MAX(job->book->articles->len, 1));
  g_autoptr(GPtrArray) running = g_ptr_array_new();
  for (guint i = 1; i < threads; i++)
    g_ptr_array_add(running, g_thread_new("chapters", thread_main, job));
  write_chapters(job, TRUE);
  for (guint i = 0; i < running->len; i++)
    g_thread_join(g_ptr_array_index(running, i));
}

/* Findings in reading order, and what they add up to. */
static void collect_slots(Job *job, MkepubFindings *findings, MkepubBookResult *result)
{
  for (guint i = 0; i < job->book->articles->len; i++) {
    Slot *slot = &job->slots[i];
    if (!slot->findings)
      continue;
    mkepub_findings_take(findings, slot->findings);
    mkepub_findings_free(slot->findings);
    result->lost += slot->result.lost ? 1 : 0;
    result->articles += slot->result.lost ? 0 : 1;
  }
}

static gboolean job_check(Job *job, GError **error)
{
  if (job->options->cancel && g_atomic_int_get(job->options->cancel)) {
    g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INTERRUPTED, "interrupted");
    return FALSE;
  }
  if (job->error || pictures_error(job->pictures)) {
    *error = g_error_copy(job->error ? job->error : pictures_error(job->pictures));
    return FALSE;
  }
  return TRUE;
}

gboolean mkepub_book_write(const MkepubBook *book, const char *output,
                           const MkepubBookOptions *options, MkepubFindings *findings,
                           MkepubBookResult *result, GError **error)
{
  g_autoptr(GError) failure = NULL;
  g_autoptr(MkepubOcf) ocf = mkepub_ocf_open(output, error);
  *result = (MkepubBookResult){0};
  if (!ocf)
    return FALSE;
  mkepub_xml_init();
  Job job = {.book = book, .options = options, .ocf = ocf};
  job.links = links_new(book);
  job.pictures = pictures_new(book, ocf);
  job.slots = g_new0(Slot, book->articles->len + 1);
  g_mutex_init(&job.lock);
  run_threads(&job);
  collect_slots(&job, findings, result);
  gboolean ok = job_check(&job, &failure) && bind_book(&job, findings, result, &failure);
  gboolean publish = !options->dry_run;
  if (options->strict && mkepub_findings_count(findings, MKEPUB_SEVERITY_WARNING) +
                                 mkepub_findings_count(findings, MKEPUB_SEVERITY_ERROR) >
                             0)
    publish = FALSE;
  ok = ok && job_check(&job, &failure) &&
       mkepub_ocf_commit(ocf, publish, &result->bytes, &failure);
  result->published = ok && publish;
  pictures_free(job.pictures);
  links_free(job.links);
  g_free(job.slots);
  g_mutex_clear(&job.lock);
  g_clear_error(&job.error);
  if (failure)
    g_propagate_error(error, g_steal_pointer(&failure));
  return ok;
}
