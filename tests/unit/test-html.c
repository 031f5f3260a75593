/* SPDX-License-Identifier: MIT */
/* Raw HTML: what its tags mean in a book; expected markup by hand from HTML, and random tags
 * against the checker. */
#include "html/html.h"

#include <glib.h>
#include <string.h>

#include "content-model.h"
#include "linear.h"
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
  static const MkepubPicture picture = {"img/p.png", NULL, "image/png", 1, 1};
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
  mkepub_html_finish(html);
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
              "<div class=\"center\">ab<code>c</code><s>d</s></div>");
  assert_html("a<br>b<BR/>c</br>d", "<p>a<br/>b<br/>c<br/>d</p>");
  assert_html("<p style='x' onclick=y class=z role=q data-A=1 epub:type=b>a", "<p>a</p>");
  assert_html("<code class='x language-c++'>a</code>",
              "<p><code class=\"language-c++\">a</code></p>");
  assert_html("<pre>\n a\n</pre>", "<pre> a\n</pre>");
  assert_html("<dir><li>a</dir>", "<ul><li>a</li></ul>");
  assert_html("<td colspan=2 rowspan=0 align=left>a",
              "<table><tbody><tr><td colspan=\"2\" class=\"left\">a</td></tr></tbody></table>");
  assert_html("</div></p></b>a", "<p>a</p>");
  /* a tag that is left out takes no blank with it */
  assert_html("<p><dfn>a<dfn> b</dfn> c</dfn>", "<p><dfn>a b c</dfn></p>");
  assert_html("<p>a<b><dfn>b<dfn> c", "<p>a<b><dfn>b c</dfn></b></p>");
  assert_html("<pre><dfn>a<dfn>  b", "<pre><dfn>a  b</dfn></pre>");
  assert_html("<pre><b> a\n b", "<pre><b> a\n b</b></pre>");
  assert_html("<details open><summary>s</summary>t</details>",
              "<details open=\"open\"><summary>s</summary>t</details>");
}

static void test_headings(void)
{
  assert_html("<h1>a</h1><h5>b</h5><h2>c</h2>", "<h2>a</h2><h3>b</h3><h2>c</h2>");
}

/* WCAG 2.4.4: what a listener can follow has a name */
static void test_links_named(void)
{
  assert_html("a<a href='http://x.y/?a=1&amp;b=2'> </a>b", "<p>a<a> </a>b</p>");
  assert_html("<a href='http://x.y'><b>&nbsp;</b></a>", "<p><a><b>\302\240</b></a></p>");
  assert_html("<h2><a id=k href='#k'></a>b</h2><a href='#k' title=t><b lang=de> </b></a>"
              "<a href='#k'>c</a><a href='#none'>d</a>",
              "<h2><a id=\"k\"></a>b</h2><p><a title=\"t\"><b lang=\"de\" xml:lang=\"de\"> "
              "</b></a><a href=\"#k\">c</a><a>d</a></p>");
  assert_html("<h2>a</h2><h3>&#8195;</h3>b", "<h2>a</h2><p >\342\200\203</p><p>b</p>");
}

/* the description of a picture that is not there keeps its distance from the words around it */
/* What looks like an attribute in a value or a text is none. */
static void test_values_like_attributes(void)
{
  assert_html("<a href='http://a.example/'><svg viewBox=' aria-label='><g/></svg></a>",
              "<p><a href=\"http://a.example/\" aria-label=\"a.example/\">"
              "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\" aria-label=\"><g/></svg>"
              "</a></p>");
  assert_html(
      "<a href='http://a.example/'><svg><text> aria-label=\"x &lt;b</text></svg></a>",
      "<p><a href=\"http://a.example/\" aria-label=\"aria-label=&quot;x &lt;b\">"
      "<svg xmlns=\"http://www.w3.org/2000/svg\"><text> aria-label=\"x &lt;b</text></svg>"
      "</a></p>");
  assert_html("<p><b title=' id=' id=x>a<p>c", "<p><b id=\"x\" title=\" id=\">a</b></p>"
                                               "<p><b title=\" id=\">c</b></p>");
  assert_html("<p><i lang=' hidden='>a</i><a href='http://x.y' title=' hidden='>b</a>",
              "<p><i>a</i><a href=\"http://x.y\" title=\" hidden=\">b</a></p>");
}

static void test_descriptions_apart(void)
{
  assert_html("a<img src=x alt=b>c", "<p>a b c</p>");
  assert_html("<a href='http://x.y'><img src=x alt='b.'></a><a href='http://x.z'>c</a>",
              "<p><a href=\"http://x.y\">b.</a><a href=\"http://x.z\"> c</a></p>");
  assert_html("(<img src=x alt=b>), <i>x</i><img src=x alt=c>. <img src=x alt=d><br>e",
              "<p>(b), <i>x</i> c. d<br/>e</p>");
  assert_html("<p><img src=x alt=b><p>c<p><img src=x alt=b> d", "<p>b</p><p>c</p><p>b d</p>");
}

static void test_attributes(void)
{
  assert_html("<p id=a ID=b iD='c'>x", "<p id=\"a\">x</p>");
  assert_html("<p title=\"a&quot;b&lt;c\">x", "<p title=\"a&quot;b&lt;c\">x</p>");
  assert_html("<p lang=en_US>x<p lang=de>y", "<p lang=\"en-US\" xml:lang=\"en-US\">x</p>"
                                             "<p lang=\"de\" xml:lang=\"de\">y</p>");
  assert_html("<a name='x y'>a</a><a href='#x y'>b</a>",
              "<p><a id=\"x-y\">a</a><a href=\"#x-y\">b</a></p>");
  assert_html("<time datetime=yesterday>a</time>", "<p><span>a</span></p>");
}

/* HTML 13.2.5: tokens */
static void test_tokens(void)
{
  assert_html("a<!-- b -- c -->d<!doctype html>e<?php x > y ?>f<![CDATA[ g<b> ]]>h",
              "<p>adef g&lt;b&gt; h</p>");
  assert_html("a<!--b--!>c<!-->d<!--->e</>f</ g>h<!i>j", "<p>acdefhj</p>");
  assert_html("1 < 2 <3 <", "<p>1 &lt; 2 &lt;3 &lt;</p>");
  assert_html("<p a=1 \"=x '=y <=z @b :c>x", "<p>x</p>");
  assert_html("<div class=\"x", "<p>&lt;div class=\"x</p>");
  /* what would swallow the rest of the page ends where it can have been meant to */
  assert_html("<p title=\"a>b</p>c", "<p title=\"a\">b</p><p>c</p>");
  assert_html("<div <p>a</p>", "<div><p>a</p></div>");
  assert_html("<!-- a <b>b</b>", "<p>a <b>b</b></p>");
  assert_html("a<b, <i>c</i>", "<p>a&lt;b, <i>c</i></p>");
  assert_html("&amp;lt; &copy2 &notit; &#150; &#x80; &#0; &bogus; &nbsp;&NotEqualTilde;",
              "<p>&amp;lt; ©2 ¬it; – € � &amp;bogus; \302\240≂̸</p>");
  assert_html("<a href='http://x.y/?a=1&copy=2&amp;b'>x</a>",
              "<p><a href=\"http://x.y/?a=1&amp;copy=2&amp;b\">x</a></p>");
}

static void test_code(void)
{
  assert_html("Vec<T> and <u8>, <'a>", "<p>Vec&lt;T&gt; and &lt;u8&gt;, &lt;'a&gt;</p>");
  assert_html("an <Option> or <Object>", "<p>an &lt;Option&gt; or &lt;Object&gt;</p>");
  assert_html("<foo>a</foo> <my-tag some=thing>b</my-tag> <x y=z>c", "<p>a b c</p>");
  assert_html("<user-name>@<your host>", "<p>&lt;user-name&gt;@&lt;your host&gt;</p>");
  assert_html("<https://x.y/?a=1>", "<p><a href=\"https://x.y/?a=1\">https://x.y/?a=1</a></p>");
}

/* What look_ahead knows. */
static gboolean has_end(gpointer data, const char *end, MkepubHtmlReach reach, gint depth)
{
  (void)reach, (void)depth;
  return g_strcmp0(data, end) == 0;
}

static void test_hidden(void)
{
  g_autoptr(MkepubWriter) writer = mkepub_writer_new();
  g_autoptr(MkepubFindings) findings = mkepub_findings_new();
  g_autoptr(MkepubHtml) html = mkepub_html_new(writer, &resolver, "a.md", findings);
  mkepub_html_look_ahead(html, has_end, (gpointer) "script");
  mkepub_html_feed(html, "a<script>", 9, 3);
  g_assert_true(mkepub_html_takes(html));
  mkepub_html_feed(html, "b<p>c</scripty>", 15, 4);
  g_assert_true(mkepub_html_takes(html));
  mkepub_html_feed(html, "d</SCRIPT >e", 12, 5);
  g_assert_false(mkepub_html_takes(html));
  g_autoptr(GString) out = mkepub_writer_finish(writer);
  g_assert_cmpstr(out->str, ==, "<p>ae</p>");
  g_assert_cmpuint(mkepub_findings_length(findings), ==, 1);
  g_assert_cmpint(mkepub_findings_at(findings, 0)->id, ==, MKEPUB_FINDING_HTML_DROPPED);
  g_assert_cmpuint(mkepub_findings_at(findings, 0)->line, ==, 3);
}

/* Without an end nothing is hidden. */
static void test_unclosed(void)
{
  assert_html("<script>a<p>b", "<p>a</p><p>b</p>");
  assert_html("<template>a<style>b", "<p>ab</p>");
  assert_html("<video src=https://x.y/>a", "<p><a href=\"https://x.y/\">Video: x.y</a> a</p>");
  assert_html("<template>a<template>b</template>c</template>d", "<p>d</p>");
  assert_html("<template>a<template>b</template>c", "<p>abc</p>");
}

static void test_comment_between(void)
{
  g_autoptr(MkepubWriter) writer = mkepub_writer_new();
  g_autoptr(MkepubHtml) html = mkepub_html_new(writer, &resolver, "a.md", NULL);
  mkepub_html_look_ahead(html, has_end, (gpointer) "--");
  mkepub_html_feed(html, "<div>a<!-- b", 12, 1);
  g_assert_true(mkepub_html_takes(html));
  g_assert_cmpuint(mkepub_html_take(html, "c", 1), ==, 1);
  g_assert_cmpuint(mkepub_html_take(html, "d-->e", 5), ==, 4);
  g_assert_false(mkepub_html_takes(html));
  g_autoptr(GString) out = mkepub_writer_finish(writer);
  g_assert_cmpstr(out->str, ==, "<div>a</div>");
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
  assert_html("<img src=p.png alt=b> b", "<p><img src=\"img/p.png\" alt=\"\" /> b</p>");
  assert_html("<a href='http://x.y/'><img src=p.png alt=b></a> b",
              "<p><a href=\"http://x.y/\"><img src=\"img/p.png\" alt=\"b\"/></a> b</p>");
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
}

/* Expected by hand from SVG 1.1 and MathML 3. */
static void test_foreign(void)
{
#define SVG  "<svg xmlns=\"http://www.w3.org/2000/svg\""
#define MATH "<math xmlns=\"http://www.w3.org/1998/Math/MathML\""
  assert_html("<svg VIEWBOX='0 0 9 9'><title>A</title><path d=M0 onclick=x></path></svg>b",
              "<p>" SVG
              " role=\"img\" viewBox=\"0 0 9 9\"><title>A</title><path d=\"M0\"/></svg>"
              "b</p>");
  assert_html(
      "<svg><defs><g id=A><circle/></g></defs><use href=#A /><use xlink:href='#B'/></svg>",
      "<p>" SVG " xmlns:xlink=\"http://www.w3.org/1999/xlink\"><defs><g id=\"a\">"
      "<circle r=\"0\"/></g></defs><use xlink:href=\"#a\"/><use/></svg></p>");
  assert_html("<svg><rect style='fill:url(\"#g\");stroke:red !important' width=1 height=1 />"
              "<linearGradient id=g><stop/></linearGradient></svg>",
              "<p>" SVG "><rect fill=\"url(#g)\" stroke=\"red\" width=\"1\" height=\"1\"/>"
              "<linearGradient id=\"g\"><stop offset=\"0\"/></linearGradient></svg></p>");
  assert_html("<svg><script>x</script><text>A</text></svg>b", "<p>A b</p>");
  assert_html("<a href='http://x.y/'><svg><path d=M0 /></svg></a>",
              "<p><a href=\"http://x.y/\" aria-label=\"x.y/\">" SVG
              "><path d=\"M0\"/></svg></a></p>");
  assert_html("<a href='http://x.y/' title=A><svg><path d=M0 /></svg></a>",
              "<p><a href=\"http://x.y/\" title=\"A\" aria-label=\"A\">" SVG
              "><path d=\"M0\"/></svg></a></p>");
  assert_html("<a href='http://x.y/'><svg aria-hidden=true><title>A</title></svg></a>",
              "<p><a href=\"http://x.y/\" aria-label=\"A\">" SVG
              " role=\"img\" aria-hidden=\"true\"><title>A</title></svg></a></p>");
  assert_html("<a href='http://x.y/'><svg><title>A</title></svg></a>",
              "<p><a href=\"http://x.y/\">" SVG " role=\"img\"><title>A</title></svg></a></p>");
  assert_html("<a href='http://x.y/'><span hidden>A</span></a>",
              "<p><a><span hidden=\"hidden\">A</span></a></p>");
  assert_html("<svg><use href='x.svg#a'/><text>A</text></svg>b", "<p>A b</p>");
  assert_html("<svg><g><text>A</text></svg>b", "<p>A b</p>");
  assert_html("<math alttext='x squared'><msup><mi>x</mi><mn>2</mn></msup></math>",
              "<p>" MATH " alttext=\"x squared\"><msup><mi>x</mi><mn>2</mn></msup></math></p>");
  assert_html("<math><mi>x</mi><mo stretchy=maybe>+</mo></math>",
              "<p>" MATH " alttext=\"x+\"><mi>x</mi><mo>+</mo></math></p>");
  assert_html("<math alttext='a half'><mfrac><mi>x</mi></mfrac></math>", "<p>a half</p>");
  assert_html("<math><mmultiscripts><mi>x</mi><mn>1</mn><none/><mprescripts/><mn>2</mn><none/>"
              "</mmultiscripts></math>",
              "<p>" MATH " alttext=\"x12\"><mmultiscripts><mi>x</mi><mn>1</mn><none/>"
              "<mprescripts/><mn>2</mn><none/></mmultiscripts></math></p>");
}

/* Every mending is told, at the line where what it is about begins. */
static void test_told(void)
{
  static const struct {
    const char *input, *message;
    guint line;
  } cases[] = {
      {"a\n<b>c\nd", "'b' is not closed", 2},
      {"a\n\n</b>", "'b' has an end tag without a start tag", 3},
      {"<b>a\n<i>b</b>c</i>", "'i' overlaps other elements", 2},
      {"\n<center>a</center>", "'center' becomes 'div'", 2},
      {"\n<font>a</font>", "'font' is left out, its content stays", 2},
      {"\n<li>a", "'li' outside a list", 2},
      {"<p\nonclick=x>", "the event handler 'onclick' is left out", 1},
      {"\n<p bgcolor=x>", "the attribute 'bgcolor' is left out", 2},
      {"\n<td colspan=x>", "the attribute 'colspan' cannot be 'x'", 2},
      {"\n<iframe src='https://x.y/'></iframe>", "'iframe' becomes a link", 2},
      {"\n<T>", "'<t>' is not HTML and is shown as text", 2},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(MkepubFindings) findings = mkepub_findings_new();
    const char *const inputs[] = {cases[i].input, NULL};
    g_autofree char *out = feed(inputs, findings);
    guint line = 0;
    for (guint f = 0; f < mkepub_findings_length(findings); f++)
      if (strcmp(mkepub_findings_at(findings, f)->message, cases[i].message) == 0)
        line = mkepub_findings_at(findings, f)->line;
    if (line != cases[i].line)
      g_test_message("%s: '%s' at %u", cases[i].input, cases[i].message, line);
    g_assert_cmpuint(line, ==, cases[i].line);
  }
}

static void test_nothing_told(void)
{
  static const char *const inputs[] = {
      "<p>a<p>b<ul><li>c<li>d</ul><table><tr><td>e<tr><td>f</table>",
      "<div class=x style='color:red' data-a=b aria-label=c role=note>a<br>b</div>",
      "<details><summary>a</summary>b</details><dl><dt>a<dd>b</dl>",
      "<a href='https://x.y/' target=_blank rel=nofollow>a</a><img src=p.png alt=a width=9>",
      "<svg><title>A</title></svg><math><mi>x</mi></math>",
      "&nbsp;&copy &#150;",
      NULL};
  g_autoptr(MkepubFindings) findings = mkepub_findings_new();
  g_autofree char *out = feed(inputs, findings);
  for (guint f = 0; f < mkepub_findings_length(findings); f++)
    g_test_message("%s", mkepub_findings_at(findings, f)->message);
  g_assert_cmpuint(mkepub_findings_length(findings), ==, 0);
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

/* SIZE times the piece DATA; the output may not explode either. */
static void read_repeated(gpointer data, gsize size)
{
  g_autoptr(GString) in = g_string_new(NULL);
  for (gsize n = 0; n < size; n++)
    g_string_append(in, data);
  const char *const inputs[] = {in->str, NULL};
  g_autofree char *out = feed(inputs, NULL);
  g_assert_cmpuint(strlen(out), <, 32 * in->len + 100000);
}

static void assert_quick(const char *piece)
{
  assert_linear(read_repeated, (gpointer)piece, 50000, piece);
}

/* Any tag, open, closed, and both, many times over. */
static void test_repeats(void)
{
  static const char names[] =
      "a abbr acronym address area article aside audio b base bdi bdo big blockquote body br "
      "button canvas caption center cite code col colgroup data datalist dd del details dfn "
      "dialog dir div dl dt em embed fieldset figcaption figure font footer form frame "
      "frameset "
      "h1 h2 h6 head header hgroup hr html i iframe img input ins kbd label legend li link "
      "main "
      "map mark marquee math menu meta meter nav nobr noscript object ol optgroup option "
      "output "
      "p param picture plaintext pre progress q rb rp rt rtc ruby s samp script search section "
      "select small source span strike strong style sub summary sup svg table tbody td "
      "template "
      "textarea tfoot th thead time title tr track tt u ul var video wbr xmp foo foo-bar T o:p";
  g_auto(GStrv) all = g_strsplit(names, " ", -1);
  for (guint i = 0; all[i]; i++) {
    static const char *const forms[] = {"<%s>", "</%s>", "<b><%s x='y'>x</%s>"};
    for (guint f = 0; f < G_N_ELEMENTS(forms); f++) {
      g_autoptr(GString) piece = g_string_new(forms[f]);
      g_string_replace(piece, "%s", all[i], 0);
      assert_quick(piece->str);
    }
  }
}

/* Inputs whose like has cost others quadratic time (13.2.5 and the content model). */
static void test_hostile(void)
{
  static const char *const pieces[] = {"<!--",
                                       "<!-- x -",
                                       "<?",
                                       "<?x>",
                                       "<!",
                                       "<![CDATA[",
                                       "</",
                                       "</ ",
                                       "<a ",
                                       "<a b=\"",
                                       "<a b='",
                                       "<a b=<a",
                                       "<a b=\"<a c='",
                                       "<a,",
                                       "<a, b=<a,",
                                       "<T b=<T",
                                       "<T <",
                                       "&",
                                       "&amp",
                                       "&#",
                                       "&#x",
                                       "<",
                                       "<x<",
                                       "<div id=a>",
                                       "<p id=\"a b\">",
                                       "<a name=x>",
                                       "<a href=#x>y",
                                       "<a href=https://x.y/>",
                                       "<img src=p.png>",
                                       "<img srcset=p.png>",
                                       "<b><p>",
                                       "<b><i><u><p>x",
                                       "<h1><div>",
                                       "<table><td>",
                                       "<table><tr><td><b>",
                                       "<ul><li><b>",
                                       "<dl><dt><i>",
                                       "<ruby>a<rt>",
                                       "<ruby>a<rp>(",
                                       "<details>a",
                                       "<figure>a<figcaption>b",
                                       "<svg><g>",
                                       "<svg><style>",
                                       "<svg>x</svg>",
                                       "<svg><path id=a></svg>",
                                       "<svg><use href=#a>",
                                       "<math><mi>",
                                       "<math><mi>x</math>",
                                       "<template></p>",
                                       "<template><b></template>",
                                       "<script>x</script>",
                                       "<script></style>",
                                       "<style>",
                                       "<video src=https://x.y/>",
                                       "<object data=x>",
                                       "<object type=image/png data=p.png>",
                                       "<picture><source srcset=a>",
                                       "<textarea>x",
                                       "<xmp><b></xmp>",
                                       "<iframe src=https://x.y/></iframe>",
                                       "<font id=a>",
                                       "<p align=center style='text-align:left;'>",
                                       "<p style=';;;;;;;;;;;;;;;;'>",
                                       "<code class='a a a a a a'>",
                                       "<input value=x>",
                                       "</b></i></p>",
                                       "<b></i>",
                                       "<li></ul>",
                                       "<caption></table>",
                                       "<time>",
                                       "<bdo>",
                                       "<p hidden>",
                                       "<progress value=1>",
                                       "<https://x.y/>",
                                       "<x y z w>",
                                       "<col>",
                                       "<tfoot><td>x<tbody>",
                                       "<a><b></a>",
                                       "<select><option label=x>"};
  for (guint i = 0; i < G_N_ELEMENTS(pieces); i++)
    assert_quick(pieces[i]);
}

int main(int argc, char **argv)
{
  mkepub_xml_init();
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/html/tags", test_tags);
  g_test_add_func("/html/headings", test_headings);
  g_test_add_func("/html/links-named", test_links_named);
  g_test_add_func("/html/values-like-attributes", test_values_like_attributes);
  g_test_add_func("/html/descriptions-apart", test_descriptions_apart);
  g_test_add_func("/html/attributes", test_attributes);
  g_test_add_func("/html/tokens", test_tokens);
  g_test_add_func("/html/code", test_code);
  g_test_add_func("/html/hidden", test_hidden);
  g_test_add_func("/html/unclosed", test_unclosed);
  g_test_add_func("/html/comment-between", test_comment_between);
  g_test_add_func("/html/findings-once", test_findings_once);
  g_test_add_func("/html/told", test_told);
  g_test_add_func("/html/nothing-told", test_nothing_told);
  g_test_add_func("/html/foreign", test_foreign);
  g_test_add_func("/html/pictures", test_pictures);
  g_test_add_func("/html/media", test_media);
  g_test_add_func("/html/to-text", test_to_text);
  g_test_add_func("/html/random", test_random);
  g_test_add_func("/html/hostile", test_hostile);
  g_test_add_func("/html/repeats", test_repeats);
  return g_test_run();
}
