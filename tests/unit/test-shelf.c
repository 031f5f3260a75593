/* SPDX-License-Identifier: MIT */
/* The shelf: what is put appears, what is the same is not touched, what nobody wants goes last.
 */
#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "archive/shelf/shelf-internal.h"

typedef struct {
  char *folder;
  MkepubCatalog *catalog;
  Beneath *root;
  MkepubShelf *shelf;
} Run;

static void begin(Run *run)
{
  run->catalog = mkepub_catalog_open(run->folder, MKEPUB_CATALOG_WRITE, NULL);
  run->root = beneath_new(run->folder);
  run->shelf = shelf_new_in(run->root, run->catalog, NULL, NULL);
}

static void end(Run *run)
{
  g_autoptr(GError) error = NULL;
  mkepub_shelf_forget(run->shelf, &error);
  g_assert_no_error(error);
  mkepub_catalog_commit(run->catalog, &error);
  g_assert_no_error(error);
  mkepub_shelf_sweep(run->shelf, &error);
  g_assert_no_error(error);
  mkepub_shelf_write_manifest(run->shelf, &error);
  g_assert_no_error(error);
  mkepub_shelf_free(run->shelf);
  beneath_free(run->root);
  mkepub_catalog_free(run->catalog);
}

/* Whether the file was written. */
static gboolean put(Run *run, const char *name, const char *text)
{
  g_autoptr(GError) error = NULL;
  mkepub_shelf_put_later(run->shelf, name, "page", text, strlen(text), &error);
  g_assert_no_error(error);
  gboolean changed = run->shelf->later->len > 0;
  shelf_flush(run->shelf, &error);
  g_assert_no_error(error);
  return changed;
}

static gint64 inode(const Run *run, const char *name)
{
  g_autofree char *path = g_build_filename(run->folder, name, NULL);
  struct stat status;
  return g_stat(path, &status) == 0 ? (gint64)status.st_ino : -1;
}

static char *contents(const Run *run, const char *name)
{
  g_autofree char *path = g_build_filename(run->folder, name, NULL);
  char *text = NULL;
  g_file_get_contents(path, &text, NULL, NULL);
  return text;
}

static void clear(Run *run)
{
  char *arguments[] = {"rm", "-rf", run->folder, NULL};
  g_spawn_sync(NULL, arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
  g_free(run->folder);
}

static void test_runs(void)
{
  Run run = {.folder = g_dir_make_tmp("mkepub-shelf-XXXXXX", NULL)};
  begin(&run);
  g_assert_true(put(&run, "index.html", "one"));
  g_assert_true(put(&run, "pages/2025/a.html", "two"));
  g_assert_true(put(&run, "pages/2024/b.html", "three"));
  end(&run);
  gint64 first = inode(&run, "pages/2025/a.html");

  begin(&run);
  g_assert_false(put(&run, "pages/2025/a.html", "two"));
  g_assert_true(mkepub_shelf_keep(run.shelf, "index.html"));
  g_assert_false(mkepub_shelf_keep(run.shelf, "missing.html"));
  mkepub_shelf_keep_all(run.shelf, "pages/2024/");
  end(&run);
  g_assert_cmpint(inode(&run, "pages/2025/a.html"), ==, first);
  g_assert_cmpint(inode(&run, "pages/2024/b.html"), !=, -1);

  begin(&run);
  g_assert_true(put(&run, "pages/2025/a.html", "changed"));
  mkepub_shelf_keep_all(run.shelf, "index");
  end(&run);
  g_autofree char *text = contents(&run, "pages/2025/a.html");
  g_assert_cmpstr(text, ==, "changed");
  g_assert_cmpint(inode(&run, "pages/2024"), ==, -1);
  g_assert_cmpint(inode(&run, "index.html"), !=, -1);
  clear(&run);
}

/* What is dropped goes although its folder is kept; a file that somebody changed is put again.
 */
static void test_exceptions(void)
{
  Run run = {.folder = g_dir_make_tmp("mkepub-shelf-XXXXXX", NULL)};
  begin(&run);
  put(&run, "books/2025/2025-01-01_a.epub", "a");
  put(&run, "books/2025/2025-01-01_b.epub", "b");
  put(&run, "books/2025/2025-01-01_c.epub", "c");
  end(&run);

  g_autofree char *path = g_build_filename(run.folder, "books/2025/2025-01-01_c.epub", NULL);
  g_assert_true(g_file_set_contents(path, "damaged", -1, NULL));
  begin(&run);
  mkepub_shelf_keep_all(run.shelf, "books/");
  mkepub_shelf_drop(run.shelf, "books/2025/2025-01-01_b.epub");
  g_assert_false(mkepub_shelf_keep(run.shelf, "books/2025/2025-01-01_c.epub"));
  g_assert_true(put(&run, "books/2025/2025-01-01_c.epub", "c"));
  end(&run);
  g_assert_cmpint(inode(&run, "books/2025/2025-01-01_a.epub"), !=, -1);
  g_assert_cmpint(inode(&run, "books/2025/2025-01-01_b.epub"), ==, -1);
  g_autofree char *text = contents(&run, "books/2025/2025-01-01_c.epub");
  g_assert_cmpstr(text, ==, "c");
  clear(&run);
}

/* The hashes are those of FIPS 180-2 for 'abc' and of the empty message. */
static void test_manifest(void)
{
  Run run = {.folder = g_dir_make_tmp("mkepub-shelf-XXXXXX", NULL)};
  begin(&run);
  put(&run, "index.html", "abc");
  put(&run, "books/2025/2025_b.epub", "");
  end(&run);
  g_autofree char *text = contents(&run, "manifest-sha256.txt");
  g_assert_cmpstr(
      text, ==,
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  "
      "books/2025/2025_b.epub\n"
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  index.html\n");
  clear(&run);
}

/* Many small files, put together: all are there in the end, and stay the second time. */
static void test_later(void)
{
  Run run = {.folder = g_dir_make_tmp("mkepub-shelf-XXXXXX", NULL)};
  gint64 inodes[130];
  for (guint round = 0; round < 2; round++) {
    begin(&run);
    for (guint i = 0; i < 130; i++) {
      g_autofree char *name = g_strdup_printf("pages/p%u/%u.html", i % 3, i);
      g_assert_true(
          mkepub_shelf_put_later(run.shelf, name, "source", name, strlen(name), NULL));
    }
    g_assert_cmpint(run.shelf->later->len > 0, ==, round == 0);
    end(&run);
    for (guint i = 0; i < 130; i++) {
      g_autofree char *name = g_strdup_printf("pages/p%u/%u.html", i % 3, i);
      g_autofree char *text = contents(&run, name);
      g_assert_cmpstr(text, ==, name);
      if (round == 0)
        inodes[i] = inode(&run, name);
      g_assert_cmpint(inode(&run, name), ==, inodes[i]);
    }
  }
  clear(&run);
}

static void test_failure(void)
{
  Run run = {.folder = g_dir_make_tmp("mkepub-shelf-XXXXXX", NULL)};
  g_autoptr(GError) error = NULL;
  begin(&run);
  g_autofree char *path = g_build_filename(run.folder, "pages", NULL);
  g_assert_true(g_file_set_contents(path, "a file where a folder is wanted", -1, NULL));
  g_assert_false(mkepub_shelf_put_later(run.shelf, "pages/a.html", "page", "x", 1, &error));
  g_assert_error(error, MKEPUB_ERROR, MKEPUB_ERROR_OUTPUT);
  end(&run);
  clear(&run);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/shelf/runs", test_runs);
  g_test_add_func("/shelf/exceptions", test_exceptions);
  g_test_add_func("/shelf/manifest", test_manifest);
  g_test_add_func("/shelf/later", test_later);
  g_test_add_func("/shelf/failure", test_failure);
  return g_test_run();
}
