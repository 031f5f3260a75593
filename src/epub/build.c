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

/* The rest of the book, once the chapters are written. */
typedef struct {
  Job *job;
  GPtrArray *items;   /* of PackageItem *: the manifest */
  GPtrArray *entries; /* of Entry *: what stands in the container, in order */
  GError **error;
} Binding;

typedef struct {
  char *name;
  MkepubOcfBlob blob;
} Entry;

static void entry_free(gpointer data)
{
  Entry *entry = data;
  g_free(entry->name);
  g_free(entry);
}

static void item_free(gpointer data)
{
  PackageItem *item = data;
  g_free(item->id);
  g_free(item->href);
  g_free(item);
}

static void add_item(Binding *binding, const char *id, const char *href, const char *media_type,
                     const char *properties, const MkepubOcfBlob *blob)
{
  PackageItem *item = g_new0(PackageItem, 1);
  item->id = g_strdup(id);
  item->href = g_strdup(href);
  item->media_type = media_type;
  item->properties = properties;
  item->spine = strcmp(media_type, "application/xhtml+xml") == 0;
  g_ptr_array_add(binding->items, item);
  Entry *entry = g_new0(Entry, 1);
  entry->name = g_strconcat("EPUB/", href, NULL);
  entry->blob = *blob;
  g_ptr_array_add(binding->entries, entry);
}

/* Checks (when it is XML) and packs a finished document; takes it. */
static gboolean pack(Binding *binding, GString *document, const char *name, gboolean xml,
                     MkepubOcfBlob *blob)
{
  gboolean ok =
      document &&
      (!xml || mkepub_xml_check(document->str, document->len, name, binding->error)) &&
      mkepub_ocf_pack(binding->job->ocf, document->str, document->len, FALSE, blob,
                      binding->error);
  if (document)
    g_string_free(document, TRUE);
  return ok;
}

static gboolean add_page(Binding *binding, GString *page, const char *id, const char *name,
                         const char *properties)
{
  MkepubOcfBlob blob;
  if (!pack(binding, page, name, TRUE, &blob))
    return FALSE;
  add_item(binding, id, name, "application/xhtml+xml", properties, &blob);
  return TRUE;
}

static gboolean add_css(Binding *binding, const char *id, const char *name, const char *text,
                        gsize length)
{
  MkepubOcfBlob blob;
  if (!mkepub_ocf_pack(binding->job->ocf, text, length, FALSE, &blob, binding->error))
    return FALSE;
  add_item(binding, id, name, "text/css", NULL, &blob);
  return TRUE;
}

static gboolean add_styles(Binding *binding, MkepubFindings *findings)
{
  const MkepubBook *book = binding->job->book;
  if (!add_css(binding, "css-base", PAGE_CSS_BASE, asset_base_css,
               (gsize)(asset_base_css_end - asset_base_css)) ||
      !add_css(binding, "css-night", PAGE_CSS_NIGHT, asset_night_css,
               (gsize)(asset_night_css_end - asset_night_css)))
    return FALSE;
  if (!book->css)
    return TRUE;
  g_autofree char *text = NULL;
  gsize length;
  g_autoptr(GError) error = NULL;
  if (!g_file_get_contents(book->css, &text, &length, &error)) {
    g_set_error(binding->error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT,
                "cannot read the stylesheet: %s", error->message);
    return FALSE;
  }
  GString *kept = stylesheet_filter(text, length, book->css, findings);
  if (kept->len == 0)
    g_string_append(kept, "/* nothing that can stand in a book */\n");
  gboolean done = add_css(binding, "css-user", PAGE_CSS_USER, kept->str, kept->len);
  g_string_free(kept, TRUE);
  return done;
}

/* The cover picture: the given one when it can be shown, else one of our own. */
static gboolean add_cover(Binding *binding, MkepubFindings *findings, const char **given_id)
{
  Job *job = binding->job;
  const StoredPicture *given =
      job->book->cover ? pictures_file(job->pictures, job->book->cover, findings) : NULL;
  const char *href = "img/cover.svg";
  *given_id = NULL;
  if (given) {
    href = given->picture.href;
    *given_id = given->id;
    add_item(binding, given->id, href, given->picture.media_type, "cover-image", &given->blob);
  } else {
    MkepubOcfBlob blob;
    if (!pack(binding, page_cover_svg(job->book), href, TRUE, &blob))
      return FALSE;
    add_item(binding, "cover-image", href, "image/svg+xml", "cover-image", &blob);
  }
  return add_page(binding, page_cover(job->book, href), "cover", "cover.xhtml", NULL);
}

static gboolean add_chapters(Binding *binding)
{
  Job *job = binding->job;
  for (guint i = 0; i < job->book->sections->len; i++) {
    const MkepubBookSection *section = g_ptr_array_index(job->book->sections, i);
    if (section->name &&
        !add_page(binding, page_section(job->book, i), section->id, section->name, NULL))
      return FALSE;
    for (guint j = section->first; j < section->first + section->count; j++) {
      const MkepubBookArticle *article = g_ptr_array_index(job->book->articles, j);
      const Slot *slot = &job->slots[j];
      add_item(binding, article->id, article->name, "application/xhtml+xml",
               slot->result.properties, &slot->blob);
    }
  }
  return TRUE;
}

static guint add_pictures(Binding *binding, const char *cover_id, PackageFacts *facts)
{
  g_autoptr(GPtrArray) all = pictures_all(binding->job->pictures);
  for (guint i = 0; i < all->len; i++) {
    const StoredPicture *stored = g_ptr_array_index(all, i);
    facts->animated |= stored->animated;
    if (g_strcmp0(stored->id, cover_id) != 0)
      add_item(binding, stored->id, stored->picture.href, stored->picture.media_type, NULL,
               &stored->blob);
  }
  return all->len;
}

/* Packs all that is not a chapter and names every entry in order. */
static gboolean bind_book(Job *job, MkepubFindings *findings, MkepubBookResult *result,
                          GError **error)
{
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func(item_free);
  g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func(entry_free);
  Binding binding = {job, items, entries, error};
  PackageFacts facts = {.images = job->facts.images, .images_bare = job->facts.images_bare};
  const char *cover_id;
  MkepubOcfBlob container, opf, ncx;
  for (guint i = 0; i < job->book->articles->len; i++) {
    const char *properties = job->slots[i].result.properties;
    facts.mathml |= properties && g_str_has_prefix(properties, "mathml");
  }
  if (!add_styles(&binding, findings) || !add_cover(&binding, findings, &cover_id) ||
      !add_page(&binding, page_title(job->book), "title", "title.xhtml", NULL) ||
      !add_page(&binding, page_nav(job->book), "nav", "nav.xhtml", "nav") ||
      !add_chapters(&binding) ||
      !pack(&binding, package_ncx(job->book, error), "toc.ncx", TRUE, &ncx))
    return FALSE;
  result->pictures = add_pictures(&binding, cover_id, &facts);
  add_item(&binding, "ncx", "toc.ncx", "application/x-dtbncx+xml", NULL, &ncx);
  if (!pack(&binding, package_container(error), "container.xml", TRUE, &container) ||
      !pack(&binding, package_opf(job->book, items, &facts, error), "package.opf", TRUE, &opf))
    return FALSE;
  mkepub_ocf_add(job->ocf, "META-INF/container.xml", &container);
  mkepub_ocf_add(job->ocf, "EPUB/package.opf", &opf);
  for (guint i = 0; i < entries->len; i++) {
    const Entry *entry = g_ptr_array_index(entries, i);
    mkepub_ocf_add(job->ocf, entry->name, &entry->blob);
  }
  return TRUE;
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
