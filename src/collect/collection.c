/* SPDX-License-Identifier: MIT */
#include "mkepub/collection.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "collect/walk.h"
#include "mkepub/error.h"

#define LIST_LIMIT (64 * 1024 * 1024) /* bytes of paths on standard input */

/* The work of the reading threads: each takes the next file and writes its own places only. */
typedef struct {
  const GPtrArray *files;    /* of WalkFile * */
  MkepubArticle **articles;  /* one per file, NULL: lost */
  MkepubFindings **findings; /* one per file */
  gint next;                 /* atomic */
} Batch;

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

char *mkepub_collection_find_config(const char *const *paths)
{
  static const char *const names[] = {"book.yaml", "book.yml"};
  for (; *paths; paths++) {
    if (!g_file_test(*paths, G_FILE_TEST_IS_DIR))
      continue;
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
      g_autofree char *path = g_build_filename(*paths, names[i], NULL);
      if (g_file_test(path, G_FILE_TEST_IS_REGULAR))
        return g_steal_pointer(&path);
    }
    return NULL;
  }
  return NULL;
}

static void read_next(gpointer data, gpointer user_data G_GNUC_UNUSED)
{
  Batch *batch = data;
  for (;;) {
    guint i = (guint)g_atomic_int_add(&batch->next, 1);
    if (i >= batch->files->len)
      return;
    const WalkFile *file = batch->files->pdata[i];
    batch->findings[i] = mkepub_findings_new();
    batch->articles[i] = mkepub_article_read(file->file, file->path, file->relative, file->root,
                                             batch->findings[i]);
  }
}

/* This thread works too, so that all is read even when no other can be started. */
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

/* Sorts one read article into the collection; its findings follow those of the articles before
 * it. */
static void merge(MkepubCollection *collection, MkepubArticle *article, MkepubFindings *own,
                  MkepubFindings *findings)
{
  if (findings)
    mkepub_findings_take(findings, own);
  mkepub_findings_free(own);
  if (!article) {
    collection->lost++;
  } else if (article->draft) {
    mkepub_findings_add(findings, MKEPUB_FINDING_DRAFT_SKIPPED, article->path, 0, 0,
                        "left out because it says that it is a draft");
    collection->drafts++;
    mkepub_article_free(article);
  } else {
    g_ptr_array_add(collection->articles, article);
  }
}

static void read_articles(MkepubCollection *collection, const GPtrArray *files, guint threads,
                          MkepubFindings *findings)
{
  g_autofree MkepubArticle **articles = g_new0(MkepubArticle *, files->len + 1);
  g_autofree MkepubFindings **own = g_new0(MkepubFindings *, files->len + 1);
  Batch batch = {.files = files, .articles = articles, .findings = own};
  read_all(&batch, threads);
  for (guint i = 0; i < files->len; i++)
    merge(collection, articles[i], own[i], findings);
}

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

/* PATHS with the list in the place of the first "-"; there is but one standard input. */
static GPtrArray *list_inputs(const char *const *paths, GError **error)
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

/* The name of a collection by its first input: a folder's, or a file's without its extension.
 */
static char *name_of(const char *path)
{
  if (!path || !strcmp(path, "-"))
    return g_strdup("articles");
  g_autofree char *name = g_path_get_basename(path);
  if (g_file_test(path, G_FILE_TEST_IS_DIR)) {
    if (!strcmp(name, ".") || !strcmp(name, "..")) {
      char *real = realpath(path, NULL);
      g_free(name);
      name = g_path_get_basename(real ? real : "articles");
      free(real);
    }
  } else {
    char *dot = strrchr(name, '.');
    if (dot && dot > name)
      *dot = '\0';
  }
  return !strcmp(name, "/") ? g_strdup("articles") : text_display_path(name);
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

MkepubCollection *mkepub_collection_read(const char *const *paths, const MkepubConfig *config,
                                         guint threads, MkepubFindings *findings,
                                         GError **error)
{
  g_autoptr(GPtrArray) inputs = list_inputs(paths, error);
  g_autoptr(Walk) walk = inputs ? walk_inputs(inputs, config, findings, error) : NULL;
  if (!walk)
    return NULL;
  g_autoptr(MkepubCollection) collection = g_new0(MkepubCollection, 1);
  collection->articles = g_ptr_array_new_with_free_func(article_free);
  collection->lost = walk->lost;
  collection->name = name_of(*paths);
  read_articles(collection, walk->files, threads, findings);
  if (collection->articles->len == 0) {
    fail_empty(collection, *paths, error);
    return NULL;
  }
  collection->roots = g_steal_pointer(&walk->roots);
  return g_steal_pointer(&collection);
}
