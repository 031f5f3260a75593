/* SPDX-License-Identifier: MIT */
/* The names that files of a shelf can have, by the layout in mkepub/shelf.h, and the journal,
 * which believes no others. */
#include "archive/shelf/name.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "archive/shelf/journal.h"

static void test_names(void)
{
  static const char *const good[] = {"index.html",
                                     "index.xml",
                                     "feed.xml",
                                     "books/2025/2025-01-13_morning-brief.epub",
                                     "books/2025/2024-12-30_the-week_2.epub",
                                     "books/2025/2025_the-week.epub",
                                     "books/2025/2025-01-13_000012_fours.epub",
                                     "books/undated/undated_the-week.epub",
                                     "covers/2025/2025-01-13_morning-brief-small.jpg",
                                     "covers/2025/2025-01-13_a.svg",
                                     "pages/2025.html",
                                     "pages/shelf.css",
                                     "pages/find/2025/t0.js",
                                     "opds/new.xml",
                                     "opds/2/index.json",
                                     "opds/2/year/2025/3.json",
                                     "opds/author/a-b-0123456789ab.xml"};
  static const char *const bad[] = {"",
                                    ".",
                                    "..",
                                    "/",
                                    "index.htm",
                                    "./index.html",
                                    "/index.html",
                                    "index.html/",
                                    "books",
                                    "books/",
                                    "books/list.ods",
                                    "books/novels/war-and-peace.epub",
                                    "books/2025/mine.epub",
                                    "books/2025/2025-01-13_a.epub.txt",
                                    "books/2025/2025-01-13_a.pdf",
                                    "books/2025/2025-01-13_a.epub\n",
                                    "books/2025/../2025-01-13_a.epub",
                                    "books/../../2025-01-13_a.epub",
                                    "books//2025-01-13_a.epub",
                                    "books/2025//2025-01-13_a.epub",
                                    "books/2025/2025-01-13_\x1b[31m.epub",
                                    "books/2025/2025-01-13_A.epub",
                                    "books/2025/2025-01-13_\xc3\xa4.epub",
                                    "books/2025/2025-01-13_a b.epub",
                                    "books/2025/.2025-01-13_a.epub",
                                    "books/20255/2025-01-13_a.epub",
                                    "Books/2025/2025-01-13_a.epub",
                                    "covers/2025/2025-01-13_a.epub",
                                    "pages/letter.odt",
                                    "pages/.hidden.html",
                                    "pages/a/b/c/d.html",
                                    "pages/..\\a.html",
                                    "opds/../../.config/autostart/a.xml",
                                    "opds/a/b/c/d/e.xml",
                                    "sources/a.md",
                                    "catalog.db",
                                    ".lock",
                                    "manifest-sha256.txt",
                                    "../../thesis.odt"};
  for (guint i = 0; i < G_N_ELEMENTS(good); i++) {
    g_test_message("%s", good[i]);
    g_assert_true(shelf_name_is_valid(good[i]));
  }
  for (guint i = 0; i < G_N_ELEMENTS(bad); i++) {
    g_test_message("%s", bad[i]);
    g_assert_false(shelf_name_is_valid(bad[i]));
  }
  g_autofree char *fill = g_strnfill(300, 'a');
  g_autofree char *longest = g_strdup_printf("pages/%.195s.html", fill);
  g_autofree char *longer = g_strdup_printf("pages/%.196s.html", fill);
  g_assert_true(shelf_name_is_valid(longest)); /* a part of 200 bytes */
  g_assert_false(shelf_name_is_valid(longer));
  g_assert_false(shelf_name_is_valid(NULL));
}

static int open_journal(const char *text)
{
  g_autofree char *path = NULL;
  int fd = g_file_open_tmp("mkepub-journal-XXXXXX", &path, NULL);
  g_assert_cmpint(fd, >=, 0);
  g_unlink(path);
  g_assert_cmpint(write(fd, text, strlen(text)), ==, (gssize)strlen(text));
  return fd;
}

#define HEAD "mkepub unfinished 0123456789abcdef\n"

static void test_journal(void)
{
  int fd = open_journal(HEAD "3 1000000005 pages/a.html\n"
                             "3 1000000005 ../../a.html\n"
                             "3 1000000005 pages/../a.html\n"
                             "-3 1000000005 pages/b.html\n"
                             "3  pages/c.html\n"
                             "3 1000000005 pages/\x01.html\n"
                             "mkepub unfinished /../../../../../etc\n"
                             "4 6 pages/d.html"); /* not complete */
  g_autoptr(Journal) journal = journal_read(fd);
  g_assert_nonnull(journal);
  g_assert_true(journal_is_unfinished(journal));
  g_autoptr(GPtrArray) names = journal_names(journal);
  g_assert_cmpuint(names->len, ==, 1);
  g_assert_cmpstr(names->pdata[0], ==, "pages/a.html");
  struct stat info = {.st_mode = S_IFREG, .st_size = 3, .st_mtim = {1, 5}};
  g_assert_true(journal_lists(journal, "pages/a.html", &info));
  g_assert_false(journal_lists(journal, "pages/c.html", &info));
  info.st_mtim.tv_nsec = 6;
  g_assert_false(journal_lists(journal, "pages/a.html", &info));
  info = (struct stat){.st_mode = S_IFREG, .st_size = 4, .st_mtim = {1, 5}};
  g_assert_false(journal_lists(journal, "pages/a.html", &info));
  info = (struct stat){.st_mode = S_IFLNK, .st_size = 3, .st_mtim = {1, 5}};
  g_assert_false(journal_lists(journal, "pages/a.html", &info));
  g_assert_true(journal_has_temporary(journal, ".a.html.0123456789abcdef"));
  g_assert_false(journal_has_temporary(journal, ".a.html.0123456789abcdee"));
  g_assert_false(journal_has_temporary(journal, "a.html.0123456789abcdef"));
  g_assert_false(journal_has_temporary(journal, ".0123456789abcdef"));
  close(fd);
}

/* What one run notes, the next one reads, also behind a line that was cut short. */
static void test_write(void)
{
  int fd = open_journal(HEAD "4 6 pages/d.ht");
  struct stat info = {.st_mode = S_IFREG, .st_size = 7, .st_mtim = {2, 9}};
  g_autoptr(Journal) journal = journal_read(fd);
  g_assert_cmpint(journal_begin(journal), ==, 0);
  journal_add_file(journal, "opds/new.xml", &info);
  g_assert_cmpint(journal_sync(journal), ==, 0);
  g_assert_false(journal_lists(journal, "opds/new.xml", &info)); /* of runs before, alone */
  g_autoptr(Journal) next = journal_read(fd);
  g_autofree char *hidden = g_strconcat(".new.xml.", journal_id(journal), NULL);
  g_assert_true(journal_lists(next, "opds/new.xml", &info));
  g_assert_true(journal_has_temporary(next, hidden));
  g_assert_true(journal_has_temporary(next, ".x.0123456789abcdef"));
  g_assert_cmpint(journal_finish(next), ==, 0);
  g_autoptr(Journal) last = journal_read(fd);
  g_assert_false(journal_is_unfinished(last));
  close(fd);
}

static void test_foreign(void)
{
  static const struct {
    const char *text;
    gboolean ours;
  } rows[] = {{"", TRUE},        {"mkepub unf", TRUE},   /* killed in its first line */
              {HEAD, TRUE},      {"unfinished\n", TRUE}, /* of an older mkepub */
              {"1234\n", FALSE}, {"unfinished business\n", FALSE},
              {"\n" HEAD, FALSE}};
  for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
    int fd = open_journal(rows[i].text);
    g_autoptr(Journal) journal = journal_read(fd);
    g_test_message("%s", rows[i].text);
    g_assert_cmpint(journal != NULL, ==, rows[i].ours);
    close(fd);
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/shelf-name/names", test_names);
  g_test_add_func("/journal/read", test_journal);
  g_test_add_func("/journal/write", test_write);
  g_test_add_func("/journal/foreign", test_foreign);
  return g_test_run();
}
