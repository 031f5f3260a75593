/* SPDX-License-Identifier: MIT */
#include "archive/settings.h"

#include <dirent.h>
#include <glib.h>
#include <string.h>
#include <sys/stat.h>

#include "archive/shelf/catalog-write.h"
#include "base/text.h"
#include "mkepub/url.h"

#define FOLDERS_LIMIT 10000

/* Folders that wait: a deep tree costs no stack. */
typedef struct {
  GChecksum *sum;
  GQueue waiting; /* of char *, owned */
  const char *skip;
} Walk;

static gboolean is_folder(const char *path, const struct dirent *entry)
{
  struct stat status;
  if (entry->d_type != DT_UNKNOWN)
    return entry->d_type == DT_DIR;
  return lstat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

/* The time of the last change (ctime) covers modes as well and cannot be set back. */
static void add_time(Walk *walk, DIR *dir)
{
  struct stat status;
  if (fstat(dirfd(dir), &status) != 0)
    return;
  gint64 stamp[] = {(gint64)status.st_ino, status.st_ctim.tv_sec, status.st_ctim.tv_nsec};
  g_checksum_update(walk->sum, (const guchar *)stamp, sizeof stamp);
}

/* Takes PATH. */
static void read_folder(Walk *walk, char *path)
{
  g_autofree char *folder = path;
  if (g_strcmp0(folder, walk->skip) == 0)
    return;
  g_checksum_update(walk->sum, (const guchar *)folder, (gssize)strlen(folder) + 1);
  DIR *dir = opendir(folder);
  if (!dir)
    return;
  add_time(walk, dir);
  for (const struct dirent *entry; (entry = readdir(dir));) {
    if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
      continue;
    if (entry->d_type != DT_DIR && entry->d_type != DT_UNKNOWN)
      continue; /* most of what there is costs no more than this */
    g_autofree char *below = g_build_filename(folder, entry->d_name, NULL);
    if (is_folder(below, entry))
      g_queue_push_tail(&walk->waiting, g_steal_pointer(&below));
  }
  closedir(dir);
}

/* A text that is another one when a name below one of FOLDERS (of char *; also NULL) or MORE
 * came, went or became another kind of file, in folders of folders too. For the caller to free.
 * It may be another one although nothing did: it is made of the folders' times. Folders below
 * SKIP (canonical; may be NULL) are left out. NULL when there are more than 10,000 folders:
 * to look at them would cost more than it saves. */
static char *tree_stamp(const GPtrArray *folders, const GPtrArray *more, const char *skip)
{
  g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
  Walk walk = {.sum = sum, .waiting = G_QUEUE_INIT, .skip = skip};
  for (guint i = 0; folders && i < folders->len; i++)
    g_queue_push_tail(&walk.waiting, g_strdup(folders->pdata[i]));
  for (guint i = 0; more && i < more->len; i++)
    g_queue_push_tail(&walk.waiting, g_strdup(more->pdata[i]));
  for (guint i = 0; i < FOLDERS_LIMIT && !g_queue_is_empty(&walk.waiting); i++)
    read_folder(&walk, g_queue_pop_head(&walk.waiting));
  gboolean all = g_queue_is_empty(&walk.waiting);
  g_queue_clear_full(&walk.waiting, g_free);
  return all ? g_strdup(g_checksum_get_string(sum)) : NULL;
}

#define FOLDERS "folders of kept sources"
#define TREE    "times of folders"

/* A setting by its name for people, and its value. */
typedef struct {
  char *key, *value;
  gboolean free; /* no issue depends on it */
} Setting;

static void setting_free(gpointer data)
{
  Setting *setting = data;
  g_free(setting->key);
  g_free(setting->value);
  g_free(setting);
}

/* Takes VALUE; NULL is as good as "". */
static void add_setting(Run *run, const char *key, char *value, gboolean free)
{
  Setting *setting = g_new0(Setting, 1);
  setting->key = g_strdup(key);
  setting->value = value ? value : g_strdup("");
  setting->free = free;
  g_ptr_array_add(run->settings, setting);
}

static void add_number(Run *run, const char *key, guint64 number)
{
  add_setting(run, key, number > 0 ? g_strdup_printf("%" G_GUINT64_FORMAT, number) : NULL,
              FALSE);
}

static void add_list(Run *run, const char *key, const GPtrArray *texts)
{
  GString *all = g_string_new(NULL);
  for (guint i = 0; i < texts->len; i++)
    g_string_append_printf(all, "%s\n", (const char *)texts->pdata[i]);
  add_setting(run, key, g_string_free(all, FALSE), FALSE);
}

/* The hash of FILE, which may be named with a face ('a.ttc#2'); an address by itself. */
static char *hash_of(const char *file, GError **error)
{
  guint8 sha256[DIGEST_SHA256];
  const char *mark = strrchr(file, '#');
  gboolean face = mark && mark[1] && mark[1 + strspn(mark + 1, "0123456789")] == '\0' &&
                  !g_file_test(file, G_FILE_TEST_EXISTS);
  g_autofree char *path = face ? g_strndup(file, (gsize)(mark - file)) : g_strdup(file);
  if (strstr(file, "://"))
    return g_strdup(file);
  if (!digest_file(path, sha256, NULL, NULL, error))
    return NULL;
  g_autofree char *hex = digest_hex(sha256, sizeof sha256);
  return g_strconcat(hex, face ? mark : "", NULL);
}

/* A file that cannot be read is for the book to complain about. */
static void add_file(Run *run, const char *key, const char *file)
{
  add_setting(run, key, file ? hash_of(file, NULL) : NULL, FALSE);
}

static void add_fonts(Run *run, const GPtrArray *fonts)
{
  GString *all = g_string_new(NULL);
  for (guint i = 0; i < fonts->len; i++) {
    g_autofree char *hash = hash_of(fonts->pdata[i], NULL);
    g_string_append_printf(all, "%s\n", hash ? hash : "");
  }
  add_setting(run, "embed-font", g_string_free(all, FALSE), FALSE);
}

static void add_shelf(Run *run)
{
  static const char *const kinds[] = {"day", "week", "month", "quarter", "year"};
  static const char *const dedupes[] = {"off", "url", "exact", "near"};
  const MkepubArchiveOptions *options = run->options;
  add_setting(run, "series", g_strdup(run->series), FALSE);
  add_setting(run, "every",
              options->every.kind == MKEPUB_EVERY_COUNT
                  ? g_strdup_printf("%u-articles", options->every.count)
                  : g_strdup(kinds[options->every.kind]),
              FALSE);
  add_setting(run, "timezone", g_strdup(options->zone ? options->zone : "UTC"), FALSE);
  add_setting(run, "numbering", g_strdup(options->numbering ? options->numbering : "date"),
              FALSE);
  add_setting(run, "dedupe", g_strdup(dedupes[options->dedupe]), FALSE);
  add_number(run, "volume-articles", options->max_articles);
  add_number(run, "volume-text", options->max_text);
  add_number(run, "volume-size", options->max_file);
  add_setting(run, "omnibus", g_strdup(options->omnibus ? "year" : ""), TRUE);
  add_setting(run, "no-search", g_strdup(options->no_search ? "yes" : ""), TRUE);
}

static void add_texts(Run *run)
{
  const MkepubConfig *config = run->options->config;
  add_setting(run, "subtitle", g_strdup(config->subtitle), FALSE);
  add_setting(run, "language", g_strdup(config->language), FALSE);
  add_setting(run, "publisher", g_strdup(config->publisher), FALSE);
  add_setting(run, "issn", g_strdup(config->issn), FALSE);
  add_setting(run, "description", g_strdup(config->description), FALSE);
  add_setting(run, "rights", g_strdup(config->rights), FALSE);
  add_list(run, "author", config->authors);
  add_list(run, "subjects", config->subjects);
  add_list(run, "sections", config->sections);
}

static void add_looks(Run *run)
{
  static const char *const sorts[] = {"auto", "date", "title", "path", "weight"};
  static const char *const groups[] = {"auto", "section", "date", "folder", "none"};
  const MkepubConfig *config = run->options->config;
  add_setting(run, "sort",
              g_strconcat(config->descending ? "-" : "", sorts[config->sort], NULL), FALSE);
  add_setting(run, "group", g_strdup(groups[config->group]), FALSE);
  add_file(run, "css", config->css);
  add_file(run, "cover", config->cover);
  add_setting(run, "cover-design", g_strdup(config->design), FALSE);
  add_file(run, "cover-font", config->cover_font);
  add_fonts(run, config->fonts);
  add_setting(run, "device", config->device ? g_strdup(config->device->name) : NULL, FALSE);
  add_number(run, "max-pixels", config->max_pixels);
  add_number(run, "quality", config->quality);
  add_number(run, "gray", config->gray);
  add_number(run, "max-size", config->max_size);
  add_number(run, "toc", (guint64)config->toc_depth);
  add_number(run, "smart", config->smart ? 1 : 0);
  add_setting(run, "keep-sources", g_strdup(config->keep_sources ? "yes" : ""), FALSE);
}

void settings_fill(Run *run)
{
  run->settings = g_ptr_array_new_with_free_func(setting_free);
  add_shelf(run);
  add_texts(run);
  add_looks(run);
  add_number(run, "format of books", MKEPUB_BOOK_FORMAT);
  add_setting(run, "version", g_strdup(MKEPUB_VERSION), TRUE);
  g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
  for (guint i = 0; i < run->settings->len; i++) {
    const Setting *setting = run->settings->pdata[i];
    if (setting->free)
      continue;
    g_checksum_update(sum, (const guchar *)setting->key, -1);
    g_checksum_update(sum, (const guchar *)"\n", 1);
    g_checksum_update(sum, (const guchar *)setting->value, (gssize)strlen(setting->value) + 1);
  }
  run->settings_digest = g_strdup(g_checksum_get_string(sum));
}

/* Checks a stored address again: it may come from anyone, or from a version that
 * took other addresses. */
gboolean settings_recall(Run *run, GError **error)
{
  const MkepubArchiveOptions *options = run->options;
  if (options->base_url)
    run->base_url = g_strdup(options->base_url);
  else if (!options->no_base_url)
    run->base_url = mkepub_catalog_setting(run->catalog, "base-url");
  run->result->recalled = run->base_url && !options->base_url;
  add_setting(run, "base-url", g_strdup(run->base_url), TRUE);
  g_autofree char *clean =
      run->result->recalled ? mkepub_url_clean_folder(run->base_url) : NULL;
  if (!run->result->recalled || clean)
    return TRUE;
  g_autofree char *shown = text_display_path(run->base_url);
  g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_USAGE,
              "the address stored in the shelf cannot be used: '%s'; give another one with "
              "--base-url, or --no-base-url",
              shown);
  return FALSE;
}

static gint64 count_issues(Run *run)
{
  return (gint64)mkepub_catalog_count_issues(run->catalog, NULL);
}

/* "every (week -> month)", or the key alone where values say nothing to people. */
static void describe_change(GString *names, const Setting *setting, const char *was)
{
  gboolean brief = strlen(setting->value) + strlen(was) < 40 && !strchr(setting->value, '\n') &&
                   !strchr(was, '\n');
  g_string_append_printf(names, "%s%s", names->len > 0 ? ", " : "", setting->key);
  if (brief)
    g_string_append_printf(names, " (%s -> %s)", *was ? was : "none",
                           *setting->value ? setting->value : "none");
}

gboolean settings_compare(Run *run, gboolean *other, GError **error)
{
  g_autoptr(GString) names = g_string_new(NULL);
  *other = FALSE;
  for (guint i = 0; i < run->settings->len; i++) {
    const Setting *setting = run->settings->pdata[i];
    g_autofree char *was = mkepub_catalog_setting(run->catalog, setting->key);
    if (g_strcmp0(was ? was : "", setting->value) == 0)
      continue;
    *other = TRUE;
    if (!setting->free)
      describe_change(names, setting, was ? was : "");
  }
  gint64 issues = count_issues(run);
  if (names->len == 0 || run->fresh || issues == 0)
    return TRUE;
  if (run->options->rebuild) {
    run->read_all = TRUE;
    return TRUE;
  }
  g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_USAGE,
              "settings changed since the last run: %s. This rewrites %" G_GINT64_FORMAT
              " issue%s; use --rebuild to allow it",
              names->str, issues, issues == 1 ? "" : "s");
  return FALSE;
}

gboolean settings_compare_folders(Run *run)
{
  g_autofree char *was = mkepub_catalog_setting(run->catalog, FOLDERS);
  if (run->options->config->keep_sources && run->roots->len > 1) {
    GString *names = g_string_new(NULL);
    for (guint i = 0; i < run->roots->len; i++) {
      g_autofree char *name = g_path_get_basename(run->roots->pdata[i]);
      g_string_append_printf(names, "%s/", name);
    }
    run->folders = g_string_free(names, FALSE);
  }
  return g_strcmp0(was, run->folders) != 0;
}

gboolean settings_compare_tree(Run *run)
{
  g_autofree char *was = mkepub_catalog_setting(run->catalog, TREE);
  run->tree = tree_stamp(run->roots, run->options->config->assets, run->shelf_path);
  return !run->tree || g_strcmp0(was, run->tree) != 0;
}

gboolean settings_keep(Run *run, GError **error)
{
  if (!catalog_set(run->catalog, FOLDERS, run->folders, error) ||
      (run->tree && !catalog_set(run->catalog, TREE, run->tree, error)))
    return FALSE;
  for (guint i = 0; i < run->settings->len; i++) {
    const Setting *setting = run->settings->pdata[i];
    if (!catalog_set(run->catalog, setting->key, *setting->value ? setting->value : NULL,
                     error))
      return FALSE;
  }
  return TRUE;
}
