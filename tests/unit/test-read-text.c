/* SPDX-License-Identifier: MIT */
/* Files are read whatever their encoding, and what is no text is refused with a reason. */
#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "mkepub/article.h"
#include "mkepub/error.h"

typedef struct {
  MkepubArticle *article; /* NULL: refused */
  MkepubFindings *findings;
  char *body; /* from the body's first byte on; NULL when refused */
} Result;

static Result read_bytes(const char *name, const char *bytes, gsize length)
{
  g_autofree char *dir = g_dir_make_tmp("mkepub-XXXXXX", NULL);
  g_autofree char *file = g_build_filename(dir, name, NULL);
  g_assert_true(g_file_set_contents(file, bytes, (gssize)length, NULL));
  Result r = {NULL, mkepub_findings_new(), NULL};
  r.article = mkepub_article_read(file, name, name, dir, 0, r.findings);
  if (r.article) {
    g_auto(MkepubBody) body;
    g_assert_true(mkepub_article_read_body(r.article, &body, NULL));
    g_assert_cmpuint(strlen(body.text), ==, body.length);
    g_assert_true(g_utf8_validate(body.text, -1, NULL));
    r.body = g_strdup(body.text + body.body);
  }
  g_remove(file);
  g_rmdir(dir);
  return r;
}

static void result_clear(Result *r)
{
  mkepub_article_free(r->article);
  mkepub_findings_free(r->findings);
  g_free(r->body);
}

/* The first finding of this kind; NULL when there is none. */
static const MkepubFinding *finding(const Result *r, MkepubFindingId id)
{
  for (guint i = 0; i < mkepub_findings_length(r->findings); i++)
    if (mkepub_findings_at(r->findings, i)->id == id)
      return mkepub_findings_at(r->findings, i);
  return NULL;
}

static void check_body(const char *bytes, gsize length, const char *expected, int id)
{
  Result r = read_bytes("a.md", bytes, length);
  g_assert_nonnull(r.article);
  g_assert_cmpstr(r.body, ==, expected);
  g_assert_cmpint(finding(&r, MKEPUB_FINDING_ENCODING_GUESSED) != NULL, ==,
                  id == MKEPUB_FINDING_ENCODING_GUESSED);
  g_assert_cmpint(finding(&r, MKEPUB_FINDING_ENCODING_REPAIRED) != NULL, ==,
                  id == MKEPUB_FINDING_ENCODING_REPAIRED);
  result_clear(&r);
}

#define BYTES(s) (s), sizeof(s) - 1

static void test_encodings(void)
{
  check_body(BYTES("caf\xc3\xa9\n"), "café\n", -1);
  check_body(BYTES("\xef\xbb\xbf# A\n"), "# A\n", -1);
  check_body(BYTES("\xff\xfe"
                   "c\0a\0f\0\xe9\0\n\0"),
             "café\n", -1);
  check_body(BYTES("\xfe\xff\0c\0a\0f\0\xe9\0\n"), "café\n", -1);
  check_body(BYTES("\xfe\xff\xd8\x3d\xde\x00"), "😀", -1);
  check_body(BYTES("caf\xe9 \x93quoted\x94 \x80\n"), "café “quoted” €\n",
             MKEPUB_FINDING_ENCODING_GUESSED);
  check_body(BYTES("éàü cut \xc3\n"), "éàü cut \xef\xbf\xbd\n",
             MKEPUB_FINDING_ENCODING_REPAIRED);
  check_body(BYTES(""), "", -1);
}

static void test_line_ends(void)
{
  check_body(BYTES("a\r\nb\rc\n\r\nd\r"), "a\nb\nc\n\nd\n", -1);
}

static void test_forbidden(void)
{
  Result r = read_bytes("a.md", BYTES("one\ntwo\n\x01three\f\n"));
  g_assert_cmpstr(r.body, ==, "one\ntwo\nthree\n");
  const MkepubFinding *f = finding(&r, MKEPUB_FINDING_ENCODING_REPAIRED);
  g_assert_nonnull(f);
  g_assert_cmpuint(f->line, ==, 3);
  result_clear(&r);
}

static void test_binary(void)
{
  static const char *const heads[] = {"%PDF-1.7\n",       "PK\003\004zip", "\x89PNG\r\n",
                                      "\xff\xd8\xff\xe0", "GIF89a",        "\177ELF"};
  for (gsize i = 0; i < G_N_ELEMENTS(heads); i++) {
    Result r = read_bytes("a.md", heads[i], strlen(heads[i]));
    g_assert_null(r.article);
    g_assert_nonnull(finding(&r, MKEPUB_FINDING_INPUT_BINARY));
    result_clear(&r);
  }
  Result r = read_bytes("a.md", BYTES("t\0e\0x\0t\0"));
  g_assert_null(r.article);
  g_assert_nonnull(finding(&r, MKEPUB_FINDING_INPUT_BINARY));
  result_clear(&r);
  r = read_bytes("a.md", BYTES("text with a \0 and \xff\xfe in it"));
  g_assert_null(r.article);
  result_clear(&r);
}

/* A single one is a slip: the text is kept. */
static void test_nul(void)
{
  Result r = read_bytes("a.md", BYTES("text with a \0 in it"));
  g_assert_cmpstr(r.body, ==, "text with a \xef\xbf\xbd in it"); /* CommonMark 2.3 */
  g_assert_nonnull(finding(&r, MKEPUB_FINDING_ENCODING_REPAIRED));
  result_clear(&r);
}

static void test_too_large(void)
{
  g_autofree char *dir = g_dir_make_tmp("mkepub-XXXXXX", NULL);
  g_autofree char *file = g_build_filename(dir, "a.md", NULL);
  g_assert_true(g_file_set_contents(file, "x", 1, NULL));
  g_assert_cmpint(truncate(file, (64 << 20) + 1), ==, 0);
  g_autoptr(MkepubFindings) findings = mkepub_findings_new();
  g_assert_null(mkepub_article_read(file, "a.md", "a.md", dir, 0, findings));
  g_assert_cmpint(mkepub_findings_at(findings, 0)->id, ==, MKEPUB_FINDING_INPUT_TOO_LARGE);
  g_remove(file);
  g_rmdir(dir);
}

static void test_unreadable(void)
{
  g_autoptr(MkepubFindings) findings = mkepub_findings_new();
  g_assert_null(
      mkepub_article_read("/nonexistent/a.md", "a.md", "a.md", "/nonexistent", 0, findings));
  g_assert_cmpint(mkepub_findings_at(findings, 0)->id, ==, MKEPUB_FINDING_INPUT_UNREADABLE);
  g_assert_null(mkepub_article_read("/tmp", "tmp", "tmp", "/", 0, findings));
  g_assert_cmpint(mkepub_findings_at(findings, 1)->id, ==, MKEPUB_FINDING_INPUT_UNREADABLE);
}

static void test_gone(void)
{
  Result r = read_bytes("a.md", BYTES("text\n"));
  MkepubBody body;
  g_autoptr(GError) error = NULL;
  g_assert_false(mkepub_article_read_body(r.article, &body, &error));
  g_assert_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT);
  mkepub_body_clear(&body);
  result_clear(&r);
}

/* Metadata and text of one article are of the same bytes, or there is no text. */
static void test_changed(void)
{
  static const char before[] = "# One\n\nText.\n", after[] = "# Two\n\nText.\n";
  g_autofree char *dir = g_dir_make_tmp("mkepub-XXXXXX", NULL);
  g_autofree char *file = g_build_filename(dir, "a.md", NULL);
  g_assert_true(g_file_set_contents(file, before, -1, NULL));
  g_autoptr(MkepubArticle) article = mkepub_article_read(file, "a.md", "a.md", dir, 0, NULL);
  g_auto(MkepubBody) body = {0};
  g_autoptr(GError) error = NULL;
  gsize length;
  g_assert_true(g_file_set_contents(file, after, -1, NULL));
  g_assert_false(mkepub_article_read_body(article, &body, &error));
  g_assert_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT);
  g_assert_nonnull(strstr(error->message, "it changed while the book was made"));
  g_assert_null(mkepub_article_read_source(article, &length, NULL));
  g_assert_true(g_file_set_contents(file, before, -1, NULL));
  g_autofree char *bytes = mkepub_article_read_source(article, &length, NULL);
  g_assert_cmpmem(bytes, length, before, sizeof before - 1);
  g_remove(file);
  g_rmdir(dir);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/source/every encoding becomes UTF-8", test_encodings);
  g_test_add_func("/source/every line end becomes LF", test_line_ends);
  g_test_add_func("/source/forbidden characters go, and their line is told", test_forbidden);
  g_test_add_func("/source/pictures and programs are no articles", test_binary);
  g_test_add_func("/source/a NUL that slipped in costs itself only", test_nul);
  g_test_add_func("/source/64 MiB are the limit", test_too_large);
  g_test_add_func("/source/what cannot be read is told", test_unreadable);
  g_test_add_func("/source/a file that is gone fails the second reading", test_gone);
  g_test_add_func("/source/changed", test_changed);
  return g_test_run();
}
