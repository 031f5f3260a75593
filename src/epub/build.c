/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "epub/ask.h"
#include "epub/job.h"
#include "mkepub/error.h"

/* Below these a picture shows nothing any more. */
#define LEAST_PIXELS  320
#define LEAST_QUALITY 40
/* What one step makes of the bytes of pictures, roughly; a step too few only costs a round. */
#define STEP 0.65

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

/* Steps down by N; FALSE when LOOKS are as low as can be. */
static gboolean lower(MkepubConvertOptions *looks, guint n)
{
  if (looks->max_pixels <= LEAST_PIXELS && looks->quality <= LEAST_QUALITY)
    return FALSE;
  for (; n > 0; n--) {
    looks->max_pixels = MAX(looks->max_pixels * 22 / 25, LEAST_PIXELS);
    looks->quality = MAX(looks->quality - MIN(looks->quality, 5), LEAST_QUALITY);
  }
  return TRUE;
}

/* How many steps it takes, at a guess, to bring RESULT below LIMIT. */
static guint steps_to(const JobResult *result, guint64 limit)
{
  guint64 rest = result->size - MIN(result->raster, result->size);
  if (rest >= limit)
    return 100; /* all the way, and it will not be enough */
  gdouble share = (gdouble)(limit - rest) / (gdouble)MAX(result->raster, 1);
  return share >= 1 ? 1 : (guint)MAX(log(share) / log(STEP), 1);
}

static void tell_size(const JobPlan *plan, const JobResult *result, MkepubFindings *findings)
{
  const MkepubBook *book = plan->book;
  g_autofree char *size = g_format_size(result->size);
  g_autofree char *limit = g_format_size(book->max_size);
  if (result->size > book->max_size)
    mkepub_findings_add(findings, MKEPUB_FINDING_SIZE_EXCEEDED, book->settings, 0, 0,
                        "the book has %s, more than %s, with its pictures at %u pixels", size,
                        limit, plan->looks.max_pixels);
  else
    mkepub_findings_add(findings, MKEPUB_FINDING_SIZE_REDUCED, book->settings, 0, 0,
                        "pictures have at most %u pixels and quality %u, to keep the book "
                        "(%s) below %s",
                        plan->looks.max_pixels, plan->looks.quality, size, limit);
}

/* Writes the book, again and with smaller pictures while it is too large. */
static gboolean write_to_size(JobPlan *plan, const char *output, JobResult *result,
                              GError **error)
{
  guint64 limit = plan->book->max_size;
  gboolean lowered = FALSE;
  for (;;) {
    if (!job_run(plan, output, result, error))
      return FALSE;
    if (limit == 0 || result->size <= limit || result->raster == 0 ||
        !lower(&plan->looks, steps_to(result, limit)))
      break;
    lowered = TRUE;
    job_result_clear(result);
  }
  if (limit > 0 && (lowered || result->size > limit))
    tell_size(plan, result, result->findings);
  return TRUE;
}

static gboolean may_publish(const MkepubBookOptions *options, const MkepubFindings *findings)
{
  guint doubts = mkepub_findings_count(findings, MKEPUB_SEVERITY_WARNING) +
                 mkepub_findings_count(findings, MKEPUB_SEVERITY_ERROR);
  return !options->dry_run && !(options->strict && doubts > 0);
}

gboolean mkepub_book_write(const MkepubBook *book, const char *output,
                           const MkepubBookOptions *options, MkepubFindings *findings,
                           MkepubBookResult *result, GError **error)
{
  *result = (MkepubBookResult){0};
  g_autoptr(MkepubFetcher) fetcher = open_fetcher(options, error);
  if (!fetcher)
    return FALSE;
  if (options->fetch)
    ask_for_pictures(book, fetcher, options->cancel);
  JobPlan plan = {
      .book = book,
      .options = options,
      .fetcher = fetcher,
      .looks = {.max_pixels = book->max_pixels, .quality = book->quality, .gray = book->gray}};
  g_auto(JobResult) job = {0};
  gboolean ok = write_to_size(&plan, output, &job, error);
  if (job.findings)
    mkepub_findings_take(findings, job.findings);
  gboolean publish = ok && may_publish(options, findings);
  ok = ok && mkepub_ocf_commit(job.ocf, publish, &result->bytes, error);
  result->articles = job.articles;
  result->lost = job.lost;
  result->pictures = job.pictures;
  result->published = ok && publish;
  return ok;
}
