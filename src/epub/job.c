/* SPDX-License-Identifier: MIT */
#include "epub/job.h"

#include "epub/assemble.h"
#include "epub/chapter.h"
#include "mkepub/error.h"
#include "mkepub/xml.h"

/* The result of one chapter. */
typedef struct {
  MkepubFindings *findings;
  gboolean lost;   /* the chapter */
  gboolean unkept; /* its source, although the book shall have it */
} Slot;

/* Data that the threads share. */
typedef struct {
  const JobPlan *plan;
  MkepubOcf *ocf;
  MkepubFlight *flight; /* the plan's, or the job's own */
  Links *links;
  Pictures *pictures;
  Fonts *fonts;
  Slot *slots;           /* one an article */
  BindChapter *chapters; /* by index of the article */
  SourcesEntry *sources; /* by index of the article; NULL when sources are not kept */
  MkepubOcfBlob *pages;  /* of bind_page() */
  BookCover cover;
  MkepubFindings *cover_findings;
  gint next, done; /* atomic; task 0 is the cover, then come the chapters, then the pages */
  GMutex lock;     /* for what follows */
  MkepubMarkdownFacts facts;
  GError *error; /* the first failure; all stop */
} Job;

static gboolean should_stop(Job *job)
{
  const gint *cancel = job->plan->options->cancel;
  if (cancel && g_atomic_int_get(cancel))
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

static void write_cover(Job *job)
{
  GError *error = NULL;
  if (!covers_settle(job->plan->book, job->pictures, job->ocf, job->cover_findings, &job->cover,
                     &error))
    job_fail(job, error);
}

static const MkepubArticle *article_at(const Job *job, guint index)
{
  return ((const MkepubBookArticle *)job->plan->book->articles->pdata[index])->article;
}

/* Keeps the source of the article, and says so when it cannot. */
static gboolean keep_source(Job *job, guint index, Slot *slot, GError **error)
{
  const MkepubArticle *article = article_at(job, index);
  g_autoptr(GError) own = NULL;
  if (sources_pack(job->ocf, article, &job->sources[index], &own))
    return TRUE;
  if (!g_error_matches(own, MKEPUB_ERROR, MKEPUB_ERROR_INPUT)) {
    g_propagate_error(error, g_steal_pointer(&own));
    return FALSE;
  }
  if (!slot->lost)
    mkepub_findings_add(slot->findings, MKEPUB_FINDING_INPUT_UNREADABLE, article->path, 0, 0,
                        "the source was not kept: %s", own->message);
  slot->unkept = TRUE;
  return TRUE;
}

static void write_chapter(Job *job, const ChapterTools *tools, guint index,
                          MkepubMarkdownFacts *facts)
{
  GError *error = NULL;
  gsize bytes = mkepub_flight_enter_file(job->flight, article_at(job, index)->file);
  ChapterResult result;
  Slot *slot = &job->slots[index];
  slot->findings = mkepub_findings_new();
  GString *document = chapter_write(tools, index, facts, slot->findings, &result);
  slot->lost = result.lost;
  job->chapters[index].properties = result.properties;
  fonts_add(job->fonts, document);
  if (!mkepub_ocf_pack(job->ocf, document->str, document->len, FALSE,
                       &job->chapters[index].blob, &error))
    job_fail(job, error);
  else if (job->sources && !keep_source(job, index, slot, &error))
    job_fail(job, error);
  g_string_free(document, TRUE);
  mkepub_flight_leave(job->flight, bytes);
}

static void write_page(Job *job, guint index)
{
  GError *error = NULL;
  if (!bind_page(job->plan->book, index, job->ocf, job->fonts, &job->pages[index], &error))
    job_fail(job, error);
}

/* Works on tasks until all are taken. The calling thread does this too, and alone reports
 * progress. */
static void run_worker(Job *job, gboolean report)
{
  const MkepubBookOptions *options = job->plan->options;
  ChapterTools tools = {job->plan->book, job->links, job->pictures, mkepub_writer_new()};
  MkepubMarkdownFacts facts = {0};
  guint n = job->plan->book->articles->len, pages = bind_page_count(job->plan->book);
  while (!should_stop(job)) {
    guint task = (guint)g_atomic_int_add(&job->next, 1);
    if (task > n + pages)
      break;
    if (task == 0) {
      write_cover(job);
    } else if (task > n) {
      write_page(job, task - n - 1);
    } else {
      write_chapter(job, &tools, task - 1, &facts);
      guint done = (guint)g_atomic_int_add(&job->done, 1) + 1;
      if (report && options->progress)
        options->progress(options->progress_data, done, n);
    }
  }
  mkepub_writer_free(tools.writer);
  g_mutex_lock(&job->lock);
  job->facts.images += facts.images;
  job->facts.images_bare += facts.images_bare;
  g_mutex_unlock(&job->lock);
}

static gpointer thread_main(gpointer data)
{
  run_worker(data, FALSE);
  return NULL;
}

static void run_threads(Job *job)
{
  guint threads = job->plan->options->threads;
  threads = threads > 0 ? threads : g_get_num_processors();
  threads = MIN(threads, job->plan->book->articles->len + 1);
  g_autoptr(GPtrArray) running = g_ptr_array_new();
  for (guint i = 1; i < threads; i++)
    g_ptr_array_add(running, g_thread_new("chapters", thread_main, job));
  run_worker(job, TRUE);
  for (guint i = 0; i < running->len; i++)
    g_thread_join(g_ptr_array_index(running, i));
}

/* Findings in reading order, and what they add up to. */
static void collect_results(Job *job, JobResult *result)
{
  for (guint i = 0; i < job->plan->book->articles->len; i++) {
    Slot *slot = &job->slots[i];
    if (!slot->findings)
      continue;
    mkepub_findings_take(result->findings, slot->findings);
    mkepub_findings_free(slot->findings);
    if (slot->lost || slot->unkept) {
      g_ptr_array_add(result->lost_files, g_strdup(article_at(job, i)->file));
      result->lost++;
    }
    result->articles += slot->lost ? 0 : 1;
  }
  mkepub_findings_take(result->findings, job->cover_findings);
}

static gboolean check_failure(Job *job, GError **error)
{
  const gint *cancel = job->plan->options->cancel;
  if (cancel && g_atomic_int_get(cancel)) {
    g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INTERRUPTED, "interrupted");
    return FALSE;
  }
  const GError *failure = job->error ? job->error : pictures_error(job->pictures);
  if (failure && error)
    *error = g_error_copy(failure);
  return failure == NULL;
}

static gboolean bind(Job *job, JobResult *result, GError **error)
{
  BindParts parts = {
      .book = job->plan->book,
      .ocf = job->ocf,
      .pictures = job->pictures,
      .fonts = job->fonts,
      .cover = &job->cover,
      .chapters = job->chapters,
      .sources = job->sources,
      .pages = job->pages,
      .facts = {.images = job->facts.images, .images_bare = job->facts.images_bare}};
  for (guint i = 0; i < job->plan->book->articles->len; i++) {
    const char *properties = job->chapters[i].properties;
    parts.facts.mathml |= properties && g_str_has_prefix(properties, "mathml");
  }
  return check_failure(job, error) && bind_book(&parts, result->findings, error) &&
         check_failure(job, error);
}

gboolean job_run(const JobPlan *plan, const char *output, JobResult *result, GError **error)
{
  const MkepubBook *book = plan->book;
  const MkepubOcfPlace *place = plan->options->place;
  *result = (JobResult){.findings = mkepub_findings_new(),
                        .lost_files = g_ptr_array_new_with_free_func(g_free)};
  result->ocf = plan->options->dry_run ? mkepub_ocf_rehearse(output, error)
                                       : mkepub_ocf_open_at(place, output, error);
  if (!result->ocf)
    return FALSE;
  mkepub_xml_init();
  Job job = {.plan = plan, .ocf = result->ocf, .cover_findings = mkepub_findings_new()};
  g_autoptr(MkepubFlight) own = plan->options->flight ? NULL : mkepub_flight_new();
  job.flight = own ? own : plan->options->flight;
  job.links = links_new(book);
  MkepubConvertOptions looks = plan->looks;
  looks.flight = job.flight;
  PicturesPlan pictures = {book,   job.ocf,      plan->fetcher, plan->options->fetch,
                           &looks, plan->finder, plan->cap};
  job.pictures = pictures_new(&pictures);
  job.fonts = fonts_new(book, job.cover_findings);
  job.slots = g_new0(Slot, book->articles->len + 1);
  job.chapters = g_new0(BindChapter, book->articles->len + 1);
  if (book->keep_sources)
    job.sources = g_new0(SourcesEntry, book->articles->len + 1);
  job.pages = g_new0(MkepubOcfBlob, bind_page_count(book));
  g_mutex_init(&job.lock);
  run_threads(&job);
  collect_results(&job, result);
  gboolean ok = bind(&job, result, error);
  result->size = mkepub_ocf_size(result->ocf);
  result->sizes = pictures_sizes(job.pictures, &result->pictures, &result->shrunk);
  if (plan->options->details)
    result->sources = pictures_sources(job.pictures);
  result->cover = job.cover.blob;
  result->cover_type = job.cover.media_type;
  covers_clear(&job.cover);
  mkepub_findings_free(job.cover_findings);
  fonts_free(job.fonts);
  pictures_free(job.pictures);
  links_free(job.links);
  g_free(job.slots);
  g_free(job.chapters);
  g_free(job.sources);
  g_free(job.pages);
  g_mutex_clear(&job.lock);
  g_clear_error(&job.error);
  return ok;
}

void job_result_clear(JobResult *result)
{
  g_clear_pointer(&result->ocf, mkepub_ocf_free);
  g_clear_pointer(&result->findings, mkepub_findings_free);
  g_clear_pointer(&result->lost_files, g_ptr_array_unref);
  g_clear_pointer(&result->sizes, g_array_unref);
  g_clear_pointer(&result->sources, g_ptr_array_unref);
}
