/* SPDX-License-Identifier: MIT */
/* Raw HTML: what its tags mean in a book; expected markup by hand from HTML, and random tags
 * against the checker. */
#include "mkepub/html.h"

#include <glib.h>
#include <string.h>

#include "content-model.h"
#include "mkepub/url.h"
#include "mkepub/xml.h"

static char *resolve_link(gpointer data, const char *address, guint line)
{
  (void)data, (void)line;
  return mkepub_url_kind(address) == MKEPUB_URL_FRAGMENT ? g_strdup(address)
                                                         : mkepub_url_clean(address);
}

static const MkepubPicture *resolve_picture(gpointer data, const char *address, guint line)
{
  static const MkepubPicture picture = {"img/p.png", "image/png", 1, 1};
  (void)data, (void)line;
  return strcmp(address, "p.png") == 0 ? &picture : NULL;
}

static const MkepubResolver resolver = {.link = resolve_link, .picture = resolve_picture};

/* Feeds INPUTS, up to NULL; returns the markup. */
static char *feed(const char *const *inputs, MkepubFindings *findings)
{
  g_autoptr(MkepubWriter) writer = mkepub_writer_new();
  g_autoptr(MkepubHtml) html = mkepub_html_new(writer, &resolver, "a.md", findings);
  for (guint i = 0; inputs[i]; i++)
    mkepub_html_feed(html, inputs[i], strlen(inputs[i]), 1);
  GString *out = mkepub_writer_finish(writer);
  return g_string_free(out, FALSE);
}

static void assert_html(const char *input, const char *expected)
{
  const char *const inputs[] = {input, NULL};
  g_autofree char *out = feed(inputs, NULL);
  g_assert_cmpstr(out, ==, expected);
}

static void test_tags(void)
{
  assert_html("<B>a<I>b</B>c</I>", "<p><b>a<i>b</i></b><i>c</i></p>");
  assert_html("<center>a<font size=3>b</font><tt>c</tt><strike>d</strike></center>",
              "<div>ab<code>c</code><s>d</s></div>");
  assert_html("a<br>b<BR/>c</br>d", "<p>a<br/>b<br/>c<br/>d</p>");
  assert_html("<p style='x' onclick=y class=z role=q data-A=1 epub:type=b>a", "<p>a</p>");
  assert_html("<code class='x language-c++'>a</code>",
              "<p><code class=\"language-c++\">a</code></p>");
  assert_html("<pre>\n a\n</pre>", "<pre> a\n</pre>");
  assert_html("<dir><li>a</dir>", "<ul><li>a</li></ul>");
  assert_html("<td colspan=2 rowspan=0 align=left>a",
              "<table><tbody><tr><td colspan=\"2\">a</td></tr></tbody></table>");
  assert_html("</div></p></b>a", "<p>a</p>");
  assert_html("<details open><summary>s</summary>t</details>",
              "<details open=\"open\"><summary>s</summary>t</details>");
}

static void test_headings(void)
{
  assert_html("<h1>a</h1><h5>b</h5><h2>c</h2>", "<h2>a</h2><h3>b</h3><h2>c</h2>");
}

static void test_attributes(void)
{
  assert_html("<p id=a ID=b iD='c'>x", "<p id=\"a\">x</p>");
  assert_html("<p title=\"a&quot;b&lt;c\">x", "<p title=\"a&quot;b&lt;c\">x</p>");
  assert_html("<p lang=en_US>x<p lang=de>y", "<p>x</p><p lang=\"de\" xml:lang=\"de\">y</p>");
  assert_html("<a name='x y'>a</a><a href='#x y'>b</a>",
              "<p><a id=\"x-y\">a</a><a href=\"#x-y\">b</a></p>");
  assert_html("<time datetime=yesterday>a</time>", "<p><span>a</span></p>");
}

/* HTML 13.2.5: tokens */
static void test_tokens(void)
{
  assert_html("a<!-- b -- c -->d<!doctype html>e<?php x > y ?>f<![CDATA[ g ]]>h",
              "<p>adefh</p>");
  assert_html("1 < 2 <3 <", "<p>1 &lt; 2 &lt;3 &lt;</p>");
  assert_html("<p a=1 \"=x '=y <=z @b :c>x", "<p>x</p>");
  assert_html("<div class=\"x", "<p>&lt;div class=\"x</p>");
  assert_html("&amp;lt; &copy2 &notit; &#150; &#x80; &#0; &bogus; &nbsp;&NotEqualTilde;",
              "<p>&amp;lt; ©2 ¬it; – € � &amp;bogus; \302\240≂̸</p>");
  assert_html("<a href='http://x.y/?a=1&copy=2&amp;b'>x</a>",
              "<p><a href=\"http://x.y/?a=1&amp;copy=2&amp;b\">x</a></p>");
}

static void test_code(void)
{
  assert_html("Vec<T> and <u8>, <'a>", "<p>Vec&lt;T&gt; and &lt;u8&gt;, &lt;'a&gt;</p>");
  assert_html("an <Option> or <Object>", "<p>an &lt;Option&gt; or &lt;Object&gt;</p>");
  assert_html("<foo>a</foo> <my-tag>b <x y=z>c", "<p>a b c</p>");
}

static void test_hidden(void)
{
  g_autoptr(MkepubWriter) writer = mkepub_writer_new();
  g_autoptr(MkepubFindings) findings = mkepub_findings_new();
  g_autoptr(MkepubHtml) html = mkepub_html_new(writer, &resolver, "a.md", findings);
  mkepub_html_feed(html, "a<script>", 9, 3);
  g_assert_true(mkepub_html_hidden(html));
  mkepub_html_feed(html, "b<p>c</scripty>", 15, 4);
  g_assert_true(mkepub_html_hidden(html));
  mkepub_html_feed(html, "d</SCRIPT >e", 12, 5);
  g_assert_false(mkepub_html_hidden(html));
  g_autoptr(GString) out = mkepub_writer_finish(writer);
  g_assert_cmpstr(out->str, ==, "<p>ae</p>");
  g_assert_cmpuint(mkepub_findings_length(findings), ==, 1);
  g_assert_cmpint(mkepub_findings_at(findings, 0)->id, ==, MKEPUB_FINDING_HTML_DROPPED);
  g_assert_cmpuint(mkepub_findings_at(findings, 0)->line, ==, 3);
}

static void test_findings_once(void)
{
  g_autoptr(MkepubFindings) findings = mkepub_findings_new();
  const char *const inputs[] = {"\n<p><p>x</p>\n<style>a</style><style>b</style>",
                                "<style>c</style>", NULL};
  g_autofree char *out = feed(inputs, findings);
  g_assert_cmpuint(mkepub_findings_count(findings, MKEPUB_SEVERITY_WARNING), ==, 1);
  g_assert_cmpuint(mkepub_findings_at(findings, 0)->line, ==, 3);
}

static void test_pictures(void)
{
  assert_html("<img src=p.png alt='a \"b\"' width='50%'>",
              "<p><img src=\"img/p.png\" alt=\"a &quot;b&quot;\"/></p>");
  assert_html("<img src=p.png>", "<p><img src=\"img/p.png\" alt=\"\"/></p>");
  assert_html("<img src=gone.png alt='a cat'>", "<p>a cat</p>");
  assert_html("x<img src=p.png width=1 height=1>", "<p>x</p>");
  assert_html("<picture><source srcset=a.webp><img src=p.png alt=b></picture>",
              "<p><img src=\"img/p.png\" alt=\"b\"/></p>");
}

static void test_media(void)
{
  assert_html("<iframe src='https://www.youtube.com/embed/x'>no</iframe>",
              "<p><a href=\"https://www.youtube.com/embed/x\">Video: youtube.com</a> </p>");
  assert_html("<iframe src='https://x.y/' title='A map'></iframe>",
              "<p><a href=\"https://x.y/\">A map</a> </p>");
  assert_html("<audio><source src='https://x.y/a.mp3'>no</audio>b",
              "<p><a href=\"https://x.y/a.mp3\">Audio: x.y</a> b</p>");
  assert_html("<video src=local.mp4>words</video>", "<p>words</p>");
  assert_html("<input type=checkbox checked>a<input type=checkbox>b", "<p>☑a☐b</p>");
  assert_html("<svg><title>A</title><path d='M'/></svg>b", "<p>A  b</p>");
  assert_html("<math alttext='x squared'><mi>x</mi></math>", "<p>x squared </p>");
}

static void test_to_text(void)
{
  static const char *const cases[][2] = {
      {"<p>a &amp; b</p><p>c</p>", "a & b c"},
      {"a<br>b <!-- x -->c<script>d</script>", "a b c"},
      {"<img src=x alt='a cat'>", "a cat"},
      {"1 < 2", "1 < 2"},
      {"", ""},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *text = mkepub_html_to_text(cases[i][0], strlen(cases[i][0]));
    g_assert_cmpstr(text, ==, cases[i][1]);
  }
}

static void append_random(GString *in, GRand *rand)
{
  static const char *const pieces[] = {"<",
                                       ">",
                                       "</",
                                       "\"",
                                       "'",
                                       "=",
                                       "&",
                                       "&amp",
                                       "&#x",
                                       ";",
                                       "<!--",
                                       "-->",
                                       " id=a",
                                       " href=#a",
                                       " name=b",
                                       "<a ",
                                       "<b>",
                                       "</b>",
                                       "<p>",
                                       "</p>",
                                       "<ul>",
                                       "<li>",
                                       "</ul>",
                                       "<table>",
                                       "<tr>",
                                       "<td>",
                                       "</table>",
                                       "<h1>",
                                       "</h1>",
                                       "<svg>",
                                       "</svg>",
                                       "<img src=p.png>",
                                       "<details>",
                                       "<summary>",
                                       "<dl>",
                                       "<dt>",
                                       "<dd>",
                                       "<ruby>",
                                       "<rt>",
                                       "<rp>",
                                       "<figure>",
                                       "<figcaption>",
                                       "<T>",
                                       "<div>",
                                       "</div>",
                                       "<iframe>",
                                       "<![CDATA[",
                                       "<?x",
                                       "\n",
                                       "\xff",
                                       "\x01",
                                       "word ",
                                       "<time datetime=2020>",
                                       "<pre>",
                                       "<caption>",
                                       "<thead>",
                                       "<col>",
                                       "<del>",
                                       "<video src=http://x.y>"};
  g_string_append(in, pieces[g_rand_int_range(rand, 0, G_N_ELEMENTS(pieces))]);
}

static void test_random(void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed(7);
  g_autoptr(GString) in = g_string_new(NULL);
  for (guint round = 0; round < 5000; round++) {
    g_string_truncate(in, 0);
    for (guint i = (guint)g_rand_int_range(rand, 1, 60); i > 0; i--)
      append_random(in, rand);
    const char *const inputs[] = {in->str, NULL};
    g_autofree char *out = feed(inputs, NULL);
    g_autofree char *trouble = model_trouble(out, strlen(out), NULL);
    g_autofree char *document = g_strdup_printf("<html>%s</html>", out);
    g_autoptr(GError) error = NULL;
    gboolean good = mkepub_xml_check(document, strlen(document), "random", &error);
    if (!good || *trouble) {
      g_test_message("round %u: %s\n%s\n%s\n%s", round, trouble, error ? error->message : "",
                     in->str, out);
      g_test_fail();
      return;
    }
  }
}

/* Inputs whose like has cost others quadratic time (13.2.5 and the content model). */
static void test_hostile(void)
{
  static const char *const pieces[] = {"<div>", "<b><p>",      "<h1><div>",    "<!--",
                                       "<?",    "</",          "<a ",          "&",
                                       "<T>",   "<table><td>", "<svg><style>", "<ruby>a<rt>"};
  for (guint i = 0; i < G_N_ELEMENTS(pieces); i++) {
    g_autoptr(GString) in = g_string_new(NULL);
    for (guint n = 0; n < 100000; n++)
      g_string_append(in, pieces[i]);
    const char *const inputs[] = {in->str, NULL};
    gint64 start = g_get_monotonic_time();
    g_autofree char *out = feed(inputs, NULL);
    g_assert_cmpint(g_get_monotonic_time() - start, <, 5 * G_USEC_PER_SEC);
    g_assert_cmpuint(strlen(out), <, 16 * in->len);
  }
}

int main(int argc, char **argv)
{
  mkepub_xml_init();
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/html/tags", test_tags);
  g_test_add_func("/html/headings", test_headings);
  g_test_add_func("/html/attributes", test_attributes);
  g_test_add_func("/html/tokens", test_tokens);
  g_test_add_func("/html/code", test_code);
  g_test_add_func("/html/hidden", test_hidden);
  g_test_add_func("/html/findings-once", test_findings_once);
  g_test_add_func("/html/pictures", test_pictures);
  g_test_add_func("/html/media", test_media);
  g_test_add_func("/html/to-text", test_to_text);
  g_test_add_func("/html/random", test_random);
  g_test_add_func("/html/hostile", test_hostile);
  return g_test_run();
}
