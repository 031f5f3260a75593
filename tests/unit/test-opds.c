/* SPDX-License-Identifier: MIT */
/* Names, links and pages of feeds: what stays the same whatever else is on the shelf. */
#include <glib.h>
#include <string.h>

#include "archive/feeds/feed-paths.h"
#include "archive/feeds/paged-feed.h"
#include "archive/feeds/rss.h"

static void check_file(const char *name, const char *expected)
{
  g_autofree char *file = opds_name_file(name);
  g_assert_cmpstr(file, ==, expected);
}

/* What stands behind the slug is the beginning of `printf %s NAME | sha256sum`. */
static void test_file(void)
{
  check_file("politics", "politics");
  check_file("2025", "2025");
  check_file("World", "world-78ae647dc554");
  check_file("world", "world");
  check_file("文化", "b12e914c1f82");
  check_file("", "e3b0c44298fc");
}

/* Names that could meet in one file, if only their letters counted. */
static void test_file_differs(void)
{
  static const char *const names[] = {
      "c",     "C",     "c++",   "c#", "C++", "jane-doe", "Jane Doe", "jane doe", "Jane  Doe",
      "a-b",   "a/b",   "a.b",   "é",  "e",   "É",        "-",        "--",       " ",
      "../..", "index", "INDEX", "張", "张",  "con",      "1",        "１"};
  g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
    g_assert_true(g_hash_table_add(seen, opds_name_file(names[i])));
  /* a name that looks like another's file */
  g_autofree char *file = opds_name_file("World");
  g_assert_true(g_hash_table_add(seen, opds_name_file(file)));
  g_assert_true(g_hash_table_add(seen, g_steal_pointer(&file)));
}

static void test_file_letters(void)
{
  g_autofree char *name = g_strnfill(5000, 'x');
  static const char *const names[] = {"../../etc", "a/b", ".", "%2e%2e", "\x01", "A B\tC\n"};
  for (gsize i = 0; i <= G_N_ELEMENTS(names); i++) {
    g_autofree char *file = opds_name_file(i < G_N_ELEMENTS(names) ? names[i] : name);
    g_assert_cmpuint(strlen(file), >, 0);
    g_assert_cmpuint(strlen(file), <=, 60);
    g_assert_cmpuint(strspn(file, "abcdefghijklmnopqrstuvwxyz0123456789-"), ==, strlen(file));
  }
}

static void test_language(void)
{
  g_autofree char *one = opds_name_language("zh-CN");
  g_assert_cmpstr(one, ==, "zh-cn");
  /* a tag that is not spelled as all others are stays apart */
  g_autofree char *other = opds_name_language("zh-cn");
  g_assert_cmpstr(other, !=, one);
}

static void check_href(const char *base, const char *from, const char *to, const char *expected)
{
  g_autofree char *href = opds_name_href(base, from, to);
  g_assert_cmpstr(href, ==, expected);
}

static void test_href(void)
{
  check_href(NULL, "index.xml", "opds/new.xml", "opds/new.xml");
  check_href(NULL, "opds/new.xml", "index.xml", "../index.xml");
  check_href(NULL, "opds/new/1.xml", "opds/new.xml", "../new.xml");
  check_href(NULL, "opds/new.xml", "opds/new/1.xml", "new/1.xml");
  check_href(NULL, "opds/2/year/2024.json", "books/2024/a.epub", "../../../books/2024/a.epub");
  check_href(NULL, "index.xml", "books/a b#?.epub", "books/a%20b%23%3F.epub");
  check_href("https://x.org/n", "opds/new.xml", "index.xml", "https://x.org/n/index.xml");
  check_href("https://x.org/n/", "opds/new.xml", "a%b", "https://x.org/n/a%25b");
}

/* A part of a document that was written before gets its links, and nothing else is touched. */
static void test_place(void)
{
  g_autofree char *open = opds_name_open("books/a.epub");
  g_autofree char *part = g_strdup_printf("<t>%%00</t><l href=\"%s\"/><l href=\"b\"/>", open);
  g_autofree char *near = opds_name_place(part, "href=\"", "../../");
  g_assert_cmpstr(near, ==, "<t>%00</t><l href=\"../../books/a.epub\"/><l href=\"b\"/>");
  g_autofree char *far = opds_name_place(part, "href=\"", "http://x/");
  g_assert_cmpstr(far, ==, "<t>%00</t><l href=\"http://x/books/a.epub\"/><l href=\"b\"/>");
}

/* Newest first: 25 to 74 issues in the first document, 50 in each other. */
static void test_divide(void)
{
  for (guint issues = 0; issues < 400; issues++) {
    OpdsDivision newest = opds_chain_divide(issues, TRUE);
    g_assert_cmpuint(newest.head + 50 * newest.full, ==, issues);
    g_assert_cmpuint(newest.head, <=, 74);
    if (newest.full > 0)
      g_assert_cmpuint(newest.head, >=, 25);
    /* one issue more: as many pages, or one more behind those that are there */
    OpdsDivision more = opds_chain_divide(issues + 1, TRUE);
    g_assert_cmpuint(more.full - newest.full, <=, 1);
  }
  g_assert_cmpuint(opds_chain_divide(50, FALSE).full, ==, 0);
  g_assert_cmpuint(opds_chain_divide(51, FALSE).full, ==, 1);
  g_assert_cmpuint(opds_chain_divide(0, FALSE).head, ==, 0);
}

static void check_date(const char *date, const char *expected)
{
  g_autofree char *text = opds_rss_date(date);
  g_assert_cmpstr(text, ==, expected);
}

/* RFC 822 as RSS has it. The days are those of `date -u -R -d`. */
static void test_date(void)
{
  check_date("2025-01-13", "Mon, 13 Jan 2025 00:00:00 GMT");
  check_date("2024-02-29T23:59:58Z", "Thu, 29 Feb 2024 23:59:58 GMT");
  check_date("1999-12-31", "Fri, 31 Dec 1999 00:00:00 GMT");
  check_date("2025-13-01", NULL);
  check_date("", NULL);
}

static void check_position(const char *number, gboolean expected, double value)
{
  MkepubIssue issue = {.number = number};
  double position = 0;
  g_assert_cmpint(opds_issue_position(&issue, &position), ==, expected);
  if (expected)
    g_assert_cmpfloat(position, ==, value);
}

static void test_position(void)
{
  check_position("583", TRUE, 583);
  check_position("98.04", TRUE, 98.04);
  check_position("n/a", FALSE, 0);
  check_position("1e5", FALSE, 0);
  check_position("1.2.3", FALSE, 0);
  check_position(".", FALSE, 0);
  check_position("", FALSE, 0);
  check_position(NULL, FALSE, 0);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/opds/file", test_file);
  g_test_add_func("/opds/file-differs", test_file_differs);
  g_test_add_func("/opds/file-letters", test_file_letters);
  g_test_add_func("/opds/language", test_language);
  g_test_add_func("/opds/href", test_href);
  g_test_add_func("/opds/place", test_place);
  g_test_add_func("/opds/divide", test_divide);
  g_test_add_func("/opds/date", test_date);
  g_test_add_func("/opds/position", test_position);
  return g_test_run();
}
