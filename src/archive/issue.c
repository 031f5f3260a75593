/* SPDX-License-Identifier: MIT */
#include "archive/issue.h"

#include <string.h>

#include "archive/settings.h"
#include "archive/shelf/catalog-article.h"
#include "archive/shelf/catalog-issue.h"
#include "base/text.h"
#include "media/raster/convert.h"
#include "text/words.h"

#define THUMBNAIL_PIXELS 300
#define SLUG_LIMIT       60

static void file_free(gpointer data)
{
  IssueFile *file = data;
  g_free(file->root);
  g_free(file->below);
  g_free(file);
}

void issue_job_free(gpointer data)
{
  IssueJob *job = data;
  issue_plan_free(job->plan);
  g_ptr_array_unref(job->files);
  g_array_unref(job->lost);
  g_free(job->name);
  mkepub_shelf_place_free(job->place);
  g_clear_error(&job->error);
  g_clear_pointer(&job->findings, mkepub_findings_free);
  mkepub_book_result_clear(&job->book);
  g_free(job->title);
  g_free(job->edition);
  g_free(job->language);
  g_free(job->identifier);
  g_free(job->modified);
  g_clear_pointer(&job->chapters, g_ptr_array_unref);
  g_clear_pointer(&job->order, g_array_unref);
  g_clear_pointer(&job->thumbnail, g_bytes_unref);
  g_free(job);
}

/* The series of yearly books is one of its own, so that their numbers do not mix. */
static char *series_of(const IssueJob *job)
{
  return job->plan->omnibus ? g_strconcat(job->run->series, " · Omnibus", NULL)
                            : g_strdup(job->run->series);
}

static char *identifier_of(const IssueJob *job)
{
  const IssuePlan *plan = job->plan;
  g_autofree char *name =
      g_strdup_printf("%s\n%s\n%s\n%u", job->run->series, plan->omnibus ? "omnibus" : "issue",
                      plan->period, plan->volume);
  g_autofree char *uuid = text_uuid5(name);
  return g_strconcat("urn:uuid:", uuid, NULL);
}

/* 'books/2025/2025-01-13_morning-brief.epub': ASCII, and right when sorted by name. */
static char *make_name(const IssueJob *job, gboolean with_period)
{
  const IssuePlan *plan = job->plan;
  g_autofree char *slug = text_slug(job->run->series, SLUG_LIMIT);
  g_autofree char *uuid = text_uuid5(job->run->series);
  g_autofree char *series = *slug ? g_strdup(slug) : g_strdup_printf("x%.8s", uuid);
  const char *begin = plan->omnibus || !plan->date ? plan->year : plan->date;
  g_autofree char *period = g_ascii_strdown(plan->period, -1);
  GString *name = g_string_new(NULL);
  g_string_append_printf(name, "books/%s/%s", plan->year, begin);
  if (with_period)
    g_string_append_printf(name, "_%s", period);
  g_string_append_printf(name, "_%s", series);
  if (plan->volume > 1)
    g_string_append_printf(name, "_%u", plan->volume);
  g_string_append(name, ".epub");
  return g_string_free(name, FALSE);
}

/* Sets the name of the book. An issue of other settings that keeps its book may have it. */
static gboolean set_name(IssueJob *job, GError **error)
{
  const IssuePlan *plan = job->plan;
  const MkepubIssue issue = {
      .omnibus = plan->omnibus, .period = plan->period, .volume = plan->volume};
  gboolean counted = job->run->options->every.kind == MKEPUB_EVERY_COUNT && plan->date;
  gboolean taken;
  job->name = make_name(job, counted && !plan->omnibus);
  if (!catalog_name_is_kept(job->run->catalog, job->name, &issue, &taken, error))
    return FALSE;
  if (taken) {
    g_free(job->name);
    job->name = make_name(job, TRUE);
  }
  return TRUE;
}

static void add_text(GChecksum *sum, const char *text)
{
  g_checksum_update(sum, (const guchar *)(text ? text : "\x01"), -1);
  g_checksum_update(sum, (const guchar *)"", 1);
}

/* The file of article ID, and its share in what the issue is made from. */
static gboolean add_file(IssueJob *job, GChecksum *sum, gint64 id, GError **error)
{
  g_auto(CatalogFile) known = {0};
  if (!catalog_find_file(job->run->catalog, id, &known, error))
    return FALSE;
  if (known.source == 0)
    return catalog_damaged(job->run->catalog, "an article is missing", error);
  /* the same path in another folder finds other pictures and has another name */
  g_autofree char *source = g_strdup_printf("%" G_GINT64_FORMAT, known.source);
  add_text(sum, source);
  add_text(sum, known.below);
  g_checksum_update(sum, known.sha256, DIGEST_SHA256);
  IssueFile *file = g_new0(IssueFile, 1);
  file->id = id;
  file->root = g_steal_pointer(&known.root);
  file->below = g_steal_pointer(&known.below);
  memcpy(file->sha256, known.sha256, DIGEST_SHA256);
  g_ptr_array_add(job->files, file);
  return TRUE;
}

static gboolean add_files(IssueJob *job, GError **error)
{
  const IssuePlan *plan = job->plan;
  g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
  g_autofree char *volumes = g_strdup_printf("%u/%u", plan->volume, plan->volumes);
  gsize size = DIGEST_SHA256;
  add_text(sum, job->run->settings_digest);
  add_text(sum, g_getenv("SOURCE_DATE_EPOCH"));
  add_text(sum, plan->omnibus ? "omnibus" : "issue");
  add_text(sum, plan->period);
  add_text(sum, volumes);
  add_text(sum, plan->number);
  add_text(sum, plan->date);
  add_text(sum, plan->omnibus ? NULL : job->run->folders);
  for (guint i = 0; i < plan->articles->len; i++)
    if (!add_file(job, sum, g_array_index(plan->articles, gint64, i), error))
      return FALSE;
  g_checksum_get_digest(sum, job->made_from, &size);
  return TRUE;
}

IssueJob *issue_job_new(Run *run, IssuePlan *plan, GError **error)
{
  IssueJob *job = g_new0(IssueJob, 1);
  job->run = run;
  job->plan = plan;
  job->files = g_ptr_array_new_with_free_func(file_free);
  job->lost = g_array_new(FALSE, FALSE, sizeof(gint64));
  job->identifier = identifier_of(job);
  if (set_name(job, error) && add_files(job, error))
    return job;
  issue_job_free(job);
  return NULL;
}

/* '13–19 January 2025 (2/3)'; "" when there is nothing to say beside the series. */
static char *edition_of(const IssueJob *job)
{
  const IssuePlan *plan = job->plan;
  g_autofree char *name =
      !plan->date     ? g_strdup(mkepub_words_lookup(MKEPUB_WORD_UNDATED, job->language))
      : plan->omnibus ? g_strdup(plan->period)
                      : mkepub_period_name(plan->period, job->language);
  if (!name) /* by count: the number says it */
    name = g_strdup_printf("%" G_GINT64_FORMAT, g_ascii_strtoll(plan->period, NULL, 10));
  if (plan->volumes <= 1)
    return g_steal_pointer(&name);
  return g_strdup_printf("%s (%u/%u)", name, plan->volume, plan->volumes);
}

static void article_free(gpointer article)
{
  mkepub_article_free(article);
}

/* The article in FILE as it was taken in. Findings about its content were reported
 * then; a failure to read it now is reported here. NULL when it is lost. */
static MkepubArticle *read_article(IssueJob *job, const IssueFile *file)
{
  g_autofree char *path = g_build_filename(file->root, file->below, NULL);
  const char *named = g_hash_table_lookup(job->run->shown, file->root);
  g_autofree char *full = g_strconcat(named ? named : "", file->below, NULL);
  g_autofree char *shown = text_display_path(full);
  g_autofree char *relative = text_display_path(file->below);
  g_autoptr(MkepubFindings) findings = mkepub_findings_new();
  gsize bytes = mkepub_flight_enter_file(job->run->flight, path);
  g_autoptr(MkepubArticle) article = mkepub_article_read(
      path, shown, relative, file->root, job->run->options->config->max_article, findings);
  mkepub_flight_leave(job->run->flight, bytes);
  if (!article)
    mkepub_findings_take(job->findings, findings);
  else if (memcmp(article->sha256, file->sha256, DIGEST_SHA256) == 0)
    return g_steal_pointer(&article);
  else
    mkepub_findings_add(job->findings, MKEPUB_FINDING_INPUT_UNREADABLE, shown, 0, 0,
                        "it changed during the run; the next run takes it");
  g_array_append_val(job->lost, file->id);
  return NULL;
}

static void read_articles(IssueJob *job, MkepubCollection *collection)
{
  for (guint i = 0; i < job->files->len; i++) {
    MkepubArticle *article = read_article(job, job->files->pdata[i]);
    if (article)
      g_ptr_array_add(collection->articles, article);
  }
}

/* The files of the issue by their path, borrowed. */
static GHashTable *files_by_path(const IssueJob *job)
{
  GHashTable *files = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < job->files->len; i++) {
    IssueFile *file = job->files->pdata[i];
    g_hash_table_insert(files, g_build_filename(file->root, file->below, NULL), file);
  }
  return files;
}

static void note_lost(IssueJob *job)
{
  g_autoptr(GHashTable) files = files_by_path(job);
  for (guint i = 0; i < job->book.lost_files->len; i++) {
    const IssueFile *file = g_hash_table_lookup(files, job->book.lost_files->pdata[i]);
    g_array_append_val(job->lost, file->id);
  }
}

/* Notes the position of each article. */
static void note_places(IssueJob *job, const MkepubBook *book)
{
  g_autoptr(GHashTable) ids = files_by_path(job);
  job->chapters = g_ptr_array_new_with_free_func(g_free);
  job->order = g_array_new(FALSE, FALSE, sizeof(gint64));
  for (guint i = 0; i < book->articles->len; i++) {
    const MkepubBookArticle *article = book->articles->pdata[i];
    const IssueFile *file = g_hash_table_lookup(ids, article->article->file);
    g_array_append_val(job->order, file->id);
    g_ptr_array_add(job->chapters, g_strdup(article->name));
    job->words += article->article->body_words;
  }
}

void issue_job_make_thumbnail(IssueJob *job)
{
  const MkepubConvertOptions looks = {
      .max_pixels = THUMBNAIL_PIXELS, .quality = 80, .jpeg = TRUE, .flight = job->run->flight};
  gsize length;
  const guint8 *bytes = g_bytes_get_data(job->book.cover, &length);
  if (strcmp(job->book.cover_type, "image/svg+xml") == 0)
    return;
  g_auto(MkepubConverted) small = {0};
  MkepubConvertResult result = mkepub_convert(bytes, length, &looks, &small);
  if (result == MKEPUB_CONVERT_MADE)
    job->thumbnail = g_bytes_new_take(g_steal_pointer(&small.bytes), small.length);
  else if (result == MKEPUB_CONVERT_KEPT)
    job->thumbnail = g_bytes_ref(job->book.cover);
}

/* The settings of this issue; its texts are borrowed. */
static MkepubConfig config_of(const IssueJob *job, const char *series)
{
  const IssuePlan *plan = job->plan;
  MkepubConfig config = *job->run->options->config;
  config.title = NULL;
  config.series = (char *)series;
  config.date = plan->date;
  config.identifier = job->identifier;
  config.edition = job->edition;
  config.position = plan->number;
  config.issue = NULL;
  /* a number that people count by is shown, one that is made of the day is not */
  if (!plan->omnibus && plan->number && (job->run->ordinals || job->run->number_key))
    config.issue = plan->number;
  if (plan->omnibus) {
    config.keep_sources = FALSE; /* the issues have them */
    config.group = MKEPUB_GROUP_DATE;
    config.sort = MKEPUB_SORT_DATE;
    config.descending = FALSE;
  }
  return config;
}

static gboolean write_book(IssueJob *job, const MkepubCollection *collection, GError **error)
{
  const MkepubArchiveOptions *options = job->run->options;
  g_autofree char *series = series_of(job);
  MkepubConfig config = config_of(job, series);
  g_autoptr(MkepubBook) book = mkepub_book_plan(collection, &config, job->findings);
  MkepubBookOptions how = {.threads = job->threads,
                           .cancel = options->cancel,
                           .fetch = options->fetch,
                           .allow_private = options->allow_private,
                           .cache = options->cache,
                           .finder = job->finder,
                           .fetcher = job->fetcher,
                           .flight = job->run->flight,
                           .limit = job->limit,
                           .whole = TRUE,
                           .dry_run = job->measure,
                           .keep_equal = TRUE,
                           .details = TRUE,
                           .place = job->place ? &job->place->ocf : NULL};
  if (job->place &&
      !mkepub_book_write(book, job->place->path, &how, job->findings, &job->book, error))
    return FALSE;
  if (job->place)
    note_lost(job);
  job->title = g_strdup(book->title);
  job->modified = g_strdup(book->modified);
  note_places(job, book);
  return TRUE;
}

void issue_job_write(IssueJob *job)
{
  const MkepubConfig *config = job->run->options->config;
  MkepubCollection collection = {.articles = g_ptr_array_new_with_free_func(article_free),
                                 .roots = job->run->roots,
                                 .name = (char *)job->run->series};
  job->findings = mkepub_findings_new();
  read_articles(job, &collection);
  if (job->lost->len > 0 && job->place) {
    g_ptr_array_unref(collection.articles);
    return;
  }
  job->language =
      config->language ? g_strdup(config->language) : mkepub_collection_language(&collection);
  job->edition = edition_of(job);
  if (write_book(job, &collection, &job->error) && job->book.published)
    issue_job_make_thumbnail(job);
  g_ptr_array_unref(collection.articles);
}
