/* SPDX-License-Identifier: MIT */
#include "mkepub/collection.h"

#include <errno.h>
#include <glib.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"
#include "collect/walk.h"
#include "mkepub/error.h"
#include "mkepub/flight.h"

#define LIST_LIMIT (64 * 1024 * 1024) /* bytes of paths on standard input */

/* All of standard input, or NULL with an error. */
static GByteArray *read_standard_input(GError **error)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new();
  guint8 buffer[16384];
  for (;;) {
    ssize_t n = read(STDIN_FILENO, buffer, sizeof buffer);
    if (n == 0)
      return g_steal_pointer(&bytes);
    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0 || bytes->len > LIST_LIMIT) {
      mkepub_error_set_errno(error, MKEPUB_ERROR_INPUT, n < 0 ? errno : EFBIG, "cannot read",
                             "standard input");
      return NULL;
    }
    g_byte_array_append(bytes, buffer, (guint)n);
  }
}

static gboolean add_listed(GPtrArray *inputs, GError **error)
{
  g_autoptr(GByteArray) bytes = read_standard_input(error);
  if (!bytes)
    return FALSE;
  if (bytes->len > 0 && memchr(bytes->data, '\0', bytes->len)) {
    g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT,
                "cannot read the list on standard input: it holds NUL bytes, "
                "and must be one path a line");
    return FALSE;
  }
  g_byte_array_append(bytes, (const guint8 *)"", 1);
  g_auto(GStrv) lines = g_strsplit((const char *)bytes->data, "\n", -1);
  for (char **line = lines; *line; line++)
    if (**line)
      g_ptr_array_add(inputs, g_strdup(*line));
  return TRUE;
}

/* PATHS (NULL-ended) with the list on standard input, one a line, in the place of the first
 * "-"; there is but one standard input. Of char *, for the caller to unref; NULL with INPUT. */
static GPtrArray *inputs_list(const char *const *paths, GError **error)
{
  g_autoptr(GPtrArray) inputs = g_ptr_array_new_with_free_func(g_free);
  gboolean listed = FALSE;
  for (; *paths; paths++) {
    if (strcmp(*paths, "-") != 0)
      g_ptr_array_add(inputs, g_strdup(*paths));
    else if (!listed && !add_listed(inputs, error))
      return NULL;
    listed = listed || !strcmp(*paths, "-");
  }
  return g_steal_pointer(&inputs);
}

/* A file that was found and waits to be read. */
typedef struct {
  const char *input, *root; /* borrowed */
  char *file;               /* as the file system spells it */
  char *path,
      *relative; /* PATH as in MkepubArticle, and its path below the root; for display */
} Found;

/* The shared state of the reading threads: each takes the next file and writes only to that
 * file's elements. */
typedef struct {
  const GPtrArray *files;    /* of Found * */
  MkepubArticle **articles;  /* one per file, NULL: lost */
  MkepubFindings **findings; /* one per file */
  MkepubFlight *flight;
  gsize limit; /* of mkepub_article_read */
  gint next;   /* index of the next file; atomic */
} Batch;

static void found_free(gpointer data)
{
  Found *found = data;
  g_free(found->file);
  g_free(found->path);
  g_free(found->relative);
  g_free(found);
}

static gboolean add_found(gpointer data, const WalkFile *file)
{
  Found *found = g_new0(Found, 1);
  found->input = file->input;
  found->root = file->root;
  found->file = g_strdup(file->file);
  found->path = text_display_path(file->file);
  found->relative = text_display_path(file->below);
  g_ptr_array_add(data, found);
  return TRUE;
}

/* Orders files by name, so that the collection does not depend on the file system. */
static int compare_found(gconstpointer a, gconstpointer b)
{
  const Found *x = *(const Found *const *)a, *y = *(const Found *const *)b;
  int order = strcmp(x->input, y->input);
  if (order == 0)
    order = strcmp(x->relative, y->relative);
  return order != 0 ? order : strcmp(x->file, y->file);
}

static void article_free(gpointer article)
{
  if (article)
    mkepub_article_free(article);
}

void mkepub_collection_free(MkepubCollection *collection)
{
  if (!collection)
    return;
  g_clear_pointer(&collection->articles, g_ptr_array_unref);
  g_clear_pointer(&collection->roots, g_ptr_array_unref);
  g_free(collection->name);
  g_free(collection);
}

static void read_next(gpointer data, gpointer user_data G_GNUC_UNUSED)
{
  Batch *batch = data;
  for (;;) {
    guint i = (guint)g_atomic_int_add(&batch->next, 1);
    if (i >= batch->files->len)
      return;
    const Found *file = batch->files->pdata[i];
    batch->findings[i] = mkepub_findings_new();
    gsize bytes = mkepub_flight_enter_file(batch->flight, file->file);
    batch->articles[i] = mkepub_article_read(file->file, file->path, file->relative, file->root,
                                             batch->limit, batch->findings[i]);
    mkepub_flight_leave(batch->flight, bytes);
  }
}

/* The calling thread reads too, so that all files are read even when no other thread can be
 * started. */
static void read_all(Batch *batch, guint threads)
{
  if (threads == 0)
    threads = g_get_num_processors();
  threads = MIN(threads, batch->files->len);
  GThreadPool *pool =
      threads > 1 ? g_thread_pool_new(read_next, NULL, (gint)threads - 1, FALSE, NULL) : NULL;
  for (guint i = 1; pool && i < threads; i++)
    g_thread_pool_push(pool, batch, NULL);
  read_next(batch, NULL);
  if (pool)
    g_thread_pool_free(pool, TRUE, TRUE);
}

/* Adds one article to the collection; its findings follow those of the articles before it. */
static void merge_article(MkepubCollection *collection, MkepubArticle *article,
                          MkepubFindings *own, MkepubFindings *findings)
{
  if (findings)
    mkepub_findings_take(findings, own);
  mkepub_findings_free(own);
  if (!article) {
    collection->lost++;
  } else if (article->draft) {
    mkepub_findings_add(findings, MKEPUB_FINDING_DRAFT_SKIPPED, article->path, 0, 0,
                        "draft, left out");
    collection->drafts++;
    mkepub_article_free(article);
  } else {
    g_ptr_array_add(collection->articles, article);
  }
}

static void read_articles(MkepubCollection *collection, const GPtrArray *files, gsize limit,
                          guint threads, MkepubFindings *findings)
{
  g_autoptr(MkepubFlight) flight = mkepub_flight_new();
  g_autofree MkepubArticle **articles = g_new0(MkepubArticle *, files->len + 1);
  g_autofree MkepubFindings **own = g_new0(MkepubFindings *, files->len + 1);
  Batch batch = {
      .files = files, .articles = articles, .findings = own, .flight = flight, .limit = limit};
  read_all(&batch, threads);
  for (guint i = 0; i < files->len; i++)
    merge_article(collection, articles[i], own[i], findings);
}

/* Returns the name of a collection after its first input: a folder's name, or a file's without
 * its extension. */
static char *name_of(const char *path)
{
  if (!path || !strcmp(path, "-"))
    return g_strdup("articles");
  g_autofree char *name = g_path_get_basename(path);
  if (g_file_test(path, G_FILE_TEST_IS_DIR)) {
    if (!strcmp(name, ".") || !strcmp(name, "..")) {
      g_autofree char *real = file_real_path(path);
      g_free(name);
      name = g_path_get_basename(real ? real : "articles");
    }
  } else {
    char *dot = strrchr(name, '.');
    if (dot && dot > name)
      *dot = '\0';
  }
  return !strcmp(name, "/") ? g_strdup("articles") : text_display_path(name);
}

char *mkepub_collection_name(const char *const *paths)
{
  return name_of(*paths);
}

GPtrArray *mkepub_collection_inputs(const char *const *paths, GError **error)
{
  return inputs_list(paths, error);
}

static void fail_empty(const MkepubCollection *collection, const char *path, GError **error)
{
  g_autofree char *shown =
      text_display_path(!path || !strcmp(path, "-") ? "standard input" : path);
  GString *why = g_string_new(NULL);
  if (collection->drafts > 0)
    g_string_append_printf(why, "%u %s left out", collection->drafts,
                           collection->drafts == 1 ? "draft was" : "drafts were");
  if (collection->lost > 0)
    g_string_append_printf(why, "%s%u could not be read", why->len > 0 ? ", " : "",
                           collection->lost);
  g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT, "no articles found in '%s'%s%s", shown,
              why->len > 0 ? ": " : "", why->str);
  g_string_free(why, TRUE);
}

static gboolean pass_on(gpointer data, const WalkFile *file)
{
  const MkepubSources *sources = data;
  MkepubSourceFile found = {file->file, file->below, file->root};
  return sources->call(sources->data, &found);
}

gboolean mkepub_collection_walk(MkepubSources *sources, MkepubFindings *findings,
                                GError **error)
{
  g_autoptr(GPtrArray) inputs = inputs_list(sources->paths, error);
  WalkPlan plan = {.inputs = inputs,
                   .config = sources->config,
                   .skip = sources->skip,
                   .call = pass_on,
                   .data = sources,
                   .findings = findings};
  WalkCounts counts = {0};
  gboolean walked = inputs && walk_inputs(&plan, sources->roots, &counts, error);
  sources->lost = counts.lost;
  sources->unread = counts.unread;
  return walked;
}

MkepubCollection *mkepub_collection_read(const char *const *paths, const MkepubConfig *config,
                                         guint threads, MkepubFindings *findings,
                                         GError **error)
{
  g_autoptr(GPtrArray) inputs = inputs_list(paths, error);
  g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func(found_free);
  g_autoptr(GPtrArray) roots = g_ptr_array_new_with_free_func(g_free);
  WalkPlan plan = {.inputs = inputs,
                   .config = config,
                   .call = add_found,
                   .data = found,
                   .findings = findings};
  g_autoptr(MkepubCollection) collection = g_new0(MkepubCollection, 1);
  WalkCounts counts;
  if (!inputs || !walk_inputs(&plan, roots, &counts, error))
    return NULL;
  collection->lost = counts.lost;
  g_ptr_array_sort(found, compare_found);
  collection->articles = g_ptr_array_new_with_free_func(article_free);
  collection->name = name_of(*paths);
  read_articles(collection, found, config ? config->max_article : 0, threads, findings);
  if (collection->articles->len == 0) {
    fail_empty(collection, *paths, error);
    return NULL;
  }
  collection->roots = g_steal_pointer(&roots);
  return g_steal_pointer(&collection);
}

char *mkepub_collection_language(const MkepubCollection *collection)
{
  g_autoptr(GHashTable) counts = g_hash_table_new(g_str_hash, g_str_equal);
  const char *best = NULL;
  guint best_count = 0, unknown = 0;
  for (guint i = 0; i < collection->articles->len; i++) {
    const MkepubArticle *article = g_ptr_array_index(collection->articles, i);
    char *language = article->language.text;
    if (!language) {
      unknown++;
      continue;
    }
    guint count = GPOINTER_TO_UINT(g_hash_table_lookup(counts, language)) + 1;
    g_hash_table_insert(counts, language, GUINT_TO_POINTER(count));
    if (count > best_count || (count == best_count && strcmp(language, best) < 0)) {
      best = language;
      best_count = count;
    }
  }
  /* undeclared articles in Latin script are most often English */
  return g_strdup(best && best_count >= unknown ? best : "en");
}
