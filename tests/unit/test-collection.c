/* SPDX-License-Identifier: MIT */
/* Which files become articles, in which order, and what is said about the rest. */
#include <fcntl.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "mkepub/collection.h"
#include "mkepub/error.h"

typedef struct {
  char *top; /* canonical */
  MkepubConfig *config;
  MkepubFindings *findings;
  MkepubCollection *collection;
  GError *error;
} Fixture;

static void set_up(Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *made = g_dir_make_tmp("mkepub-collection-XXXXXX", NULL);
  char *real = realpath(made, NULL);
  f->top = g_strdup(real);
  free(real);
  f->config = mkepub_config_new();
  f->findings = mkepub_findings_new();
}

static void tear_down(Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  const char *const arguments[] = {"rm", "-rf", f->top, NULL};
  g_spawn_sync(NULL, (char **)arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL,
               NULL, NULL);
  g_free(f->top);
  mkepub_config_free(f->config);
  mkepub_findings_free(f->findings);
  mkepub_collection_free(f->collection);
  g_clear_error(&f->error);
}

static char *at(Fixture *f, const char *path)
{
  return g_build_filename(f->top, path, NULL);
}

static void put(Fixture *f, const char *path, const char *text)
{
  g_autofree char *file = at(f, path);
  g_autofree char *folder = g_path_get_dirname(file);
  g_assert_cmpint(g_mkdir_with_parents(folder, 0700), ==, 0);
  g_assert_true(g_file_set_contents(file, text, -1, NULL));
}

static void tie(Fixture *f, const char *target, const char *path)
{
  g_autofree char *link = at(f, path);
  g_assert_cmpint(symlink(target, link), ==, 0);
}

/* Reads the inputs, parted by spaces, each below the fixture's folder (but '-'). */
static gboolean collect(Fixture *f, const char *inputs, guint threads)
{
  g_auto(GStrv) paths = g_strsplit(inputs, " ", -1);
  for (char **path = paths; *path; path++) {
    if (!strcmp(*path, "-"))
      continue;
    char *whole = at(f, *path);
    g_free(*path);
    *path = whole;
  }
  g_clear_pointer(&f->collection, mkepub_collection_free);
  g_clear_error(&f->error);
  f->collection = mkepub_collection_read((const char *const *)paths, f->config, threads,
                                         f->findings, &f->error);
  g_assert_true((f->collection == NULL) == (f->error != NULL));
  return f->collection != NULL;
}

/* The articles' paths below the fixture's folder, parted by spaces. */
static void assert_articles(Fixture *f, const char *inputs, const char *wanted)
{
  gboolean done = collect(f, inputs, 2);
  g_assert_no_error(f->error);
  g_assert_true(done);
  g_autoptr(GString) all = g_string_new(NULL);
  for (guint i = 0; i < f->collection->articles->len; i++) {
    const MkepubArticle *article = f->collection->articles->pdata[i];
    g_assert_true(g_str_has_prefix(article->path, f->top));
    g_assert_cmpstr(article->file, ==, article->path);
    g_string_append_printf(all, "%s%s", i > 0 ? " " : "", article->path + strlen(f->top) + 1);
  }
  g_assert_cmpstr(all->str, ==, wanted);
}

static guint count_findings(Fixture *f, MkepubFindingId id)
{
  guint count = 0;
  for (guint i = 0; i < mkepub_findings_length(f->findings); i++)
    count += mkepub_findings_at(f->findings, i)->id == id;
  return count;
}

static void assert_fails(Fixture *f, const char *inputs, const char *part)
{
  g_assert_false(collect(f, inputs, 1));
  g_assert_error(f->error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT);
  if (!strstr(f->error->message, part))
    g_error("'%s' does not say '%s'", f->error->message, part);
}

static void test_walk(Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const files[] = {"n/b.md",
                                      "n/a/z.md",
                                      "n/a-b/y.md",
                                      "n/a.MARKDOWN",
                                      "n/README.md",
                                      "n/c.txt",
                                      "n/d.mkd",
                                      "n/e.mdown",
                                      "n/x.png",
                                      "n/noext",
                                      "n/.hidden.md",
                                      "n/.git/g.md",
                                      "n/_drafts/d.md",
                                      "n/_index.md",
                                      "n/a/_index.md",
                                      "n/book.yaml",
                                      "n/node_modules/m/README.md",
                                      "n/post/index.md",
                                      "n/post/more.md",
                                      "n/md"};
  for (guint i = 0; i < G_N_ELEMENTS(files); i++)
    put(f, files[i], "# Title\n\nText.\n");
  /* byte order of the whole path below the root: '-' before '.' before '/' */
  assert_articles(
      f, "n",
      "n/README.md n/a-b/y.md n/a.MARKDOWN n/a/z.md n/b.md n/c.txt n/d.mkd n/e.mdown "
      "n/post/index.md n/post/more.md");
  g_assert_cmpuint(f->collection->roots->len, ==, 1);
  g_autofree char *root = at(f, "n");
  g_assert_cmpstr(f->collection->roots->pdata[0], ==, root);
  g_assert_cmpstr(f->collection->name, ==, "n");
  const MkepubArticle *article = f->collection->articles->pdata[1];
  g_assert_cmpstr(article->relative, ==, "a-b/y.md");
  g_assert_cmpstr(article->root, ==, root);
  g_assert_cmpuint(f->collection->lost + f->collection->drafts, ==, 0);
}

static void test_inputs(Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  put(f, "n/a.md", "a");
  put(f, "n/sub/b.md", "b");
  put(f, "o/c.html", "c");
  put(f, "o/d.md", "d");
  /* named outright: whatever its extension; reached twice: once */
  assert_articles(f, "o/c.html n/a.md n n/sub n", "n/sub/b.md n/a.md o/c.html");
  g_assert_cmpuint(f->collection->roots->len, ==, 3);
  g_autofree char *first = at(f, "o");
  g_assert_cmpstr(f->collection->roots->pdata[0], ==, first);
  g_assert_cmpstr(f->collection->name, ==, "c");
  assert_articles(f, "n/", "n/a.md n/sub/b.md");
  g_assert_cmpstr(f->collection->name, ==, "n");
  collect(f, "n/sub/..", 1);
  g_assert_cmpstr(f->collection->name, ==, "n");
}

static void test_globs(Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const files[] = {"n/a.md",      "n/b.txt",      "n/x/a.md",
                                      "n/x/y/a1.md", "n/x/y/a22.md", "n/z/b.md"};
  static const struct {
    const char *include, *exclude, *wanted;
  } cases[] = {
      {NULL, "*.txt", "n/a.md n/x/a.md n/x/y/a1.md n/x/y/a22.md n/z/b.md"},
      {"a.md", NULL, "n/a.md n/x/a.md"},
      {"/a.md", NULL, "n/a.md"},
      {"x/*", "y", "n/x/a.md"},
      {"x/*.md", NULL, "n/x/a.md"},
      {"x/**", NULL, "n/x/a.md n/x/y/a1.md n/x/y/a22.md"},
      {"**/a?.md", NULL, "n/x/y/a1.md"},
      {"**/a.md", NULL, "n/a.md n/x/a.md"},
      {"x/**/a*.md", NULL, "n/x/a.md n/x/y/a1.md n/x/y/a22.md"},
      {"**", "x/", "n/a.md n/b.txt n/z/b.md"},
      {"[!a].*", NULL, "n/b.txt n/z/b.md"},
      {"a[0-9].md", NULL, "n/x/y/a1.md"},
      {"[b-z]", NULL, "n/x/a.md n/x/y/a1.md n/x/y/a22.md n/z/b.md"},
      {"./z/b.md", NULL, "n/z/b.md"},
      {"x\\/a.md", NULL, "n/x/a.md"},
      {NULL, "**/y/**", "n/a.md n/b.txt n/x/a.md n/z/b.md"},
  };
  for (guint i = 0; i < G_N_ELEMENTS(files); i++)
    put(f, files[i], "text");
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_ptr_array_set_size(f->config->include, 0);
    g_ptr_array_set_size(f->config->exclude, 0);
    if (cases[i].include)
      g_ptr_array_add(f->config->include, g_strdup(cases[i].include));
    if (cases[i].exclude)
      g_ptr_array_add(f->config->exclude, g_strdup(cases[i].exclude));
    assert_articles(f, "n", cases[i].wanted);
  }
}

/* A pattern that makes a matcher which tries again take longer than the sun will shine. */
static void test_glob_attack(Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *many = g_strnfill(240, 'a');
  g_autofree char *path = g_strconcat("n/", many, "/", many, ".md", NULL);
  put(f, path, "text");
  put(f, "n/b.md", "text");
  g_autoptr(GString) pattern = g_string_new(NULL);
  for (guint i = 0; i < 200; i++)
    g_string_append(pattern, i % 2 ? "*a" : "**a");
  g_ptr_array_add(f->config->exclude, g_strconcat(pattern->str, "/", pattern->str, "b", NULL));
  g_assert_true(collect(f, "n", 1)); /* at all */
  g_assert_cmpuint(f->collection->articles->len, ==, 2);
}

static void test_links(Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  put(f, "n/z/real.md", "text");
  put(f, "n/a.md", "text");
  put(f, "outside/secret.md", "text");
  put(f, "n-2/near.md", "text"); /* a name that starts like the root's is not below it */
  tie(f, "z/real.md", "n/alias.md");
  tie(f, "z", "n/b-folder");
  tie(f, ".", "n/self");
  tie(f, "..", "n/z/parent");
  assert_articles(f, "n", "n/a.md n/z/real.md");
  g_assert_cmpuint(mkepub_findings_length(f->findings), ==,
                   count_findings(f, MKEPUB_FINDING_DATE_MISSING));
  tie(f, "../outside/secret.md", "n/out.md");
  tie(f, "../outside", "n/out");
  tie(f, "../n-2/near.md", "n/near.md");
  tie(f, "../..", "n/up");
  tie(f, "/etc/passwd", "n/passwd.txt");
  tie(f, "/etc/passwd", "n/picture.png"); /* no article by its name: nothing to say */
  assert_articles(f, "n", "n/a.md n/z/real.md");
  g_assert_cmpuint(count_findings(f, MKEPUB_FINDING_INPUT_OUTSIDE), ==, 5);
  g_assert_cmpuint(f->collection->lost, ==, 0);
  /* the same link is fine once its target is below a root too */
  assert_articles(f, "n n-2", "n/a.md n/z/real.md n-2/near.md");
  assert_fails(f, "n/out.md", "no articles found");
}

static void test_linked_folder(Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  put(f, "n/_drafts/d.md", "text");
  tie(f, "_drafts", "n/shown");
  tie(f, "../shown", "n/_drafts/again");
  tie(f, "n", "m");
  assert_articles(f, "n", "n/shown/d.md");
  const MkepubArticle *article = f->collection->articles->pdata[0];
  g_assert_cmpstr(article->relative, ==, "shown/d.md");
  assert_articles(f, "m", "m/shown/d.md");
  g_autofree char *root = at(f, "n");
  g_assert_cmpstr(f->collection->roots->pdata[0], ==, root);
}

static void test_lost(Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  put(f, "n/a.md", "text");
  tie(f, "nowhere.md", "n/dangling.md");
  tie(f, "loop.md", "n/loop.md");
  g_autofree char *pipe = at(f, "n/pipe.md");
  g_assert_cmpint(mkfifo(pipe, 0600), ==, 0);
  g_autofree char *binary = at(f, "n/binary.md");
  g_assert_true(g_file_set_contents(binary, "\0\0\0\0", 4, NULL));
  assert_articles(f, "n", "n/a.md");
  g_assert_cmpuint(f->collection->lost, ==, 4);
  g_assert_cmpuint(mkepub_findings_count(f->findings, MKEPUB_SEVERITY_ERROR), ==, 4);
  g_assert_cmpuint(count_findings(f, MKEPUB_FINDING_INPUT_UNREADABLE), ==, 3);
  assert_fails(f, "n/pipe.md", "pipe.md': neither a regular file nor a folder");
}

static void test_unreadable_folder(Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  if (geteuid() == 0) {
    g_test_skip("root reads everything");
    return;
  }
  put(f, "n/a.md", "text");
  put(f, "n/closed/b.md", "text");
  g_autofree char *closed = at(f, "n/closed");
  g_assert_cmpint(g_chmod(closed, 0), ==, 0);
  assert_articles(f, "n", "n/a.md");
  g_assert_cmpuint(f->collection->lost, ==, 1);
  g_assert_cmpuint(count_findings(f, MKEPUB_FINDING_INPUT_UNREADABLE), ==, 1);
  g_assert_cmpint(g_chmod(closed, 0700), ==, 0);
}

static void test_drafts(Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  put(f, "n/a.md", "---\ndraft: true\n---\ntext\n");
  assert_fails(f, "n", "n': 1 draft was left out");
  put(f, "n/b.md", "---\ndraft: false\n---\ntext\n");
  assert_articles(f, "n", "n/b.md");
  g_assert_cmpuint(f->collection->drafts, ==, 1);
  g_assert_cmpuint(count_findings(f, MKEPUB_FINDING_DRAFT_SKIPPED), ==, 2);
}

static void test_failures(Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  put(f, "n/a.md", "text");
  put(f, "empty/picture.png", "x");
  assert_fails(f, "n missing", "cannot open '");
  assert_fails(f, "n missing", "missing': no such file or directory");
  assert_fails(f, "n/a.md/b", "cannot open '");
  assert_fails(f, "empty", "no articles found in '");
}

/* Standard input becomes TEXT for one reading of "-". */
static void feed(Fixture *f, const char *text, gsize length)
{
  g_autofree char *file = at(f, "list");
  g_assert_true(g_file_set_contents(file, text, (gssize)length, NULL));
  int fd = g_open(file, O_RDONLY, 0);
  g_assert_cmpint(dup2(fd, STDIN_FILENO), ==, STDIN_FILENO);
  close(fd);
}

static void test_list(Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  put(f, "n/a b.md", "text");
  put(f, "n/c.md", "text");
  g_autofree char *text = g_strdup_printf("%s/n/c.md\n\n%s/n/a b.md", f->top, f->top);
  feed(f, text, strlen(text));
  assert_articles(f, "-", "n/a b.md n/c.md");
  g_assert_cmpstr(f->collection->name, ==, "articles");
  feed(f, "/no/such\n", 9);
  assert_fails(f, "-", "cannot open '/no/such'");
  feed(f, "a.md\0b.md\0", 10);
  assert_fails(f, "-", "NUL");
  feed(f, "", 0);
  assert_fails(f, "-", "no articles found in 'standard input'");
}

static void test_threads(Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr(GString) first = NULL;
  for (guint i = 0; i < 60; i++) {
    g_autofree char *path = g_strdup_printf("n/%u/%u.md", i % 7, i);
    put(f, path, i % 3 ? "no date\n" : "---\ndate: never\ntitle: [\n---\ntext\n");
  }
  for (guint threads = 0; threads < 6; threads++) {
    g_autoptr(GString) all = g_string_new(NULL);
    g_clear_pointer(&f->findings, mkepub_findings_free);
    f->findings = mkepub_findings_new();
    g_assert_true(collect(f, "n", threads));
    for (guint i = 0; i < f->collection->articles->len; i++)
      g_string_append_printf(all, "%s\n",
                             ((MkepubArticle *)f->collection->articles->pdata[i])->path);
    for (guint i = 0; i < mkepub_findings_length(f->findings); i++) {
      g_autofree char *line = mkepub_finding_format(mkepub_findings_at(f->findings, i));
      g_string_append_printf(all, "%s\n", line);
    }
    if (!first)
      first = g_steal_pointer(&all);
    else
      g_assert_cmpstr(all->str, ==, first->str);
  }
  g_assert_cmpuint(mkepub_findings_length(f->findings), >, 0);
}

static void test_find_config(Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  put(f, "a/x.md", "text");
  put(f, "b/book.yml", "");
  g_autofree char *file = at(f, "a/x.md"), *a = at(f, "a"), *b = at(f, "b"),
                  *yml = at(f, "b/book.yml"), *yaml = at(f, "b/book.yaml");
  const char *const first[] = {file, "-", b, a, NULL}, *const second[] = {a, b, NULL},
                    *const none[] = {file, NULL};
  g_autoptr(MkepubConfig) config = mkepub_config_new();
  g_autofree char *found = mkepub_config_find(config, first, f->findings);
  g_assert_cmpstr(found, ==, yml);
  g_assert_null(mkepub_config_find(config, second, f->findings)); /* the first folder only */
  g_assert_null(mkepub_config_find(config, none, f->findings));
  put(f, "b/book.yaml", "");
  g_autofree char *better = mkepub_config_find(config, first, f->findings);
  g_assert_cmpstr(better, ==, yaml);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
#define TEST(path, function)                                                                   \
  g_test_add("/collection/" path, Fixture, NULL, set_up, function, tear_down)
  TEST("walk", test_walk);
  TEST("inputs", test_inputs);
  TEST("globs", test_globs);
  TEST("glob-attack", test_glob_attack);
  TEST("links", test_links);
  TEST("linked-folder", test_linked_folder);
  TEST("lost", test_lost);
  TEST("unreadable-folder", test_unreadable_folder);
  TEST("drafts", test_drafts);
  TEST("failures", test_failures);
  TEST("list", test_list);
  TEST("threads", test_threads);
  TEST("find-config", test_find_config);
  return g_test_run();
}
