/* SPDX-License-Identifier: MIT */
/* The plain text of an article is what its reader sees, without markup. */
#include <glib.h>
#include <string.h>

#include "linear.h"
#include "markdown/markdown.h"

static char *field(gpointer data, const char *key)
{
  (void)data;
  return strcmp(key, "place") == 0 ? g_strdup("Bremen") : NULL;
}

static void test_texts(void)
{
  static const char *const cases[][2] = {
      {"", ""},
      {"\n\n", ""},
      {"One *two* **three** `four`.", "One two three four.\n"},
      {"# A\n\nB\n\n- c\n- d\n\n> e\n", "A\nB\nc\nd\ne\n"},
      {"one\ntwo  \nthree\\\nfour", "one two\nthree\nfour\n"},
      {"中文\n换行", "中文换行\n"},
      {"中文\nEnglish\n中文", "中文 English 中文\n"},
      {"한국어\n줄", "한국어 줄\n"},
      {"かな。\n「続き」", "かな。「続き」\n"},
      {"[words](http://a.example/x \"title\") <http://b.example/y> http://c.example/z",
       "words http://b.example/y http://c.example/z\n"},
      {"[](http://a.example/x)", "http://a.example/x\n"},
      {"see ![of the *bridge*](b.png) and ![](c.png \"a title\") ![](d.png)",
       "see of the bridge and a title \n"},
      {"~~old~~ ==new== a==b 1 ~ 2", "old new a==b 1 ~ 2\n"},
      {"[[Page]] [[Page|words]] [[Page#Part]] [[#Part]] ![[p.png|300]] ![[p.png|the pier]]",
       "Page words Page#Part Part  the pier\n"},
      {"\\[[no]] [[", "[[no]] [[\n"},
      {"- [ ] do\n- [x] done\n- [y] odd", "do\ndone\n[y] odd\n"},
      {"> [!note] Take care\n> of it\n\n> [!warning]\n> Hot", "Take care of it\nWarning Hot\n"},
      {"a %%not shown%% b", "a  b\n"},
      {"Word[^1], more[^two].\n\n[^1]: The *first*.\n[^two]: Second\n\n    goes on.\n\nEnd.",
       "Word, more.\nEnd.\nThe first.\nSecond\ngoes on.\n"},
      {"[words][^1]\n\n[^1]: Note", "words\nNote\n"},
      {"a[^1]\n\n- [^1]: Note\n- > [^2]: two\n- b", "a\nb\nNote\ntwo\n"},
      {"undefined[^9]", "undefined[^9]\n"},
      {"Before\n\n| a | *b* |\n|---|:-:|\n| c \\| d | `e` |\n| f |\n\nAfter",
       "Before\na\tb\nc | d\te\nf\nAfter\n"},
      {"```c\nint x;\n\nint y;\n```\n\n    indented\n", "int x;\n\nint y;\nindented\n"},
      {"---\n***\n", ""},
      {"## Part {#part}\n\n## {#all}\n\n## {x}", "Part \n{#all}\n{x}\n"},
      {"&copy; &lt;b&gt; &amp;amp; &#x41;", "© <b> &amp; A\n"},
      {"a &#27;[31m b &#xFDD0;c", "a [31m b c\n"},
      {"Setext\n======\n\n1. one\n2. two", "Setext\none\ntwo\n"},
      {"\"quoted\" -- it's", "\"quoted\" -- it's\n"},
      {"\\*not\\* \\~\\~either\\~\\~ 1 \\= 2", "*not* ~~either~~ 1 = 2\n"},
      /* templates */
      {"{% include nav.html %}a {{ page.place }} {{ site.unknown }}{% comment %}b{% endcomment "
       "%} c",
       "a Bremen  c\n"},
      {"`{{ code }}`", "{{ code }}\n"},
      /* formulas, flash cards and workflows hold double braces as well */
      {"Sum $\\sum_{{i}} x_{{i}}^{{n}}$, frac $\\frac{{a}}{{ b }}$, cloze {{c1::Paris}}.",
       "Sum $\\sum_{{i}} x_{{i}}^{{n}}$, frac $\\frac{{a}}{{ b }}$, cloze {{c1::Paris}}.\n"},
      {"Set ${{ secrets.token }} or v{{version}}.",
       "Set ${{ secrets.token }} or v{{version}}.\n"},
      /* but not behind what stands before words, nor when they name a value of a site */
      {"a {{page.place}} \"{{ page.place }}\" [{{page.place}}] ={{page.place}}/{{page.place}} "
       "({{page.place}})",
       "a Bremen \"Bremen\" [Bremen] =Bremen/Bremen (Bremen)\n"},
      {"in{{page.place}} _{{ page.place }}_ ${{page.place}} see{{ site.url }}/x "
       "to{{ site.unknown }} {{ site.url }}{{ gone }}{{ page.place | upcase }}",
       "inBremen Bremen $Bremen see/x to Bremen\n"},
      {"{% assign n = \"7\" %}v{{ n }} x{{ \"8\" }}", "v7 x8\n"},
      {"[words](http://a.example/x{{ b }}/y)", "words\n"},
      /* raw HTML */
      {"a <b>bold</b> <span title=\"x\">span</span> 1 &lt; 2 a&b `<i>`",
       "a bold span 1 < 2 a&b <i>\n"},
      {"First\n\n<div>\n<p>One</p><p>two &amp; three</p>\n</div>\n\nLast",
       "First\nOne two & three\nLast\n"},
      {"a<!-- not\nshown -->b", "ab\n"},
      {"<!--\nnot *shown*\n\nat all\n-->\n\nSeen", "Seen\n"},
      {"a <script>var x = 'y';</script> b\n\n<style>\np { color: red }\n\nq { }\n</style>\n\nc",
       "a b\nc\n"},
      {"<script>\n\nnever ends", "never ends\n"},
      {"<img src=\"a.png\" alt=\"the pier\"> x<br>y", "the pier x y\n"},
      {"a\n\nb <i>c</i>\n\n```\nd\ne\n```\n\n- f", "a\nb c\nd\ne\nf\n"},
      {"| a | b |\n|---|---|\n| <b>c</b> | d |\n", "a b\nc d\n"},
  };
  MkepubResolver resolver = {.field = field};
  MkepubMarkdownOptions options = {.resolver = &resolver};
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    GString *text = mkepub_markdown_text(cases[i][0], strlen(cases[i][0]), &options);
    g_test_message("%s", cases[i][0]);
    g_assert_cmpstr(text->str, ==, cases[i][1]);
    g_assert_cmpuint(text->len, ==, strlen(text->str));
    g_string_free(text, TRUE);
  }
}

static void test_title(void)
{
  static const char *const cases[][2] = {
      {"# The *Bridge*!\n\nText", "Text\n"},
      {"# The bridge <br>\n\nText", "Text\n"},
      {"# The bridge {#top}\n\nText", "Text\n"},
      {"# Another\n\n# The bridge\n\nText", "Another\nThe bridge\nText\n"},
      {"## The bridge\n\nText", "The bridge\nText\n"},
  };
  MkepubMarkdownOptions options = {.title = "The bridge"};
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    GString *text = mkepub_markdown_text(cases[i][0], strlen(cases[i][0]), &options);
    g_assert_cmpstr(text->str, ==, cases[i][1]);
    g_string_free(text, TRUE);
  }
  GString *text = mkepub_markdown_text("# The bridge", 12, NULL);
  g_assert_cmpstr(text->str, ==, "The bridge\n");
  g_string_free(text, TRUE);
}

static void text_of(gpointer data, gsize size)
{
  const char *unit = data;
  gsize length = strlen(unit);
  GString *body = g_string_sized_new(size + length);
  while (body->len < size)
    g_string_append_len(body, unit, (gssize)length);
  GString *text = mkepub_markdown_text(body->str, body->len, NULL);
  g_string_free(text, TRUE);
  g_string_free(body, TRUE);
}

/* AddressSanitizer looks at all of the memory that memmem may read, at each call. */
#ifdef __SANITIZE_ADDRESS__
#define LINEAR_SIZE (1 << 17)
#else
#define LINEAR_SIZE (1 << 20)
#endif

static void test_linear(void)
{
  static const char *const units[] = {
      "[[",
      "![[",
      "[[a|",
      "\\~",
      "<b",
      "<!--",
      "<script>",
      "a<i>\\~",
      "[^1]\n\n[^1]: x\n\n",
      "| a | b |\n|---|---|\n| c |\n\n",
      "==a== ~~b~~ ",
      "# a {#b}\n\n",
      "中\n",
      "> ",
      "- ",
      "{% x %}",
      "{{< quote a=b >}}x{{< blockquote >}}y{{< /quote >}}",
      "%%a",
      "&#27;",
      "![a](b)",
      "<p>\n\n",
      "*a **b ",
      "`` ` ",
      "<div>\\~\\~",
      "[a](",
      "{#",
  };
  for (gsize i = 0; i < G_N_ELEMENTS(units); i++)
    assert_linear(text_of, (gpointer)units[i], LINEAR_SIZE, units[i]);
}

static gpointer many_texts(gpointer data)
{
  for (guint i = 0; i < 2000; i++) {
    g_autofree char *body = g_strdup_printf("# %u\n\n*%u* <b>%u</b>[^1]\n\n[^1]: n\n", i, i,
                                            GPOINTER_TO_UINT(data));
    g_autofree char *expected = g_strdup_printf("%u\n%u %u\nn\n", i, i, GPOINTER_TO_UINT(data));
    GString *text = mkepub_markdown_text(body, strlen(body), NULL);
    g_assert_cmpstr(text->str, ==, expected);
    g_string_free(text, TRUE);
  }
  return NULL;
}

static void test_threads(void)
{
  GThread *threads[4];
  for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
    threads[i] = g_thread_new(NULL, many_texts, GUINT_TO_POINTER(i));
  for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
    g_thread_join(threads[i]);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/plain-text/texts", test_texts);
  g_test_add_func("/plain-text/title", test_title);
  g_test_add_func("/plain-text/linear", test_linear);
  g_test_add_func("/plain-text/threads", test_threads);
  return g_test_run();
}
