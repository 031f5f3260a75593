/* SPDX-License-Identifier: MIT */
/* book.yaml: what each key means, and what is said about those that mean nothing. */
#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "mkepub/config.h"
#include "mkepub/error.h"

typedef struct {
  char *folder, *path;
  MkepubConfig *config;
  MkepubFindings *findings;
  GError *error;
} Fixture;

static void set_up(Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  f->folder = g_dir_make_tmp("mkepub-config-XXXXXX", NULL);
  g_assert_nonnull(f->folder);
  f->path = g_build_filename(f->folder, "book.yaml", NULL);
  f->config = mkepub_config_new();
  f->findings = mkepub_findings_new();
}

static void tear_down(Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_unlink(f->path);
  g_rmdir(f->folder);
  g_free(f->path);
  g_free(f->folder);
  mkepub_config_free(f->config);
  mkepub_findings_free(f->findings);
  g_clear_error(&f->error);
}

static gboolean read_bytes(Fixture *f, const char *yaml, gssize length)
{
  g_assert_true(g_file_set_contents(f->path, yaml, length, NULL));
  g_clear_error(&f->error);
  return mkepub_config_read(f->config, f->path, f->findings, &f->error);
}

static void read_well(Fixture *f, const char *yaml)
{
  gboolean done = read_bytes(f, yaml, -1);
  g_assert_no_error(f->error);
  g_assert_true(done);
}

static void assert_finding(Fixture *f, guint index, MkepubFindingId id, guint line,
                           const char *part)
{
  g_assert_cmpuint(mkepub_findings_length(f->findings), >, index);
  const MkepubFinding *finding = mkepub_findings_at(f->findings, index);
  g_assert_cmpint(finding->id, ==, id);
  g_assert_cmpuint(finding->line, ==, line);
  g_assert_cmpstr(finding->path, ==, f->path);
  if (!strstr(finding->message, part))
    g_error("'%s' does not say '%s'", finding->message, part);
}

static void assert_list(const GPtrArray *list, const char *joined)
{
  g_autoptr(GString) all = g_string_new(NULL);
  for (guint i = 0; i < list->len; i++)
    g_string_append_printf(all, "%s%s", i > 0 ? "|" : "", (const char *)list->pdata[i]);
  g_assert_cmpstr(all->str, ==, joined);
}

static void test_all_keys(Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  mkepub_config_allow(f->config, "/abs");
  read_well(f, "title: Morning  Brief\n"
               "subtitle: 'The week'\n"
               "series: Brief\n"
               "issue: 98.04\n"
               "date: 2025-01-13\n"
               "language: pt_BR\n"
               "publisher: P\n"
               "authors: [Ann Lee, 'Bo, Jr.']\n"
               "identifier: urn:x:1\n"
               "issn: 1234-5679\n"
               "description: |\n  two\n  lines\n"
               "rights: CC BY\n"
               "subjects: news, week ,, world\n"
               "sections:\n- World\n- Home\n"
               "sort: -date\n"
               "group by: folder\n"
               "include: '*.md'\n"
               "exclude: [README.md, 'old/**']\n"
               "css: style/a.css\n"
               "cover: /abs/c.jpg\n"
               "toc: articles\n"
               "smart: yes\n"
               "keep-sources: yes\n");
  MkepubConfig *c = f->config;
  g_assert_cmpuint(mkepub_findings_length(f->findings), ==, 0);
  g_assert_cmpstr(c->title, ==, "Morning Brief");
  g_assert_cmpstr(c->subtitle, ==, "The week");
  g_assert_cmpstr(c->series, ==, "Brief");
  g_assert_cmpstr(c->issue, ==, "98.04");
  g_assert_cmpstr(c->date, ==, "2025-01-13");
  g_assert_cmpstr(c->language, ==, "pt-BR");
  g_assert_cmpstr(c->identifier, ==, "urn:x:1");
  g_assert_cmpstr(c->issn, ==, "1234-5679");
  g_assert_cmpstr(c->description, ==, "two lines");
  g_assert_cmpstr(c->rights, ==, "CC BY");
  assert_list(c->authors, "Ann Lee|Bo, Jr.");
  assert_list(c->subjects, "news|week|world");
  assert_list(c->sections, "World|Home");
  assert_list(c->include, "*.md");
  assert_list(c->exclude, "README.md|old/**");
  g_assert_cmpint(c->sort, ==, MKEPUB_SORT_DATE);
  g_assert_true(c->descending);
  g_assert_cmpint(c->group, ==, MKEPUB_GROUP_FOLDER);
  g_assert_cmpint(c->toc_depth, ==, 1);
  g_assert_true(c->smart);
  g_assert_true(c->keep_sources);
  g_autofree char *css = g_build_filename(f->folder, "style/a.css", NULL);
  g_assert_cmpstr(c->css, ==, css);
  g_assert_cmpstr(c->cover, ==, "/abs/c.jpg");
  g_assert_cmpstr(c->path, ==, f->path);
}

static void test_spellings(Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  read_well(f, "Title: A\nGROUP_BY: Section\nauthor: Ann\nsubject: [a b, c]\nsort: title desc\n"
               "toc: 2\nsmart: off\nlanguage: no\n");
  g_assert_cmpuint(mkepub_findings_length(f->findings), ==, 0);
  g_assert_cmpstr(f->config->title, ==, "A");
  g_assert_cmpint(f->config->group, ==, MKEPUB_GROUP_SECTION);
  assert_list(f->config->authors, "Ann");
  assert_list(f->config->subjects, "a b|c");
  g_assert_cmpint(f->config->sort, ==, MKEPUB_SORT_TITLE);
  g_assert_true(f->config->descending);
  g_assert_cmpint(f->config->toc_depth, ==, 2);
  g_assert_false(f->config->smart);
  g_assert_cmpstr(f->config->language, ==, "no"); /* Norwegian, not false */
  read_well(f, "group-by: none\nsort: path\n");
  g_assert_cmpint(f->config->group, ==, MKEPUB_GROUP_NONE);
  g_assert_cmpint(f->config->sort, ==, MKEPUB_SORT_PATH);
  g_assert_false(f->config->descending);
  g_assert_cmpstr(f->config->title, ==, "A"); /* what is not said stays */
}

static void test_nothing_said(Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  read_well(f, "");
  read_well(f, "# only a comment\n");
  read_well(f, "title:\nauthors: ~\nsubtitle: ''\nsort: null\n");
  g_assert_cmpuint(mkepub_findings_length(f->findings), ==, 0);
  g_assert_null(f->config->title);
  g_assert_null(f->config->subtitle);
  g_assert_cmpuint(f->config->authors->len, ==, 0);
  g_assert_cmpint(f->config->sort, ==, MKEPUB_SORT_AUTO);
  g_assert_cmpint(f->config->group, ==, MKEPUB_GROUP_AUTO);
}

static void test_unknown_keys(Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  read_well(f, "titel: A\nlanguages: en\n? [x]\n: y\nzzzzzzzzzz: 1\nSubjetcs: b\n");
  assert_finding(f, 0, MKEPUB_FINDING_CONFIG_UNKNOWN_KEY, 1,
                 "unknown key 'titel', did you mean 'title'?");
  assert_finding(f, 1, MKEPUB_FINDING_CONFIG_UNKNOWN_KEY, 2, "did you mean 'language'?");
  assert_finding(f, 2, MKEPUB_FINDING_CONFIG_INVALID, 3, "key");
  assert_finding(f, 3, MKEPUB_FINDING_CONFIG_UNKNOWN_KEY, 5, "'zzzzzzzzzz'");
  assert_finding(f, 4, MKEPUB_FINDING_CONFIG_UNKNOWN_KEY, 6, "did you mean 'subjects'?");
  g_assert_null(f->config->title);
}

static void test_bad_values(Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  read_well(f, "title: [a, b]\nlanguage: '!'\nsort: size\ngroup: x\ntoc: 3\nsmart: maybe\n"
               "authors:\n- name: Ann\n- Bo\nseries:\n  name: x\ntitle: T\nissue: 4\n");
  static const struct {
    guint line;
    const char *part;
  } wanted[] = {{1, "'title' must be one text"},
                {2, "'language' must be"},
                {3, "'sort' must be"},
                {4, "'group' must be"},
                {5, "'toc' must be"},
                {6, "'smart' must be 'true' or 'false', not 'maybe'"},
                {8, "'authors' must be"},
                {11, "'series' must be one text"},
                {12, "given twice"}};
  g_assert_cmpuint(mkepub_findings_length(f->findings), ==, G_N_ELEMENTS(wanted));
  for (guint i = 0; i < G_N_ELEMENTS(wanted); i++)
    assert_finding(f, i, MKEPUB_FINDING_CONFIG_INVALID, wanted[i].line, wanted[i].part);
  g_assert_null(f->config->language);
  g_assert_cmpstr(f->config->title, ==, "T");
  g_assert_cmpstr(f->config->issue, ==, "4");
}

static void assert_fails(Fixture *f, const char *yaml, gssize length, const char *part)
{
  g_assert_false(read_bytes(f, yaml, length));
  g_assert_error(f->error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT);
  if (!strstr(f->error->message, part))
    g_error("'%s' does not say '%s'", f->error->message, part);
  g_assert_nonnull(strstr(f->error->message, f->path));
}

static void test_broken(Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  assert_fails(f, "title: A\nseries: b: c\n", -1, "line 2: ");
  assert_fails(f, "title: 'A\n", -1, "line ");
  assert_fails(f, "- a\n- b\n", -1, "line 1: ");
  assert_fails(f, "just text\n", -1, "line 1: ");
  assert_fails(f, "title: A\nseries: \xff\xfe\n", -1, "line 2: ");
  assert_fails(f, "title: A\n\tx: y\n", -1, "line 2: ");
  g_unlink(f->path);
  g_clear_error(&f->error);
  g_assert_false(mkepub_config_read(f->config, f->path, f->findings, &f->error));
  g_assert_error(f->error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT);
  g_assert_nonnull(strstr(f->error->message, "no such file"));
}

static void test_attacks(Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  assert_fails(f, "a: &a [x, x]\nb: &b [*a, *a]\n", -1, "line 2: ");
  g_autofree char *deep = g_strnfill(100, '[');
  g_autofree char *nested = g_strconcat("title: A\nx: ", deep, "\n", NULL);
  assert_fails(f, nested, -1, "line 2: ");
  g_autofree char *large = g_strnfill(256 * 1024 + 1, '#');
  assert_fails(f, large, -1, "256 KiB");
  read_well(f, "title: \"a\\x01b\\0c\"\n"); /* no NUL and no control ends up in a book */
  g_assert_cmpstr(f->config->title, ==,
                  "ab\xef\xbf\xbd"
                  "c");
  large[256 * 1024] = '\0';
  read_well(f, large);
}

/* TEXT in book.yaml; whether mkepub_config_check has nothing against it. */
static gboolean is_inside(Fixture *f, const char *text)
{
  mkepub_config_free(f->config);
  f->config = mkepub_config_new();
  read_well(f, text);
  return mkepub_config_check(f->config, &f->error);
}

/* What was named where it may not be is not in the config, whoever forgets to ask. */
static void test_outside(Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const values[] = {"css: ../a.css",
                                       "css: /etc/hostname",
                                       "css: none/../../a.css",
                                       "css: ..",
                                       "css: /",
                                       "css: http://example.org/a.css/../../../../../etc/x",
                                       "cover: file:///../../c.png",
                                       "cover: ../c.png",
                                       "cover-font: ../f.ttf#1",
                                       "fonts: [../f.ttf]",
                                       "assets: [., '..']",
                                       "assets: [/home]"};
  for (gsize i = 0; i < G_N_ELEMENTS(values); i++) {
    g_autofree char *yaml = g_strdup_printf("title: T\n%s\n", values[i]);
    g_autofree char *place = g_strdup_printf("%s:2: '", f->path);
    g_assert_false(is_inside(f, yaml));
    g_assert_error(f->error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT);
    g_assert_true(g_str_has_prefix(f->error->message, place));
    g_assert_null(f->config->css);
    g_assert_null(f->config->cover);
    g_assert_null(f->config->cover_font);
    g_assert_cmpuint(f->config->fonts->len + f->config->assets->len, ==, 0);
  }
}

static void test_inside(Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_true(is_inside(f, "css: a.css\nassets: [., ./c]\nfonts: ['./f.ttf#1']\n"));
  g_assert_true(is_inside(f, "cover: https://example.org/../../c.png\n"));
  g_assert_true(is_inside(f, "css:\nassets: []\ncover: ''\n"));
}

static void test_allowed(Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const own[] = {"mine.css", NULL};
  mkepub_config_allow(f->config, "/usr/share/none");
  read_well(f, "css: /usr/share/none/a.css\nassets: /usr/share\n");
  g_assert_cmpstr(f->config->css, ==, "/usr/share/none/a.css");
  g_assert_false(mkepub_config_check(f->config, NULL)); /* above what is allowed */
  g_assert_true(mkepub_config_set(f->config, "css", own, NULL));
  g_assert_false(mkepub_config_check(f->config, NULL));
  g_assert_true(mkepub_config_set(f->config, "assets", own, NULL));
  g_assert_true(mkepub_config_check(f->config, &f->error));
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
#define TEST(path, function) g_test_add(path, Fixture, NULL, set_up, function, tear_down)
  TEST("/config/all-keys", test_all_keys);
  TEST("/config/spellings", test_spellings);
  TEST("/config/nothing-said", test_nothing_said);
  TEST("/config/unknown-keys", test_unknown_keys);
  TEST("/config/bad-values", test_bad_values);
  TEST("/config/broken", test_broken);
  TEST("/config/attacks", test_attacks);
  TEST("/config/path-outside", test_outside);
  TEST("/config/path-inside", test_inside);
  TEST("/config/path-allowed", test_allowed);
  return g_test_run();
}
