/* SPDX-License-Identifier: MIT */
#include "scene.h"

#include <fcntl.h>
#include <ftw.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "mkepub/archive.h"

/* What others keep on the shelf: below mkepub's folders and at its top. */
static const char *const foreign[] = {
    "books/own.epub", "books/2025/own.epub", "covers/own.jpg", "pages/own.html", "opds/own.xml",
    "own.txt",        "books/own/a.txt",     ".hidden"};
/* What could be on a shelf. */
static const char *const possible[] = {"catalog.db-journal", "catalog.db-wal", "catalog.db-shm",
                                       "search.db-journal",  "search.db-wal",  ".journal",
                                       "books/2026",         "pages/more.html"};

static Scene *the_scene;
static pid_t owner;            /* of the folder: a fork of this process leaves it there */
static GHashTable *remembered; /* of char *: names of others on the shelf, to their hash */
static char *beside;           /* hash of all beside the shelf */

static int remove_entry(const char *path, const struct stat *info, int kind, struct FTW *at)
{
  (void)info, (void)at;
  return kind == FTW_DP || kind == FTW_D ? g_rmdir(path) : g_unlink(path);
}

void scene_remove(const char *path)
{
  nftw(path, remove_entry, 32, FTW_DEPTH | FTW_PHYS);
}

static void leave(void)
{
  if (the_scene && getpid() == owner)
    scene_remove(the_scene->folder);
}

static char *inside(const char *name)
{
  return g_build_filename(the_scene->folder, name, NULL);
}

static void write_text(const char *path, const char *text)
{
  g_autofree char *folder = g_path_get_dirname(path);
  g_assert_cmpint(g_mkdir_with_parents(folder, 0777), ==, 0);
  g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

static void write_article(const char *name, const char *date, const char *more)
{
  g_autofree char *path = g_build_filename(the_scene->folder, "articles", name, NULL);
  g_autofree char *text = g_strdup_printf("---\ntitle: The %s\ndate: %s\nauthor: A. Writer\n"
                                          "tags: [one, two]\nlang: en\n---\n\nSome text of a "
                                          "bridge.%s\n",
                                          name, date, more);
  write_text(path, text);
}

static void copy_file(const char *from, const char *to, const struct stat *info)
{
  g_autofree char *bytes = NULL;
  gsize length;
  const struct timespec times[] = {info->st_atim, info->st_mtim};
  int fd = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  g_assert_cmpint(fd, >=, 0);
  g_assert_true(g_file_get_contents(from, &bytes, &length, NULL));
  g_assert_cmpint(write(fd, bytes, length), ==, (gssize)length);
  g_assert_cmpint(futimens(fd, times), ==, 0);
  close(fd);
}

static void copy_folder(const char *from, const char *to)
{
  g_autoptr(GDir) dir = g_dir_open(from, 0, NULL);
  g_assert_nonnull(dir);
  g_assert_cmpint(g_mkdir(to, 0777), ==, 0);
  for (const char *name; (name = g_dir_read_name(dir));) {
    g_autofree char *source = g_build_filename(from, name, NULL);
    g_autofree char *target = g_build_filename(to, name, NULL);
    struct stat info;
    g_assert_cmpint(g_lstat(source, &info), ==, 0);
    if (S_ISDIR(info.st_mode))
      copy_folder(source, target);
    else
      copy_file(source, target, &info);
  }
}

static gint compare_names(gconstpointer a, gconstpointer b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Adds the names below FOLDER, in order, each behind PREFIX. */
static void list_names(GPtrArray *names, const char *folder, const char *prefix)
{
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  g_autoptr(GPtrArray) sorted = g_ptr_array_new_with_free_func(g_free);
  g_assert_nonnull(dir);
  for (const char *name; (name = g_dir_read_name(dir));)
    g_ptr_array_add(sorted, g_strdup(name));
  g_ptr_array_sort(sorted, compare_names);
  for (guint i = 0; i < sorted->len; i++) {
    g_autofree char *path = g_build_filename(folder, sorted->pdata[i], NULL);
    char *name = g_strconcat(prefix, sorted->pdata[i], NULL);
    g_ptr_array_add(names, name);
    if (!g_file_test(path, G_FILE_TEST_IS_SYMLINK) && g_file_test(path, G_FILE_TEST_IS_DIR)) {
      g_autofree char *below = g_strconcat(name, "/", NULL);
      list_names(names, path, below);
    }
  }
}

static GPtrArray *list_columns(const char *database)
{
  static const char sql[] =
      "SELECT t.name, c.name FROM sqlite_schema t, pragma_table_info(t.name) c"
      " WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' ORDER BY 1, c.cid";
  g_autofree char *path = g_build_filename(the_scene->folder, "pristine", database, NULL);
  GPtrArray *columns = g_ptr_array_new();
  sqlite3 *db = NULL;
  sqlite3_stmt *row = NULL;
  g_assert_cmpint(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint(sqlite3_prepare_v2(db, sql, -1, &row, NULL), ==, SQLITE_OK);
  while (sqlite3_step(row) == SQLITE_ROW) {
    SceneColumn *column = g_new(SceneColumn, 1);
    column->table = g_strdup((const char *)sqlite3_column_text(row, 0));
    column->name = g_strdup((const char *)sqlite3_column_text(row, 1));
    g_ptr_array_add(columns, column);
  }
  sqlite3_finalize(row);
  sqlite3_close(db);
  g_assert_cmpuint(columns->len, >, 10);
  return columns;
}

gboolean scene_archive(gboolean dry_run, GError **error)
{
  g_autofree char *articles = inside("articles");
  g_autofree char *cover = g_build_filename(the_scene->folder, "articles", "cover.svg", NULL);
  const char *const paths[] = {articles, NULL};
  g_autoptr(MkepubConfig) config = mkepub_config_new();
  g_autoptr(MkepubFindings) findings = mkepub_findings_new();
  g_auto(MkepubArchiveResult) result = {0};
  MkepubArchiveOptions options = {.paths = paths,
                                  .shelf = the_scene->shelf,
                                  .config = config,
                                  .dry_run = dry_run,
                                  .base_url = "https://a.example/",
                                  .omnibus = TRUE,
                                  .threads = 1};
  config->series = g_strdup("The Monthly");
  config->cover = g_strdup(cover);
  config->keep_sources = TRUE;
  return mkepub_every_parse("month", &options.every, error) &&
         mkepub_archive_run(&options, findings, &result, error);
}

/* The shelf as a run makes it, from all articles but the last. */
static void make_pristine(void)
{
  g_autofree char *cover = g_build_filename(the_scene->folder, "articles", "cover.svg", NULL);
  g_autofree char *pristine = inside("pristine");
  g_autoptr(GError) error = NULL;
  write_article("one.md", "2025-01-03", "");
  write_article("two.md", "2025-01-13", " [One](one.md)");
  write_article("three.md", "2025-02-01", "");
  write_article("four.md", "2024-12-24", "");
  write_text(cover, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 6 8\">"
                    "<rect width=\"6\" height=\"8\" fill=\"#456\"/></svg>\n");
  g_assert_true(scene_archive(FALSE, &error));
  g_assert_cmpint(g_rename(the_scene->shelf, pristine), ==, 0);
  list_names(the_scene->names, pristine, "");
  for (guint i = 0; i < G_N_ELEMENTS(possible); i++)
    g_ptr_array_add(the_scene->names, g_strdup(possible[i]));
  the_scene->catalog_columns = list_columns("catalog.db");
  the_scene->search_columns = list_columns("search.db");
  for (guint i = 0; i < G_N_ELEMENTS(foreign); i++) {
    g_autofree char *path = g_build_filename(pristine, foreign[i], NULL);
    write_text(path, foreign[i]);
  }
  write_article("two.md", "2025-01-13", " It has changed.");
  write_article("five.md", "2025-02-02", "");
}

static void add_to_hash(GChecksum *hash, const char *path, const char *name)
{
  struct stat info;
  char target[256];
  g_assert_cmpint(g_lstat(path, &info), ==, 0);
  g_autofree char *line = g_strdup_printf("%s %o\n", name, info.st_mode);
  g_checksum_update(hash, (const guchar *)line, -1);
  if (S_ISREG(info.st_mode)) {
    g_autofree char *bytes = NULL;
    gsize length;
    g_assert_true(g_file_get_contents(path, &bytes, &length, NULL));
    g_checksum_update(hash, (const guchar *)bytes, (gssize)length);
  } else if (S_ISLNK(info.st_mode)) {
    gssize length = readlink(path, target, sizeof target);
    g_checksum_update(hash, (const guchar *)target, MAX(length, 0));
  }
}

/* Over all below 'articles', 'pristine' and 'beside', and the names beside these. */
static char *hash_beside(void)
{
  static const char *const writable[] = {"shelf", "out", "bag", "tmp"};
  g_autoptr(GChecksum) hash = g_checksum_new(G_CHECKSUM_SHA256);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
  list_names(names, the_scene->folder, "");
  for (guint i = 0; i < names->len; i++) {
    const char *name = names->pdata[i];
    g_autofree char *path = inside(name);
    gboolean counts = TRUE;
    for (guint j = 0; j < G_N_ELEMENTS(writable); j++)
      if (g_str_has_prefix(name, writable[j]) && strchr("/", name[strlen(writable[j])]))
        counts = FALSE;
    if (counts)
      add_to_hash(hash, path, name);
  }
  return g_strdup(g_checksum_get_string(hash));
}

const Scene *scene(void)
{
  if (the_scene)
    return the_scene;
  g_autoptr(GError) error = NULL;
  the_scene = g_new0(Scene, 1);
  the_scene->folder = g_dir_make_tmp("mkepub-scene-XXXXXX", &error);
  g_assert_no_error(error);
  owner = getpid();
  atexit(leave);
  the_scene->shelf = inside("shelf");
  the_scene->names = g_ptr_array_new();
  g_autofree char *thesis = inside("beside/thesis.odt"),
                  *book = inside("beside/2025/mine.epub");
  g_autofree char *tmp = inside("tmp");
  write_text(thesis, "years of work");
  write_text(book, "a book of mine");
  g_assert_cmpint(g_mkdir(tmp, 0700), ==, 0);
  g_setenv("TMPDIR", tmp, TRUE);
  g_setenv("SOURCE_DATE_EPOCH", "1736760000", TRUE);
  make_pristine();
  return the_scene;
}

void scene_set(void)
{
  static const char *const names[] = {"shelf", "out", "bag"};
  scene();
  for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
    g_autofree char *path = inside(names[i]);
    scene_remove(path);
  }
  g_autofree char *pristine = inside("pristine");
  copy_folder(pristine, the_scene->shelf);
}

/* The bytes of NAME on the shelf; NULL when it is not there or a link leads to it. */
static char *read_foreign(const char *name)
{
  g_autofree char *path = g_build_filename(the_scene->shelf, name, NULL);
  g_autofree char *real = realpath(path, NULL);
  g_autofree char *top = realpath(the_scene->shelf, NULL);
  g_autofree char *expected = top ? g_build_filename(top, name, NULL) : NULL;
  struct stat info;
  char *bytes = NULL;
  if (real && expected && strcmp(real, expected) == 0 && g_lstat(path, &info) == 0 &&
      S_ISREG(info.st_mode))
    g_file_get_contents(path, &bytes, NULL, NULL);
  return bytes;
}

void scene_remember(void)
{
  g_clear_pointer(&remembered, g_hash_table_unref);
  remembered = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
  for (guint i = 0; i < G_N_ELEMENTS(foreign); i++) {
    char *bytes = read_foreign(foreign[i]);
    if (bytes)
      g_hash_table_insert(remembered, (char *)foreign[i], bytes);
  }
  g_free(beside);
  beside = hash_beside(); /* with the links to files beside that a damage made */
}

void scene_compare(GString *trouble)
{
  GHashTableIter iter;
  gpointer name, before;
  g_hash_table_iter_init(&iter, remembered);
  while (g_hash_table_iter_next(&iter, &name, &before)) {
    g_autofree char *now = read_foreign(name);
    if (!now || strcmp(now, before) != 0)
      g_string_append_printf(trouble, "[%s of somebody else's: '%s']",
                             now ? "changed a file" : "removed a file", (char *)name);
  }
  g_autofree char *now = hash_beside();
  if (strcmp(now, beside) != 0)
    g_string_append(trouble, "[something beside the shelf has changed]");
}
