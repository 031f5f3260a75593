/* SPDX-License-Identifier: MIT */
/* Files below an open folder: what can be reached, and that nothing leads out of it, with
 * openat2 and without. */
#include "base/beneath.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"

typedef struct {
  char *top; /* holds 'outside' and the folder */
  Beneath *root;
} Scene;

static void run(const char *folder, const char *script)
{
  int status = -1;
  const char *arguments[] = {"/bin/sh", "-ec", script, NULL};
  g_spawn_sync(folder, (char **)arguments, NULL, 0, NULL, NULL, NULL, NULL, &status, NULL);
  g_assert_cmpint(status, ==, 0);
}

static void set_up(Scene *scene, gconstpointer walk)
{
  scene->top = g_dir_make_tmp("mkepub-beneath-XXXXXX", NULL);
  run(scene->top, "mkdir -p outside/deep shelf/a/b; echo out >outside/file; cd shelf;"
                  "echo top >top; echo in >a/b/file; ln -s ../outside away; ln -s b a/inner;"
                  "ln -s file a/b/link; ln -s ../outside/file out; ln -s ../none dangling;"
                  "mkfifo pipe; ln -s /dev/zero zero");
  g_autofree char *folder = g_build_filename(scene->top, "shelf", NULL);
  scene->root = beneath_new(folder);
  g_assert_nonnull(scene->root);
  scene->root->walk = GPOINTER_TO_INT(walk);
}

static void tear_down(Scene *scene, gconstpointer walk)
{
  (void)walk;
  g_autofree char *outside = g_build_filename(scene->top, "outside", NULL);
  run(outside, "test \"$(cat file)\" = out; test \"$(find . | sort | tr '\\n' ' ')\" = '. "
               "./deep ./file '");
  run("/", g_strconcat("rm -rf '", scene->top, "'", NULL));
  beneath_free(scene->root);
  g_free(scene->top);
}

static void test_read(Scene *scene, gconstpointer walk)
{
  static const struct {
    const char *name, *text; /* NULL: fails */
    int trouble;
  } rows[] = {{"top", "top\n", 0},
              {"a/b/file", "in\n", 0},
              {"none", NULL, ENOENT},
              {"a/none/file", NULL, ENOENT},
              {"top/file", NULL, ENOTDIR},
              {"a/b", NULL, FILE_NOT_REGULAR},
              {"pipe", NULL, FILE_NOT_REGULAR},
              {"a/b/link", NULL, ELOOP},
              {"a/inner/file", NULL, ELOOP},
              {"away/file", NULL, ELOOP},
              {"out", NULL, ELOOP},
              {"zero", NULL, ELOOP},
              {"../outside/file", NULL, EXDEV},
              {"a/../../outside/file", NULL, EXDEV},
              {"a/../top", NULL, EXDEV},
              {"./top", NULL, EXDEV},
              {"a//b/file", NULL, EXDEV},
              {"/etc/passwd", NULL, EXDEV},
              {"a/", NULL, EXDEV},
              {"..", NULL, EXDEV}};
  (void)walk;
  for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
    gsize length = 0;
    int trouble = 0;
    g_autofree char *text = beneath_read(scene->root, rows[i].name, 100, &length, &trouble);
    g_test_message("%s", rows[i].name);
    g_assert_cmpstr(text, ==, rows[i].text);
    g_assert_cmpint(trouble, ==, rows[i].trouble);
  }
}

static void test_write(Scene *scene, gconstpointer walk)
{
  static const struct {
    const char *name;
    int errnum;
  } rows[] = {{"new", 0},
              {"c/d/e/new", 0},
              {"a/b/new", 0},
              {"top", EEXIST},
              {"dangling", EEXIST},
              {"away/new", ELOOP},
              {"a/inner/new", ELOOP},
              {"top/new", ENOTDIR},
              {"../outside/new", EXDEV}};
  (void)walk;
  for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
    int fd = beneath_create(scene->root, rows[i].name);
    g_test_message("%s", rows[i].name);
    g_assert_cmpint(fd < 0 ? errno : 0, ==, rows[i].errnum);
    if (fd >= 0)
      close(fd);
  }
  g_autofree char *none = g_build_filename(scene->top, "none", NULL);
  g_assert_false(g_file_test(none, G_FILE_TEST_EXISTS));
}

static void test_change(Scene *scene, gconstpointer walk)
{
  struct stat info;
  (void)walk;
  g_assert_cmpint(beneath_remove(scene->root, "away/file"), ==, ELOOP);
  g_assert_cmpint(beneath_remove(scene->root, "../outside/file"), ==, EXDEV);
  g_assert_cmpint(beneath_remove_folder(scene->root, "away/deep"), ==, ELOOP);
  g_assert_cmpint(beneath_remove(scene->root, "out"), ==, 0); /* the link itself */
  g_assert_cmpint(beneath_remove(scene->root, "a/b/file"), ==, 0);
  g_assert_cmpint(beneath_remove(scene->root, "a/b/file"), ==, ENOENT);
  g_assert_cmpint(beneath_remove_folder(scene->root, "a/b"), ==, ENOTEMPTY);
  g_assert_true(beneath_stat(scene->root, "dangling", &info) && S_ISLNK(info.st_mode));
  g_assert_false(beneath_stat(scene->root, "away/file", &info));
  g_autoptr(GPtrArray) names = beneath_list(scene->root, "a");
  g_assert_cmpuint(names->len, ==, 2);
  g_assert_cmpstr(names->pdata[0], ==, "b");
  g_assert_cmpstr(names->pdata[1], ==, "inner");
  g_assert_null(beneath_list(scene->root, "away"));
  g_assert_null(beneath_list(scene->root, "a/inner"));
}

/* The folder keeps being the one that was opened. */
static void test_moved(Scene *scene, gconstpointer walk)
{
  gsize length;
  int trouble;
  (void)walk;
  run(scene->top, "mv shelf moved; ln -s outside shelf");
  g_autofree char *text = beneath_read(scene->root, "top", 100, &length, &trouble);
  g_assert_cmpstr(text, ==, "top\n");
  int fd = beneath_create(scene->root, "new/file");
  g_assert_cmpint(fd, >=, 0);
  close(fd);
}

int main(int argc, char **argv)
{
  static const struct {
    const char *name;
    void (*test)(Scene *, gconstpointer);
  } tests[] = {{"read", test_read},
               {"write", test_write},
               {"change", test_change},
               {"moved", test_moved}};
  g_test_init(&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS(tests); i++)
    for (int walk = 0; walk < 2; walk++) {
      g_autofree char *path =
          g_strconcat("/beneath/", tests[i].name, walk ? "/walk" : "/openat2", NULL);
      g_test_add(path, Scene, GINT_TO_POINTER(walk), set_up, tests[i].test, tear_down);
    }
  return g_test_run();
}
