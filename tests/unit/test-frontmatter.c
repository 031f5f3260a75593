/* SPDX-License-Identifier: MIT */
/* Every dialect of front matter is understood, and nothing of the text is taken for it. */
#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "linear.h"
#include "mkepub/article.h"

typedef struct {
  const char *name, *text;
  const char *dialect, *title, *date, *author; /* NULL: not looked at, "": not known */
  const char *body;                            /* the body starts with this */
  guint line;                                  /* of the body */
} Case;

static MkepubArticle *read_text(const char *text, MkepubFindings *findings, char **rest,
                                guint *line)
{
  g_autofree char *dir = g_dir_make_tmp("mkepub-XXXXXX", NULL);
  g_autofree char *file = g_build_filename(dir, "some-file.md", NULL);
  g_assert_true(g_file_set_contents(file, text, -1, NULL));
  MkepubArticle *article =
      mkepub_article_read(file, "some-file.md", "some-file.md", dir, 0, findings);
  g_assert_nonnull(article);
  g_auto(MkepubBody) body;
  g_assert_true(mkepub_article_read_body(article, &body, NULL));
  *rest = g_strdup(body.text + body.body);
  *line = body.body_line;
  g_remove(file);
  g_rmdir(dir);
  return article;
}

static guint count(const MkepubFindings *findings, MkepubFindingId id, guint *line)
{
  guint n = 0;
  for (guint i = 0; i < mkepub_findings_length(findings); i++) {
    const MkepubFinding *f = mkepub_findings_at(findings, i);
    if (f->id == id && n++ == 0 && line)
      *line = f->line;
  }
  return n;
}

static void check_case(const Case *c)
{
  g_autoptr(MkepubFindings) findings = mkepub_findings_new();
  g_autofree char *body = NULL;
  guint line;
  g_test_message("%s", c->name);
  g_autoptr(MkepubArticle) a = read_text(c->text, findings, &body, &line);
  g_autofree char *date = mkepub_date_format_w3cdtf(&a->published);
  if (c->dialect)
    g_assert_cmpstr(a->dialect, ==, c->dialect);
  if (c->title)
    g_assert_cmpstr(a->title.text, ==, c->title);
  if (c->date)
    g_assert_cmpstr(date ? date : "", ==, c->date);
  if (c->author)
    g_assert_cmpstr(a->authors_from.text ? a->authors_from.text : "", ==, c->author);
  if (c->body && !g_str_has_prefix(body, c->body))
    g_assert_cmpstr(body, ==, c->body);
  if (c->line)
    g_assert_cmpuint(line, ==, c->line);
}

static const Case sound[] = {
    {"Obsidian Web Clipper",
     "---\ntitle: \"A \\\"good\\\" day\"\nsource: \"https://example.org/a\"\nauthor:\n  - "
     "\"[[Jane Doe]]\"\n"
     "published: 2025-01-13\ncreated: 2025-02-01\ndescription: \"x\"\ntags:\n  - "
     "\"clippings\"\n---\nBody\n",
     "YAML", "A \"good\" day", "2025-01-13", "Jane Doe", "Body\n", 12},
    {"created alone", "---\ntitle: A\ncreated: 2025-02-01\npublished:\n---\nB\n", "YAML", "A",
     "2025-02-01", "", "B\n", 6},
    {"Jekyll closed by dots", "---\ntitle: A\ndate: 2025-1-3 9:06:22 +0000\n...\nB\n", "YAML",
     "A", "2025-01-03T09:06:22Z", "", "B\n", 5},
    {"a blank line behind the rule", "---\n\ntitle: A\n---\n\nB\n", "YAML", "A", "", "",
     "\nB\n", 5},
    {"mark and CR LF", "\xef\xbb\xbf---\r\ntitle: A\r\n---\r\nB\r\n", "YAML", "A", NULL, NULL,
     "B\n", 4},
    {"repeated keys: the last counts", "---\ntitle: A\ntitle: B\n---\nC\n", "YAML", "B", NULL,
     NULL, "C", 5},
    {"folded text",
     "---\ntitle: >\n  Two\n  lines\nauthors:\n  - name: Jane Doe\n  - name: John "
     "Roe\n---\nB\n",
     "YAML", "Two lines", NULL, "Jane Doe, John Roe", "B", 9},
    {"escapes", "---\ntitle: \"M\\xFCnchen \\u00e9\"\n---\nB\n", "YAML", "München é", NULL,
     NULL, "B", 4},
    {"several items: the first counts",
     "---\n- title: A\n  author: Jane Doe\n- title: B\n---\nC\n", "YAML", "A", NULL, "Jane Doe",
     "C", 6},
    {"Joplin",
     "---\ntitle: A\nupdated: 2021-05-02 16:40:00Z\ncreated: 2021-05-01 16:40:00Z\n---\nB\n",
     "YAML", "A", "2021-05-01T16:40:00Z", NULL, "B", 6},
    {"trafilatura",
     "---\ntitle: A\nauthor: Jane Doe; John Roe\nhostname: example.org\ntags: ['a', "
     "'b']\n---\nB\n",
     "YAML", "A", NULL, "Jane Doe, John Roe", "B", 7},
    {"Zola",
     "+++\npath = \"2025/06/26/Rust-1.88.0\"\ntitle = \"Announcing Rust 1.88.0\"\nauthors = "
     "[\"The Team\"]\n"
     "[extra]\nrelease = true\n+++\n\nB\n",
     "TOML", "Announcing Rust 1.88.0", "2025-06-26", "The Team", "\nB", 8},
    {"TOML of all kinds",
     "+++ \n# a comment\ntitle = 'Other' # no\ntitle = \"\"\"\\\n  A \\u00e9 \"b\" \\\n  "
     "c\"\"\"\ndate = 2025-01-13T10:00:00Z\n"
     "x.y = {a = 1, b = [1, 2, [3]]}\n[extra]\nauthor = \"Jane Doe\"\n+++\nB\n",
     "TOML", "A é \"b\" c", "2025-01-13T10:00:00Z", "Jane Doe", "B", 12},
    {"TOML arrays of tables",
     "+++\ntitle = \"A\"\n[[authors]]\nname = \"Jane Doe\"\n[[authors]]\nname = \"John "
     "Roe\"\n+++\nB\n",
     "TOML", "A", NULL, "Jane Doe, John Roe", "B", 8},
    {"JSON",
     "{\n  \"title\": \"A\",\n  \"date\": \"2025-01-13\",\n  \"author\": {\"name\": \"Jane "
     "Doe\"}\n}\n\nB\n",
     "JSON", "A", "2025-01-13", "Jane Doe", "\nB", 6},
    {"Pelican",
     "Title: This Week\nDate: 2020-12-2\nCategory: News\n  of Rust\nAuthors: Doe, Jane; John "
     "Roe\n\nHello\n",
     "key: value", "This Week", "2020-12-02", "Jane Doe, John Roe", "Hello", 7},
    {"MultiMarkdown", "Title:  A  \nAuthor: Jane Doe  \nBase Header Level: 2  \n\nB\n",
     "key: value", "A", NULL, "Jane Doe", "B", 5},
    {"LCTT with brackets",
     "[#]: subject: (What is it?)\n[#]: via: (https://example.org/x)\n[#]: author: (Jane Doe "
     "https://example.org/jane)\n\nTitle\n======\n",
     "LCTT", "What is it?", NULL, "Jane Doe", "\nTitle", 4},
    {"LCTT with quotes",
     "[#]: subject: \"What (really)?\"\n[#]: author: \"Jane Doe https://x.org\"\nB\n", "LCTT",
     "What (really)?", NULL, "Jane Doe", "B", 3},
    {"Logseq", "title:: A\nauthor:: [[Jane Doe]]\n\n- point\n", "Logseq", "A", NULL, "Jane Doe",
     "\n- point", 3},
    {"Readwise",
     "# A long tit…\n![rw-book-cover](https://example.org/c.png)\n\n## Metadata\n- Author: "
     "[[Jane Doe]]\n"
     "- Full Title: A long title\n- Category: #articles\n- URL: https://example.org/a\n\n## "
     "Full Document\nB\n",
     "Readwise", "A long title", "", "Jane Doe", "B", 11},
    {"MarkDownload",
     "---\ncreated: 2025-01-13T10:00:00 (UTC +01:00)\ntags: [a, b, c: d]\nsource: "
     "https://example.org/\n"
     "author: By Jane: Staff\n---\n\n# The title\n\n> ## Excerpt\n> What it is.\n\n---\nB\n",
     "YAML", "The title", "2025-01-13T10:00:00+01:00", "Jane: Staff", "B", 14},
    {"text that starts with its date",
     " date 2025-01-13 Mr. Roe met the U.S. President. They spoke.\n\nMore.\n", "dated text",
     "Mr. Roe met the U.S. President", "2025-01-13", "",
     "Mr. Roe met the U.S. President. They spoke.\n", 1},
};

static void test_sound(void)
{
  for (gsize i = 0; i < G_N_ELEMENTS(sound); i++)
    check_case(&sound[i]);
}

static const Case broken[] = {
    {"a colon in a title", "---\ntitle: Rust: the book\nauthor: Jane Doe\n---\nB\n", "YAML",
     "Rust: the book", NULL, "Jane Doe", "B", 5},
    {"a list behind a broken key",
     "---\ntitle: a: b\nauthors:\n- Jane Doe\n- John Roe\n---\nB\n", "YAML", "a: b", NULL,
     "Jane Doe, John Roe", "B", 7},
    {"unquoted wiki links", "---\ntitle: A\nauthor: [[Jane Doe]], [[John Roe]]\n---\nB\n",
     "YAML", "A", NULL, "Jane Doe, John Roe", "B", 5},
    {"a quote that never ends", "---\ntitle: \"A\\\"\nauthor: Jane Doe\n---\nB\n", "YAML",
     "A\\", NULL, "Jane Doe", "B", 5},
    {"a title that begins with a quotation",
     "---\ntitle: \"Hamilton\" Is Coming to Disney+\nauthor: Jane Doe\n---\nB\n", "YAML",
     "\"Hamilton\" Is Coming to Disney+", NULL, "Jane Doe", "B", 5},
    {"one in single quotes", "---\ntitle: 'Foo' and bar\n---\nB\n", "YAML", "'Foo' and bar",
     NULL, NULL, "B", 4},
    {"a quotation with a number sign", "---\ntitle: \"Song #1\" Tops Charts # yes\n---\nB\n",
     "YAML", "\"Song #1\" Tops Charts", NULL, NULL, "B", 4},
    {"a comment behind a quoted title", "---\ntitle: \"A # b\"  # a comment\nx: a: b\n---\nB\n",
     "YAML", "A # b", NULL, NULL, "B", 5},
    {"aliases", "---\na: &x 1\ntitle: A\nb: *x\n---\nB\n", "YAML", "A", NULL, NULL, "B", 6},
    {"TOML with a broken line",
     "+++\ntitle = \"A\"\nauthor = Jane Doe!\ndate = 2025-01-13\n+++\nB\n", "TOML", "A",
     "2025-01-13", NULL, "B", 6},
};

static void test_broken(void)
{
  for (gsize i = 0; i < G_N_ELEMENTS(broken); i++) {
    g_autoptr(MkepubFindings) findings = mkepub_findings_new();
    g_autofree char *body = NULL;
    guint line;
    check_case(&broken[i]);
    g_autoptr(MkepubArticle) a = read_text(broken[i].text, findings, &body, &line);
    g_assert_cmpuint(count(findings, MKEPUB_FINDING_FRONT_MATTER_INVALID, NULL), ==, 1);
  }
}

static void test_line(void)
{
  g_autoptr(MkepubFindings) findings = mkepub_findings_new();
  g_autofree char *body = NULL;
  guint line, at = 0;
  g_autoptr(MkepubArticle) a =
      read_text("---\nauthor: x\ntitle: a: b\n---\n", findings, &body, &line);
  g_assert_cmpuint(count(findings, MKEPUB_FINDING_FRONT_MATTER_INVALID, &at), ==, 1);
  g_assert_cmpuint(at, ==, 3);
}

static const Case texts[] = {
    {"a paragraph with a colon", "Note: this is a paragraph.\n\nMore.\n", "plain", NULL, NULL,
     NULL, "Note:", 1},
    {"a title in the middle", "Title: x\nand then prose\n\nMore.\n", "plain", NULL, NULL, NULL,
     "Title:", 1},
    {"a rule and prose", "---\n\nSome words here.\n\n---\nMore.\n", "plain", NULL, NULL, NULL,
     "---\n", 1},
    {"prose between rules",
     "---\nWarning: nothing here is true\nand it goes on\nfor some lines\n---\nMore.\n",
     "plain", NULL, NULL, NULL, "---\n", 1},
    {"front matter without an end", "---\ntitle: A\n\nMore.\n", "plain", NULL, NULL, NULL,
     "---\n", 1},
    {"Liquid", "{% include x %}\nMore.\n", "plain", NULL, NULL, NULL, "{% inc", 1},
    {"an address", "https://example.org/\n\nMore.\n", "plain", NULL, NULL, NULL, "https:", 1},
    {"a paragraph about a date", "Date of 2025-01-13.\n", "plain", NULL, NULL, NULL, "Date of",
     1},
    {"nothing at all", "", "plain", "Some file", "", "", "", 1},
};

static void test_texts(void)
{
  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
    check_case(&texts[i]);
}

/* A head of a million brackets, keys or dashes takes no longer than a head of text. */
typedef struct {
  const char *head, *unit, *tail;
} Hostile;

static void read_hostile(gpointer data, gsize size)
{
  const Hostile *one = data;
  GString *text = g_string_new(one->head);
  while (text->len < size)
    g_string_append(text, one->unit);
  g_string_append(text, one->tail);
  g_autofree char *own = g_string_free(text, FALSE), *body = NULL;
  guint line;
  g_autoptr(MkepubArticle) a = read_text(own, NULL, &body, &line);
}

static void test_hostile(void)
{
  static const Hostile cases[] = {{"---\na: ", "[", "\n---\n"},
                                  {"---\n", "a: b\n", "---\n"},
                                  {"+++\na = ", "[", "\n+++\n"},
                                  {"+++\na = ", "{a=", "\n+++\n"},
                                  {"{\"a\":", "[", "\n"},
                                  {"---\na: ", "&a ", "\n---\n"},
                                  {"", "a: b\n", "\n"},
                                  {"# ", "`", "\n"},
                                  {"# ", "*a ", "\n"},
                                  {"# ", "[", "\n"},
                                  {"", "a\n---\n", "\n"},
                                  {"", "> - > - > - ", "\n"},
                                  {"", "- - - - - - - - - - - - a\n", "\n"},
                                  {"", "{% highlight x %}\n", "\n"},
                                  {"<pre>\n", "</", "\n"},
                                  {"Title: ", "<a ", "\n\nb"},
                                  {"---\na: \"", "\\\"", "\n---\n"},
                                  {"+++\n", "[a]\n", "+++\n"}};
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
    assert_linear(read_hostile, (gpointer)&cases[i], 1000000, cases[i].unit);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/frontmatter/every dialect is understood", test_sound);
  g_test_add_func("/frontmatter/broken front matter is read line by line", test_broken);
  g_test_add_func("/frontmatter/the line of the trouble is told", test_line);
  g_test_add_func("/frontmatter/text is not taken for metadata", test_texts);
  g_test_add_func("/frontmatter/hostile heads cost no time", test_hostile);
  return g_test_run();
}
