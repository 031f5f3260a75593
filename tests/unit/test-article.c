/* SPDX-License-Identifier: MIT */
/* What collectors say in many ways becomes title, author, date, section and the rest of an
 * article. */
#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "mkepub/article.h"

static MkepubFindings *last_findings; /* of the article read last */

/* TEXT as a file RELATIVE to a root of its own. */
static MkepubArticle *read_at(const char *relative, const char *text)
{
  g_autofree char *dir = g_dir_make_tmp("mkepub-XXXXXX", NULL);
  g_autofree char *file = g_build_filename(dir, "file", NULL);
  g_assert_true(g_file_set_contents(file, text, -1, NULL));
  g_clear_pointer(&last_findings, mkepub_findings_free);
  last_findings = mkepub_findings_new();
  MkepubArticle *article = mkepub_article_read(file, relative, relative, dir, 0, last_findings);
  g_assert_nonnull(article);
  g_remove(file);
  g_rmdir(dir);
  return article;
}

/* The article of a YAML front matter LINES. */
static MkepubArticle *read_yaml(const char *lines)
{
  g_autofree char *text = g_strdup_printf("---\n%s\n---\nBody.\n", lines);
  return read_at("file.md", text);
}

static guint count(MkepubFindingId id, guint *line)
{
  guint n = 0;
  for (guint i = 0; i < mkepub_findings_length(last_findings); i++) {
    const MkepubFinding *f = mkepub_findings_at(last_findings, i);
    if (f->id == id && n++ == 0 && line)
      *line = f->line;
  }
  return n;
}

typedef struct {
  const char *from, *text, *expected, *origin;
} Case;

static const Case titles[] = {
    {"a.md", "---\ntitle: '**Bold** and `code` and [a link](https://x.org)'\n---\n",
     "Bold and code and a link", "front matter 'title'"},
    {"a.md", "---\ntitle: Q&#38;A &#8220;now&#8221; &mdash; AT&T; Vec<T> <em>x</em>\n---\n",
     "Q&A “now” — AT&T; Vec<T> x", "front matter 'title'"},
    {"a.md", "---\ntitle: Untitled\n---\n# Real title\n", "Real title", "heading"},
    {"a.md", "---\ntitle: The long ti…\n---\n# The long title\n", "The long title", "heading"},
    {"a.md", "text\n\n```\n# no\n```\n\n# Yes *it* is # {#id}\n", "Yes it is", "heading"},
    {"a.md", "<!--\n# no\n-->\nSet in\ntwo lines\n=========\n", "Set in two lines", "heading"},
    {"a.md", "## 每日新闻 (2021-02-01)\n\ntext\n", "每日新闻 (2021-02-01)", "heading"},
    {"a.md", "text\n\n## Not the title\n", "A", "file name"},
    {"2025-01-13-some_good-name.md", "text\n", "Some good name", "file name"},
    {"posts/2025-01-13-the-bundle/index.md", "text\n", "The bundle", "file name"},
    {"20230412 What is it.md", "text\n", "What is it", "file name"},
    {"a.txt", "A short first line\n\nAnd then the text.\n", "A short first line", "first line"},
    {"note-1.txt", "A first line that goes on\nin a second one.\n", "Note 1", "file name"},
    {"x.txt",
     " date 2025-01-13 Ukrainian President Volodymyr Zelensky says he is willing to hand over "
     "two captured North "
     "Korean soldiers to Pyongyang.\n",
     "Ukrainian President Volodymyr Zelensky says he is willing to hand over two…",
     "first sentence"},
    {"a.md", "# 2 * 3 * 4 and snake_case_name\n", "2 * 3 * 4 and snake_case_name", "heading"},
    {"a.md", "# [Linked](https://x.org) ![pic](y.png)title[^1] \\*\n", "Linked title *",
     "heading"},
};

static void test_titles(void)
{
  for (gsize i = 0; i < G_N_ELEMENTS(titles); i++) {
    g_test_message("%s", titles[i].expected);
    g_autoptr(MkepubArticle) a = read_at(titles[i].from, titles[i].text);
    g_assert_cmpstr(a->title.text, ==, titles[i].expected);
    g_assert_cmpstr(a->title.origin, ==, titles[i].origin);
  }
}

/* Nothing that is code names an article; "A" is the name of its file. */
static void test_code_is_no_title(void)
{
  static const char *const code[] = {
      "1. ```bash\n   # Install the tool\n   ```\n",
      "- ~~~\n  # no\n  ~~~\n",
      "> ```\n> # no\n> ```\n",
      "> - ```\n>   # no\n>   ```\n",
      "1. Step:\n\n   ```bash\n   # no\n   ```\n",
      "- a\n  - b\n\n    ```\n    # no\n    ```\n",
      "-\ta\n\n\t```\n\t# no\n\t```\n",
      "- a\n\n  ```\n\n  # no\n\n  # nor this\n  ```\n",
      "```\n# no\n    ```\n# no\n```  \n",
      "<pre>\n# comment in pre\n</pre>\n",
      "<PRE class=\"x\">\n\n# no\n\n</PRE>\n",
      "- <pre>\n  # no\n  </pre>\n",
      "<script>\n# no\n</script>\n",
      "<style>\n\n# no\n</style>\n",
      "<textarea rows=\"3\">\n# no\n</textarea>\n",
      "{% highlight bash %}\n# comment\n{% endhighlight %}\n",
      "{%- highlight bash -%}\n\n# no\n\n{%- endhighlight -%}\n",
      "1. a\n\n   {% highlight bash %}\n# no\n   {% endhighlight %}\n",
      "{% codeblock x.sh %}\n# no\n{% endcodeblock %}\n",
      "{{< highlight go >}}\n# no\n{{< /highlight >}}\n",
      "{% comment %}\n# no\n{% endcomment %}\n",
      "Run\n    # no\n",
      "text\n\n\t# no\n",
  };
  for (gsize i = 0; i < G_N_ELEMENTS(code); i++) {
    g_test_message("%s", code[i]);
    g_autoptr(MkepubArticle) a = read_at("a.md", code[i]);
    g_assert_cmpstr(a->title.text, ==, "A");
    g_autofree char *text = g_strconcat(code[i], "\n# Yes\n", NULL);
    g_autoptr(MkepubArticle) b = read_at("a.md", text);
    g_assert_cmpstr(b->title.text, ==, "Yes");
  }
}

/* What is left open in an item or a quote ends with it, and what only looks like code is none.
 */
static void test_title_behind_code(void)
{
  static const char *const texts[] = {
      "1. ```bash\n   # no\n\n# Yes\n",
      "1. ```bash\n   # no\n# Yes\n",
      "- a\n\n  ```\n  # no\n\n# Yes\n",
      "- a\n  - ```\n    # no\n- b\n\n# Yes\n",
      "> ```\n> # no\n\n# Yes\n",
      "> ```\n> # no\n# Yes\n",
      "- <pre>\n  # no\n\n# Yes\n",
      "> <!--\n> # no\n\n# Yes\n",
      "text\n\n    ```\n\n# Yes\n",
      "- `a`\n\n# Yes\n",
      "<pre>x</pre>\n# Yes\n",
      "<preface>\n\n# Yes\n",
      "{% highlight bash %}\n\n# Yes\n",
      "{% highlighted %}\n# Yes\n{% endhighlight %}\n",
      "{% highlight bash %}x{% endhighlight %}\n# Yes\n",
      "{% raw %}\n# Yes\n{% endraw %}\n",
      "* * *\n# Yes\n",
  };
  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
    g_test_message("%s", texts[i]);
    g_autoptr(MkepubArticle) a = read_at("a.md", texts[i]);
    g_assert_cmpstr(a->title.text, ==, "Yes");
  }
}

static const Case dates[] = {
    {"a.md", "---\ndate: 2010-01-01\npublished: 2024-01-02\n---\n", "2024-01-02",
     "front matter 'published'"},
    {"a.md", "---\npublished: true\ndate: 2010-01-01\n---\n", "2010-01-01",
     "front matter 'date'"},
    {"2013/02/a.md", "---\ndate: 2019-03-18 9:00:00 -0500\n---\n", "2019-03-18T09:00:00-05:00",
     "front matter 'date'"},
    {"2022-07-27-newsletter.md", "---\npermalink: /de/2021/01/01/\n---\n", "2022-07-27",
     "file name"},
    {"a.md", "+++\npath = \"inside-rust/2020/07/02/Ownership\"\n+++\n", "2020-07-02",
     "front matter 'path'"},
    {"news/2013/02/a.md", "text\n", "2013-02", "folder"},
    {"202304/a.md", "text\n", "2023-04", "folder"},
    {"2025-01-13-x/index.md", "text\n", "2025-01-13", "file name"},
    {"a.md", "---\ncreated: 2025-02-01\n---\n", "2025-02-01", "front matter 'created'"},
    {"2024-05-06-a.md", "---\ncreated: 2025-02-01\n---\n", "2024-05-06", "file name"},
    {"a.md", "---\ndate: 2016-01-01 00:00:00 +0000 UTC\n---\n", "2016-01-01T00:00:00Z",
     "front matter 'date'"},
    {"a.md", "date:: [[May 6th, 2024]]\n\n- text\n", "2024-05-06", "front matter 'date'"},
    {"a.md", "---\ndate: \"[[2024-05-06]]\"\n---\n", "2024-05-06", "front matter 'date'"},
    {"a.md", "---\ncreated: \"[[2024-05-06|a Monday]]\"\n---\n", "2024-05-06",
     "front matter 'created'"},
    {"a.md", "---\ncreated: \"[[Journal/6|May 6, 2024]]\"\n---\n", "2024-05-06",
     "front matter 'created'"},
    {"a.md", "text\n", NULL, NULL},
};

static void test_dates(void)
{
  for (gsize i = 0; i < G_N_ELEMENTS(dates); i++) {
    g_test_message("%s %s", dates[i].from, dates[i].text);
    g_autoptr(MkepubArticle) a = read_at(dates[i].from, dates[i].text);
    g_autofree char *date = mkepub_date_format_w3cdtf(&a->published);
    g_assert_cmpstr(date, ==, dates[i].expected);
    g_assert_cmpstr(a->published_from.origin, ==, dates[i].origin);
    g_assert_cmpuint(count(MKEPUB_FINDING_DATE_MISSING, NULL), ==, dates[i].expected ? 0 : 1);
  }
}

static void test_bad_date(void)
{
  guint line = 0;
  g_autoptr(MkepubArticle) a =
      read_at("2024-05-06-a.md", "---\ntitle: A\ndate: 2021-02-08 16:30-:00+16:30\n---\n");
  g_autofree char *date = mkepub_date_format_w3cdtf(&a->published);
  g_assert_cmpstr(date, ==, "2024-05-06");
  g_assert_cmpuint(count(MKEPUB_FINDING_DATE_INVALID, &line), ==, 1);
  g_assert_cmpuint(line, ==, 3);
  static const char *const others[] = {"\"[[Some page]]\"", "\"[[2024-05-07\"",
                                       "\"[[2024-05-07]] [[x]]\"", "\"[[]]\""};
  for (gsize i = 0; i < G_N_ELEMENTS(others); i++) {
    g_autofree char *text = g_strdup_printf("---\ndate: %s\n---\n", others[i]);
    g_test_message("%s", others[i]);
    g_autoptr(MkepubArticle) b = read_at("2024-05-06-a.md", text);
    g_assert_cmpint(b->published.day, ==, 6);
    g_assert_cmpuint(count(MKEPUB_FINDING_DATE_INVALID, NULL), ==, 1);
  }
}

static const Case authors[] = {
    {NULL, "author: Jane Doe", "Jane Doe", NULL},
    {NULL, "author: Jane Doe; John Roe", "Jane Doe, John Roe", NULL},
    {NULL, "author: Jane Doe, John Roe", "Jane Doe, John Roe", NULL},
    {NULL, "author: Doe, Jane", "Jane Doe", NULL},
    {NULL, "author: Doe, Jane Mary", "Jane Mary Doe", NULL},
    {NULL, "author: Doe, J. R.", "J. R. Doe", NULL},
    {NULL, "author: Doe, J.R.", "J.R. Doe", NULL},
    {NULL, "author: Jane Doe, M.D.", "Jane Doe, M.D.", NULL},
    {NULL, "author: Толстой, Лев", "Лев Толстой", NULL},
    {NULL, "author: DUPONT, Jean", "Jean DUPONT", NULL},
    {NULL, "author: Jane Doe, PhD", "Jane Doe, PhD", NULL},
    {NULL, "author: Acme, Inc.", "Acme, Inc.", NULL},
    {NULL, "author: Acme, LLC", "Acme, LLC", NULL},
    {NULL, "author: Acme, GmbH", "Acme, GmbH", NULL},
    {NULL, "author: Acme, S.A.", "Acme, S.A.", NULL},
    {NULL, "author: Acme, Co. Ltd.", "Acme, Co. Ltd.", NULL},
    {NULL, "author: Acme Widgets, Co., Ltd", "Acme Widgets, Co., Ltd", NULL},
    {NULL, "authors: [\"Acme, Inc.\", \"Doe, Jane\"]", "Acme, Inc., Jane Doe", NULL},
    {NULL, "author: Xinhua, 北京", "Xinhua, 北京", NULL},
    {NULL, "author: Reuters, AP", "Reuters, AP", NULL},
    {NULL, "author: Jane Doe and John Roe", "Jane Doe, John Roe", NULL},
    {NULL, "author: By Jane Doe", "Jane Doe", NULL},
    {NULL, "author: Department of Health and Human Services",
     "Department of Health and Human Services", NULL},
    {NULL, "authors: [\"[[Jane Doe]]\", \"@jroe\"]", "Jane Doe, jroe", NULL},
    {NULL, "authors:\n- nick-sinai\n- jherman", "Nick Sinai, jherman", NULL},
    {NULL, "author:\n  name: Jane Doe\n  url: https://x.org", "Jane Doe", NULL},
    {NULL, "author: Jane Doe <jane@example.org>", "Jane Doe", NULL},
    {NULL, "author: unknown\nbyline: Jane Doe", "Jane Doe", NULL},
    {NULL, "author: admin", NULL, NULL},
    {NULL, "author: https://facebook.com/x", NULL, NULL},
    {NULL, "author: [Jane Doe, jane doe]", "Jane Doe", NULL},
};

static void test_authors(void)
{
  for (gsize i = 0; i < G_N_ELEMENTS(authors); i++) {
    g_test_message("%s", authors[i].text);
    g_autoptr(MkepubArticle) a = read_yaml(authors[i].text);
    g_assert_cmpstr(a->authors_from.text, ==, authors[i].expected);
    g_assert_cmpint(a->authors->len > 0, ==, authors[i].expected != NULL);
  }
}

/* A comma parts agencies, and is part of a firm's name or a place's. */
static void test_number_of_authors(void)
{
  static const struct {
    const char *text;
    guint expected;
  } cases[] = {{"Reuters, AP", 2}, {"AP, Reuters", 2},  {"ТАСС, Интерфакс", 2},
               {"BBC, CNN", 2},    {"Acme, Inc.", 1},   {"Acme, S.A.", 1},
               {"Acme, AG", 1},    {"Xinhua, 北京", 1}, {"Doe, J.R.", 1},
               {"DUPONT, Jean", 1}};
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *line = g_strconcat("author: ", cases[i].text, NULL);
    g_test_message("%s", line);
    g_autoptr(MkepubArticle) a = read_yaml(line);
    g_assert_cmpuint(a->authors->len, ==, cases[i].expected);
  }
}

static const Case tags[] = {
    {NULL, "tags: [clippings, News]", "News", NULL},
    {NULL, "tags: a, b; c", "a, b|c", NULL},
    {NULL, "tags: a, b", "a|b", NULL},
    {NULL, "tags: one two", "one|two", NULL},
    {NULL, "tags:\n- two words\n- '#x/y'\n- \"[[Z]]\"\n- X/Y", "two words|x/y|Z", NULL},
    {NULL, "tags: ['a', 'b']\nkeywords: b, c", "a|b|c", NULL},
    {NULL, "title: x", "", NULL},
};

static void test_tags(void)
{
  for (gsize i = 0; i < G_N_ELEMENTS(tags); i++) {
    g_test_message("%s", tags[i].text);
    g_autoptr(MkepubArticle) a = read_yaml(tags[i].text);
    g_ptr_array_add(a->tags, NULL);
    g_autofree char *joined = g_strjoinv("|", (char **)a->tags->pdata);
    g_ptr_array_set_size(a->tags, (gint)a->tags->len - 1);
    g_assert_cmpstr(joined, ==, tags[i].expected);
  }
}

static void test_source(void)
{
  g_autoptr(MkepubArticle) a =
      read_yaml("source: gsa\nsource_url: https://www.gsa.gov/x#:~:text=y\nurl: /out/");
  g_assert_cmpstr(a->source.text, ==, "https://www.gsa.gov/x");
  g_assert_cmpstr(a->site.text, ==, "gsa.gov");
  g_assert_cmpuint(a->addresses->len, ==, 1);
  g_assert_cmpstr(a->addresses->pdata[0], ==, "/out/");
  g_autoptr(MkepubArticle) b =
      read_yaml("source:\n  title: The Paper\n  url: https://paper.example/a");
  g_assert_cmpstr(b->source.text, ==, "https://paper.example/a");
  g_assert_cmpstr(b->site.text, ==, "The Paper");
  g_autoptr(MkepubArticle) c = read_yaml("source: The Guardian\nlink: ftp://x.org/\nguid: 12");
  g_assert_null(c->source.text);
  g_assert_cmpstr(c->site.text, ==, "The Guardian");
  g_autoptr(MkepubArticle) d =
      read_yaml("url: https://x.org/a\nslug: b\naliases: [/c/, /c/, d.html]\npermalink: /e/");
  g_assert_cmpstr(d->source.text, ==, "https://x.org/a");
  g_assert_cmpuint(d->addresses->len, ==, 4);
}

static const Case sections[] = {
    {"a.md", "---\nsection: World\ncategory: x\n---\n", "World", "front matter 'section'"},
    {"a.md", "---\ncategory: Two words\n---\n", "Two words", "front matter 'category'"},
    {"a.md", "---\ncategories: [One, Two]\n---\n", "One", "front matter 'categories'"},
    {"a.md", "---\ncategories: one two\n---\n", "one", "front matter 'categories'"},
    {"a.md", "---\ncategories: [Uncategorized]\n---\n", NULL, NULL},
    {"a.md", "+++\n[taxonomies]\ncategories = [\"One\"]\n+++\n", "One",
     "front matter 'taxonomies.categories'"},
    {"inside-rust/a.md", "text\n", "Inside rust", "folder"},
    {"2025/01/a.md", "text\n", NULL, NULL},
    {"2025-01-13/a.md", "text\n", NULL, NULL},
    {"content/posts/a.md", "text\n", NULL, NULL},
    {"movies/horror/_posts/a.md", "text\n", "Movies", "folder"},
    {"bundle/index.md", "text\n", NULL, NULL},
    {"en/newsletters/a.md", "text\n", "Newsletters", "folder"},
    {"a.md", "text\n", NULL, NULL},
};

static void test_sections(void)
{
  for (gsize i = 0; i < G_N_ELEMENTS(sections); i++) {
    g_test_message("%s %s", sections[i].from, sections[i].text);
    g_autoptr(MkepubArticle) a = read_at(sections[i].from, sections[i].text);
    g_assert_cmpstr(a->section.text, ==, sections[i].expected);
    g_assert_cmpstr(a->section.origin, ==, sections[i].origin);
  }
}

static const Case languages[] = {
    {"a.md", "---\nlang: fr_FR\n---\n", "fr-FR", "front matter 'lang'"},
    {"zh/a.md", "text\n", "zh", "folder"},
    {"pt-br/a.md", "text\n", "pt-BR", "folder"},
    {"go/a.md", "text\n", NULL, NULL},
    {"a.md", "Съешь ещё этих мягких французских булок, да выпей же чаю.\n", "ru", "script"},
    {"a.md", "Nothing but English here.\n", NULL, NULL},
};

static void test_languages(void)
{
  for (gsize i = 0; i < G_N_ELEMENTS(languages); i++) {
    g_autoptr(MkepubArticle) a = read_at(languages[i].from, languages[i].text);
    g_assert_cmpstr(a->language.text, ==, languages[i].expected);
    g_assert_cmpstr(a->language.origin, ==, languages[i].origin);
  }
}

static void test_drafts(void)
{
  static const char *const drafts[] = {"draft: true", "published: false", "status: draft",
                                       "status: Hidden", "ignore: true"};
  static const char *const others[] = {"draft: false", "published: 2024-01-02",
                                       "published: true", "status: published", "title: draft"};
  for (gsize i = 0; i < G_N_ELEMENTS(drafts); i++) {
    g_autoptr(MkepubArticle) a = read_yaml(drafts[i]);
    g_assert_true(a->draft);
  }
  for (gsize i = 0; i < G_N_ELEMENTS(others); i++) {
    g_autoptr(MkepubArticle) a = read_yaml(others[i]);
    g_assert_false(a->draft);
  }
}

static void test_rest(void)
{
  g_autoptr(MkepubArticle) a =
      read_yaml("weight: 3\nsummary: \"a **b** &amp; <p>c</p>\"\ncoverImage: \"x "
                "y.png\"\nlastmod: 2025-02-03");
  g_assert_cmpint(a->weight, ==, 3);
  g_assert_cmpstr(a->description.text, ==, "a b & c");
  g_assert_cmpstr(a->image.text, ==, "x y.png");
  g_assert_cmpint(a->modified.day, ==, 3);
  g_autoptr(MkepubArticle) b =
      read_yaml("image: https://x.org/favicon.ico\nprimary_image: slug");
  g_assert_null(b->image.text);
  g_assert_true(b->weight == G_MAXINT64);
  g_autoptr(MkepubArticle) c =
      read_at("a.md", "# T\n\nA *teaser*.\n\n<!-- more -->\n\nThe rest.\n");
  g_assert_cmpstr(c->description.text, ==, "A teaser.");
}

static void test_words(void)
{
  g_autoptr(MkepubArticle) a =
      read_at("a.md", "---\ntitle: not counted\n---\nThree words — here.\n");
  g_assert_cmpuint(a->body_words, ==, 3);
  g_autoptr(MkepubArticle) b = read_at("a.md", "我们知道。\n");
  g_assert_cmpuint(b->body_words, ==, 2);
}

static void test_clean(void)
{
  g_autoptr(MkepubArticle) a = read_yaml("title: \"a\\u0001b &#1; &#xFFFF; c\\nd\"");
  g_assert_cmpstr(a->title.text, ==, "ab &#1; &#xFFFF; c d");
}

/* Wherever a word stands in a long line, between whatever, it counts once. */
static void test_many_words(void)
{
  static const struct {
    const char *piece;
    guint words;
  } pieces[] = {{"word ", 1},    {"a-b.c ", 1},  {"-- ... ", 0},
                {"(\"Say) ", 1}, {"Straße ", 1}, {"9\t\t[z] ", 2},
                {"*_*x*_* ", 1}, {"~{@`}^ ", 0}, {"verylongword/ok ", 1},
                {"— – ", 0},     {"don't", 1},   {"\n\n", 0}};
  for (guint step = 1; step < 2 * G_N_ELEMENTS(pieces); step++)
    for (guint lead = 0; lead < 70; lead++) {
      g_autoptr(GString) text = g_string_new("---\ntitle: not counted\n---\nx");
      guint words = 1, at = 0;
      for (guint i = 0; i < lead; i++)
        g_string_append_c(text, 'y');
      g_string_append_c(text, ' ');
      for (guint i = 0; i < 40; i++, at = (at + step) % G_N_ELEMENTS(pieces)) {
        g_string_append_printf(text, "%s ", pieces[at].piece);
        words += pieces[at].words;
      }
      g_autoptr(MkepubArticle) article = read_at("a.md", text->str);
      g_assert_cmpuint(article->body_words, ==, words);
    }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/article/a title is found everywhere", test_titles);
  g_test_add_func("/article/code names no article", test_code_is_no_title);
  g_test_add_func("/article/a title behind code is found", test_title_behind_code);
  g_test_add_func("/article/the date is the article's, not the clip's", test_dates);
  g_test_add_func("/article/a bad date is told with its line, the next one counts",
                  test_bad_date);
  g_test_add_func("/article/authors are people", test_authors);
  g_test_add_func("/article/a comma parts people or belongs to a name", test_number_of_authors);
  g_test_add_func("/article/tags come one by one", test_tags);
  g_test_add_func("/article/the source is an address on the web", test_source);
  g_test_add_func("/article/sections come from keys or folders", test_sections);
  g_test_add_func("/article/languages come from keys, folders or the script", test_languages);
  g_test_add_func("/article/drafts say so in five ways", test_drafts);
  g_test_add_func("/article/standfirst, picture, weight and change are read", test_rest);
  g_test_add_func("/article/words of the body are counted", test_words);
  g_test_add_func("/article/a word counts wherever it stands", test_many_words);
  g_test_add_func("/article/no value holds what XML forbids", test_clean);
  int status = g_test_run();
  g_clear_pointer(&last_findings, mkepub_findings_free);
  return status;
}
