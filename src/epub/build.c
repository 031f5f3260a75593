/* SPDX-License-Identifier: MIT */
#include "epub/job.h"

#include "epub/chapter.h"
#include "mkepub/book.h"
#include "mkepub/error.h"
#include "mkepub/fetch.h"
#include "mkepub/url.h"

typedef struct {
  MkepubFetcher *fetcher;
  const MkepubBody *body;
} Asker;

static char *on_link(gpointer data, const char *address, guint line)
{
  (void)data, (void)address, (void)line;
  return NULL;
}

static char *on_field(gpointer data, const char *key)
{
  const Asker *asker = data;
  return mkepub_body_field(asker->body, key);
}

static void ask(MkepubFetcher *fetcher, const char *address)
{
  MkepubUrlKind kind = mkepub_url_kind(address);
  g_autofree char *url =
      kind == MKEPUB_URL_WEB || kind == MKEPUB_URL_NETWORK ? mkepub_url_clean(address) : NULL;
  if (url)
    mkepub_fetcher_ask(fetcher, url);
}

static const MkepubPicture *on_picture(gpointer data, const char *address, guint line)
{
  const Asker *asker = data;
  (void)line;
  ask(asker->fetcher, address);
  return NULL;
}

static void ask_for_article(const MkepubBook *book, const MkepubBookArticle *article,
                            MkepubFetcher *fetcher, MkepubWriter *writer)
{
  g_auto(MkepubBody) body = {0};
  if (article->article->image.text)
    ask(fetcher, article->article->image.text);
  if (!mkepub_article_read_body(article->article, &body, NULL))
    return; /* told when the chapter is written */
  Asker asker = {fetcher, &body};
  MkepubResolver resolver = {on_link, on_link, on_picture, on_field, &asker};
  g_autoptr(MkepubFindings) findings = mkepub_findings_new();
  MkepubMarkdownOptions options = chapter_options(book, article, &body, &resolver, findings);
  MkepubMarkdownFacts facts = {0};
  mkepub_writer_reset(writer);
  mkepub_markdown_write(body.text + body.body, body.length - body.body, &options, writer,
                        &facts);
  g_string_free(mkepub_writer_finish(writer), TRUE);
}

/* Reads the articles as the chapters will, in their order, and asks FETCHER for each picture
 * that they show. Returns early when CANCEL (may be NULL) becomes nonzero. */
static void ask_for_pictures(const MkepubBook *book, MkepubFetcher *fetcher, const gint *cancel)
{
  MkepubWriter *writer = mkepub_writer_new();
  for (guint i = 0; i < book->articles->len; i++) {
    if (cancel && g_atomic_int_get(cancel))
      break;
    ask_for_article(book, g_ptr_array_index(book->articles, i), fetcher, writer);
  }
  mkepub_writer_free(writer);
}

#define ROUNDS 5 /* to make a book small enough; the second nearly always does */

static MkepubFetcher *open_fetcher(const MkepubBookOptions *options, GError **error)
{
  MkepubFetchOptions how = {.online = options->fetch,
                            .allow_private = options->allow_private,
                            .cache = options->cache,
                            .cancel = options->cancel,
                            .progress = options->fetch_progress,
                            .progress_data = options->progress_data};
  return mkepub_fetcher_new(&how, error);
}

static gint compare_sizes(gconstpointer a, gconstpointer b)
{
  guint64 left = *(const guint64 *)a, right = *(const guint64 *)b;
  return left < right ? -1 : left > right;
}

/* The bytes that a picture may have so that those of SIZES together have no more than ROOM:
 * small ones stay as they are, and what is to be saved is taken from the largest. */
static guint64 cap_for(GArray *sizes, guint64 room)
{
  g_array_sort(sizes, compare_sizes);
  for (guint i = 0; i < sizes->len; i++) {
    guint64 share = room / (sizes->len - i), size = g_array_index(sizes, guint64, i);
    if (size > share)
      return MAX(share, 1);
    room -= size;
  }
  return G_MAXUINT64;
}

static void tell_size(const JobPlan *plan, const JobResult *result, MkepubFindings *findings)
{
  const MkepubBook *book = plan->book;
  g_autofree char *size = g_format_size(result->size);
  g_autofree char *limit = g_format_size(book->max_size);
  if (result->size > book->max_size)
    mkepub_findings_add(findings, MKEPUB_FINDING_SIZE_EXCEEDED, book->settings, 0, 0,
                        "the book is %s, over the limit of %s, even with the smallest pictures",
                        size, limit);
  else
    mkepub_findings_add(findings, MKEPUB_FINDING_SIZE_REDUCED, book->settings, 0, 0,
                        "%u picture%s made smaller to keep the book (%s) below %s",
                        result->shrunk, result->shrunk == 1 ? " was" : "s were", size, limit);
}

/* Writes the book, and while it is too large again, with less room for pictures. */
static gboolean write_to_size(JobPlan *plan, const char *output, JobResult *result,
                              GError **error)
{
  guint64 limit = plan->book->max_size, before = G_MAXUINT64;
  for (guint round = 0;; round++) {
    if (!job_run(plan, output, result, error))
      return FALSE;
    if (limit == 0 || result->size <= limit || result->sizes->len == 0 || round == ROUNDS ||
        result->size >= before)
      break;
    guint64 rest = result->size;
    for (guint i = 0; i < result->sizes->len; i++)
      rest -= MIN(rest, g_array_index(result->sizes, guint64, i));
    before = result->size;
    plan->cap = cap_for(result->sizes, limit > rest ? limit - rest : 0);
    job_result_clear(result);
  }
  if (limit > 0 && (plan->cap > 0 || result->size > limit))
    tell_size(plan, result, result->findings);
  return TRUE;
}

static gboolean may_publish(const MkepubBookOptions *options, const JobResult *job,
                            const MkepubFindings *findings)
{
  if ((options->limit > 0 && job->size > options->limit) || (options->whole && job->lost > 0))
    return FALSE;
  guint doubts = mkepub_findings_count(findings, MKEPUB_SEVERITY_WARNING) +
                 mkepub_findings_count(findings, MKEPUB_SEVERITY_ERROR);
  return !options->dry_run && !(options->strict && doubts > 0);
}

/* A dry run keeps no cover to read back. */
static gboolean take_details(JobResult *job, gboolean dry_run, MkepubBookResult *result,
                             GError **error)
{
  result->sources = g_steal_pointer(&job->sources);
  result->lost_files = g_steal_pointer(&job->lost_files);
  result->cover_type = job->cover_type;
  if (!dry_run)
    result->cover = mkepub_ocf_read(job->ocf, &job->cover, error);
  return dry_run || result->cover != NULL;
}

void mkepub_book_result_clear(MkepubBookResult *result)
{
  g_clear_pointer(&result->sources, g_ptr_array_unref);
  g_clear_pointer(&result->lost_files, g_ptr_array_unref);
  g_clear_pointer(&result->cover, g_bytes_unref);
}

gboolean mkepub_book_write(const MkepubBook *book, const char *output,
                           const MkepubBookOptions *options, MkepubFindings *findings,
                           MkepubBookResult *result, GError **error)
{
  *result = (MkepubBookResult){0};
  g_autoptr(MkepubFetcher) own = options->fetcher ? NULL : open_fetcher(options, error);
  MkepubFetcher *fetcher = options->fetcher ? options->fetcher : own;
  if (!fetcher)
    return FALSE;
  if (options->fetch)
    ask_for_pictures(book, fetcher, options->cancel);
  JobPlan plan = {
      .book = book,
      .options = options,
      .fetcher = fetcher,
      .finder = options->finder,
      .looks = {.max_pixels = book->max_pixels, .quality = book->quality, .gray = book->gray}};
  g_auto(JobResult) job = {0};
  gboolean ok = write_to_size(&plan, output, &job, error);
  if (job.findings)
    mkepub_findings_take(findings, job.findings);
  MkepubOcfCommit how = !ok || !may_publish(options, &job, findings) ? MKEPUB_OCF_DISCARD
                        : options->keep_equal                        ? MKEPUB_OCF_KEEP_EQUAL
                                                                     : MKEPUB_OCF_REPLACE;
  if (ok && options->details)
    ok = take_details(&job, options->dry_run, result, error);
  ok = ok && mkepub_ocf_commit(job.ocf, how, &result->bytes, error);
  result->articles = job.articles;
  result->lost = job.lost;
  result->pictures = job.pictures;
  result->published = ok && how != MKEPUB_OCF_DISCARD;
  result->changed = ok && mkepub_ocf_changed(job.ocf);
  return ok;
}
